"""Trains, exports and scores one member of the class fusion on three folds; the fourth stays unseen.

    python train_member.py --topology vgg16 --folds 1,2,3 --held-out 4 --config configs/members.toml --data DATA --out OUT

DATA holds cheng_t1ce/ and notumor/. A run that was stopped goes on from OUT/checkpoint.pt. Two such parts make a member:
ship_member.py.
"""

from common import command
from common.loop import rank_and_size
from members import part, training
from members.network import CONVOLUTIONS, WithMirror


def main():
    arguments = command.start(
        "Train and export one part of a member.", topology={"required": True, "choices": sorted(CONVOLUTIONS)},
        folds={"required": True, "type": command.numbers}, held_out={"required": True, "type": int})
    settings = command.read_toml(arguments.config)["training"]
    member, seconds = training.train(
        settings, arguments.topology, arguments.folds, arguments.held_out, arguments.data, arguments.out)
    if rank_and_size()[0] > 0:
        return
    part.write(
        WithMirror(member).eval(), member.chain(), settings["size"], arguments.folds, arguments.held_out, arguments.data,
        arguments.out, {"minutes": round(seconds / 60, 1), "epochs": settings["epochs"], "seed": settings["seed"]})


if __name__ == "__main__":
    main()
