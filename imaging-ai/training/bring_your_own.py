"""Exports tiny networks of random weights with their cards, and what a Python reference says they answer.

    python bring_your_own.py --out ../src/test/resources/health/cairn/imaging/volumes
    python bring_your_own.py --large FOLDER

`brats-tiny`: four sequences to three overlapping regions, slid over a volume, as BraTS networks of MONAI and nnU-Net are.
`structures-tiny`: one crop to background and two labels, as the hippocampus model is. `gradients-tiny`: a classifier
of slices whose graph holds its gradients. They were trained on nothing and
know nothing; they show that a network made elsewhere runs by adding its files, and that it answers there what it answers
here. The volumes are computed from a formula (`drawn`), which stands in the Java test as well. Beside each card:
NAME-golden.f32, little-endian float32 [labels, slices, rows, columns] on the source grid, every third voxel of each axis.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import nn

from tumour import explain_export
from volumes import reference

EVERY = 3


class TinyUNet(nn.Module):
    """One level down and up, instance norm and leaky ReLU as in nnU-Net."""

    def __init__(self, channels, labels, width):
        super().__init__()
        self.enter = self.block(channels, width, 1)
        self.down = self.block(width, 2 * width, 2)
        self.up = nn.ConvTranspose3d(2 * width, width, 2, 2)
        self.join = self.block(2 * width, width, 1)
        self.leave = nn.Conv3d(width, labels, 1)

    @staticmethod
    def block(inputs, outputs, stride):
        return nn.Sequential(
            nn.Conv3d(inputs, outputs, 3, stride, 1), nn.InstanceNorm3d(outputs, affine=True), nn.LeakyReLU(0.01))

    def forward(self, image):
        fine = self.enter(image)
        return 4 * self.leave(self.join(torch.cat([fine, self.up(self.down(fine))], 1)))


class LargeUNet(nn.Module):
    """Five levels from 16 channels up, two convolutions each: the size of network that BraTS studies are run through."""

    def __init__(self, channels, labels, width=16, levels=5):
        super().__init__()
        widths = [min(width << level, 320) for level in range(levels)]
        self.down = nn.ModuleList(
            nn.Sequential(TinyUNet.block(i, o, 1 if at == 0 else 2), TinyUNet.block(o, o, 1))
            for at, (i, o) in enumerate(zip([channels, *widths], widths)))
        self.up = nn.ModuleList(nn.ConvTranspose3d(i, o, 2, 2) for i, o in zip(widths[1:], widths))
        self.join = nn.ModuleList(
            nn.Sequential(TinyUNet.block(2 * o, o, 1), TinyUNet.block(o, o, 1)) for o in widths[:-1])
        self.leave = nn.Conv3d(width, labels, 1)

    def forward(self, x):
        fine = []
        for block in self.down:
            x = block(x)
            fine.append(x)
        for level in reversed(range(len(self.up))):
            x = self.join[level](torch.cat([fine[level], self.up[level](x)], 1))
        return self.leave(x)


def affine(origin, column_step, row_step, slice_step):
    matrix = np.eye(4)
    matrix[:3] = np.array([column_step, row_step, slice_step, origin], float).T
    return matrix


def drawn(shape, number):
    """int [columns, rows, slices]: a textured ellipsoid in zeros; `number` tells sequences apart."""
    i, j, k = np.meshgrid(*[np.arange(n) for n in shape], indexing="ij")
    x, y, z = ((2 * a - (n - 1)) / n for a, n in zip((i, j, k), shape))
    inside = x * x + y * y + z * z <= 0.8
    texture = (i * 7 + j * 13 + k * 5 + number * 11) % 97
    slope = np.floor(150 * (x + 1) + 90 * (number + 1) * (y + 1) + 60 * (z + 1)).astype(int)
    return np.where(inside, 100 + texture + slope, 0)


HEAD = affine((-30, -33, -29), (1.5, 0, 0), (0, 1.5, 0), (0, 0, 2))
OTHER = affine((-31, -32, -30), (2, 0, 0), (0, 1.2, 0), (0, 0, 2.5))
CROP = affine((40, -10, 5), (0, 1, 0), (0, 0, -1), (-1.17, 0, 0))

CASES = {
    "brats-tiny": {
        "network": lambda: TinyUNet(4, 3, 8), "seed": 20261122,
        "labels": ["whole tumour", "tumour core", "enhancing tumour"],
        "kind": "sigmoid",
        "input": {
            "name": "image", "type": "float32",
            "channels": [{"sequence": s} for s in ("FLAIR", "T1", "T1C", "T2")],
            "axes": "RAS", "spacingMm": [1.6, 1.6, 1.6], "patch": [24, 32, 16], "window": "sliding", "overlap": 0.5,
            "normalisation": {"kind": "z-score-non-zero"}, "crop": "non-zero", "coarsestSpacingMm": 3,
        },
        "structures": [
            {"label": "whole tumour", "code": "108369006", "meaning": "Neoplasm", "colour": "#F0E442"},
            {"label": "tumour core", "code": "86049000", "meaning": "Neoplasm, primary", "colour": "#D55E00"},
            {"label": "enhancing tumour", "code": "C113842", "scheme": "NCIt", "meaning": "Enhancing Lesion",
             "colour": "#CC79A7"},
        ],
        "sequences": {
            "FLAIR": ((40, 44, 30), HEAD, 0), "T1": ((40, 44, 30), HEAD, 1), "T1C": ((40, 44, 30), HEAD, 2),
            "T2": ((30, 56, 22), OTHER, 3),
        },
    },
    "structures-tiny": {
        "network": lambda: TinyUNet(1, 3, 6), "seed": 4,
        "labels": ["background", "anterior hippocampus", "posterior hippocampus"],
        "kind": "softmax",
        "input": {
            "name": "image", "type": "float32", "channels": [{"sequence": "T1"}],
            "axes": "RAS", "spacingMm": [1, 1, 1], "patch": [48, 64, 48], "window": "centred",
            "normalisation": {"kind": "z-score"}, "coarsestSpacingMm": 1.5,
        },
        "structures": [
            {"label": "anterior hippocampus", "code": "5366008", "meaning": "Hippocampus", "colour": "#56B4E9"},
            {"label": "posterior hippocampus", "code": "5366008", "meaning": "Hippocampus", "colour": "#0072B2"},
        ],
        "sequences": {"T1": ((50, 36, 30), CROP, 1)},
    },
}


def export(name, case, out):
    torch.manual_seed(case["seed"])
    network = case["network"]().eval()
    contract = case["input"]
    sample = torch.zeros(1, len(contract["channels"]), *contract["patch"])
    path = out / f"{name}.onnx"
    torch.onnx.export(
        network, (sample,), path, input_names=["image"], output_names=["logits"], opset_version=17, dynamo=False,
        dynamic_axes={"image": {0: "n"}, "logits": {0: "n"}})
    content = path.read_bytes()
    card = {
        "format": 2, "name": name, "version": "1.0.0", "task": "segment", "licence": "Apache-2.0",
        "attribution": case.get("attribution", "Random weights, trained on nothing."),
        "file": path.name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content),
        "input": contract,
        "output": [{"name": "logits", "kind": case["kind"], "labels": case["labels"]}],
        "structures": case["structures"], "threshold": 0.5,
        "intendedUse": "Tests.", "limits": case.get("limits", ["Knows nothing."]),
    }
    (out / f"{name}.json").write_text(json.dumps(card, indent=1) + "\n")
    return onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])


def write_explained(out):
    """`gradients-tiny`: a classifier whose graph holds its gradients; answers and explains from one file."""
    torch.manual_seed(20261122)
    chain = nn.Sequential(
        nn.Conv2d(1, 6, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 8, 3, padding=1), nn.ReLU(),
        nn.MaxPool2d(2), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 12), nn.ReLU(), nn.Linear(12, 4)).eval()
    path = out / "gradients-tiny.onnx"
    explain_export.export(chain, 32, path)
    content = path.read_bytes()
    classes = ["glioma", "meningioma", "pituitary", "none"]
    card = {
        "format": 2, "name": "gradients-tiny", "version": "1.0.0", "task": "classify", "licence": "Apache-2.0",
        "attribution": "Random weights, trained on nothing.",
        "file": path.name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content),
        "input": {"name": "image", "size": 32, "fieldOfViewMm": 250, "sequence": "T1C", "lowPercentile": 0.01,
                  "highPercentile": 0.995},
        "output": [{"name": "logits", "labels": classes}, {"name": "embedding"}],
        "classes": classes, "temperature": 1, "intendedUse": "Tests.", "limits": ["Knows nothing."],
    }
    (out / "gradients-tiny.json").write_text(json.dumps(card, indent=1) + "\n")


def golden(session, case):
    sequences = {s: (drawn(shape, number), place) for s, (shape, place, number) in case["sequences"].items()}
    values, place = sequences[case["input"]["channels"][0]["sequence"]]
    answer = reference.probabilities(
        lambda image: session.run(None, {"image": image})[0], sequences, case["input"], case["kind"],
        (values.shape, place))
    return answer[:, ::EVERY, ::EVERY, ::EVERY].transpose(0, 3, 2, 1)


def main():
    parser = argparse.ArgumentParser(description="Write the tiny 3-D networks of the tests and their answers.")
    parser.add_argument("--out", type=Path, help="the tiny networks, their cards and golden answers")
    parser.add_argument("--large", type=Path, help="a network of BraTS size to measure with, and its card")
    arguments = parser.parse_args()
    if arguments.large:
        arguments.large.mkdir(parents=True, exist_ok=True)
        case = CASES["brats-tiny"]
        contract = case["input"] | {"spacingMm": [1, 1, 1], "patch": [128, 128, 128]}
        export("brats-large", case | {"network": lambda: LargeUNet(4, 3), "input": contract}, arguments.large)
    if arguments.out:
        arguments.out.mkdir(parents=True, exist_ok=True)
        write_tiny(arguments.out)


def write_tiny(out):
    for name, case in CASES.items():
        golden(export(name, case, out), case).astype("<f4").tofile(out / f"{name}-golden.f32")
    write_explained(out)


if __name__ == "__main__":
    main()
