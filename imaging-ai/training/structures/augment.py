"""Random geometry and intensity for one batch of 3-D patches, for all patches at once; all draws come from one generator."""

import math

import torch
from torch.nn import functional as F

from structures.volumes import PATCH
from tumour.augment import chosen, rand, uniform


def each(values):
    """[n] to [n,1,1,1,1]."""
    return values[:, None, None, None, None]


def rotations(generator, n, half_width):
    """[n,3,3]: turns in three planes by up to `half_width` radians each."""
    turn = torch.eye(3, device=generator.device).expand(n, 3, 3)
    for a, b in ((0, 1), (0, 2), (1, 2)):
        angle = uniform(generator, n, half_width)
        plane = torch.eye(3, device=generator.device).repeat(n, 1, 1)
        plane[:, a, a] = plane[:, b, b] = torch.cos(angle)
        plane[:, a, b], plane[:, b, a] = -torch.sin(angle), torch.sin(angle)
        turn = turn @ plane
    return turn


def grid(generator, n, settings):
    """[n, X, Y, Z, 3] sampling positions in -1..1 (axes z, y, x as grid_sample wants them): affine and elastic."""
    sides = torch.tensor(PATCH, dtype=torch.float32, device=generator.device)
    width = settings["log_scale"]
    scale = torch.exp(uniform(generator, 3 * n, width).view(n, 3) * 0.4 + uniform(generator, n, width)[:, None])
    voxels = rotations(generator, n, math.radians(settings["rotation_degrees"])) * scale[:, None]
    mirror = torch.where(chosen(generator, n, 0.5), -1.0, 1.0)
    voxels = torch.cat([voxels[:, :, :1] * mirror[:, None, None], voxels[:, :, 1:]], 2)
    normal = (voxels * (sides[None, :] / sides[:, None])).flip(1).flip(2)
    shift = uniform(generator, 3 * n, settings["shift_voxels"]).view(n, 3) * 2 / sides.flip(0)
    base = F.affine_grid(torch.cat([normal, shift[:, :, None]], 2), [n, 1, *PATCH], align_corners=False)
    coarse = (rand(generator, n, 3, 4, 5, 4) * 2 - 1) * settings["elastic"]
    return base + F.interpolate(coarse, size=PATCH, mode="trilinear", align_corners=True).permute(0, 2, 3, 4, 1)


COARSER = (1.25, 1.5, 2.0)


def low_resolution(generator, images, chance):
    """Some patches as if acquired at a coarser resolution: shrunk by one of COARSER and enlarged again."""
    coarser = chosen(generator, len(images), chance)
    factor = torch.randint(len(COARSER), (len(images),), generator=generator, device=generator.device)
    for index, shrink in enumerate(COARSER):
        shrunk = F.interpolate(images, size=[int(side / shrink) for side in PATCH], mode="area")
        enlarged = F.interpolate(shrunk, size=PATCH, mode="trilinear", align_corners=False)
        images = torch.where(each(coarser & (factor == index)), enlarged, images)
    return images


def intensities(generator, images, settings):
    """A smooth bias field, contrast, brightness, noise and gamma."""
    n = len(images)

    def per_patch(name):
        return each(uniform(generator, n, settings[name]))

    field = (rand(generator, n, 1, 3, 3, 3) * 2 - 1) * settings["bias_field"]
    images = images * torch.exp(F.interpolate(field, size=PATCH, mode="trilinear", align_corners=True))
    images = images * (1 + per_patch("contrast")) + per_patch("brightness")
    deviation = each(rand(generator, n)) ** 2 * settings["noise"]
    images = images + torch.randn(images.shape, generator=generator, device=generator.device) * deviation
    low, high = images.amin((1, 2, 3, 4), keepdim=True), images.amax((1, 2, 3, 4), keepdim=True)
    share = (images - low) / (high - low + 1e-6)
    return share ** torch.exp(per_patch("log_gamma")) * (high - low) + low


def augment(generator, images, labels, settings):
    """Images float32 and labels int64 [n, X, Y, Z] to ([n,1,X,Y,Z], labels [n,X,Y,Z])."""
    positions = grid(generator, len(images), settings)
    images = F.grid_sample(images[:, None], positions, align_corners=False, padding_mode="zeros")
    hot = F.one_hot(labels, settings["labels"]).permute(0, 4, 1, 2, 3).float()
    labels = F.grid_sample(hot, positions, align_corners=False, padding_mode="border").argmax(1)
    return intensities(generator, low_resolution(generator, images, 0.25), settings), labels
