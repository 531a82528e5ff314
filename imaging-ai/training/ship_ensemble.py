"""Puts the same model trained on different folds together as one: files and card.

    python ship_ensemble.py --cards A/NAME.json B/NAME.json --version 1.1.0 --figures OUT --out MODELS

The networks are an ensemble of one contract: on a new patient their outputs are averaged; a patient of the shared data is
answered by the networks alone that never saw them. `--figures` is what `cairn evaluate DATA --table MODELS.md --unseen --out OUT`
wrote about the shipped files; without it the card has no figures yet.
"""

import argparse
import datetime
import json
import shutil
from pathlib import Path

from common import card, figures

OF_ONE_FILE = ("file", "sha256", "bytes", "trainedOn", "metrics", "training")


def copied(folder, part, out):
    """Copies one network; its entry in the card."""
    shutil.copyfile(folder / part["file"], out)
    return {**card.text_entry(out), "trainedOn": part["trainedOn"]}


def main():
    parser = argparse.ArgumentParser(description="Write an ensemble's files and card.")
    parser.add_argument("--cards", required=True, nargs="+", type=Path)
    parser.add_argument("--version", required=True)
    parser.add_argument("--figures", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    parts = [json.loads(path.read_text()) for path in arguments.cards]
    first = parts[0]
    name = first["name"]
    files = [
        copied(path.parent, part, arguments.out / f"{name}-{letter}.onnx")
        for path, part, letter in zip(arguments.cards, parts, "abcd", strict=True)
    ]
    card.write(arguments.out / f"{name}.json", {
        "format": 2, **{k: v for k, v in first.items() if k not in OF_ONE_FILE}, "version": arguments.version, "files": files,
        "training": {
            "date": datetime.date.today().isoformat(),
            "parts": [{**p["training"], "heldOut": p["metrics"]["fold"]} for p in parts],
            "storage": "Weights stored in 8 bits with a scale per channel (narrow.py); the graphs compute in float32.",
        },
        **figures.entries(arguments.figures, name, first["task"]),
    })


if __name__ == "__main__":
    main()
