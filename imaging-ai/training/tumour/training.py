"""Training of the joint network in stages."""

import dataclasses

import numpy as np
import torch
from torch.nn import functional as F

from common import shipped
from common.loop import DEVICE, Loop, autocast, cosine, generator
from tumour import augment, dataset, preprocess
from tumour.network import NONE, TumourNetwork


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
    entropy = F.cross_entropy(logits, labels, ignore_index=-1, label_smoothing=smoothing, reduction="sum")
    return entropy / (labels >= 0).sum().clamp(min=1)


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


def healed_is_none(before, masks, labels):
    """A slice whose tumour was healed away is a slice without tumour; one where some of it is left has no class."""
    healed = (before >= 0) & (labels < 0)
    return torch.where(healed & (masks.sum((1, 2, 3)) < 8), NONE, labels)


def batch_of(draws, images, masks, labels, augmentation, stage):
    """uint8 images and masks [n,h,w], labels [n], to float32 in 0..1 [n,1,stage.size,stage.size] each and the labels left."""
    images, masks = images[:, None].float() / 255, masks[:, None].float() / 255
    before = labels
    images, masks, labels = augment.heal(draws, images, masks, labels, stage.heal_chance)
    labels = healed_is_none(before, masks, labels)
    images, masks = augment.warp(draws, images, masks, augmentation, stage.size)
    images, masks, labels = augment.transplant(draws, images, masks, labels, stage.transplant_chance)
    images = augment.low_resolution(draws, images, augmentation.low_resolution_chance)
    images = augment.intensities(draws, images, augmentation)
    images, masks = augment.erase(draws, images, masks, augmentation.erase_chance)
    return images, masks, labels


def train(settings, source, out, start=None):
    """Trains on `source` (joining.Source) to `settings.epochs` from `out`/checkpoint.pt if there is one, else from the shipped
    file `start` if one is given; returns (mean-weight network, seconds spent)."""
    torch.manual_seed(settings.seed)
    network = TumourNetwork(settings.dropout)
    tumours, _ = dataset.split(source.slices, settings.train_folds, settings.validation_fold)
    arrays = dataset.training_arrays(tumours, source.negatives(settings.train_folds))
    begun = {} if start is None else {
        "start": shipped.begin(network, start, settings.validation_fold, arrays.images, preprocess.SIZE)}
    network = network.to(DEVICE, memory_format=torch.channels_last)
    images, masks, labels = arrays.on(DEVICE)

    def steps(epoch, rank, size):
        """Every slice once, each process its share of every batch."""
        draws = generator(settings.seed, epoch * size + rank)
        order = torch.from_numpy(np.random.default_rng([settings.seed, epoch]).permutation(len(labels)))
        stage = stage_of(settings, epoch)
        augmentation = settings.augmentation.scaled(stage.strength)

        def batch(chosen):
            return batch_of(draws, images[chosen], masks[chosen], labels[chosen], augmentation, stage)

        return [
            lambda step=step: batch(order[step * settings.batch:(step + 1) * settings.batch][rank::size].to(DEVICE))
            for step in range(len(order) // settings.batch)
        ]

    def losses(network, batch):
        images, masks, labels = batch
        with autocast():
            mask_logits, class_logits, _ = network(images.contiguous(memory_format=torch.channels_last))
        in_class = class_loss(class_logits.float(), labels, settings.label_smoothing)
        return mask_loss(mask_logits.float(), masks), settings.class_weight * in_class

    plain = {**dataclasses.asdict(settings), "epochs": settings.epochs, **source.provenance(settings.train_folds), **begun}
    state, seconds = Loop(network, plain, out, lambda done: learning_rate(settings, done)).run(steps, losses)
    result = TumourNetwork()
    result.load_state_dict(state)
    return result.eval(), seconds
