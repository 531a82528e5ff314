"""Writes a variant of a T1C segmenter that computes in whole numbers of 8 bits, with a card of its own.

    python ship_int8.py --card MODELS/cheng-t1c-segmenter.json --data DATA --out MODELS [--figures OUT]

Each network is quantised statically: weights per channel, activations calibrated on slices of a fold it was trained on. Weights keep
to 7 of the 8 bits, so that no sum of two products saturates on a processor without VNNI instructions and every processor outlines
alike. `--figures` is what `cairn evaluate DATA --table MODELS.md --unseen --out OUT` wrote with the variant among the models.
"""

import argparse
import json
import tempfile
from pathlib import Path

import int8
from common import card, figures
from tumour import dataset

SUFFIX = "-int8"
SET = "cheng_t1ce"


def calibration(entry, rows):
    """Slices spread over the first fold that a network learnt from."""
    fold = next(t["folds"][0] for t in entry["trainedOn"] if t["dataset"] == SET)
    known = [r for r in rows if r.fold == fold]
    return [int8.network_input(r) for r in known[::max(1, len(known) // int8.CALIBRATION_SLICES)][:int8.CALIBRATION_SLICES]]


def variant(entry, folder, rows, out):
    """Writes one quantised network and returns its entry in the card."""
    target = out / f"{Path(entry['file']).stem}{SUFFIX}.onnx"
    with tempfile.TemporaryDirectory() as scratch:
        made = int8.quantised(folder / entry["file"], calibration(entry, rows), Path(scratch))
        target.write_bytes(made.read_bytes())
    return {**card.text_entry(target), "trainedOn": entry["trainedOn"]}


def main():
    parser = argparse.ArgumentParser(description="Write a segmenter's 8-bit variant and its card.")
    parser.add_argument("--card", required=True, type=Path)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--figures", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    full = json.loads(arguments.card.read_text())
    rows = dataset.read_index(arguments.data)
    made = {**full, "name": full["name"] + SUFFIX}
    made["files"] = [variant(e, arguments.card.parent, rows, arguments.out) for e in full["files"]]
    made["training"] = {
        **full["training"],
        "storage": f"{full['name']} {full['version']}, quantised to 8 bits (ship_int8.py): weights per channel in 7 bits, "
                   "activations in 8.",
    }
    for promised in ("volumeInterval", "predictionSet", "errorScore"):
        made.pop(promised, None)
    made |= figures.entries(arguments.figures, made["name"], full["task"])
    card.write(arguments.out / f"{made['name']}.json", made)


if __name__ == "__main__":
    main()
