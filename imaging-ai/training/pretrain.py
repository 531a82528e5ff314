"""Lets a member's network look at slices without their labels before it is trained: `train_member.py --begin-with OUT/start.pt`.

    python pretrain.py --topology vgg19 --held-out 4 --config configs/pretrain.toml --data DATA --out OUT

DATA holds cheng_t1ce/ and notumor/, of which the folds that are not held out are seen, without classes and masks. A site's
further slices, of which nobody knows the class, come with --unlabelled FOLDER. A run that was stopped goes on from
OUT/checkpoint.pt.
"""

from pathlib import Path

from common import command
from common.loop import rank_and_size
from members import pretraining
from members.network import CONVOLUTIONS
from tumour.config import FOLDS
from tumour.joining import Source


def main():
    arguments = command.start(
        "Train a member's stages on slices without labels.", topology={"required": True, "choices": sorted(CONVOLUTIONS)},
        held_out={"required": True, "type": int}, unlabelled={"type": Path},
        join={"type": Path}, folds={"type": int, "nargs": "+", "choices": FOLDS})
    folds = command.folds_of(arguments)
    source = Source(arguments.data, arguments.join)
    settings = command.read_toml(arguments.config)["training"]
    path, slices, seconds = pretraining.train(
        settings, arguments.topology, folds, source, arguments.out, arguments.unlabelled)
    if rank_and_size()[0] == 0:
        print(f"{path}: {slices} slices, {seconds / 60:.1f} minutes")


if __name__ == "__main__":
    main()
