"""Puts the same model trained on different folds together as one: files and card.

    python ship_ensemble.py --cards A/NAME.json B/NAME.json --version 1.2.0 --figures metrics.json --out MODELS

The networks are an ensemble of one contract, their weights stored as float16: on a new patient their outputs are averaged;
a patient of one's training folds is answered by the other alone. `--figures` is the metrics.json that `cairn evaluate DATA --unseen`
wrote about the shipped files, its predictions.csv beside it; without them the card has no figures yet.
"""

import argparse
import csv
import datetime
import json
from collections import defaultdict
from pathlib import Path
from string import ascii_uppercase

import onnx

import halve
import promise
from common import card

OF_ONE_FILE = ("file", "sha256", "bytes", "trainedOn", "metrics", "training")
FIGURES = {
    "segment": ("segmentation", ("diceMean", "diceCi95", "diceMedian", "hd95Mean")),
    "classify": ("classification", (
        "accuracy", "accuracyCi95", "patientAccuracy", "patientAccuracyCi95", "macroAuc", "macroAucCi95", "ece", "eceCi95")),
}


def half(folder, part, out):
    """Writes one network with halved weights and returns its entry in the card."""
    model = onnx.load(folder / part["file"])
    stored_half = any(w.data_type == onnx.TensorProto.FLOAT16 for w in model.graph.initializer)
    onnx.save(model if stored_half else halve.halved(model), out)
    return {**card.text_entry(out), "trainedOn": part["trainedOn"]}


def volume_interval(predictions):
    """lowFactor and highFactor from `predictions.csv`, pixels summed over each person's slices."""
    true, found = defaultdict(float), defaultdict(float)
    with open(predictions, newline="") as file:
        for row in csv.DictReader(file):
            person = row["pid"].rstrip(ascii_uppercase)
            true[person] += float(row["mask_pixels"])
            found[person] += float(row["predicted_pixels"])
    interval = card.ratio_interval([true[p] for p in true], [found[p] for p in true])
    interval["note"] += (
        " People whom the network that answered never saw, areas summed over their slices with tumour; false marks on other "
        "slices of a volume are not in it.")
    return interval


def figures(path, task):
    metrics = json.loads(path.read_text())
    section, names = FIGURES[task]
    return {
        "cases": metrics["cases"], "patients": metrics["patients"],
        **{name: metrics[section][name] for name in names},
        "definition": "Every slice of patients whom one of the networks never saw, answered by that one alone; two together "
                      "can only be judged on patients of elsewhere. Intervals: bootstrap over patients.",
        "command": "cairn evaluate DATA/cheng_t1ce --unseen --out OUT",
    }


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
    files = [
        half(path.parent, part, arguments.out / f"{first['name']}-{letter}.onnx")
        for path, part, letter in zip(arguments.cards, parts, "abcd")
    ]
    joined = {"format": 2, **{k: v for k, v in first.items() if k not in OF_ONE_FILE}, "version": arguments.version}
    joined["files"] = files
    joined.pop("volumeInterval", None)
    if arguments.figures and first["task"] == "segment":
        joined["volumeInterval"] = volume_interval(arguments.figures.with_name("predictions.csv"))
    if "temperature" in first:
        joined["temperature"] = sum(p["temperature"] for p in parts) / len(parts)
    joined["training"] = {
        "date": datetime.date.today().isoformat(), "parts": [p["training"] for p in parts],
        "storage": "Weights stored as float16 (halve.py); the graphs compute in float32.",
    }
    joined["metrics"] = figures(arguments.figures, first["task"]) if arguments.figures else {}
    if arguments.figures:
        joined = promise.promised(joined, json.loads(arguments.figures.read_text()))
    card.write(arguments.out / f"{first['name']}.json", joined)


if __name__ == "__main__":
    main()
