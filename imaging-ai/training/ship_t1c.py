"""Puts the parts of the joint network (train.py) together as the T1C models: four files, three cards.

    python ship_t1c.py --parts A B C D --version 2.0.0 --figures OUT --out MODELS

The parts are an ensemble of one contract, each file an answer to all three cards: on a new patient their outputs are averaged; a
patient of the shared data is answered by the part that never saw them. `--figures` is what `cairn evaluate DATA --table MODELS.md
--unseen --out OUT` wrote about the shipped files; without it the cards have no figures yet.
"""

import argparse
import datetime
import json
import shutil
from pathlib import Path

from common import card, figures
from members.part import MEMBER
from tumour import card as tumour_card
from tumour import preprocess
from tumour.network import CLASSES, KINDS

SEGMENT_USE = "propose an outline"
CLASSIFY_USE = "propose a type"
EMBEDDING = {"name": "embedding", "meaning": "non-negative features before the last layer", "labels": []}
NOVELTY = {"name": "novelty", "meaning": "share of held-out slices that lie nearer to the training slices", "labels": []}


def outlines(parts):
    return {
        "output": [{
            "name": "probability", "shape": ["n", 1, preprocess.SIZE, preprocess.SIZE], "type": "float32",
            "meaning": "probability that a pixel is tumour (the sigmoid is inside the graph)", "labels": ["tumour"],
        }],
        "threshold": 0.5,
        "cut": card.CUT,
        "backToSource": tumour_card.BACK_TO_SOURCE,
    }


def kinds(name, classes, temperature):
    def part(parts):
        meaning = "raw scores; probabilities = softmax(logits / temperature)"
        return {
            "output": [
                {"name": name, "shape": ["n", len(classes)], "type": "float32", "meaning": meaning, "labels": list(classes)},
                EMBEDDING, NOVELTY],
            "classes": list(classes),
            "temperature": sum(p[temperature] for p in parts) / len(parts),
        }
    return part


MODELS = {
    "cheng-t1c-segmenter": ("segment", outlines, SEGMENT_USE),
    "cheng-t1c-classifier": ("classify", kinds("tumourLogits", CLASSES, "temperatureAmongThree"), CLASSIFY_USE),
    "cheng-t1c-unet": ("classify", kinds("logits", KINDS, "temperature"), CLASSIFY_USE),
}


def main():
    parser = argparse.ArgumentParser(description="Write the T1C models' files and cards.")
    parser.add_argument("--parts", required=True, nargs="+", type=Path)
    parser.add_argument("--version", required=True)
    parser.add_argument("--figures", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    parts, files = [], []
    for folder, letter in zip(arguments.parts, "abcd"):
        part = json.loads((folder / "part.json").read_text())
        path = arguments.out / f"cheng-t1c-{letter}.onnx"
        shutil.copyfile(folder / MEMBER, path)
        files.append({**card.text_entry(path), "trainedOn": card.seen(part)})
        parts.append(part)
    for name, (task, describe, use) in MODELS.items():
        card.write(arguments.out / f"{name}.json", {
            "format": 2,
            "name": name,
            "version": arguments.version,
            "task": task,
            "files": files,
            "licence": "CC-BY-4.0",
            "attribution": card.attribution(tumour_card.ATTRIBUTION, parts),
            "input": tumour_card.contract(),
            **describe(parts),
            "training": {
                "dataSet": card.attribution(tumour_card.ATTRIBUTION, parts),
                "negatives": tumour_card.NEGATIVES,
                "validationUse": tumour_card.VALIDATION_USE,
                "date": datetime.date.today().isoformat(),
                "command": "python train.py --config configs/t1c.toml --held-out FOLD --data DATA --out OUT",
                "parts": parts,
                "storage": "Weights stored in 8 bits with a scale per channel (narrow.py); the graphs compute in float32.",
            },
            **figures.entries(arguments.figures, name, task),
            "intendedUse": f"Research and demonstration: {use} for a brain tumour on contrast-enhanced T1 slices of adults, to a "
                           "clinician who accepts, amends or rejects it.",
            "limits": tumour_card.LIMITS,
        })


if __name__ == "__main__":
    main()
