"""Fits the four-class head of a trained joint network and exports both as one file.

    python train_joint_head.py --checkpoint OUT/checkpoint.pt --folds 1,2,3 --held-out 4 --config configs/members.toml \
        --data DATA --out FILE.onnx
"""

import argparse
import tomllib
from pathlib import Path

import torch

import halve
from members import joint
from train_member import held_out, report
from tumour import export, preprocess


def main():
    parser = argparse.ArgumentParser(description="Fit the head of the joint network and export it.")
    parser.add_argument("--checkpoint", required=True, type=Path)
    parser.add_argument("--folds", required=True)
    parser.add_argument("--held-out", required=True, type=int)
    parser.add_argument("--config", required=True, type=Path)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    arguments = parser.parse_args()
    torch.manual_seed(1)
    with open(arguments.config, "rb") as file:
        settings = tomllib.load(file)["training"]
    folds = [int(f) for f in arguments.folds.split(",")]
    network = joint.network_of(arguments.checkpoint)
    head = joint.fitted_head(*joint.embeddings(network, arguments.data, folds, arguments.held_out, settings, rounds=2))
    size = preprocess.SIZE
    torch.onnx.export(
        joint.Joint(network, head).eval(), (torch.rand(2, 1, size, size),), str(arguments.out), dynamo=False,
        opset_version=export.OPSET, input_names=["image"], output_names=list(joint.OUTPUTS),
        dynamic_axes={k: {0: "n"} for k in ("image", *joint.OUTPUTS)})
    halve.in_place(arguments.out)
    session = export.session(arguments.out)
    report(*held_out(session, arguments.data, arguments.held_out, size))


if __name__ == "__main__":
    main()
