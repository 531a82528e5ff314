"""The TCGA lower-grade glioma stacks (folder `lgg_flair`) as arrays in the network's channel order."""

import csv
import dataclasses
from pathlib import Path

import numpy as np
from PIL import Image

from tumour import dataset, preprocess

STORED = 256
SEQUENCES = ("T1", "FLAIR", "T1C")
"""Top to bottom in the stored files."""

CHANNELS = (("FLAIR", -1), ("FLAIR", 0), ("FLAIR", 1), ("T1", 0), ("T1C", 0))
"""Sequence and slice offset of each input channel."""


@dataclasses.dataclass(frozen=True)
class Stack:
    """`images` uint8 [slices, 3, STORED, STORED] in SEQUENCES order, stretched to the contract's range; `masks` bool.

    Training augments from these; their grey levels are rounded once more than those of `contract_images`.
    """

    case: str
    images: np.ndarray
    masks: np.ndarray

    @property
    def site(self):
        return self.case.split("_")[1]


def case_names(root):
    with open(Path(root) / "lgg_flair" / "patients.csv", newline="") as file:
        return sorted(row["case"] for row in csv.DictReader(file))


FOLDS = 4
UNSEEN_SITE, UNSEEN_SITE_FOLD = "CS", 3


def folds(names):
    """{case: fold 1 to 4}: one site whole is fold 3; of the others, in the order of their names, every sixth is fold 2, and
    the rest goes to folds 1 and 4 in turns. `cairn evaluate` parts the set alike."""
    others = [n for n in sorted(names) if n.split("_")[1] != UNSEEN_SITE]
    result = dict.fromkeys(names, UNSEEN_SITE_FOLD)
    result |= {name: 2 for name in others[3::6]}
    rest = [name for name in others if result[name] != 2]
    return result | {name: (1, 4)[i % 2] for i, name in enumerate(rest)}


def split(names, held_out):
    """(training, validation) case names."""
    fold = folds(names)
    return [n for n in names if fold[n] != held_out], [n for n in names if fold[n] == held_out]


def stretched(slices):
    """uint8 [n, rows, columns] with the range of the whole stack (see `tumour.preprocess`) stretched to 0..255."""
    low, high = preprocess.intensity_range(np.stack([preprocess.resample(s) for s in slices]))
    return np.round(np.clip((slices - low) / max(high - low, 1.0), 0.0, 1.0) * 255).astype(np.uint8)


def slices_of(folder):
    """(paths in the order of the slices, uint8 [slices, 3 * side, side])"""
    files = sorted(folder.glob("[0-9]*.webp"), key=lambda p: int(p.stem))
    return files, np.stack([dataset.read_grey(f) for f in files])


def contract_images(root, case):
    """float32 [slices, 3, SIZE, SIZE] in SEQUENCES order as the card's contract says and as the program computes them:
    resampled, then stretched to the range of the whole stack."""
    tall = slices_of(Path(root) / "lgg_flair" / case)[1]
    side = tall.shape[2]
    sequences = []
    for i in range(len(SEQUENCES)):
        values = np.stack([preprocess.resample(s) for s in tall[:, i * side:(i + 1) * side]])
        low, high = preprocess.intensity_range(values)
        sequences.append(np.clip((values - low) / (high - low), 0.0, 1.0) if high > low else np.zeros(values.shape))
    return np.stack(sequences, 1).astype(np.float32)


def read(root, case):
    folder = Path(root) / "lgg_flair" / case
    files, tall = slices_of(folder)
    side = tall.shape[2]
    images = np.stack([stretched(tall[:, i * side:(i + 1) * side]) for i in range(len(SEQUENCES))], 1)
    masks = [folder / f"{f.stem}_mask.png" for f in files]
    empty = np.zeros((side, side), bool)
    return Stack(case, images, np.stack([dataset.read_mask(m) if m.exists() else empty for m in masks]))


def channels(images, index):
    """[5, side, side] of one slice; the neighbours of the first and last slice are the slice itself."""
    last = len(images) - 1
    return np.stack([
        images[min(max(index + offset, 0), last), SEQUENCES.index(sequence)] for sequence, offset in CHANNELS
    ])
