"""Fits the four-class head of a trained joint network: one part of the modern member.

    python train_joint_head.py --checkpoint OUT/checkpoint.pt --folds 1,2,3 --held-out 4 --config configs/members.toml \
        --data DATA --out PART
"""

from pathlib import Path

import torch

from common import command
from members import joint, part
from tumour import preprocess


def main():
    arguments = command.start(
        "Fit the head of the joint network and export it.", checkpoint={"required": True, "type": Path},
        folds={"required": True, "type": command.numbers}, held_out={"required": True, "type": int})
    settings = command.read_toml(arguments.config)["training"]
    torch.manual_seed(settings["seed"])
    network = joint.network_of(arguments.checkpoint)
    head = joint.fitted_head(
        *joint.embeddings(network, arguments.data, arguments.folds, arguments.held_out, settings, rounds=2))
    part.write(
        joint.Joint(network, head).eval(), None, preprocess.SIZE, arguments.folds, arguments.held_out, arguments.data,
        arguments.out, {"seed": settings["seed"]})


if __name__ == "__main__":
    main()
