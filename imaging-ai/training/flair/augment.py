"""Random geometry, intensities and missing sequences for one batch; all draws come from one generator."""

import torch
from torch.nn import functional as F

from flair.stacks import CHANNELS
from tumour import augment
from tumour.config import Augmentation

CENTRE, T1, T1C = (CHANNELS.index(c) for c in (("FLAIR", 0), ("T1", 0), ("T1C", 0)))


def geometry(generator, images, masks, a, size):
    """[n,5,h,w] and [n,1,h,w] to `size` through one random affine and elastic map."""
    n = len(images)
    grid = F.affine_grid(augment.affine_matrices(generator, n, a), [n, 1, size, size], align_corners=False)
    grid = grid + augment.smooth_field(generator, (n, 2), 5, a.elastic, size).permute(0, 2, 3, 1)
    both = F.grid_sample(torch.cat([images, masks], 1), grid, align_corners=False, padding_mode="zeros")
    return both[:, :-1], both[:, -1:]


def missing(generator, images, settings):
    """Some slices lose T1, T1C (FLAIR stands in, as in the data) or their neighbours (the slice itself stands in)."""
    n = len(images)
    lost = {channel: augment.chosen(generator, n, settings["missing_chance"]) for channel in (T1, T1C)}
    alone = augment.chosen(generator, n, settings["alone_chance"])
    for channel in range(images.shape[1]):
        away = augment.wide(lost.get(channel, alone)) > 0
        images[:, channel:channel + 1] = torch.where(
            away, images[:, CENTRE:CENTRE + 1], images[:, channel:channel + 1])
    return images


def intensities(generator, images, a):
    """`tumour.augment.intensities`, drawn once for the three FLAIR slices and once for each other sequence."""
    return torch.cat([augment.intensities(generator, part, a) for part in images.split([T1, 1, 1], 1)], 1)


def apply(generator, images, masks, settings, size):
    """uint8 [n,5,h,w] and bool [n,h,w] to float32 [n,5,size,size] in 0..1 and masks [n,1,size,size]."""
    a = Augmentation(**settings["augmentation"])
    images, masks = geometry(generator, images.float() / 255, masks[:, None].float(), a, size)
    images = augment.low_resolution(generator, images, a.low_resolution_chance)
    return missing(generator, intensities(generator, images, a), settings), masks
