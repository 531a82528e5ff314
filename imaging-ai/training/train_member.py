"""Trains, exports and scores one member of the class fusion on three folds; the fourth stays unseen.

    python train_member.py --topology vgg16 --held-out 4 --teacher T1C/checkpoint.pt --config configs/members.toml \
        --data DATA --out OUT

DATA holds cheng_t1ce/ and notumor/. The teacher is the checkpoint of `train.py` with the same fold held out. --begin-with is
what `pretrain.py` wrote, or a shipped file of the same member with its card beside it, to go on from. --join SITE adds a
site's own set as in `train.py`. --folds names fewer folds to train on, to weigh recipes where no published figure comes from.
A run that was stopped goes on from OUT/checkpoint.pt. Two such parts make a member: ship_member.py.
"""

from pathlib import Path

from common import card, command
from common.loop import rank_and_size
from members import part, training
from members.network import CONVOLUTIONS, WithMirror
from tumour.config import FOLDS
from tumour.joining import Source


def main():
    arguments = command.start(
        "Train and export one part of a member.", topology={"required": True, "choices": sorted(CONVOLUTIONS)},
        held_out={"required": True, "type": int}, teacher={"type": Path}, begin_with={"type": Path},
        join={"type": Path}, folds={"type": int, "nargs": "+", "choices": FOLDS})
    folds = command.folds_of(arguments)
    source = Source(arguments.data, arguments.join)
    settings = command.read_toml(arguments.config)["training"]
    member, seconds = training.train(
        settings, arguments.topology, folds, arguments.held_out, source, arguments.out, arguments.teacher,
        arguments.begin_with)
    if rank_and_size()[0] > 0:
        return
    part.write(
        WithMirror(member).eval(), part.OUTPUTS, member.chain(), settings["size"], folds, arguments.held_out,
        source, arguments.out,
        {"minutes": round(seconds / 60, 1), "epochs": settings["epochs"], "seed": settings["seed"],
         **({} if arguments.begin_with is None else {"start": card.text_entry(arguments.begin_with)})})


if __name__ == "__main__":
    main()
