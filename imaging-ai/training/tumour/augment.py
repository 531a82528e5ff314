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


def soft_edge(masks):
    """Masks [n,1,h,w] widened by two pixels and feathered over four."""
    return F.avg_pool2d(F.max_pool2d(masks, 5, 1, 2), 5, 1, 2)


def heal(generator, images, masks, labels, chance):
    """Some slices lose their tumour to the mirrored tissue of the other side; the mask follows what was put there.

    Takes the head's centroid as the midline, so it comes before any rotation. A healed slice has no class.
    """
    width = images.shape[3]
    position = torch.arange(width, dtype=torch.float32)
    for i in torch.nonzero(chosen(generator, len(images), chance)).flatten().tolist():
        profile = images[i, 0].sum(0)
        shift = round(2 * (profile * position).sum().item() / (profile.sum().item() + 1e-6) - (width - 1))
        edge = soft_edge(masks[i:i + 1])[0]
        images[i] = torch.lerp(images[i], images[i].flip(2).roll(shift, 2), edge)
        masks[i] = torch.lerp(masks[i], masks[i].flip(2).roll(shift, 2), edge)
        labels[i] = -1
    return images, masks, labels


def transplant(generator, images, masks, labels, chance):
    """Some slices receive a shrunk piece of another slice of the batch: half of the time its tumour, else healthy tissue.

    The healthy piece has a tumour's shape and is cut from the donor's other side, so that a seam means nothing; small
    tumours in any place teach that a tumour is not where tumours usually are. A slice with a foreign tumour has no class.
    """
    n, _, size, _ = images.shape
    head = F.avg_pool2d((images > 0.08).float(), 4)
    inside = F.avg_pool2d(head, 7, 1, 3) > 0.95
    donors = torch.randperm(n, generator=generator)
    healthy = chosen(generator, n, 0.5)
    scales = 0.3 + 0.6 * torch.rand(n, generator=generator)
    sources = images.clone(), masks.clone()
    for i in torch.nonzero(chosen(generator, n, chance)).flatten().tolist():
        image, mask = (source[donors[i]][None] for source in sources)
        targets = torch.nonzero(inside[i, 0]) * 4 + 2
        tumour = torch.nonzero(mask[0, 0] > 0.5)
        if len(targets) == 0 or len(tumour) == 0:
            continue
        target = targets[torch.randint(len(targets), (1,), generator=generator).item()]
        shape = mask
        if healthy[i]:
            image, mask = image.flip(3), mask.flip(3)
        image, mask, shape = moved(torch.cat([image, mask, shape], 1), tumour.float().mean(0), target, scales[i].item())
        edge = soft_edge(shape[None, None])[0, 0]
        rim = (F.max_pool2d(shape[None, None], 11, 1, 5)[0, 0] - shape).clamp(0, 1)
        gain = weighted_mean(images[i, 0], edge) / (weighted_mean(image, rim) + 1e-3)
        images[i, 0] = torch.lerp(images[i, 0], image * gain.clamp(0.4, 2.5), edge)
        masks[i, 0] = torch.lerp(masks[i, 0], mask, edge)
        if not healthy[i]:
            labels[i] = -1
    return images.clamp(0, 1), masks, labels


def moved(planes, source, target, scale):
    """Planes [1,c,s,s] shrunk by `scale` about pixel `source` (row, column), which lands on pixel `target`; [c,s,s]."""
    size = planes.shape[2]
    matrix = torch.zeros(1, 2, 3)
    for axis, row in ((1, 0), (0, 1)):
        from_centre = [(2 * point[axis].item() + 1) / size - 1 for point in (source, target)]
        matrix[0, row, row] = 1 / scale
        matrix[0, row, 2] = from_centre[0] - from_centre[1] / scale
    return F.grid_sample(planes, F.affine_grid(matrix, planes.shape, align_corners=False), align_corners=False)[0]


def weighted_mean(values, weight):
    return (values * weight).sum() / (weight.sum() + 1e-3)


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


def augment(generator, images, masks, labels, a, stage):
    """uint8 images and masks [n,h,w], labels [n], to float32 in 0..1 [n,1,stage.size,stage.size] each and the labels left."""
    images, masks, labels = images[:, None].float() / 255, masks[:, None].float() / 255, labels.clone()
    images, masks, labels = heal(generator, images, masks, labels, stage.heal_chance)
    images, masks = warp(generator, images, masks, a, stage.size)
    images, masks, labels = transplant(generator, images, masks, labels, stage.transplant_chance)
    images = low_resolution(generator, images, a.low_resolution_chance)
    images = intensities(generator, images, a)
    images, masks = erase(generator, images, masks, a.erase_chance)
    return images, masks, labels
