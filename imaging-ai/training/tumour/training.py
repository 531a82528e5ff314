"""The training loop: one epoch after another from a checkpoint, an exponential mean of the weights kept beside.

Under torchrun several processes share each batch and average their gradients; the first one writes the checkpoints.
"""

import dataclasses
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch import distributed
from torch.nn import functional as F

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
    if done < start + settings.warmup_epochs:
        return peak * (done - start) / settings.warmup_epochs
    progress = (done - start - settings.warmup_epochs) / (end - start - settings.warmup_epochs)
    return peak * 0.5 * (1 + math.cos(math.pi * progress))


class MeanWeights:
    """Exponential mean of a network's parameters and normalisation statistics, with a faster start."""

    def __init__(self, network, decay):
        self.decay = decay
        self.updates = 0
        self.values = {k: v.detach().clone() for k, v in network.state_dict().items()}

    def update(self, network):
        self.updates += 1
        decay = min(self.decay, (1 + self.updates) / (10 + self.updates))
        for key, value in network.state_dict().items():
            if value.is_floating_point():
                self.values[key].lerp_(value, 1 - decay)
            else:
                self.values[key].copy_(value)


def rank_and_size():
    """(this process's number, how many share the work)."""
    if distributed.is_initialized():
        return distributed.get_rank(), distributed.get_world_size()
    return 0, 1


def average_gradients(network):
    """Replaces every gradient by its mean over the processes."""
    _, size = rank_and_size()
    if size == 1:
        return
    flat = torch.cat([parameter.grad.flatten() for parameter in network.parameters()]) / size
    distributed.all_reduce(flat)
    for parameter, mean in zip(network.parameters(), flat.split([p.numel() for p in network.parameters()])):
        parameter.grad.copy_(mean.view_as(parameter))


def train(settings, data, out, log=print):
    """Trains to `settings.epochs` from `out`/checkpoint.pt if there is one; returns (mean-weight network, seconds spent)."""
    torch.manual_seed(settings.seed)
    network = TumourNetwork(settings.dropout).to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=settings.weight_decay)
    mean = MeanWeights(network, settings.ema_decay)
    checkpoint = Path(out) / "checkpoint.pt"
    fingerprint = json.dumps(dataclasses.asdict(settings), sort_keys=True)
    first_epoch, seconds = 0, 0.0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        if state["settings"] != fingerprint:
            raise ValueError("the checkpoint in the output folder was trained with other settings")
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        mean.values, mean.updates = state["mean"], state["updates"]
        first_epoch, seconds = state["epoch"], state["seconds"]

    if first_epoch < settings.epochs:
        tumours, _ = dataset.split(dataset.read_index(data), settings.train_folds, settings.validation_fold)
        arrays = dataset.training_arrays(tumours, dataset.negatives(data))
    for epoch in range(first_epoch, settings.epochs):
        start = time.monotonic()
        losses = run_epoch(settings, epoch, network, optimizer, mean, arrays, len(tumours))
        seconds += time.monotonic() - start
        if rank_and_size()[0] > 0:
            continue
        log(f"epoch {epoch + 1}/{settings.epochs} mask {losses[0]:.4f} class {losses[1]:.4f} {seconds:.0f} s", flush=True)
        partial = checkpoint.with_suffix(".partial")
        torch.save({
            "settings": fingerprint, "network": network.state_dict(), "optimizer": optimizer.state_dict(),
            "mean": mean.values, "updates": mean.updates, "epoch": epoch + 1, "seconds": seconds,
        }, partial)
        partial.replace(checkpoint)

    result = TumourNetwork()
    result.load_state_dict(mean.values)
    return result.eval(), seconds


def run_epoch(settings, epoch, network, optimizer, mean, arrays, tumours):
    """One pass over the tumour slices and a fresh draw of tumour-free ones; returns the mean (mask, class) loss."""
    rank, size = rank_and_size()
    seed = (settings.seed * 1000 + epoch) * size + rank
    generator = torch.Generator().manual_seed(seed)
    rng = np.random.default_rng([settings.seed, epoch])
    free = rng.choice(np.arange(tumours, len(arrays.labels)), settings.negatives_per_epoch, replace=False)
    order = rng.permutation(np.concatenate([np.arange(tumours), free]))
    steps = len(order) // settings.batch
    stage = stage_of(settings, epoch)
    torch.manual_seed(seed)
    network.train()
    sums = np.zeros(2)
    for step in range(steps):
        chosen = np.sort(order[step * settings.batch:(step + 1) * settings.batch])[rank::size]
        images, masks, labels = augment.augment(
            generator, *(torch.from_numpy(a[chosen]) for a in (arrays.images, arrays.masks, arrays.labels)),
            settings.augmentation.scaled(stage.strength), stage)
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(settings, epoch + (step + 1) / steps)
        with torch.autocast("cpu", torch.bfloat16):
            mask_logits, class_logits, _ = network(images.contiguous(memory_format=torch.channels_last))
        in_mask = mask_loss(mask_logits.float(), masks)
        in_class = class_loss(class_logits.float(), labels, settings.label_smoothing)
        optimizer.zero_grad()
        (in_mask + settings.class_weight * in_class).backward()
        average_gradients(network)
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        mean.update(network)
        sums += in_mask.item(), in_class.item()
    return sums / steps
