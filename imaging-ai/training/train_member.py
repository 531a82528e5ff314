"""Trains, exports and scores one member of the class fusion on three folds; the fourth stays unseen.

    python train_member.py --topology vgg16 --folds 1,2,3 --held-out 4 --config configs/members.toml --data DATA --out OUT

DATA holds cheng_t1ce/ and notumor/. A run that was stopped goes on from OUT/checkpoint.pt.
"""

import argparse
import os
import tomllib
from pathlib import Path

import numpy as np
import torch

import halve
from common import loop
from members import training
from members.network import CLASSES, CONVOLUTIONS, WithMirror
from tumour import dataset, export, preprocess
from tumour.training import rank_and_size


def held_out(session, data, fold, size):
    """(probabilities [n,4], labels, patients) of the slices of `fold`, tumour-free ones with their file name as patient."""
    slices = [s for s in dataset.read_index(data) if s.fold == fold]
    free = training.negatives(data, [fold])
    images = [dataset.read_grey(s.image) for s in slices] + [dataset.padded(dataset.read_grey(p)) for p in free]
    labels = np.array([s.label for s in slices] + [training.NONE] * len(free))
    patients = np.array([s.patient for s in slices] + [p.name for p in free])
    rows = []
    for image in images:
        logits, = session.run(["logits"], {"image": preprocess.network_input(image, size=size)[None, None]})
        exponents = np.exp(logits[0] - logits[0].max())
        rows.append(exponents / exponents.sum())
    return np.array(rows), labels, patients


def report(probabilities, labels, patients):
    tumour = labels != training.NONE
    found = probabilities.argmax(1)
    among = probabilities[:, :3].argmax(1)
    people = {
        patient: probabilities[patients == patient][:, :3].mean(0).argmax() == labels[patients == patient][0]
        for patient in np.unique(patients[tumour])
    }
    print(f"slices: 4 classes {np.mean(found == labels):.4f}; tumour slices {np.mean(found[tumour] == labels[tumour]):.4f}, "
          f"among 3 {np.mean(among[tumour] == labels[tumour]):.4f}; none {np.mean(found[~tumour] == training.NONE):.4f}; "
          f"patients among 3 {np.mean(list(people.values())):.4f} of {len(people)}")
    for index, name in enumerate(CLASSES):
        print(name, np.bincount(found[labels == index], minlength=len(CLASSES)))


def main():
    parser = argparse.ArgumentParser(description="Train and export one member.")
    parser.add_argument("--topology", required=True, choices=sorted(CONVOLUTIONS))
    parser.add_argument("--folds", required=True)
    parser.add_argument("--held-out", required=True, type=int)
    parser.add_argument("--config", required=True, type=Path)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    arguments.out.mkdir(parents=True, exist_ok=True)
    loop.join_processes(os.environ)
    with open(arguments.config, "rb") as file:
        settings = tomllib.load(file)["training"]

    folds = [int(f) for f in arguments.folds.split(",")]
    member, seconds = training.train(
        settings, arguments.topology, folds, arguments.held_out, arguments.data, arguments.out)
    if rank_and_size()[0] > 0:
        return
    model = arguments.out / f"{arguments.topology}.onnx"
    size = settings["size"]
    torch.onnx.export(
        WithMirror(member).eval(), (torch.rand(2, 1, size, size),), str(model), dynamo=False,
        opset_version=export.OPSET, input_names=["image"], output_names=["logits", "embedding"],
        dynamic_axes={k: {0: "n"} for k in ("image", "logits", "embedding")})
    halve.in_place(model)
    print(f"{seconds / 60:.1f} minutes")
    report(*held_out(export.session(model), arguments.data, arguments.held_out, size))


if __name__ == "__main__":
    main()
