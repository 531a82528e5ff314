"""VGG topologies (Simonyan & Zisserman 2015) at a width that fits a workstation, without the fifth pooling.

The fifth pooling is left out so that the last feature map of a 128-pixel slice is 8 x 8, fine enough for a class
activation map. Batch normalisation and a pool over the whole map, and over where the tumour is held to be, take the place
of the large fully connected layers.
"""

import torch
from torch import nn
from torch.nn import functional as F

from tumour.explain_export import AttendingPool, Residual
from tumour.network import KINDS as CLASSES

WIDTHS = (16, 32, 64, 128, 128)
CONVOLUTIONS = {"vgg16": (2, 2, 3, 3, 3), "vgg19": (2, 2, 4, 4, 4)}
EMBEDDING = 64
OUTLINE_WIDTH = 48


def convolution(inputs, outputs):
    return [nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]


def residual(width):
    """Two convolutions with an identity around them (He et al. 2016)."""
    return [Residual(nn.Sequential(*convolution(width, width), *convolution(width, width)[:2])), nn.ReLU()]


def stage(inputs, width, convolutions, with_identities):
    """One VGG stage. With identities the first convolution widens, and the others are taken in pairs from the end."""
    layers = convolution(inputs, width)
    rest = convolutions - 1
    if not with_identities:
        return layers + [layer for _ in range(rest) for layer in convolution(width, width)]
    if rest % 2:
        layers += convolution(width, width)
    return layers + [layer for _ in range(rest // 2) for layer in residual(width)]


class Member(nn.Module):
    """Image [N,1,S,S] in 0..1 to (logits [N,4], embedding [N,64], tumour logits [N,1,S/16,S/16]); S divisible by 16.

    `vgg16` is plain; `vgg19` has identities and is trained level by level (`members.training.hierarchical`). The tumour
    map is a second task: it makes the features look at the tumour, and tells the pool where that is.
    """

    def __init__(self, topology, dropout=0.0):
        super().__init__()
        layers = []
        width_before = 1
        for index, (width, count) in enumerate(zip(WIDTHS, CONVOLUTIONS[topology])):
            layers += stage(width_before, width, count, topology == "vgg19")
            if index < len(WIDTHS) - 1:
                layers.append(nn.MaxPool2d(2))
            width_before = width
        self.features = nn.Sequential(*layers)
        self.pool = AttendingPool(WIDTHS[-1])
        self.embed = nn.Sequential(nn.Linear(2 * WIDTHS[-1], EMBEDDING), nn.ReLU())
        self.head = nn.Sequential(nn.Dropout(dropout), nn.Linear(EMBEDDING, len(CLASSES)))

    def forward(self, image):
        return self.answers(self.features(image))

    def answers(self, features):
        embedding = self.embed(self.pool(features))
        return self.head(embedding), embedding, self.pool.where(features)

    def chain(self):
        """The classifier as `tumour.explain_export` wants it."""
        return nn.Sequential(self.features, self.pool, self.embed, self.head)


def stages(features, image):
    """What each of the five stages of a member's features gives, the finest first; the last are the features."""
    found, values = [], image
    for layer in features:
        if isinstance(layer, nn.MaxPool2d):
            found.append(values)
        values = layer(values)
    return [*found, values]


class Merged(nn.Module):
    """The last three stages of a member as one map [N,OUTLINE_WIDTH,S/4,S/4], from coarse to fine (Lin et al. 2017)."""

    def __init__(self):
        super().__init__()
        self.sideways = nn.ModuleList(nn.Conv2d(width, OUTLINE_WIDTH, 1) for width in WIDTHS[2:])
        self.smooth = nn.Sequential(*convolution(OUTLINE_WIDTH, OUTLINE_WIDTH))

    def forward(self, found):
        merged = self.sideways[2](found[4])
        for index in (1, 0):
            merged = self.sideways[index](found[2 + index]) + F.interpolate(merged, scale_factor=2.0)
        return self.smooth(merged)


class Outlined(nn.Module):
    """A member in training: image to (logits, tumour logits at S/16, outlines [N,4,S/4,S/4]).

    The outlines are logits of a tumour of any kind, and of one of each kind. So what a pixel looks like is tied to a kind
    where the tumour is, not only the slice as a whole. No file holds this head.
    """

    def __init__(self, member):
        super().__init__()
        self.member = member
        self.merged = Merged()
        self.outline = nn.Conv2d(OUTLINE_WIDTH, len(CLASSES), 1)

    def forward(self, image):
        found = stages(self.member.features, image)
        logits, _, where = self.member.answers(found[-1])
        return logits, where, self.outline(self.merged(found))


class Painter(nn.Module):
    """A member's features before training: a slice with holes [N,1,S,S] to the whole slice [N,1,S,S]."""

    def __init__(self, features):
        super().__init__()
        self.features = features
        self.merged = Merged()
        self.paint = nn.Sequential(nn.Conv2d(OUTLINE_WIDTH, 16, 1), nn.PixelShuffle(4))

    def forward(self, image):
        return self.paint(self.merged(stages(self.features, image)))


class WithMirror(nn.Module):
    """What the file holds: image to (logits, embedding), means over the slice and its mirror image."""

    def __init__(self, member):
        super().__init__()
        self.member = member

    def forward(self, image):
        n = image.shape[0]
        logits, embedding, _ = self.member(torch.cat([image, image.flip(3)]))
        return (logits[:n] + logits[n:]) / 2, (embedding[:n] + embedding[n:]) / 2
