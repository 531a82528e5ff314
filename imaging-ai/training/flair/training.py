"""Training and validation of the FLAIR network."""

import numpy as np
import torch
from torch.nn import functional as F

from common.loop import DEVICE, Loop, autocast, generator
from flair import augment, stacks
from flair.network import FlairNetwork
from tumour import preprocess


def losses_of(logits, target):
    """(1 - soft Dice over the whole batch, five times cross-entropy): what counts is the overlap over a stack."""
    probability = torch.sigmoid(logits)
    dice = 1 - (2 * (probability * target).sum() + 1) / (probability.sum() + target.sum() + 1)
    return dice, 5 * F.binary_cross_entropy_with_logits(logits, target)


def stage_size(settings, epoch):
    """Side of the slices in an epoch: the last stage whose first epoch is reached."""
    return [s["size"] for s in settings["stages"] if epoch >= s["from_epoch"]][-1]


def train(settings, cases, out):
    """Returns (network with the mean weights, seconds spent)."""
    torch.manual_seed(settings["seed"])
    network = FlairNetwork().to(DEVICE, memory_format=torch.channels_last)
    images = torch.from_numpy(np.stack([
        stacks.channels(case.images, i) for case in cases for i in range(len(case.images))])).to(DEVICE)
    masks = torch.from_numpy(np.concatenate([case.masks for case in cases])).to(DEVICE)
    tumour = masks.any(2).any(1).cpu().numpy()

    def steps(epoch, rank, size):
        rng = np.random.default_rng([settings["seed"], epoch])
        free = np.flatnonzero(~tumour)
        free = rng.choice(free, min(int(settings["free_share"] * tumour.sum()), len(free)), replace=False)
        order = torch.from_numpy(rng.permutation(np.concatenate([np.flatnonzero(tumour), free])))
        draws = generator(settings["seed"], epoch * size + rank)
        side = stage_size(settings, epoch)

        def batch(chosen):
            return augment.apply(draws, images[chosen], masks[chosen], settings, side)

        return [
            lambda step=step: batch(order[step * settings["batch"]:(step + 1) * settings["batch"]][rank::size].to(DEVICE))
            for step in range(len(order) // settings["batch"])
        ]

    def losses(network, batch):
        images, masks = batch
        with autocast():
            logits = network(images.contiguous(memory_format=torch.channels_last))
        return losses_of(logits.float(), masks)

    state, seconds = Loop(network, settings, out).run(steps, losses)
    result = FlairNetwork()
    result.load_state_dict(state)
    return result.eval(), seconds


def case_counts(predict, images, masks, threshold=0.5):
    """(true, found, common) pixels of a stack at the mask's own size; `predict` maps [n,5,S,S] to [n,1,S,S], numpy.

    `images` are those of the contract (`stacks.contract_images`), `masks` bool [slices, rows, columns].
    """
    found_all = common = 0
    for first in range(0, len(images), 8):
        chosen = range(first, min(first + 8, len(images)))
        maps = predict(np.stack([stacks.channels(images, i) for i in chosen]))[:, 0]
        for i, probability in zip(chosen, maps):
            found = preprocess.to_source(probability, masks[i].shape) >= threshold
            common += int((found & masks[i]).sum())
            found_all += int(found.sum())
    return int(masks.sum()), found_all, common


def dice_of(true, found, common):
    return 2 * common / (true + found) if true + found else 1.0
