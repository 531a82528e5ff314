"""A small residual 3-D U-Net."""

import torch
from torch import nn
from torch.nn import functional as F

CHANNELS = (16, 32, 64, 96)


def conv_norm(inputs, outputs, kernel=3, stride=1, padding=1):
    return nn.Sequential(
        nn.Conv3d(inputs, outputs, kernel, stride, padding, bias=False),
        nn.BatchNorm3d(outputs),
    )


class Residual(nn.Module):
    """Two 3x3x3 convolutions around an identity."""

    def __init__(self, channels):
        super().__init__()
        self.first = conv_norm(channels, channels)
        self.second = conv_norm(channels, channels)

    def forward(self, x):
        return F.relu(x + self.second(F.relu(self.first(x))))


class StructureNetwork(nn.Module):
    """Image [N,1,X,Y,Z] to logits [N,labels,X,Y,Z]; sides divisible by 8."""

    def __init__(self, labels):
        super().__init__()
        pairs = list(zip(CHANNELS, CHANNELS[1:]))
        self.stem = nn.Sequential(conv_norm(1, CHANNELS[0]), nn.ReLU())
        self.encoder = nn.ModuleList(Residual(c) for c in CHANNELS)
        self.down = nn.ModuleList(nn.Sequential(conv_norm(a, b, 2, 2, 0), nn.ReLU()) for a, b in pairs)
        self.up = nn.ModuleList(nn.Conv3d(b, a, 1) for a, b in pairs)
        self.decoder = nn.ModuleList(Residual(a) for a, _ in pairs)
        self.head = nn.Conv3d(CHANNELS[0], labels, 1)

    def forward(self, image):
        x = self.stem(image)
        skips = []
        for level, block in enumerate(self.encoder):
            x = block(x)
            if level < len(self.down):
                skips.append(x)
                x = self.down[level](x)
        for level in reversed(range(len(self.decoder))):
            x = F.interpolate(self.up[level](x), scale_factor=2.0, mode="nearest") + skips[level]
            x = self.decoder[level](x)
        return self.head(x)


class WithMirror(nn.Module):
    """What the file holds: the mean of the logits of the patch and of its left-right mirror image."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, image):
        both = self.network(torch.cat([image, image.flip(2)]))
        n = image.shape[0]
        return (both[:n] + both[n:].flip(2)) / 2
