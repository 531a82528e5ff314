"""Random geometry and intensity for one batch, on tensors; all draws come from one generator, on its device.

Every step is computed for all slices of the batch and kept for those that were drawn: on a graphics processor a question
to single slices would stop the whole batch.
"""

import math

import torch
from torch.nn import functional as F


def uniform(generator, n, half_width):
    """[n] draws from -half_width..half_width."""
    return (rand(generator, n) * 2 - 1) * half_width


def rand(generator, *shape):
    """Uniform draws from 0..1 on the generator's device."""
    return torch.rand(*shape, generator=generator, device=generator.device)


def chosen(generator, n, chance):
    """bool [n], each true with the given chance."""
    return rand(generator, n) < chance


def smooth_field(generator, shape, nodes, half_width, size):
    """Random field [*shape, size, size] in about -half_width..half_width, bicubic between nodes x nodes draws."""
    coarse = (rand(generator, *shape, nodes, nodes) * 2 - 1) * half_width
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
    linear[:, :, 1] *= torch.where(flip, -1.0, 1.0)[:, None]
    transpose = turn & chosen(generator, n, 0.5)
    linear = torch.where(transpose[:, None, None], linear.flip(2), linear)

    shift = torch.stack([uniform(generator, n, a.shift), uniform(generator, n, a.shift)], 1)
    return torch.cat([linear, shift[:, :, None]], 2)


def warp(generator, images, masks, a, size):
    """Images and masks [n,1,h,w] to [n,1,size,size] through one random affine and elastic map; outside is 0."""
    n = images.shape[0]
    grid = F.affine_grid(affine_matrices(generator, n, a), [n, 1, size, size], align_corners=False)
    grid = grid + smooth_field(generator, (n, 2), 5, a.elastic, size).permute(0, 2, 3, 1)
    both = F.grid_sample(torch.cat([images, masks], 1), grid, align_corners=False, padding_mode="zeros")
    return both[:, :1], both[:, 1:]


def soft_edge(masks):
    """Masks [n,1,h,w] widened by two pixels and feathered over four."""
    return F.avg_pool2d(F.avg_pool2d(widest(masks, 5), (1, 5), 1, (0, 2)), (5, 1), 1, (2, 0))


def widest(values, side):
    """The largest of the `side` x `side` values around each; by rows, then by columns, which costs a third."""
    half = side // 2
    return F.max_pool2d(F.max_pool2d(values, (1, side), 1, (0, half)), (side, 1), 1, (half, 0))


def heal(generator, images, masks, labels, chance):
    """Some slices lose their tumour to the mirrored tissue of the other side; the mask follows what was put there.

    Takes the head's centroid as the midline, so it comes before any rotation. A healed slice loses its class.
    """
    n, _, _, width = images.shape
    position = torch.arange(width, device=images.device)
    profile = images.sum((1, 2))
    shift = torch.round(2 * (profile * position).sum(1) / (profile.sum(1) + 1e-6) - (width - 1)).long()
    other_side = ((width - 1 + shift[:, None] - position) % width)[:, None, None].expand_as(images)
    healed = chosen(generator, n, chance) & (masks.sum((1, 2, 3)) > 0)
    edge = soft_edge(masks) * wide(healed)
    return (
        torch.lerp(images, images.gather(3, other_side), edge), torch.lerp(masks, masks.gather(3, other_side), edge),
        torch.where(healed, -1, labels))


def wide(values):
    """[n] to float [n,1,1,1]."""
    return values.float()[:, None, None, None]


def transplant(generator, images, masks, labels, chance):
    """Some slices receive a shrunk piece of another slice of the batch: half of the time its tumour, else healthy tissue.

    The healthy piece has a tumour's shape and is cut from the donor's other side, so that a seam means nothing; small
    tumours in any place teach that a tumour is not where tumours usually are. A slice with a foreign tumour has no class.
    """
    n, _, size, _ = images.shape
    head = F.avg_pool2d((images > 0.08).float(), 4)
    inside = (F.avg_pool2d(head, 7, 1, 3) > 0.95).flatten(1).float()
    donors = torch.randperm(n, generator=generator, device=generator.device)
    healthy = chosen(generator, n, 0.5)
    scales = 0.3 + 0.6 * rand(generator, n)
    image, mask = images[donors], masks[donors]
    tumour = (mask > 0.5).float()
    received = chosen(generator, n, chance) & (inside.sum(1) > 0) & (tumour.sum((1, 2, 3)) > 0)
    place = torch.multinomial(inside + 1e-9, 1, generator=generator)[:, 0]
    side = head.shape[3]
    target = torch.stack([place // side, place % side], 1) * 4 + 2
    planes = torch.cat([
        torch.where(wide(healthy) > 0, image.flip(3), image), torch.where(wide(healthy) > 0, mask.flip(3), mask), mask], 1)
    image, mask, shape = moved(planes, centroid(tumour), target, scales).split(1, 1)
    edge = soft_edge(shape)
    rim = (widest(shape, 11) - shape).clamp(0, 1)
    gain = weighted_mean(images, edge) / (weighted_mean(image, rim) + 1e-3)
    edge = edge * wide(received)
    return (
        torch.lerp(images, image * gain.clamp(0.4, 2.5), edge).clamp(0, 1), torch.lerp(masks, mask, edge),
        torch.where(received & ~healthy, -1, labels))


def centroid(shape):
    """Mean (row, column) [n,2] of what is 1 in [n,1,h,w]; 0, 0 where nothing is."""
    rows, columns = (torch.arange(side, device=shape.device) for side in shape.shape[2:])
    total = shape.sum((1, 2, 3)).clamp(min=1)
    return torch.stack([(shape.sum((1, 3)) * rows).sum(1) / total, (shape.sum((1, 2)) * columns).sum(1) / total], 1)


def moved(planes, source, target, scale):
    """Planes [n,c,s,s] shrunk by `scale` [n] about the pixels `source` [n,2] (row, column), which land on `target`."""
    size = planes.shape[2]
    old, new = ((2 * points.float().flip(1) + 1) / size - 1 for points in (source, target))
    matrix = torch.diag_embed((1 / scale)[:, None].expand(-1, 2))
    shift = old - new / scale[:, None]
    grid = F.affine_grid(torch.cat([matrix, shift[:, :, None]], 2), list(planes.shape), align_corners=False)
    return F.grid_sample(planes, grid, align_corners=False)


def weighted_mean(values, weight):
    """[n,1,h,w] to [n,1,1,1]."""
    return (values * weight).sum((1, 2, 3), keepdim=True) / (weight.sum((1, 2, 3), keepdim=True) + 1e-3)


COARSER = (1.5, 2.0, 3.0)


def low_resolution(generator, images, chance):
    """Some slices as if acquired at a coarser in-plane resolution: shrunk by one of COARSER and enlarged again."""
    n, _, size, _ = images.shape
    coarser = chosen(generator, n, chance)
    factor = torch.randint(len(COARSER), (n,), generator=generator, device=generator.device)
    for index, shrink in enumerate(COARSER):
        shrunk = F.interpolate(images, size=(int(size / shrink),) * 2, mode="area")
        enlarged = F.interpolate(shrunk, size=(size, size), mode="bilinear", align_corners=False)
        images = torch.where(wide(coarser & (factor == index)) > 0, enlarged, images)
    return images


def erase(generator, images, masks, chance):
    """Some slices lose one rectangle of 8 to 25 % of the side: a random grey, no tumour there."""
    n, _, size, _ = images.shape
    draw = rand(generator, 5, n)
    height, width = (0.08 + 0.17 * d for d in draw[:2])
    top, left = draw[2] * (1 - height), draw[3] * (1 - width)
    position = (torch.arange(size, device=images.device) + 0.5) / size
    rows = (position > top[:, None]) & (position < (top + height)[:, None])
    columns = (position > left[:, None]) & (position < (left + width)[:, None])
    lost = (rows[:, :, None] & columns[:, None])[:, None] & (wide(chosen(generator, n, chance)) > 0)
    return torch.where(lost, wide(draw[4]), images), torch.where(lost, 0.0, masks)


def intensities(generator, images, a):
    """Gamma, contrast, brightness, a smooth bias field and noise, the same for all channels; the result stays in 0..1."""
    n, _, size, _ = images.shape

    def per_slice(half_width):
        return uniform(generator, n, half_width)[:, None, None, None]

    images = images.clamp(0, 1) ** torch.exp(per_slice(a.log_gamma))
    images = images * torch.exp(smooth_field(generator, (n, 1), 3, a.bias_field, size))
    images = images * (1 + per_slice(a.contrast)) + per_slice(a.brightness) * (images > 0.02)
    deviation = wide(rand(generator, n)) ** 2 * a.noise
    images = images + torch.randn(n, 1, size, size, generator=generator, device=generator.device) * deviation
    return images.clamp(0, 1)
