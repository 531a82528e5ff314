"""Training and validation of the FLAIR network."""

import numpy as np
import torch
from torch.nn import functional as F

from common.loop import Loop
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
    network = FlairNetwork().to(memory_format=torch.channels_last)
    index = [(s, i) for s, stack in enumerate(cases) for i in range(len(stack.images))]
    tumour = np.array([cases[s].masks[i].any() for s, i in index])

    def steps(epoch, rank, size):
        rng = np.random.default_rng([settings["seed"], epoch])
        free = rng.choice(np.flatnonzero(~tumour), int(settings["free_share"] * tumour.sum()), replace=False)
        order = rng.permutation(np.concatenate([np.flatnonzero(tumour), free]))
        count = len(order) // settings["batch"]
        generator = torch.Generator().manual_seed((settings["seed"] * 1000 + epoch) * size + rank)
        side = stage_size(settings, epoch)

        def batch(chosen):
            images = np.stack([stacks.channels(cases[index[c][0]].images, index[c][1]) for c in chosen])
            masks = np.stack([cases[index[c][0]].masks[index[c][1]] for c in chosen])
            return augment.apply(generator, torch.from_numpy(images), torch.from_numpy(masks), settings, side)

        return [
            lambda step=step: batch(order[step * settings["batch"]:(step + 1) * settings["batch"]][rank::size])
            for step in range(count)
        ]

    def losses(network, batch):
        images, masks = batch
        with torch.autocast("cpu", torch.bfloat16):
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
