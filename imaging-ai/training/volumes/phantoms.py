"""Heads with a tumour, drawn from formulas: what a four-sequence network can be trained on without a patient.

Whole numbers and one formula each, so that the Java tests draw the very same (`PhantomStudy` in `app`). A phantom is a
head with fluid in its middle, a vessel that takes up contrast agent, and a tumour: a necrotic middle, a rim that enhances,
oedema around both. No sequence alone tells them apart: fluid is as bright as tumour on T2, the vessel as the rim on
T1C, and every sequence has a scale and a slope of its own.
"""

import numpy as np

SEQUENCES = ("FLAIR", "T1", "T1C", "T2")
REGIONS = ("whole tumour", "tumour core", "enhancing tumour")
SHAPE = (48, 56, 40)
STEPS_MM = (1.5, 1.5, 2.0)

# Brightness on FLAIR, T1, T1C, T2.
TISSUES = {
    "head": (300, 400, 420, 350), "fluid": (90, 150, 160, 780), "vessel": (280, 330, 780, 200),
    "oedema": (620, 330, 345, 600), "rim": (480, 350, 800, 520), "necrosis": (430, 220, 240, 720),
}


class Draws:
    """Numbers in [0, 1): the upper 31 bits of a 64-bit congruential generator (Knuth's MMIX)."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) / 2**31


def noise(shape, number, seed):
    """int [columns, rows, slices] from -40 to 40, by a hash of the place."""
    i, j, k = np.meshgrid(*[np.arange(n, dtype=np.int64) for n in shape], indexing="ij")
    mixed = (i * 73856093 ^ j * 19349663 ^ k * 83492791 ^ (number + 1) * 40503 ^ seed * 7919) & 0xFFFFFFFF
    mixed = (mixed ^ (mixed >> 15)) * 668265261 & 0xFFFFFFFF
    return (mixed ^ (mixed >> 13)) % 81 - 40


def drawn(seed):
    """({sequence: int [columns, rows, slices]}, {region: bool [columns, rows, slices]})"""
    draws = Draws(seed)
    for _ in range(8):  # like seeds give like first numbers
        draws.next()
    place = np.meshgrid(*[np.arange(n) for n in SHAPE], indexing="ij")
    x, y, z = ((2 * a - (n - 1)) / n for a, n in zip(place, SHAPE))
    half_mm = [n * step / 2 for n, step in zip(SHAPE, STEPS_MM)]

    def ball(centre, radii_mm):
        a, b, c = (((v - m) * h) / r for v, m, h, r in zip((x, y, z), centre, half_mm, radii_mm))
        return a * a + b * b + c * c <= 1

    scale = [0.7 + 0.6 * draws.next() for _ in SEQUENCES]
    slope = [(0.3 * draws.next() - 0.15, 0.3 * draws.next() - 0.15) for _ in SEQUENCES]
    head = ball((0, 0, 0), [h * (0.86 + 0.1 * draws.next()) for h in half_mm])
    vessel = ball([0.8 * draws.next() - 0.4 for _ in range(3)], [3 + 2 * draws.next()] * 3)
    centre = [0.9 * draws.next() - 0.45, 0.8 * draws.next() - 0.4, 0.6 * draws.next() - 0.3]
    rim = [8 + 5 * draws.next() for _ in range(3)]
    inner, outer = 0.5 + 0.15 * draws.next(), 1.35 + 0.4 * draws.next()
    core = ball(centre, rim) & head
    necrosis = ball(centre, [r * inner for r in rim]) & head
    whole = ball(centre, [r * outer for r in rim]) & head
    parts = [("head", head), ("fluid", (ball((-0.2, 0, 0.1), (4, 12, 6)) | ball((0.2, 0, 0.1), (4, 12, 6))) & head),
             ("vessel", vessel & head), ("oedema", whole), ("rim", core), ("necrosis", necrosis)]
    sequences = {}
    for number, sequence in enumerate(SEQUENCES):
        base = np.zeros(SHAPE, int)
        for tissue, where in parts:
            base[where] = TISSUES[tissue][number]
        lit = np.floor((base + noise(SHAPE, number, seed)) * scale[number]
                       * (1 + slope[number][0] * x + slope[number][1] * y)).astype(int)
        sequences[sequence] = np.where(head, np.maximum(lit, 1), 0)
    return sequences, dict(zip(REGIONS, (whole, core, core & ~necrosis)))
