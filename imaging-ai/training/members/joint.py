"""The modern member: the joint network of the tumour models with a head of four classes.

The joint network learnt three kinds of tumour; a slice without tumour taught it an empty mask, not a class. So the head is
fitted again, four classes on the frozen embedding, with the tumour-free slices of the same folds.
"""

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from members import training
from members.network import CLASSES
from tumour.network import EMBEDDING, TumourNetwork, with_mirrored


def network_of(checkpoint):
    """The joint network with the mean weights of a checkpoint of `train.py`."""
    network = TumourNetwork()
    network.load_state_dict(torch.load(checkpoint, weights_only=True)["mean"])
    return network.eval()


def embeddings(network, data, folds, held_out, settings, rounds):
    """([n, EMBEDDING], labels [n]) of `rounds` gently augmented passes over the slices that have a class."""
    slices, stored = training.arrays(data, folds, held_out)
    labels = np.where(stored.labels < 0, training.NONE, stored.labels)
    found, wanted = [], []
    generator = torch.Generator().manual_seed(settings["seed"])
    gentle = {**settings, "size": 192, "transplant_chance": 0.0}
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for _ in range(rounds):
            order = torch.randperm(len(labels), generator=generator).numpy()
            for start in range(0, len(order), 16):
                chosen = np.sort(order[start:start + 16])
                pixels = (torch.from_numpy(a[chosen]) for a in (stored.images, stored.masks, labels))
                images, _, kinds = training.batch_of(generator, *pixels, gentle, settings["gentle_strength"])
                _, _, embedding = network(images.contiguous(memory_format=torch.channels_last))
                found.append(embedding.float()[kinds >= 0])
                wanted.append(kinds[kinds >= 0])
    return torch.cat(found), torch.cat(wanted)


def fitted_head(features, labels, penalty=1e-3):
    """Linear [EMBEDDING to 4] of the least cross-entropy plus `penalty` times the squared weights, by L-BFGS."""
    head = nn.Linear(EMBEDDING, len(CLASSES))
    nn.init.zeros_(head.weight)
    nn.init.zeros_(head.bias)
    optimizer = torch.optim.LBFGS(head.parameters(), max_iter=300, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        loss = F.cross_entropy(head(features), labels) + penalty * head.weight.square().sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return head.eval()


class Joint(nn.Module):
    """What the file holds: image to (four logits, embedding), means over the slice and its mirror image."""

    def __init__(self, network, head):
        super().__init__()
        self.network = network
        self.head = head

    def forward(self, image):
        _, _, embedding = self.network(with_mirrored(image))
        pairs = embedding.reshape(2, -1, EMBEDDING)
        return self.head(pairs).mean(0), pairs.mean(0)
