"""The levels that the U-Nets share (Ronneberger et al. 2015), with residual blocks and sums instead of concatenations."""

import torch
from torch import nn
from torch.nn import functional as F

LAYERS = {2: (nn.Conv2d, nn.BatchNorm2d), 3: (nn.Conv3d, nn.BatchNorm3d)}


def conv_norm(inputs, outputs, kernel=3, stride=1, padding=1, dimensions=2):
    convolution, norm = LAYERS[dimensions]
    return nn.Sequential(convolution(inputs, outputs, kernel, stride, padding, bias=False), norm(outputs))


class Residual(nn.Module):
    """Two convolutions of 3 voxels a side around an identity."""

    def __init__(self, channels, dimensions=2):
        super().__init__()
        self.first = conv_norm(channels, channels, dimensions=dimensions)
        self.second = conv_norm(channels, channels, dimensions=dimensions)

    def forward(self, x):
        return F.relu(x + self.second(F.relu(self.first(x))))


class Levels(nn.Module):
    """Image [N,inputs,...] to the decoded features of every level, the finest first and the deepest last.

    `channels` and `blocks` go by level; each level halves the sides of the one before. A `stem` of (kernel, stride,
    padding) with stride 2 lets the finest level work at half the image's size, which makes a step about four times cheaper.
    """

    def __init__(self, inputs, channels, blocks, stem=(3, 1, 1), dimensions=2):
        super().__init__()
        pairs = list(zip(channels, channels[1:]))
        self.stem = nn.Sequential(conv_norm(inputs, channels[0], *stem, dimensions=dimensions), nn.ReLU())
        self.encoder = nn.ModuleList(
            nn.Sequential(*(Residual(c, dimensions) for _ in range(n))) for c, n in zip(channels, blocks))
        self.down = nn.ModuleList(
            nn.Sequential(conv_norm(a, b, 2, 2, 0, dimensions=dimensions), nn.ReLU()) for a, b in pairs)
        self.up = nn.ModuleList(LAYERS[dimensions][0](b, a, 1) for a, b in pairs)
        self.decoder = nn.ModuleList(Residual(a, dimensions) for a, _ in pairs)

    def levels(self, image):
        x, encoded = self.stem(image), []
        for level, blocks in enumerate(self.encoder):
            x = blocks(x if level == 0 else self.down[level - 1](x))
            encoded.append(x)
        decoded = [x]
        for level in reversed(range(len(self.decoder))):
            x = F.interpolate(self.up[level](x), scale_factor=2.0, mode="nearest") + encoded[level]
            x = self.decoder[level](x)
            decoded.insert(0, x)
        return decoded


class WithMirror(nn.Module):
    """The mean of `answer(network(image))` over the image and its mirror image along `axis`, mirrored back."""

    def __init__(self, network, axis, answer=nn.Identity()):
        super().__init__()
        self.network, self.axis, self.answer = network, axis, answer

    def forward(self, image):
        n = image.shape[0]
        both = self.answer(self.network(torch.cat([image, image.flip(self.axis)])))
        return (both[:n] + both[n:].flip(self.axis)) / 2
