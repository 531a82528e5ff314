"""A small residual 3-D U-Net."""

from torch import nn

from common import unet

CHANNELS = (16, 32, 64, 96)
BLOCKS = (1, 1, 1, 1)


class StructureNetwork(unet.Levels):
    """Image [N,1,X,Y,Z] to logits [N,labels,X,Y,Z]; sides divisible by 8."""

    def __init__(self, labels):
        super().__init__(1, CHANNELS, BLOCKS, dimensions=3)
        self.head = nn.Conv3d(CHANNELS[0], labels, 1)

    def forward(self, image):
        return self.head(self.levels(image)[0])


class WithMirror(unet.WithMirror):
    """What the file holds: the mean of the logits of the patch and of its left-right mirror image."""

    def __init__(self, network):
        super().__init__(network, 2)
