"""The Cheng slices (folder `cheng_t1ce`) and, beside it, tumour-free slices (`notumor`), as arrays."""

import csv
import dataclasses
import functools
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from tumour import preprocess
from tumour.network import CLASSES, NONE
from tumour.people import person

STORED = 256
"""Side of the arrays that training keeps in memory and augments from."""


@dataclasses.dataclass(frozen=True)
class Slice:
    """One row of index.csv."""

    id: str
    patient: str
    label: int
    fold: int
    image: Path
    mask: Path


LISTED = Path(__file__).parents[2] / "src/main/resources/health/cairn/imaging/evaluate/training-slices.csv"
"""Every slice of the sets with the fold it is trained in: all of a person and all look-alikes in one."""


@functools.cache
def listed_folds(name):
    """{id: fold} of the set `name` by the list that `cairn evaluate` judges by."""
    with open(LISTED, newline="") as file:
        return {row["id"]: int(row["fold"]) for row in csv.DictReader(file) if row["set"] == name}


def read_index(root, listed=True):
    """All slices of `root`/cheng_t1ce in the order of its index, each in the fold of its person.

    The official folds part the examinations of ten persons (../docs/decisions/0050); a set that is not `listed` has only its
    own.
    """
    folder = Path(root) / "cheng_t1ce"
    folds = listed_folds("cheng_t1ce") if listed else {}
    with open(folder / "index.csv", newline="") as file:
        return [
            Slice(
                row["id"], row["pid"], CLASSES.index(row["class"]), folds.get(row["id"], int(row["fold"])),
                picture(folder / "images", row["id"]), folder / "masks" / f"{row['id']}.png",
            )
            for row in csv.DictReader(file)
        ]


def picture(folder, name):
    """The file of a picture: WebP as the set was published, or PNG as `cairn model learn export` writes it."""
    png = folder / f"{name}.png"
    return png if png.exists() else folder / f"{name}.webp"


def split(slices, train_folds, validation_fold):
    """(training, validation) slices; refuses a split that puts one patient on both sides."""
    training = [s for s in slices if s.fold in train_folds]
    validation = [s for s in slices if s.fold == validation_fold]
    shared = {person(s.patient) for s in training} & {person(s.patient) for s in validation}
    if shared:
        raise ValueError(f"{len(shared)} persons stand on both sides of the split")
    return training, validation


def read_grey(path):
    """An image file as uint8 [rows, columns]."""
    with Image.open(path) as image:
        return np.asarray(image.convert("L"))


def read_mask(path):
    """A mask file as bool [rows, columns], at its own size."""
    with Image.open(path) as image:
        return np.asarray(image.convert("L")) > 127


def negatives(root, folds):
    """Paths of the tumour-free slices of the folds, sorted; the folder is required, so that a run never silently lacks
    them."""
    paths = sorted((Path(root) / "notumor").rglob("*.jpg"))
    if not paths:
        raise FileNotFoundError("no tumour-free slices (notumor/**/*.jpg) in the data folder")
    return [path for path in paths if fold_of(path) in folds]


def fold_of(path):
    """Fold 1 to 4 of a tumour-free slice: the list's, which keeps look-alikes together; else by its file name."""
    return listed_folds("notumor").get(path.name, sum(path.name.encode()) % 4 + 1)


def normalised(image):
    """uint8 [rows, columns] to uint8 [STORED, STORED] with the input contract's intensity range stretched to 0..255."""
    low, high = preprocess.intensity_range(preprocess.resample(image))
    square = np.asarray(Image.fromarray(image).resize((STORED, STORED), Image.Resampling.BOX), np.float64)
    scaled = (square - low) / max(high - low, 1.0)
    return np.round(np.clip(scaled, 0.0, 1.0) * 255).astype(np.uint8)


def stored_mask(mask):
    """bool [rows, columns] to uint8 [STORED, STORED]: 255 times the tumour's share of each pixel."""
    image = Image.fromarray(mask.astype(np.uint8) * 255)
    return np.asarray(image.resize((STORED, STORED), Image.Resampling.BOX))


@dataclasses.dataclass(frozen=True)
class TrainingArrays:
    """Images and masks uint8 [n, STORED, STORED]; labels int64 [n], NONE for a tumour-free slice."""

    images: np.ndarray
    masks: np.ndarray
    labels: np.ndarray

    def on(self, device):
        """(images, masks, labels) as tensors there."""
        return tuple(torch.from_numpy(a).to(device) for a in (self.images, self.masks, self.labels))


def training_arrays(slices, negative_paths):
    """The tumour slices first, then the tumour-free ones."""
    images = [normalised(read_grey(s.image)) for s in slices]
    images += [normalised(padded(read_grey(path))) for path in negative_paths]
    masks = [stored_mask(read_mask(s.mask)) for s in slices]
    masks += [np.zeros((STORED, STORED), np.uint8)] * len(negative_paths)
    labels = [s.label for s in slices] + [NONE] * len(negative_paths)
    return TrainingArrays(np.stack(images), np.stack(masks), np.array(labels, np.int64))


def padded(image):
    """The image centred on a black square with the side of its longer edge."""
    rows, columns = image.shape
    side = max(rows, columns)
    square = np.zeros((side, side), image.dtype)
    top, left = (side - rows) // 2, (side - columns) // 2
    square[top:top + rows, left:left + columns] = image
    return square
