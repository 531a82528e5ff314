"""Random geometry and intensity for one batch of 3-D patches; all draws come from torch's generator."""

import math

import torch
from torch.nn import functional as F

from structures.volumes import PATCH


def half(n, width):
    """[n] draws from -width..width."""
    return (torch.rand(n) * 2 - 1) * width


def grid(n, settings):
    """[n, X, Y, Z, 3] sampling positions in -1..1 (axes z, y, x as grid_sample wants them): affine and elastic."""
    sides = torch.tensor(PATCH, dtype=torch.float32)
    matrices = torch.zeros(n, 3, 4)
    for i in range(n):
        turn = torch.eye(3)
        for a, b in ((0, 1), (0, 2), (1, 2)):
            angle = math.radians(settings["rotation_degrees"]) * (torch.rand(1).item() * 2 - 1)
            plane = torch.eye(3)
            plane[a, a] = plane[b, b] = math.cos(angle)
            plane[a, b], plane[b, a] = -math.sin(angle), math.sin(angle)
            turn = turn @ plane
        scale = torch.diag(torch.exp(half(3, settings["log_scale"]) * 0.4 + half(1, settings["log_scale"])))
        voxels = turn @ scale
        voxels[:, 0] *= -1.0 if torch.rand(1) < 0.5 else 1.0
        normal = voxels * (sides[None, :] / sides[:, None])
        matrices[i, :, :3] = normal.flip(0).flip(1)
        matrices[i, :, 3] = half(3, settings["shift_voxels"]) * 2 / sides.flip(0)
    base = F.affine_grid(matrices, [n, 1, *PATCH], align_corners=False)
    coarse = (torch.rand(n, 3, 4, 5, 4) * 2 - 1) * settings["elastic"]
    return base + F.interpolate(coarse, size=PATCH, mode="trilinear", align_corners=True).permute(0, 2, 3, 4, 1)


def augment(images, labels, settings):
    """Images float32 and labels int64 [n, X, Y, Z] to ([n,1,X,Y,Z], one-hot-free labels [n,X,Y,Z])."""
    n = len(images)
    positions = grid(n, settings)
    images = F.grid_sample(images[:, None], positions, align_corners=False, padding_mode="zeros")
    hot = F.one_hot(labels, settings["labels"]).permute(0, 4, 1, 2, 3).float()
    hot = F.grid_sample(hot, positions, align_corners=False, padding_mode="border")
    labels = hot.argmax(1)
    for i in range(n):
        if torch.rand(1) < 0.25:
            factor = 1 + torch.rand(1).item()
            small = [max(8, int(side / factor)) for side in PATCH]
            shrunk = F.interpolate(images[i:i + 1], size=small, mode="area")
            images[i:i + 1] = F.interpolate(shrunk, size=PATCH, mode="trilinear", align_corners=False)
        field = (torch.rand(1, 1, 3, 3, 3) * 2 - 1) * settings["bias_field"]
        images[i] = images[i] * torch.exp(F.interpolate(field, size=PATCH, mode="trilinear", align_corners=True)[0])
        images[i] = images[i] * (1 + half(1, settings["contrast"])) + half(1, settings["brightness"])
        images[i] = images[i] + torch.randn(images[i].shape) * torch.rand(1) ** 2 * settings["noise"]
        low, high = images[i].min(), images[i].max()
        share = (images[i] - low) / (high - low + 1e-6)
        images[i] = share ** torch.exp(half(1, settings["log_gamma"])) * (high - low) + low
    return images, labels
