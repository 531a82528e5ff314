"""How far a slice lies from what a member was trained on, as a part of the member's own graph.

Distance of the embedding to the nearest class's mean, in the metric of one covariance that all classes share (Lee et al.,
NeurIPS 2018), shrunk as Ledoit and Wolf (2004) say. What comes out is the share of slices of the held-out fold that lie
nearer: 0.5 is usual, above 0.99 hardly anything of the same kind is.
"""

import numpy as np
import torch
from sklearn.covariance import ledoit_wolf
from torch import nn


def metric(embeddings, labels):
    """(means [K,E], whitening [E,E]) of training embeddings: distance = |(e - mean) @ whitening|."""
    means = np.stack([embeddings[labels == k].mean(0) for k in np.unique(labels)])
    covariance, _ = ledoit_wolf(embeddings - means[np.searchsorted(np.unique(labels), labels)], assume_centered=True)
    return means, np.linalg.cholesky(np.linalg.inv(covariance))


def distances(embeddings, means, whitening):
    return np.linalg.norm((embeddings[:, None] - means) @ whitening, axis=2).min(1)


class WithNovelty(nn.Module):
    """image to (..., embedding, novelty [N,1] in 0..1) around a module that gives all but the last.

    The distance is computed in double precision: its numbers span many decades, and halving weights leaves them alone.
    """

    def __init__(self, member, means, whitening, held_out):
        super().__init__()
        self.member = member
        self.register_buffer("means", torch.tensor(means @ whitening, dtype=torch.float64))
        self.register_buffer("whitening", torch.tensor(whitening, dtype=torch.float64))
        self.register_buffer("held_out", torch.tensor(np.sort(held_out), dtype=torch.float64))

    def forward(self, image):
        *answers, embedding = self.member(image)
        apart = (embedding.double() @ self.whitening)[:, None] - self.means
        distance = apart.square().sum(2).amin(1, keepdim=True).sqrt()
        return *answers, embedding, (self.held_out < distance).float().mean(1, keepdim=True)
