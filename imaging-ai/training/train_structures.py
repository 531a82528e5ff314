"""Trains, exports and scores the hippocampus model.

    python train_structures.py --config configs/hippocampus.toml --data DATA --out OUT

DATA holds hippocampus/. A run that was stopped goes on from OUT/checkpoint.pt.
"""

import argparse
import os
import tomllib
from pathlib import Path

import torch

import halve
from common import loop
from structures import card, training, volumes
from structures.network import WithMirror
from tumour import export
from tumour.training import rank_and_size


def main():
    parser = argparse.ArgumentParser(description="Train and export the structure model.")
    parser.add_argument("--config", required=True, type=Path)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    arguments.out.mkdir(parents=True, exist_ok=True)
    loop.join_processes(os.environ)
    with open(arguments.config, "rb") as file:
        config = tomllib.load(file)

    training_cases, validation = volumes.split(
        volumes.cases(arguments.data), config["folds"], config["held_out"])
    network, seconds = training.train(config["training"], training_cases, arguments.out)
    if rank_and_size()[0] > 0:
        return
    model = arguments.out / f"{config['name']}.onnx"
    torch.onnx.export(
        WithMirror(network).eval(), (torch.rand(2, 1, *volumes.PATCH),), str(model), dynamo=False,
        opset_version=export.OPSET, input_names=["image"], output_names=["logits"],
        dynamic_axes={"image": {0: "n"}, "logits": {0: "n"}})
    halve.in_place(model)
    session = export.session(model)
    scores = training.score(lambda patch: session.run(None, {"image": patch})[0], validation)
    print(f"{seconds / 60:.1f} minutes; Dice of {len(validation)} cases:", *(
        f"{name} {mean:.4f}" for name, mean in zip(volumes.LABELS[1:], scores.mean(0))))
    card.write(
        model.with_suffix(".json"), model, config["version"],
        [f for f in range(1, config["folds"] + 1) if f != config["held_out"]],
        scores, [c.name for c in validation], {
            "fold": config["held_out"], "seed": config["training"]["seed"], "epochs": config["training"]["epochs"],
            "minutes": round(seconds / 60, 1),
            "command": f"python train_structures.py --config configs/{arguments.config.name} --data DATA --out OUT",
        })


if __name__ == "__main__":
    main()
