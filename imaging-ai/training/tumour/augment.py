"""Random geometry and intensity for one batch, on tensors; all draws come from one generator."""

import math

import torch
from torch.nn import functional as F


def uniform(generator, n, half_width):
    """[n] draws from -half_width..half_width."""
    return (torch.rand(n, generator=generator) * 2 - 1) * half_width


def chosen(generator, n, chance):
    """bool [n], each true with the given chance."""
    return torch.rand(n, generator=generator) < chance


def smooth_field(generator, shape, nodes, half_width, size):
    """Random field [*shape, size, size] in about -half_width..half_width, bicubic between nodes x nodes draws."""
    coarse = (torch.rand(*shape, nodes, nodes, generator=generator) * 2 - 1) * half_width
    return F.interpolate(coarse, size=(size, size), mode="bicubic", align_corners=True)


def affine_matrices(generator, n, a):
    """[n,2,3] from output to input coordinates (-1..1): mirror or dihedral, rotation, scale, shear, shift."""
    angle = uniform(generator, n, math.radians(a.rotation_degrees))
    scale = torch.exp(uniform(generator, n, a.log_scale))
    shear = uniform(generator, n, a.shear)
    cos, sin = torch.cos(angle) * scale, torch.sin(angle) * scale
    linear = torch.stack([torch.stack([cos, -sin + shear], 1), torch.stack([sin, cos], 1)], 1)

    mirror = torch.where(chosen(generator, n, 0.5), -1.0, 1.0)
    linear[:, :, 0] *= mirror[:, None]
    turn = chosen(generator, n, a.dihedral_chance)
    flip = turn & chosen(generator, n, 0.5)
    linear[flip, :, 1] *= -1
    transpose = turn & chosen(generator, n, 0.5)
    linear[transpose] = linear[transpose].flip(2)

    shift = torch.stack([uniform(generator, n, a.shift), uniform(generator, n, a.shift)], 1)
    return torch.cat([linear, shift[:, :, None]], 2)


def warp(generator, images, masks, a, size):
    """Images and masks [n,1,h,w] to [n,1,size,size] through one random affine and elastic map; outside is 0."""
    n = images.shape[0]
    grid = F.affine_grid(affine_matrices(generator, n, a), [n, 1, size, size], align_corners=False)
    grid = grid + smooth_field(generator, (n, 2), 5, a.elastic, size).permute(0, 2, 3, 1)
    both = F.grid_sample(torch.cat([images, masks], 1), grid, align_corners=False, padding_mode="zeros")
    return both[:, :1], both[:, 1:]


def low_resolution(generator, images, chance):
    """Some slices as if acquired at a coarser in-plane resolution: shrunk by 1.5 to 3 and enlarged again."""
    n, _, size, _ = images.shape
    for i in torch.nonzero(chosen(generator, n, chance)).flatten().tolist():
        small = int(size / (1.5 + 1.5 * torch.rand(1, generator=generator).item()))
        shrunk = F.interpolate(images[i:i + 1], size=(small, small), mode="area")
        images[i:i + 1] = F.interpolate(shrunk, size=(size, size), mode="bilinear", align_corners=False)
    return images


def erase(generator, images, masks, chance):
    """Some slices lose one rectangle of 8 to 25 % of the side: a random grey, no tumour there."""
    n, _, size, _ = images.shape
    for i in torch.nonzero(chosen(generator, n, chance)).flatten().tolist():
        draw = torch.rand(5, generator=generator).tolist()
        height, width = (int(size * (0.08 + 0.17 * d)) for d in draw[:2])
        top, left = int(draw[2] * (size - height)), int(draw[3] * (size - width))
        images[i, :, top:top + height, left:left + width] = draw[4]
        masks[i, :, top:top + height, left:left + width] = 0.0
    return images, masks


def intensities(generator, images, a):
    """Gamma, contrast, brightness, a smooth bias field and noise; the result stays in 0..1."""
    n, _, size, _ = images.shape

    def per_slice(half_width):
        return uniform(generator, n, half_width)[:, None, None, None]

    images = images.clamp(0, 1) ** torch.exp(per_slice(a.log_gamma))
    images = images * torch.exp(smooth_field(generator, (n, 1), 3, a.bias_field, size))
    images = images * (1 + per_slice(a.contrast)) + per_slice(a.brightness) * (images > 0.02)
    deviation = torch.rand(n, generator=generator)[:, None, None, None] ** 2 * a.noise
    images = images + torch.randn(images.shape, generator=generator) * deviation
    return images.clamp(0, 1)


def augment(generator, images, masks, a, size):
    """uint8 images and masks [n,h,w] to float32 in 0..1 [n,1,size,size] each."""
    images = images[:, None].float() / 255
    masks = masks[:, None].float() / 255
    images, masks = warp(generator, images, masks, a, size)
    images = low_resolution(generator, images, a.low_resolution_chance)
    images = intensities(generator, images, a)
    return erase(generator, images, masks, a.erase_chance)
