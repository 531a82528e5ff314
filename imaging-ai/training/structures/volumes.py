"""The MSD hippocampus crops: gzipped NIfTI-1 volumes of 1 mm, labels 1 anterior and 2 posterior."""

import dataclasses
import gzip
import struct
from pathlib import Path

import numpy as np

PATCH = (48, 64, 48)
"""Voxels of the network's patch; every crop of the set fits into it."""

LABELS = ("background", "anterior hippocampus", "posterior hippocampus")
TYPES = {2: np.uint8, 4: np.int16, 16: np.float32}


@dataclasses.dataclass(frozen=True)
class Case:
    """One crop: `image` float32 [X, Y, Z] as stored, `labels` uint8 of the same shape."""

    name: str
    image: np.ndarray
    labels: np.ndarray


def read_nifti(path):
    """The voxels [X, Y, Z] of a little-endian NIfTI-1 file, plain or gzipped."""
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    shape = struct.unpack("<8h", content[40:56])[1:4]
    kind, = struct.unpack("<h", content[70:72])
    offset = int(struct.unpack("<f", content[108:112])[0])
    slope, intercept = struct.unpack("<2f", content[112:120])
    values = np.frombuffer(content, TYPES[kind], int(np.prod(shape)), offset).reshape(shape, order="F")
    return values if slope in (0, 1) and intercept == 0 else values * slope + intercept


def cases(root):
    """All cases of `root`/hippocampus by name."""
    folder = Path(root) / "hippocampus"
    return [
        Case(
            path.name.removesuffix(".nii.gz"),
            np.ascontiguousarray(read_nifti(path), np.float32),
            np.ascontiguousarray(read_nifti(folder / "labels" / path.name), np.uint8),
        )
        for path in sorted((folder / "images").glob("*.nii.gz"))
    ]


def fold_of(position, folds):
    """Fold 1 to `folds` of a case by its position in the order of the file names; `cairn evaluate` counts alike."""
    return position % folds + 1


def split(all_cases, folds, held_out):
    """(training, validation): the cases of the fold `held_out` validate."""
    validation = [c for i, c in enumerate(all_cases) if fold_of(i, folds) == held_out]
    training = [c for i, c in enumerate(all_cases) if fold_of(i, folds) != held_out]
    return training, validation


def normalised(image):
    """Zero mean and unit deviation over the whole crop."""
    return (image - image.mean()) / max(float(image.std()), 1e-6)


def padded(volume):
    """`volume` centred in zeros of PATCH, and the slices that cut it out again."""
    starts = [(p - n) // 2 for p, n in zip(PATCH, volume.shape)]
    place = tuple(slice(s, s + n) for s, n in zip(starts, volume.shape))
    result = np.zeros(PATCH, volume.dtype)
    result[place] = volume
    return result, place
