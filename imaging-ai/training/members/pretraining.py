"""Learning from slices alone, without a class or an outline: to paint what was cut out of them.

Masked image modelling (He et al. 2022) as it suits convolutions (Pathak et al. 2016): squares of the slice are replaced by
grey, the whole slice is noisy, and what counts is how well the squares are painted in. The stages of the network that did
this are where `train_member.py --begin-with` begins.
"""

from pathlib import Path

import numpy as np
import torch

from common.loop import DEVICE, Loop, autocast, generator
from members.network import Member, Painter
from tumour import augment, dataset
from tumour.config import Augmentation
from tumour.joining import refuse_listed

START = "start.pt"
PICTURES = (".png", ".webp", ".jpg", ".jpeg")


def unlabelled(source, folds, folder=None):
    """uint8 [n,STORED,STORED]: the slices of the folds with and without tumour, and the pictures of a `folder`, none of
    which may be a copy of a published one.

    Neither classes nor masks are read, but the folds are those of the training to come: a held-out patient is not looked at.
    """
    tumours = [s for s in source.slices if s.fold in folds]
    pictures = [dataset.read_grey(s.image) for s in tumours]
    if folder is not None:
        own = sorted(p for p in Path(folder).rglob("*") if p.suffix.lower() in PICTURES)
        if not own:
            raise FileNotFoundError(f"no pictures ({', '.join(PICTURES)}) in the folder of unlabelled slices")
        brought = [dataset.read_grey(path) for path in own]
        refuse_listed([(path.name, picture) for path, picture in zip(own, brought)])
        pictures += [dataset.padded(picture) for picture in brought]
    pictures += [dataset.padded(dataset.read_grey(path)) for path in source.negatives(folds)]
    return np.stack([dataset.normalised(picture) for picture in pictures])


def holes(draws, n, size, side, share):
    """float [n,1,size,size], 1 in about `share` of the squares of `side` pixels; size is a multiple of side."""
    drawn = augment.rand(draws, n, 1, size // side, size // side) < share
    return drawn.float().repeat_interleave(side, 2).repeat_interleave(side, 3)


def cut(draws, images, side, share, noise):
    """(images with grey squares and noise, where the squares are)."""
    gone = holes(draws, len(images), images.shape[2], side, share)
    noisy = images + noise * torch.randn(images.shape, generator=draws, device=draws.device)
    return torch.where(gone > 0, 0.5, noisy), gone


def paint_loss(painted, images, gone):
    """Mean absolute difference within the squares that were cut out, and a tenth of that outside of them."""
    weight = gone + 0.1 * (1 - gone)
    return ((painted - images).abs() * weight).sum() / weight.sum()


def train(settings, topology, folds, source, out, folder=None):
    """Writes `out`/start.pt, the weights of a member's stages; returns (their path, slices seen, seconds spent)."""
    torch.manual_seed(settings["seed"])
    network = Painter(Member(topology).features).to(DEVICE, memory_format=torch.channels_last)
    pictures = torch.from_numpy(unlabelled(source, folds, folder)).to(DEVICE)
    augmentation = Augmentation(**settings["augmentation"])

    def steps(epoch, rank, size):
        order = torch.from_numpy(np.random.default_rng([settings["seed"], epoch]).permutation(len(pictures)))
        draws = generator(settings["seed"], epoch * size + rank)

        def batch(chosen):
            images = pictures[chosen, None].float() / 255
            images, _ = augment.warp(draws, images, torch.zeros_like(images), augmentation, settings["size"])
            images = augment.intensities(draws, images, augmentation)
            return images, *cut(draws, images, settings["hole_side"], settings["hole_share"], settings["hole_noise"])

        return [
            lambda step=step: batch(order[step * settings["batch"]:(step + 1) * settings["batch"]][rank::size].to(DEVICE))
            for step in range(len(order) // settings["batch"])
        ]

    def losses(network, batch):
        images, seen, gone = batch
        with autocast():
            painted = network(seen.contiguous(memory_format=torch.channels_last))
        return (paint_loss(painted.float(), images, gone),)

    known = {**settings, "topology": topology, "folds": list(folds), "slices": len(pictures)}
    state, seconds = Loop(network, known, out).run(steps, losses)
    path = Path(out) / START
    prefix = "features."
    torch.save({
        "topology": topology, "folds": list(folds), "slices": len(pictures),
        "features": {key.removeprefix(prefix): value for key, value in state.items() if key.startswith(prefix)},
    }, path)
    return path, len(pictures), seconds


def begin(member, path, topology, held_out):
    """Gives `member` the stages of start.pt; refuses one of another topology, or one that saw
    the held-out fold."""
    start = torch.load(path, weights_only=True, map_location="cpu")
    if start["topology"] != topology:
        raise ValueError(f"the start is of {start['topology']}, not of {topology}")
    if held_out in start["folds"]:
        raise ValueError("the start has seen the fold that this training holds out")
    member.features.load_state_dict(start["features"])
