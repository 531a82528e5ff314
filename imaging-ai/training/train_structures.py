"""Trains, exports and scores the hippocampus model.

    python train_structures.py --config configs/hippocampus.toml --held-out 3 --data DATA --out OUT

DATA holds hippocampus/. Four such parts make the model: ship_ensemble.py. A run that was stopped goes on from OUT/checkpoint.pt.
"""

import torch

from common import command
from common.loop import rank_and_size
from structures import card, training, volumes
from structures.network import WithMirror
from tumour import export


def main():
    arguments = command.start("Train and export one part of the structure model.", held_out={"required": True, "type": int})
    config = command.read_toml(arguments.config)
    training_cases, validation = volumes.split(
        volumes.cases(arguments.data), config["folds"], arguments.held_out)
    network, seconds = training.train(config["training"], training_cases, arguments.out)
    if rank_and_size()[0] > 0:
        return
    model = arguments.out / f"{config['name']}.onnx"
    command.export(WithMirror(network), torch.rand(2, 1, *volumes.PATCH), model, ["logits"])
    session = export.session(model)
    scores = training.score(lambda patch: session.run(None, {"image": patch})[0], validation)
    print(f"{seconds / 60:.1f} minutes; Dice of {len(validation)} cases:", *(
        f"{name} {mean:.4f}" for name, mean in zip(volumes.LABELS[1:], scores.mean(0))))
    card.write(
        model.with_suffix(".json"), model, config["version"],
        [f for f in range(1, config["folds"] + 1) if f != arguments.held_out],
        scores, [c.name for c in validation], {
            "fold": arguments.held_out, "seed": config["training"]["seed"], "epochs": config["training"]["epochs"],
            "minutes": round(seconds / 60, 1),
            "command": f"python train_structures.py --config configs/{arguments.config.name} --held-out {arguments.held_out} --data DATA --out OUT",
        })


if __name__ == "__main__":
    main()
