"""What the training commands share: their arguments, the processes of torchrun, the file they write."""

import argparse
import tomllib
from pathlib import Path

import torch

import narrow
from common import loop
from tumour.config import FOLDS

OPSET = 17


def start(description, **more):
    """Arguments --config, --data, --out, --threads and `more` (name to add_argument's options); joins torchrun."""
    parser = argparse.ArgumentParser(description=description)
    for name in ("config", "data", "out"):
        parser.add_argument(f"--{name}", required=True, type=Path)
    parser.add_argument("--threads", type=int, default=2)
    for name, options in more.items():
        parser.add_argument(f"--{name.replace('_', '-')}", **options)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    arguments.out.mkdir(parents=True, exist_ok=True)
    loop.join_processes()
    return arguments


def folds_of(arguments):
    """The folds to train on: those named by --folds, else all but the one held out, which can never be among them."""
    folds = arguments.folds or [fold for fold in FOLDS if fold != arguments.held_out]
    if arguments.held_out in folds:
        raise ValueError("the held-out fold cannot be trained on")
    return folds


def read_toml(path):
    with open(path, "rb") as file:
        return tomllib.load(file)


def export(module, example, path, outputs):
    """One ONNX file of any batch size, its weights narrowed; input "image"."""
    torch.onnx.export(
        module.eval(), (example,), str(path), dynamo=False, opset_version=OPSET, input_names=["image"],
        output_names=list(outputs), dynamic_axes={name: {0: "n"} for name in ("image", *outputs)})
    narrow.in_place(path)
