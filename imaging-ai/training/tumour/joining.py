"""The slices that a T1C network or a member learns from: the published set, alone or joined with a site's own.

A site's set has the layout that `cairn model learn export` writes, with its own name and folds in the index. Folds with the
same number are joined. Refused is what would put one patient on two sides: a person in two folds, and a picture that looks
like a published one, or like one of another of the site's persons in another fold.
"""

import csv
import re
from pathlib import Path

import numpy as np

from tumour import dataset, lookalike

PUBLISHED = "cheng_t1ce"
SET_NAME = re.compile(r"[a-z0-9-]{1,40}")


class Source:
    """`data` holds cheng_t1ce/ and notumor/; `join`, if given, a site's cheng_t1ce/ and, if it has any, notumor/."""

    def __init__(self, data, join=None):
        self.data, self.join = Path(data), join and Path(join)
        self.own, self.own_set = ([], None) if join is None else own_slices(self.join)
        self.slices = dataset.read_index(self.data) + self.own
        if self.own:
            refuse_persons(self.slices)
            refuse_copies(self.own)

    def negatives(self, folds):
        """Paths of tumour-free slices of the folds, the published ones first."""
        paths = dataset.negatives(self.data, folds)
        free = self.join and self.join / "notumor"
        return paths + (dataset.negatives(self.join, folds) if free and free.is_dir() else [])

    def provenance(self, folds):
        """What part.json says of the joined set, from which the card takes it; nothing where none is joined."""
        if not self.own:
            return {}
        seen = [s for s in self.own if s.fold in folds]
        people = {dataset.person(s.patient) for s in seen}
        return {"joined": {"set": self.own_set, "folds": list(folds), "slices": len(seen), "patients": len(people)}}


def own_slices(root):
    """(slices, name) of a site's set; its folds are those of its own index."""
    folder = root / PUBLISHED
    with open(folder / "index.csv", newline="") as file:
        names = {row.get("set") or "" for row in csv.DictReader(file)}
    name = names.pop() if len(names) == 1 else ""
    if not SET_NAME.fullmatch(name):
        raise ValueError(
            "the set to join must have one name of its own in the column set of its index, other than the published one's; "
            "`cairn model learn export` writes it so")
    return dataset.read_index(root, listed=False), name


def refuse_persons(slices):
    folds = {}
    for one in slices:
        folds.setdefault(dataset.person(one.patient), set()).add(one.fold)
    shared = [who for who, of in folds.items() if len(of) > 1]
    if shared:
        raise ValueError(f"{len(shared)} persons of the joined sets stand in several folds; put each into one")


def refuse_copies(own):
    """Compares with every listed picture whatever its fold, and among themselves between persons and folds."""
    pictures = [(one, dataset.read_grey(one.image)) for one in own]
    refuse_listed([(one.id, picture) for one, picture in pictures])
    hashed = [(one, bits) for one, picture in pictures if (bits := lookalike.bits_of(picture)) is not None]
    bits = np.array([bits for _, bits in hashed])
    for i, k in lookalike.copies(bits, bits):
        one, other = hashed[i][0], hashed[k][0]
        if one.fold != other.fold and dataset.person(one.patient) != dataset.person(other.patient):
            raise ValueError(
                f"slices of two persons in different folds are copies of each other, {one.id} and {other.id}; leave one out")


def refuse_listed(pictures):
    """Refuses (name, uint8 picture) that look like any of dataset.LISTED."""
    hashed = [(name, bits) for name, picture in pictures if (bits := lookalike.bits_of(picture)) is not None]
    with open(dataset.LISTED, newline="") as file:
        listed = [row for row in csv.DictReader(file) if row["hash"]]
    known = np.array([lookalike.parse(row["hash"]) for row in listed])
    pairs = lookalike.copies(np.array([bits for _, bits in hashed]), known)
    if pairs:
        name, like = hashed[pairs[0][0]][0], listed[pairs[0][1]]
        raise ValueError(
            f"{len({i for i, _ in pairs})} of a site's pictures are copies of published ones, {name} of {like['set']} "
            f"{like['id']}; leave them out")
