"""One small U-Net with a class head; the shipped segmenter and both its classifiers are views of it."""

import torch
from torch import nn
from torch.nn import functional as F

from common.unet import Levels

CHANNELS = (32, 64, 112, 160, 224)
BLOCKS = (2, 2, 2, 2, 2)
STEM = (4, 2, 1)
EMBEDDING = 128
CLASSES = ("glioma", "meningioma", "pituitary")
KINDS = (*CLASSES, "none")
NONE = KINDS.index("none")


def mask_head():
    """Features of the finest level, at half the image's size, to mask logits at its whole size."""
    return nn.Sequential(nn.Conv2d(CHANNELS[0], 4, 3, padding=1), nn.PixelShuffle(2))


class TumourNetwork(Levels):
    """Image [N,1,S,S] in 0..1 to (mask logits [N,1,S,S], logits of KINDS [N,4], embedding [N,128]); S divisible by 32.

    The finest level works at S/2 (a strided stem, a pixel-shuffle head), which makes a step about four times cheaper.
    The class head looks at the whole slice and, weighted by the predicted mask, at the tumour. The mask is detached
    there: naming the tumour must not move its outline.
    """

    def __init__(self, dropout=0.0):
        super().__init__(1, CHANNELS, BLOCKS, STEM)
        self.mask_head = mask_head()
        self.embed = nn.Sequential(nn.Linear(2 * CHANNELS[-1] + CHANNELS[-2], EMBEDDING), nn.ReLU())
        self.class_head = nn.Sequential(nn.Dropout(dropout), nn.Linear(EMBEDDING, len(KINDS)))

    def forward(self, image):
        decoded = self.levels(image)
        deepest, lowest_decoded = decoded[-1], decoded[-2]
        mask = self.mask_head(decoded[0])
        embedding = self.embed(torch.cat([
            deepest.mean((2, 3)),
            pool_inside(deepest, mask, 32),
            pool_inside(lowest_decoded, mask, 16),
        ], dim=1))
        return mask, self.class_head(embedding), embedding


def pool_inside(features, mask, stride):
    """Mean of `features` [N,C,S/stride,S/stride], weighted by the probability of the mask logits [N,1,S,S], to [N,C]."""
    weight = F.avg_pool2d(torch.sigmoid(mask.detach()), stride)
    return (features * weight).sum((2, 3)) / (weight.sum((2, 3)) + 1e-3)


class Views(nn.Module):
    """What the file holds: image to (probability, logits of CLASSES, logits of KINDS, embedding)."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, image):
        mask, kinds, embedding = self.network(image)
        return torch.sigmoid(mask), kinds[:, :len(CLASSES)], kinds, embedding
