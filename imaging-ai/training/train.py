"""Trains, exports and scores one part of the T1C models: outline and kind of a tumour, all folds but one.

    python train.py --config configs/t1c.toml --held-out 4 --data DATA --out OUT

DATA holds cheng_t1ce/ and notumor/. A run that was stopped goes on from OUT/checkpoint.pt. Four such parts make the models:
ship_t1c.py. --join SITE adds a site's own outlines (SITE/cheng_t1ce as `cairn model learn export` writes it, perhaps
SITE/notumor). --begin-with is a shipped file of these models, its card beside it, to go on from (configs/t1c-further.toml).
On a busy machine without a graphics processor two processes of one thread each are faster than one of two:
torchrun --nproc-per-node 2 train.py ... --threads 1
"""

from pathlib import Path

from common import card, command
from common.loop import rank_and_size
from members import part
from tumour import config, preprocess, training
from tumour.joining import Source
from tumour.network import Views


def main():
    arguments = command.start(
        "Train and export one part of the T1C models.", held_out={"required": True, "type": int}, join={"type": Path},
        begin_with={"type": Path})
    source = Source(arguments.data, arguments.join)
    settings = config.load(arguments.config, arguments.held_out)
    network, seconds = training.train(settings, source, arguments.out, arguments.begin_with)
    if rank_and_size()[0] > 0:
        return
    part.write(
        Views(network).eval(), part.JOINT_OUTPUTS, None, preprocess.SIZE, settings.train_folds, arguments.held_out,
        source, arguments.out,
        {"minutes": round(seconds / 60, 1), "epochs": settings.epochs, "seed": settings.seed,
         **({} if arguments.begin_with is None else {"start": card.text_entry(arguments.begin_with)})})


if __name__ == "__main__":
    main()
