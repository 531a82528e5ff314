"""Training of a member on three folds, with its own tumour-free slices, and with a teacher beside the labels."""

import hashlib
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from common import shipped
from common.loop import DEVICE, Loop, autocast, generator
from members import pretraining
from members.network import CLASSES, Member, Outlined
from tumour import dataset, preprocess
from tumour.config import Augmentation, Stage
from tumour.network import NONE, TumourNetwork
from tumour.training import batch_of


def teacher_of(checkpoint):
    """The joint network of `train.py` with the mean weights of its checkpoint."""
    network = TumourNetwork()
    network.load_state_dict(torch.load(checkpoint, weights_only=True, map_location="cpu")["mean"])
    return network.eval().to(DEVICE, memory_format=torch.channels_last)


def taught(teacher, images, targets, share):
    """Targets [n,4] of which `share` is what the teacher answers (Hinton et al. 2015); all of it where no class is known."""
    with torch.no_grad(), autocast():
        large = F.interpolate(images, size=(preprocess.SIZE,) * 2, mode="bilinear", align_corners=False)
        _, logits, _ = teacher(large.contiguous(memory_format=torch.channels_last))
    answer = torch.softmax(logits.float(), 1)
    known = targets.sum(1, keepdim=True)
    return (1 - share) * targets + (1 - (1 - share) * known) * answer


def mixed(draws, images, masks, labels, chance):
    """Mixup (Zhang et al. 2018): some batches are blended with their reverse; labels become distributions, rows of
    zeros where no class is known."""
    targets = F.one_hot(labels.clamp(min=0), len(CLASSES)).float() * (labels >= 0)[:, None]
    blend, share = torch.rand(2, generator=draws, device=draws.device).tolist()
    if blend < chance:
        known = (labels >= 0) & (labels.flip(0) >= 0)
        share = torch.where(known, 0.5 + 0.5 * share, 1.0)
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


def planes_of(masks, labels):
    """Masks [n,1,h,w] and labels to [n,4,h,w]: a tumour of any kind, then one plane a kind; those stay empty where the kind
    is not known."""
    kinds = F.one_hot(labels.clamp(min=0), len(CLASSES))[:, :NONE] * (labels >= 0)[:, None]
    return torch.cat([masks, masks * kinds[:, :, None, None]], 1)


def outline_loss(logits, planes, known):
    """Soft Dice (of planes that hold a tumour) plus five times cross-entropy, over the planes; those of the kinds count as
    far as the slice's class is `known` [n]."""
    wanted = F.avg_pool2d(planes, planes.shape[2] // logits.shape[2])
    said = torch.sigmoid(logits)
    area = wanted.sum((2, 3))
    dice = 1 - (2 * (said * wanted).sum((2, 3)) + 1) / (said.sum((2, 3)) + area + 1)
    entropy = F.binary_cross_entropy_with_logits(logits, wanted, reduction="none").mean((2, 3))
    counts = torch.cat([torch.ones_like(known)[:, None], known[:, None].expand(-1, NONE)], 1)
    return ((dice * (area > 0.25) + 5 * entropy) * counts).sum() / counts.sum()


def losses_of(entropy, logits, where, masks, targets, smoothing):
    """(mean `entropy` of the slices that have a class, cross-entropy of the coarse tumour map)."""
    known = targets.sum(1)
    smooth = targets * (1 - smoothing) + smoothing / len(CLASSES) * known[:, None]
    coarse = F.avg_pool2d(masks, masks.shape[2] // where.shape[2])
    return entropy(logits, smooth).sum() / known.sum().clamp(min=1), F.binary_cross_entropy_with_logits(where, coarse)




def begin(member, start, topology, held_out, images, size):
    """Fills the member from `start`; returns the file's SHA-256. `images` uint8 [n,h,w] are those of the training."""
    if Path(start).suffix == ".onnx":
        return shipped.begin(member, start, held_out, images, size)
    pretraining.begin(member, start, topology, held_out)
    return hashlib.sha256(Path(start).read_bytes()).hexdigest()


def train(settings, topology, folds, held_out, source, out, teacher=None, start=None):
    """Returns (member with the mean weights, seconds spent). `teacher` is a checkpoint, `start` what `pretrain.py` wrote, or a
    shipped file of the member; neither saw the held-out fold."""
    torch.manual_seed(settings["seed"])
    network = Outlined(Member(topology, settings["dropout"]))
    tumours, _ = dataset.split(source.slices, folds, held_out)
    arrays = dataset.training_arrays(tumours, source.negatives(folds))
    begun = {} if start is None else {"start": begin(network.member, start, topology, held_out, arrays.images, settings["size"])}
    network = network.to(DEVICE, memory_format=torch.channels_last)
    images, masks, labels = arrays.on(DEVICE)
    known = teacher and teacher_of(teacher)
    augmentation = Augmentation(**settings["augmentation"])

    def steps(epoch, rank, size):
        order = torch.from_numpy(np.random.default_rng([settings["seed"], epoch]).permutation(len(labels)))
        draws = generator(settings["seed"], epoch * size + rank)
        gentle = epoch >= settings["epochs"] - settings["gentle_epochs"]
        strength = settings["gentle_strength"] if gentle else 1.0
        pixels = settings["small_size"] if epoch < settings["small_epochs"] else settings["size"]
        stage = Stage(1, pixels, 0.0, strength, settings["heal_chance"], settings["transplant_chance"])

        def batch(chosen):
            seen, tumour, kinds = batch_of(
                draws, images[chosen], masks[chosen], labels[chosen], augmentation.scaled(strength), stage)
            seen, planes, targets = mixed(
                draws, seen, planes_of(tumour, kinds), kinds, 0.0 if gentle else settings["mixup_chance"])
            share = targets.sum(1)
            if known:
                targets = taught(known, seen, targets, settings["teacher_share"])
            return seen, planes, targets, share

        return [
            lambda step=step: batch(order[step * settings["batch"]:(step + 1) * settings["batch"]][rank::size].to(DEVICE))
            for step in range(len(order) // settings["batch"])
        ]

    def losses(network, batch):
        images, planes, targets, share = batch
        with autocast():
            logits, where, outlines = network(images.contiguous(memory_format=torch.channels_last))
        entropy = hierarchical if topology == "vgg19" else flat
        named = losses_of(entropy, logits.float(), where.float(), planes[:, :1], targets, settings["label_smoothing"])
        return *named, settings["outline_weight"] * outline_loss(outlines.float(), planes, share)

    state, seconds = Loop(network, {**settings, **begun, **source.provenance(folds), "topology": topology, "folds": list(folds)}, out).run(steps, losses)
    result = Outlined(Member(topology))
    result.load_state_dict(state)
    return result.member.eval(), seconds
