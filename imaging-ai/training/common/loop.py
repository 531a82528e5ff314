"""The training loop: epochs from a checkpoint on, an exponential mean of the weights kept beside.

On a graphics processor where there is one, else on the processor; nothing but the speed and the last digits depends on it.
Under torchrun several processes share the work: each draws its own batches and the gradients are averaged; the first
process writes the checkpoints.
"""

import json
import math
import os
import time
from pathlib import Path

import torch
from torch import distributed

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")

SAVE_EVERY_SECONDS = 30.0


BFLOAT16 = DEVICE.type != "cpu" or any(torch.cpu.get_capabilities().get(unit) for unit in ("avx512_bf16", "amx_bf16"))
"""Whether the machine computes in it; a processor that does not emulates it, nine times slower than float32."""


def autocast():
    """bfloat16 where that is safe and the machine has it."""
    return torch.autocast(DEVICE.type, torch.bfloat16, enabled=BFLOAT16)


def generator(*seeds):
    """Draws on DEVICE that follow from whole numbers."""
    mixed = 0
    for seed in seeds:
        mixed = mixed * 1000 + seed
    return torch.Generator(DEVICE).manual_seed(mixed)


def cosine(done, epochs, warmup, peak):
    """Linear warm-up, then half a cosine to zero; `done` counts epochs, with fractions."""
    if done < warmup:
        return peak * done / warmup
    return peak * 0.5 * (1 + math.cos(math.pi * (done - warmup) / (epochs - warmup)))


class MeanWeights:
    """Exponential mean of a network's parameters and normalisation statistics, with a faster start."""

    def __init__(self, network, decay):
        self.decay = decay
        self.updates = 0
        self.values = {k: v.detach().clone() for k, v in network.state_dict().items()}

    def update(self, network):
        self.updates += 1
        decay = min(self.decay, (1 + self.updates) / (10 + self.updates))
        state = network.state_dict()
        floating = [key for key, value in state.items() if value.is_floating_point()]
        torch._foreach_lerp_([self.values[key] for key in floating], [state[key] for key in floating], 1 - decay)
        for key in state.keys() - set(floating):
            self.values[key].copy_(state[key])


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


class Loop:
    """Trains `network` for `settings["epochs"]` epochs in `out`; resumes from `out`/checkpoint.pt.

    `settings` is a dict of plain values (its JSON is the fingerprint: a checkpoint of other settings is refused) with at
    least epochs, weight_decay, ema_decay, seed. `rate(done)` is the learning rate after that many epochs, with fractions;
    without it, one cosine by `settings`' learning_rate and warmup_epochs.
    """

    def __init__(self, network, settings, out, rate=None):
        self.network, self.settings = network, settings
        self.rate = rate or (lambda done: cosine(
            done, settings["epochs"], settings["warmup_epochs"], settings["learning_rate"]))
        self.optimizer = torch.optim.AdamW(
            network.parameters(), weight_decay=settings["weight_decay"], fused=DEVICE.type == "cuda")
        self.mean = MeanWeights(network, settings["ema_decay"])
        self.checkpoint = Path(out) / "checkpoint.pt"
        self.fingerprint = json.dumps(settings, sort_keys=True)
        self.epoch, self.seconds = 0, 0.0
        if self.checkpoint.exists():
            self.load()

    def load(self):
        state = torch.load(self.checkpoint, weights_only=True, map_location=DEVICE)
        if state["settings"] != self.fingerprint:
            raise ValueError("the checkpoint in the output folder was trained with other settings")
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.mean.values, self.mean.updates = state["mean"], state["updates"]
        self.epoch, self.seconds = state["epoch"], state["seconds"]

    def save(self):
        partial = self.checkpoint.with_suffix(".partial")
        torch.save({
            "settings": self.fingerprint, "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(), "mean": self.mean.values, "updates": self.mean.updates,
            "epoch": self.epoch, "seconds": self.seconds,
        }, partial)
        partial.replace(self.checkpoint)

    def run(self, steps_of_epoch, losses, log=print):
        """`steps_of_epoch(epoch, rank, size)` is this process's list of batches (callables); `losses(network, batch)` is a
        tuple of tensors whose sum is minimised. Returns (state of the mean weights, seconds spent)."""
        rank, size = rank_and_size()
        saved = time.monotonic()
        while self.epoch < self.settings["epochs"]:
            start = time.monotonic()
            torch.manual_seed((self.settings["seed"] * 1000 + self.epoch) * size + rank)
            self.network.train()
            batches = steps_of_epoch(self.epoch, rank, size)
            sums = None
            for step, batch in enumerate(batches):
                parts = self.step(losses, batch, self.epoch + (step + 1) / len(batches))
                sums = parts if sums is None else sums + parts
            self.epoch += 1
            self.seconds += time.monotonic() - start
            if rank == 0:
                shown = " ".join(f"{value:.4f}" for value in (sums / len(batches)).tolist())
                log(f"epoch {self.epoch}/{self.settings['epochs']} losses {shown} {self.seconds:.1f} s", flush=True)
                if self.epoch == self.settings["epochs"] or time.monotonic() - saved > SAVE_EVERY_SECONDS:
                    self.save()
                    saved = time.monotonic()
        return {key: value.cpu() for key, value in self.mean.values.items()}, self.seconds

    def step(self, losses, batch, done):
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate(done)
        parts = losses(self.network, batch())
        self.optimizer.zero_grad()
        sum(parts).backward()
        average_gradients(self.network)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.mean.update(self.network)
        return torch.stack([part.detach() for part in parts])


def join_processes():
    """Joins the other processes when torchrun started this one."""
    if "RANK" in os.environ:
        distributed.init_process_group("gloo")
