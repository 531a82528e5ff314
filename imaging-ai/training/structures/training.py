"""Training and validation of the structure network."""

import numpy as np
import torch
from torch.nn import functional as F

from common.loop import DEVICE, Loop, autocast, generator
from structures import augment, volumes
from structures.network import StructureNetwork


def dice_and_entropy(logits, labels):
    """(1 - mean soft Dice over the structures, cross-entropy) of logits [N,L,...] and labels [N,...]."""
    probability = torch.softmax(logits, 1)
    hot = F.one_hot(labels, logits.shape[1]).movedim(-1, 1).float()
    axes = tuple(range(2, logits.ndim))
    overlap = (probability * hot).sum(axes)[:, 1:]
    total = (probability + hot).sum(axes)[:, 1:]
    return 1 - ((2 * overlap + 1) / (total + 1)).mean(), F.cross_entropy(logits, labels)


def train(settings, cases, out):
    """Returns (network with the mean weights, seconds spent)."""
    torch.manual_seed(settings["seed"])
    network = StructureNetwork(settings["labels"]).to(DEVICE, memory_format=torch.channels_last_3d)
    images = torch.from_numpy(np.stack([volumes.padded(volumes.normalised(c.image))[0] for c in cases])).to(DEVICE)
    labels = torch.from_numpy(np.stack([volumes.padded(c.labels)[0] for c in cases]).astype(np.int64)).to(DEVICE)

    def steps(epoch, rank, size):
        order = np.random.default_rng([settings["seed"], epoch]).permutation(len(cases))
        draws = generator(settings["seed"], epoch * size + rank)
        count = len(order) // (settings["batch"] * size)
        mine = order[:count * settings["batch"] * size].reshape(count, size, settings["batch"])[:, rank]
        return [
            lambda chosen=torch.from_numpy(chosen).to(DEVICE): augment.augment(
                draws, images[chosen], labels[chosen], settings)
            for chosen in mine
        ]

    def losses(network, batch):
        patches, wanted = batch
        with autocast():
            logits = network(patches.contiguous(memory_format=torch.channels_last_3d))
        return dice_and_entropy(logits.float(), wanted)

    state, seconds = Loop(network, settings, out).run(steps, losses)
    result = StructureNetwork(settings["labels"])
    result.load_state_dict(state)
    return result.eval(), seconds


def dice(a, b):
    """2|A and B| / (|A| + |B|); both empty = 1."""
    total = a.sum() + b.sum()
    return 2 * (a & b).sum() / total if total else 1.0


def score(predict, cases):
    """Dice [case, structure] of `predict` (patch [1,1,X,Y,Z] to logits [1,L,X,Y,Z], numpy) at the crop's own size."""
    rows = []
    for case in cases:
        patch, place = volumes.padded(volumes.normalised(case.image))
        found = predict(patch[None, None])[0].argmax(0)[place]
        rows.append([dice(found == label, case.labels == label) for label in range(1, len(volumes.LABELS))])
    return np.array(rows)
