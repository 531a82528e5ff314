"""The U-Net of the tumour models with five input channels and no class head."""

import torch
from torch import nn

from common import unet
from flair.stacks import CHANNELS as INPUTS
from tumour.network import BLOCKS, CHANNELS, STEM, mask_head


class FlairNetwork(unet.Levels):
    """Image [N,5,S,S] in 0..1 to mask logits [N,1,S,S]; S divisible by 16. The finest level works at S/2."""

    def __init__(self):
        super().__init__(len(INPUTS), CHANNELS, BLOCKS, STEM)
        self.head = mask_head()

    def forward(self, image):
        return self.head(self.levels(image)[0])


class Probability(nn.Module):
    """What the file holds: image to probability."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, image):
        return torch.sigmoid(self.network(image))
