"""Training of the joint network in stages."""

import dataclasses

import numpy as np
import torch
from torch.nn import functional as F

from common.loop import Loop, cosine
from tumour import augment, dataset
from tumour.network import TumourNetwork


def mask_loss(logits, target):
    """Soft Dice (only of slices with tumour) plus five times cross-entropy of logits and soft targets [N,1,S,S]."""
    probability = torch.sigmoid(logits)
    overlap = (probability * target).sum((1, 2, 3))
    total = probability.sum((1, 2, 3)) + target.sum((1, 2, 3))
    dice = 1 - (2 * overlap + 1) / (total + 1)
    entropy = F.binary_cross_entropy_with_logits(logits, target, reduction="none").mean((1, 2, 3))
    has_tumour = (target.sum((1, 2, 3)) > 4).float()
    return (dice * has_tumour + 5 * entropy).mean()


def class_loss(logits, labels, smoothing):
    """Cross-entropy of the slices that have a class; slices with label -1 do not count."""
    known = labels >= 0
    if not known.any():
        return logits.sum() * 0
    return F.cross_entropy(logits[known], labels[known], label_smoothing=smoothing)


def stage_of(settings, epoch):
    """The stage of an epoch, counted from 0."""
    for stage in settings.stages:
        if epoch < stage.epochs:
            return stage
        epoch -= stage.epochs
    raise ValueError("the epoch lies after the last stage")


def learning_rate(settings, done):
    """Linear warm-up, then half a cosine to zero, in each cycle; `done` counts epochs of all stages, with fractions."""
    start = end = 0
    for stage in settings.stages:
        if stage.learning_rate > 0:
            if done < end:
                break
            start, peak = end, stage.learning_rate
        end += stage.epochs
    return cosine(done - start, end - start, settings.warmup_epochs, peak)


def train(settings, data, out):
    """Trains to `settings.epochs` from `out`/checkpoint.pt if there is one; returns (mean-weight network, seconds spent)."""
    torch.manual_seed(settings.seed)
    network = TumourNetwork(settings.dropout).to(memory_format=torch.channels_last)
    tumours, _ = dataset.split(dataset.read_index(data), settings.train_folds, settings.validation_fold)
    arrays = dataset.training_arrays(tumours, dataset.negatives(data))

    def steps(epoch, rank, size):
        """Every tumour slice and a fresh draw of tumour-free ones."""
        generator = torch.Generator().manual_seed((settings.seed * 1000 + epoch) * size + rank)
        rng = np.random.default_rng([settings.seed, epoch])
        free = rng.choice(np.arange(len(tumours), len(arrays.labels)), settings.negatives_per_epoch, replace=False)
        order = rng.permutation(np.concatenate([np.arange(len(tumours)), free]))
        stage = stage_of(settings, epoch)

        def batch(chosen):
            pixels = (torch.from_numpy(a[chosen]) for a in (arrays.images, arrays.masks, arrays.labels))
            return augment.augment(generator, *pixels, settings.augmentation.scaled(stage.strength), stage)

        return [
            lambda step=step: batch(np.sort(order[step * settings.batch:(step + 1) * settings.batch])[rank::size])
            for step in range(len(order) // settings.batch)
        ]

    def losses(network, batch):
        images, masks, labels = batch
        with torch.autocast("cpu", torch.bfloat16):
            mask_logits, class_logits, _ = network(images.contiguous(memory_format=torch.channels_last))
        in_class = class_loss(class_logits.float(), labels, settings.label_smoothing)
        return mask_loss(mask_logits.float(), masks), settings.class_weight * in_class

    plain = {**dataclasses.asdict(settings), "epochs": settings.epochs}
    state, seconds = Loop(network, plain, out, lambda done: learning_rate(settings, done)).run(steps, losses)
    result = TumourNetwork()
    result.load_state_dict(state)
    return result.eval(), seconds
