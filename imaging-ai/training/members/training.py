"""Training of a member on two or three folds, with its own tumour-free slices."""

import numpy as np
import torch
from torch.nn import functional as F

from common.loop import Loop
from members.network import CLASSES, Member
from tumour import augment, dataset
from tumour.config import Augmentation, Stage

NONE = CLASSES.index("none")


def fold_of(path):
    """Fold 1 to 4 of a tumour-free slice: the list's, which keeps look-alikes together; else by its file name."""
    return dataset.listed_folds("notumor").get(path.name, sum(path.name.encode()) % 4 + 1)


def negatives(root, folds):
    return [path for path in dataset.negatives(root) if fold_of(path) in folds]


def arrays(root, folds, held_out):
    """(slices, TrainingArrays) of these folds; refuses when a person of them stands in the fold `held_out` too."""
    slices, _ = dataset.split(dataset.read_index(root), folds, held_out)
    return slices, dataset.training_arrays(slices, negatives(root, folds))


def healed_is_none(before, masks, labels):
    """A slice whose tumour was healed away is a slice without tumour; one where some of it is left has no class."""
    healed = (before >= 0) & (labels < 0)
    free = healed & (masks.sum((1, 2, 3)) < 8)
    return torch.where(free, NONE, labels)


def batch_of(generator, images, masks, labels, settings, strength):
    """uint8 arrays of the chosen slices to float images, masks and labels (-1: no class), augmented."""
    a = Augmentation(**settings["augmentation"]).scaled(strength)
    chances = Stage(1, settings["size"], 0.0, strength, settings["heal_chance"], settings["transplant_chance"])
    images, masks = images[:, None].float() / 255, masks[:, None].float() / 255
    before = labels
    images, masks, labels = augment.heal(generator, images, masks, labels.clone(), chances.heal_chance)
    labels = healed_is_none(before, masks, labels)
    images, masks = augment.warp(generator, images, masks, a, settings["size"])
    images, masks, labels = augment.transplant(generator, images, masks, labels, chances.transplant_chance)
    images = augment.low_resolution(generator, images, a.low_resolution_chance)
    images = augment.intensities(generator, images, a)
    images, masks = augment.erase(generator, images, masks, a.erase_chance)
    return images, masks, labels


def mixed(generator, images, masks, labels, chance):
    """Mixup (Zhang et al. 2018): some batches are blended with their reverse; labels become distributions, rows of
    zeros where no class is known."""
    targets = F.one_hot(labels.clamp(min=0), len(CLASSES)).float() * (labels >= 0)[:, None]
    if torch.rand(1, generator=generator) < chance:
        share = 0.5 + 0.5 * torch.rand(1, generator=generator).item()
        known = (labels >= 0) & (labels.flip(0) >= 0)
        share = torch.where(known, share, 1.0)
        wide = share[:, None, None, None]
        images = wide * images + (1 - wide) * images.flip(0)
        masks = wide * masks + (1 - wide) * masks.flip(0)
        targets = share[:, None] * targets + (1 - share[:, None]) * targets.flip(0)
    return images, masks, targets


LEVELS = (
    ((0, 1, 2), (3,)),  # a tumour, or none
    ((0,), (1, 2)),     # in the brain's tissue, or outside of it
    ((1,), (2,)),       # from the meninges, or from the pituitary
)
"""The decisions of the hierarchy, each between two groups of classes, as radiology takes them."""


def hierarchical(logits, targets):
    """Cross-entropy summed over LEVELS, each from the sums of the groups' probabilities; the second counts half more.

    With equal weights this would be the cross-entropy of the four classes.
    """
    total = logits.new_zeros(len(logits))
    for weight, groups in zip((1.0, 1.5, 1.0), LEVELS):
        scores = torch.stack([torch.logsumexp(logits[:, list(group)], 1) for group in groups], 1)
        wanted = torch.stack([targets[:, list(group)].sum(1) for group in groups], 1)
        total = total - weight * (wanted * F.log_softmax(scores, 1)).sum(1)
    return total


def flat(logits, targets):
    """Cross-entropy of the four classes, per slice."""
    return -(targets * F.log_softmax(logits, 1)).sum(1)


def losses_of(entropy, logits, where, masks, targets, smoothing):
    """(mean `entropy` of the slices that have a class, cross-entropy of the coarse tumour map)."""
    known = targets.sum(1)
    smooth = targets * (1 - smoothing) + smoothing / len(CLASSES) * known[:, None]
    coarse = F.avg_pool2d(masks, masks.shape[2] // where.shape[2])
    return entropy(logits, smooth).sum() / known.sum().clamp(min=1), F.binary_cross_entropy_with_logits(where, coarse)


def train(settings, topology, folds, held_out, data, out):
    """Returns (member with the mean weights, seconds spent)."""
    torch.manual_seed(settings["seed"])
    member = Member(topology, settings["dropout"]).to(memory_format=torch.channels_last)
    slices, stored = arrays(data, folds, held_out)
    labels = np.where(stored.labels < 0, NONE, stored.labels)
    tumours = np.arange(len(slices))

    def steps(epoch, rank, size):
        rng = np.random.default_rng([settings["seed"], epoch])
        free = rng.permutation(np.arange(len(slices), len(labels)))
        order = rng.permutation(np.concatenate([tumours, free]))
        generator = torch.Generator().manual_seed((settings["seed"] * 1000 + epoch) * size + rank)
        gentle = epoch >= settings["epochs"] - settings["gentle_epochs"]
        strength = settings["gentle_strength"] if gentle else 1.0

        def batch(chosen):
            pixels = (torch.from_numpy(a[chosen]) for a in (stored.images, stored.masks, labels))
            whole = batch_of(generator, *pixels, settings, strength)
            return mixed(generator, *whole, 0.0 if gentle else settings["mixup_chance"])

        return [
            lambda step=step: batch(order[step * settings["batch"]:(step + 1) * settings["batch"]][rank::size])
            for step in range(len(order) // settings["batch"])
        ]

    def losses(network, batch):
        images, masks, targets = batch
        with torch.autocast("cpu", torch.bfloat16):
            logits, _, where = network(images.contiguous(memory_format=torch.channels_last))
        entropy = hierarchical if topology == "vgg19" else flat
        return losses_of(entropy, logits.float(), where.float(), masks, targets, settings["label_smoothing"])

    state, seconds = Loop(member, {**settings, "topology": topology, "folds": list(folds)}, out).run(steps, losses)
    result = Member(topology)
    result.load_state_dict(state)
    return result.eval(), seconds
