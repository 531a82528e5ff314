"""Trains, exports and scores one part of the FLAIR model of the opt-in pack.

    python train_flair.py --config configs/flair.toml --held-out 3 --data DATA --out OUT

DATA holds lgg_flair/, whose masks are CC BY-NC-SA 4.0, and so are the weights. A run that was stopped goes on from
OUT/checkpoint.pt. Four such parts make the model: ship_ensemble.py.
"""

import numpy as np
import torch

from common import command
from common.loop import rank_and_size
from flair import card, stacks, training
from flair.network import Probability
from tumour import export, preprocess


def main():
    arguments = command.start("Train and export one part of the FLAIR model.", held_out={"required": True, "type": int})
    config = command.read_toml(arguments.config)
    names, held_out = stacks.split(stacks.case_names(arguments.data), arguments.held_out)
    network, seconds = training.train(
        config["training"], [stacks.read(arguments.data, n) for n in names], arguments.out)
    if rank_and_size()[0] > 0:
        return
    model = arguments.out / f"{config['name']}.onnx"
    command.export(
        Probability(network), torch.rand(2, len(stacks.CHANNELS), preprocess.SIZE, preprocess.SIZE), model, ["probability"])
    session = export.session(model)
    counts = {}
    for name in held_out:
        counts[name] = training.case_counts(
            lambda images: session.run(None, {"image": images})[0],
            stacks.contract_images(arguments.data, name), stacks.read(arguments.data, name).masks)
        print(f"{name} {training.dice_of(*counts[name]):.4f}", flush=True)
    scores = {name: training.dice_of(*c) for name, c in counts.items()}
    values = np.array(list(scores.values()))
    print(f"{seconds / 60:.1f} minutes; {len(values)} cases: Dice mean {values.mean():.4f} median {np.median(values):.4f}")
    card.write(
        model.with_suffix(".json"), model, arguments.out / "LICENCE.txt", config["version"],
        [fold for fold in range(1, stacks.FOLDS + 1) if fold != arguments.held_out], scores, {
            "fold": arguments.held_out, "seed": config["training"]["seed"], "epochs": config["training"]["epochs"],
            "minutes": round(seconds / 60, 1),
            "command": f"python train_flair.py --config configs/{arguments.config.name} --held-out {arguments.held_out} "
                       "--data DATA --out OUT",
        })


if __name__ == "__main__":
    main()
