"""Trains, exports and describes one shipped model.

    python train.py --config configs/segment.toml --data DATA --out OUT

DATA holds cheng_t1ce/ and notumor/. A run that was stopped goes on from OUT/checkpoint.pt. Both configurations train
the same joint network, so the second command, given the same OUT, only exports. On a busy machine two processes of one
thread each are faster than one of two: torchrun --nproc-per-node 2 train.py ... --threads 1
"""

import argparse
import datetime
import os
from pathlib import Path

import torch
from torch import distributed

from tumour import card, config, evaluation, export, training


def main():
    parser = argparse.ArgumentParser(description="Train, export and describe one model.")
    parser.add_argument("--config", required=True, type=Path)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    arguments.out.mkdir(parents=True, exist_ok=True)

    if "RANK" in os.environ:
        distributed.init_process_group("gloo")

    settings = config.load(arguments.config)
    network, seconds = training.train(settings.training, arguments.data, arguments.out)
    if training.rank_and_size()[0] > 0:
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
