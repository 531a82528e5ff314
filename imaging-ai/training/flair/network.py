"""The U-Net of the tumour models with five input channels and no class head."""

import torch
from torch import nn
from torch.nn import functional as F

from flair.stacks import CHANNELS as INPUTS
from tumour.network import BLOCKS, CHANNELS, Residual, conv_norm


class FlairNetwork(nn.Module):
    """Image [N,5,S,S] in 0..1 to mask logits [N,1,S,S]; S divisible by 16. The finest level works at S/2."""

    def __init__(self):
        super().__init__()
        pairs = list(zip(CHANNELS, CHANNELS[1:]))
        self.stem = nn.Sequential(conv_norm(len(INPUTS), CHANNELS[0], 4, 2, 1), nn.ReLU())
        self.encoder = nn.ModuleList(
            nn.Sequential(*(Residual(c) for _ in range(n))) for c, n in zip(CHANNELS, BLOCKS)
        )
        self.down = nn.ModuleList(nn.Sequential(conv_norm(a, b, 2, 2, 0), nn.ReLU()) for a, b in pairs)
        self.up = nn.ModuleList(nn.Conv2d(b, a, 1) for a, b in pairs)
        self.decoder = nn.ModuleList(Residual(a) for a, _ in pairs)
        self.head = nn.Sequential(nn.Conv2d(CHANNELS[0], 4, 3, padding=1), nn.PixelShuffle(2))

    def forward(self, image):
        x = self.stem(image)
        skips = []
        for level, blocks in enumerate(self.encoder):
            x = blocks(x)
            if level < len(self.down):
                skips.append(x)
                x = self.down[level](x)
        for level in reversed(range(len(self.decoder))):
            x = F.interpolate(self.up[level](x), scale_factor=2.0, mode="nearest") + skips[level]
            x = self.decoder[level](x)
        return self.head(x)


class WithMirror(nn.Module):
    """What the file holds: image to probability, the mean over the slice and its mirror image."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, image):
        n = image.shape[0]
        both = torch.sigmoid(self.network(torch.cat([image, image.flip(3)])))
        return (both[:n] + both[n:].flip(3)) / 2
