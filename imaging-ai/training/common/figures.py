"""What `cairn evaluate DATA --table MODELS.md --unseen --out OUT` measured, for the cards of the models that it measured."""

import csv
import json
from collections import defaultdict

import promise
from common import card
from tumour.dataset import person

COMMAND = "cairn evaluate DATA --table MODELS.md --unseen --out OUT"
DEFINITION = (
    "Every case of patients whom a part of the model never saw, answered by those parts alone; all parts together can only be "
    "judged on patients of elsewhere. Intervals: bootstrap over patients."
)
NAMES = {
    "segment": ("segmentation", ("diceMean", "diceCi95", "diceMedian", "hd95Mean")),
    "classify": ("classification", (
        "accuracy", "accuracyCi95", "patientAccuracy", "patientAccuracyCi95", "macroAuc", "macroAucCi95", "ece", "eceCi95")),
}


AREAS = (("mask_pixels", "predicted_pixels"), ("true_voxels", "predicted_voxels"))
"""Columns of predictions.csv: of single slices, and of stacks."""


def ratios(predictions):
    """lowFactor and highFactor of the volume from predictions.csv, summed over each person's cases; None where a model
    outlines several structures."""
    true, found, labels = defaultdict(float), defaultdict(float), set()
    with open(predictions, newline="") as file:
        for row in csv.DictReader(file):
            wanted, said = next(names for names in AREAS if names[0] in row)
            true[person(row["pid"])] += float(row[wanted])
            found[person(row["pid"])] += float(row[said])
            labels.add(row.get("label"))
    if len(labels) > 1:
        return None
    interval = card.ratio_interval([true[p] for p in true], [found[p] for p in true])
    note = interval["note"].replace("cases", "people whom the network that answered never saw")
    return {**interval, "note": f"{note} False marks in other slices of a volume are not in it."}


def measured(folder, name):
    """(folder, metrics, second opinion or None) of a model under OUT, or None where there is no OUT."""
    if folder is None:
        return None
    found = sorted(folder.glob(f"*/{name}/metrics.json"))
    if not found:
        raise FileNotFoundError(f"{folder} holds no figures of {name}")
    second = found[0].with_name("second-opinion.json")
    return found[0].parent, json.loads(found[0].read_text()), json.loads(second.read_text()) if second.exists() else None


def entries(folder, name, task):
    """The card's entries that rest on figures: `metrics`, and the promises that held. Empty figures without a folder."""
    found = measured(folder, name)
    if found is None:
        return {"metrics": {}}
    folder, metrics, second = found
    section, names = NAMES[task]
    figures = {
        "cases": metrics["cases"], "patients": metrics["patients"],
        **{key: metrics[section][key] for key in names if key in metrics[section]},
        "definition": DEFINITION, "command": COMMAND,
    }
    factors = ratios(folder / "predictions.csv") if task == "segment" else None
    known = {"volumeInterval": factors} if factors else {}
    return promise.promised({"task": task, "metrics": figures, **known}, metrics, second)
