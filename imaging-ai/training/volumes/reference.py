"""How a patch model's card is obeyed, written plainly in NumPy: the reference the Java side is compared with.

Grids are (shape, affine): shape [columns, rows, slices], affine 4x4 from (column, row, slice) to millimetres, x to the
patient's left, y to the back, z to the head. Arrays of a grid are indexed [column, row, slice].
"""

import itertools

import numpy as np
from scipy.ndimage import map_coordinates

DIRECTIONS = {"R": (-1, 0, 0), "L": (1, 0, 0), "A": (0, -1, 0), "P": (0, 1, 0), "I": (0, 0, -1), "S": (0, 0, 1)}


def working_grid(grid, axes, spacing_mm):
    """(shape, affine) in the order of `axes`: the source's own directions at the card's spacing, same centre."""
    shape, affine = grid
    steps = affine[:3, :3].T
    units = steps / np.linalg.norm(steps, axis=1, keepdims=True)
    wanted = np.array([DIRECTIONS[letter] for letter in axes], float)
    order = max(itertools.permutations(range(3)), key=lambda p: sum(abs(units[p[a]] @ wanted[a]) for a in range(3)))
    centre = affine @ np.append((np.array(shape) - 1) / 2, 1)
    columns, size = [], []
    for axis, source in enumerate(order):
        length = np.linalg.norm(steps[source])
        step = length if abs(length / spacing_mm[axis] - 1) < 1e-3 else spacing_mm[axis]
        columns.append(units[source] * np.sign(units[source] @ wanted[axis]) * step)
        size.append(max(1, int(np.floor(shape[source] * length / step + 0.5))))
    matrix = np.eye(4)
    matrix[:3, :3] = np.array(columns).T
    matrix[:3, 3] = centre[:3] - matrix[:3, :3] @ ((np.array(size) - 1) / 2)
    return tuple(size), matrix


def resampled(values, affine, target):
    """Trilinear at the target's voxel centres, 0 beyond half a voxel outside the source."""
    shape, to = target
    index = np.stack(np.meshgrid(*[np.arange(n) for n in shape], indexing="ij")).reshape(3, -1)
    at = np.linalg.inv(affine) @ to @ np.vstack([index, np.ones(index.shape[1])])
    edges = np.array(values.shape)[:, None] - 1
    inside = np.all((at[:3] >= -0.5 - 1e-6) & (at[:3] <= edges + 0.5 + 1e-6), axis=0)
    found = map_coordinates(values.astype(float), np.clip(at[:3], 0, edges), order=1)
    return np.where(inside, found, 0).reshape(shape)


def starts(size, patch, overlap):
    if size <= patch:
        return [-((patch - size) // 2)]
    count = int(np.ceil((size - patch) / max(1, patch * (1 - overlap)))) + 1
    return [int(np.floor(i * (size - patch) / (count - 1) + 0.5)) for i in range(count)]


def gaussian(patch):
    lines = [np.exp(-0.5 * ((np.arange(n) - (n - 1) / 2) / (n / 8)) ** 2) for n in patch]
    return lines[0][:, None, None] * lines[1][None, :, None] * lines[2][None, None, :]


def slide(run, channels, patch, overlap):
    """Blended outputs [labels, ...] of `run` (float32 [1, channels, *patch] to [1, labels, *patch])."""
    size = channels.shape[1:]
    pads = [(p, p) for p in patch]
    padded = np.pad(channels, [(0, 0), *pads])
    weight = gaussian(patch)
    total, sums = np.zeros(padded.shape[1:]), None
    for start in itertools.product(*[starts(n, p, overlap) for n, p in zip(size, patch)]):
        place = tuple(slice(s + p, s + 2 * p) for s, p in zip(start, patch))
        answer = run(padded[(slice(None), *place)][None].astype(np.float32))[0]
        sums = np.zeros((len(answer), *total.shape)) if sums is None else sums
        sums[(slice(None), *place)] += weight * answer
        total[place] += weight
    inner = tuple(slice(p, p + n) for p, n in zip(patch, size))
    return sums[(slice(None), *inner)] / total[inner]


def normalised(values, kind):
    counted = values[values != 0] if kind == "z-score-non-zero" else values
    scaled = (values - counted.mean()) / counted.std()
    return np.where(values == 0, 0, scaled) if kind == "z-score-non-zero" else scaled


def probabilities(run, sequences, contract, scores, target):
    """[labels, columns, rows, slices] on the target grid, of `sequences` {name: (values, affine)} by the card's input."""
    first = contract["channels"][0]["sequence"]
    reference = (sequences[first][0].shape, sequences[first][1])
    grid = working_grid(reference, contract["axes"], contract["spacingMm"])
    # Resampled values are rounded to whole stored samples, as on the Java side.
    channels = np.stack([
        np.floor(resampled(*sequences[c["sequence"]], grid) + 0.5) for c in contract["channels"]
    ])
    box = tuple(slice(0, n) for n in grid[0])
    if contract.get("crop") == "non-zero":
        used = np.argwhere((channels != 0).any(0))
        box = tuple(slice(low, high + 1) for low, high in zip(used.min(0), used.max(0)))
    channels = np.stack([normalised(c[box], contract["normalisation"]["kind"]) for c in channels])
    logits = slide(run, channels, contract["patch"], contract.get("overlap", 0.5))
    if scores == "sigmoid":
        answer = 1 / (1 + np.exp(-logits))
    else:
        e = np.exp(logits - logits.max(0))
        answer = e / e.sum(0)
    whole = np.zeros((len(answer), *grid[0]))
    whole[(slice(None), *box)] = answer
    return np.stack([resampled(label, grid[1], target) for label in whole])
