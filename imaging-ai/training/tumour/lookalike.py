"""What a picture looks like, in 255 bits: the same hash as the program's (../docs/decisions/0050), whose list of slices has it.

The picture is averaged to 32 x 32 and transformed (DCT-II); of the lowest 16 x 16 coefficients all but the mean give the bit of
their sign. Pictures within NEAR bits of each other, in any of eight orientations, count as copies.
"""

import numpy as np
from scipy.fft import dctn

NEAR = 24
SIDE, KEPT = 32, 16
LEAST_CONTRAST = 2.0


def averages(count):
    """[SIDE, count] weights of the mean over each of SIDE equal parts of `count` values."""
    edges = np.arange(SIDE + 1) * count / SIDE
    index = np.arange(count)
    overlap = np.minimum(edges[1:, None], index + 1) - np.maximum(edges[:-1, None], index)
    return np.clip(overlap, 0, None) * SIDE / count


def bits_of(picture):
    """bool [16,16] of a grey picture 0..255 [rows, columns]; None for one of hardly any contrast, which looks like nothing."""
    fields = averages(picture.shape[0]) @ picture.astype(np.float64) @ averages(picture.shape[1]).T
    if np.ptp(fields) < LEAST_CONTRAST:
        return None
    bits = dctn(fields, type=2)[:KEPT, :KEPT] > 0
    bits[0, 0] = False
    return bits


def parse(text):
    """The bits of 64 hexadecimal digits; in each 64-bit word the first bit is the lowest."""
    words = np.array([int(text[start:start + 16], 16) for start in range(0, 64, 16)], np.uint64)
    return ((words[:, None] >> np.arange(64, dtype=np.uint64)) & np.uint64(1)).astype(bool).reshape(KEPT, KEPT)


def orientations(bits):
    """bool [8,16,16]: the picture mirrored along either axis flips odd coefficients, transposed it transposes them."""
    odd = np.arange(KEPT) % 2 == 1
    found = []
    for turned in (bits, bits.T):
        for flips in (0 * odd, odd):
            for falls in (0 * odd, odd):
                found.append(turned ^ flips.astype(bool)[None] ^ falls.astype(bool)[:, None])
    found = np.stack(found)
    found[:, 0, 0] = False
    return found


def signs(bits):
    """Flat -1 or 1 [...,255], so that a product of two counts the bits that agree less those that differ."""
    flat = bits.reshape(*bits.shape[:-2], -1)[..., 1:]
    return np.where(flat, 1, -1).astype(np.float32)


def copies(ones, others, block=256):
    """[(i, k)]: which of the hashes `ones` [n,16,16] is near which of `others` [m,16,16], whichever way round it lies."""
    known, pairs = signs(others).T, []
    for start in range(0, len(ones), block):
        turned = np.stack([signs(orientations(bits)) for bits in ones[start:start + block]])
        distance = (turned.shape[2] - (turned @ known).max(1)) / 2
        pairs += [(start + int(i), int(k)) for i, k in np.argwhere(distance <= NEAR)]
    return pairs
