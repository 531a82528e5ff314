"""Trains, exports and describes one shipped model.

    python train.py --config configs/segment.toml --data DATA --out OUT

DATA holds cheng_t1ce/ and notumor/. A run that was stopped goes on from OUT/checkpoint.pt. Both configurations train
the same joint network, so the second command, given the same OUT, only exports. On a busy machine two processes of one
thread each are faster than one of two: torchrun --nproc-per-node 2 train.py ... --threads 1
"""

import datetime

from common import command
from common.loop import rank_and_size
from tumour import card, config, evaluation, export, training


def main():
    arguments = command.start("Train, export and describe one model.")
    settings = config.load(arguments.config)
    network, seconds = training.train(settings.training, arguments.data, arguments.out)
    if rank_and_size()[0] > 0:
        return
    model = arguments.out / f"{settings.name}.onnx"
    difference = export.export(network, settings.task, model)
    print(f"{model.name}: largest difference between ONNX and PyTorch {difference:.1e}")

    predictions = evaluation.predict(model, settings.task, arguments.data, settings.training.validation_fold)
    card.write(model, settings, predictions, {
        "date": datetime.date.today().isoformat(),
        "minutes": round(seconds / 60, 1),
        "command": f"python train.py --config configs/{arguments.config.name} --data DATA --out OUT",
    })
    print(model.with_suffix(".json").read_text())


if __name__ == "__main__":
    main()
