"""VGG topologies (Simonyan & Zisserman 2015) at a width that fits a workstation, without the fifth pooling.

The fifth pooling is left out so that the last feature map of a 128-pixel slice is 8 x 8, fine enough for a class
activation map. Batch normalisation and a global average take the place of the large fully connected layers.
"""

import torch
from torch import nn
from torch.nn import functional as F

CLASSES = ("glioma", "meningioma", "pituitary", "none")
WIDTHS = (16, 32, 64, 128, 128)
CONVOLUTIONS = {"vgg16": (2, 2, 3, 3, 3), "vgg19": (2, 2, 4, 4, 4)}
EMBEDDING = 64


def convolution(inputs, outputs):
    return [nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]


class ResidualGroup(nn.Module):
    """Convolutions of one width with an identity around each pair of them (He et al. 2016)."""

    def __init__(self, width, pairs):
        super().__init__()
        self.pairs = nn.ModuleList(
            nn.Sequential(*convolution(width, width), *convolution(width, width)[:2]) for _ in range(pairs)
        )

    def forward(self, x):
        for pair in self.pairs:
            x = F.relu(x + pair(x))
        return x


def stage(inputs, width, convolutions, residual):
    """One VGG stage; a residual one widens first and wraps the rest in pairs, so 2 become 1 + one plain, 4 become 1 + 1 + a pair."""
    layers = convolution(inputs, width)
    rest = convolutions - 1
    if residual:
        if rest % 2:
            layers += convolution(width, width)
        if rest // 2:
            layers.append(ResidualGroup(width, rest // 2))
    else:
        for _ in range(rest):
            layers += convolution(width, width)
    return layers


class Member(nn.Module):
    """Image [N,1,S,S] in 0..1 to (logits [N,4], embedding [N,64], tumour logits [N,1,S/16,S/16]); S divisible by 16.

    `vgg16` is plain and answers with four logits. `vgg19` is residual and hierarchical: its first logit says whether
    there is a tumour, the other three which, and the four answers are the logarithms of the products. The tumour map
    is a second task that is only trained on: it makes the features look at the tumour and is not exported.
    """

    def __init__(self, topology, dropout=0.0):
        super().__init__()
        self.hierarchical = topology == "vgg19"
        layers = []
        width_before = 1
        for index, (width, count) in enumerate(zip(WIDTHS, CONVOLUTIONS[topology])):
            layers += stage(width_before, width, count, self.hierarchical)
            if index < len(WIDTHS) - 1:
                layers.append(nn.MaxPool2d(2))
            width_before = width
        self.features = nn.Sequential(*layers)
        self.embed = nn.Sequential(nn.Linear(WIDTHS[-1], EMBEDDING), nn.ReLU())
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(EMBEDDING, len(CLASSES))
        self.where = nn.Conv2d(WIDTHS[-1], 1, 1)

    def forward(self, image):
        features = self.features(image)
        embedding = self.embed(features.mean((2, 3)))
        logits = self.head(self.dropout(embedding))
        if self.hierarchical:
            logits = product(logits)
        return logits, embedding, self.where(features)


def product(logits):
    """[N,4] (which of three, then whether none) to the logarithms of the four probabilities."""
    kinds = F.log_softmax(logits[:, :3], 1) + F.logsigmoid(-logits[:, 3:])
    return torch.cat([kinds, F.logsigmoid(logits[:, 3:])], 1)


class WithMirror(nn.Module):
    """What the file holds: image to (logits, embedding), means over the slice and its mirror image."""

    def __init__(self, member):
        super().__init__()
        self.member = member

    def forward(self, image):
        n = image.shape[0]
        logits, embedding, _ = self.member(torch.cat([image, image.flip(3)]))
        return (logits[:n] + logits[n:]) / 2, (embedding[:n] + embedding[n:]) / 2
