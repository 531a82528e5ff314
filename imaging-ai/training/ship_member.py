"""Puts the parts of a member (train_member.py) together as one model: files and card.

    python ship_member.py --name cheng-t1c-vgg16 --version 1.1.0 --parts PART_A PART_B PART_C PART_D --figures OUT --out MODELS

The parts are an ensemble of one contract: on a new patient their logits are averaged; a patient of a part's training
folds is answered by those that never saw it.
"""

import argparse
import datetime
import json
import shutil
from pathlib import Path

from common import card, figures
from tumour import card as tumour_card
from tumour import explain_export
from members.network import CLASSES, Member
from members.part import EXPLAIN, MEMBER

WHAT = {
    "vgg16": "a VGG-16 at an eighth of its width, the member whose maps can be explained most simply",
    "vgg19": "a hierarchical residual VGG-19 at an eighth of its width: a tumour or none, in the brain's tissue or outside "
             "of it, meninges or pituitary",
}
MEASURED = ("heldOut", "accuracy", "tumourAccuracy", "amongThree", "tumourFree", "patientAccuracy", "patients")
DEFINITION = (
    "Each part on the fold that it never saw: share of slices named right of four classes; of the tumour slices; of the tumour "
    "slices by the largest of the three tumour classes; of the tumour-free ones; of patients by their slices' mean among the "
    "three. The last epoch's mean weights. A part that goes on from a shipped file took its place because it named more of these "
    "slices right than that file. The temperature is the mean of those that suit each part's held-out fold. Intervals stand in "
    "MODELS.md."
)
UNTRAINED_SEED = 7
INPUT = ("name", "size", "fieldOfViewMm", "sequence", "lowPercentile", "highPercentile")


def untrained(topology, size, path):
    """Writes the topology's graph of gradients with random weights, which is all that chance can explain."""
    explain_export.export_random(Member(topology).chain(), size, path, seed=UNTRAINED_SEED)
    return path


def files_of(part, stem, random, explained, out):
    """Copies one part's files to `out`, where `explained` with the graph of its gradients; its entry in the card."""
    model = out / f"{stem}.onnx"
    shutil.copyfile(part["folder"] / MEMBER, model)
    entry = {**card.text_entry(model), "trainedOn": card.seen(part)}
    if not explained:
        return entry
    explain = out / f"{stem}-explain.onnx"
    shutil.copyfile(part["folder"] / EXPLAIN, explain)
    return {**entry, "explain": {**card.text_entry(explain), "untrained": card.text_entry(random)}}


def of_parts(parts):
    """The card's figures until `--figures` gives those of all parts together."""
    return {"parts": [{name: part[name] for name in MEASURED} for part in parts], "definition": DEFINITION}


def main():
    parser = argparse.ArgumentParser(description="Write a member's files and card.")
    parser.add_argument("--name", required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--parts", required=True, nargs="+", type=Path)
    parser.add_argument("--explained", type=int, default=2, help="so many of the first parts get a graph of gradients")
    parser.add_argument("--figures", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    parts = [{**json.loads((folder / "part.json").read_text()), "folder": folder} for folder in arguments.parts]
    contract = {**tumour_card.contract(), "size": parts[0]["size"]}
    topology = arguments.name.rsplit("-", 1)[1]
    random = untrained(topology, contract["size"], arguments.out / f"{arguments.name}-untrained.onnx")
    entries = [files_of(part, f"{arguments.name}-{'abcd'[i]}", random, i < arguments.explained, arguments.out)
               for i, part in enumerate(parts)]
    for part in parts:
        part.pop("folder")
    card.write(arguments.out / f"{arguments.name}.json", {
        "format": 2,
        "name": arguments.name,
        "version": arguments.version,
        "task": "classify",
        "files": entries,
        "licence": "CC-BY-4.0",
        "attribution": card.attribution(tumour_card.ATTRIBUTION, parts),
        "input": {key: contract[key] for key in INPUT},
        "output": [
            {"name": "logits", "labels": list(CLASSES), "meaning": "raw scores; probabilities = softmax(logits / temperature)"},
            {"name": "embedding", "meaning": "what the last layer takes"},
            {"name": "novelty", "meaning": "share of held-out slices that lie nearer to the training slices"},
        ],
        "classes": list(CLASSES),
        "temperature": sum(part["temperature"] for part in parts) / len(parts),
        "training": {
            "network": WHAT[topology],
            "tumourFree": tumour_card.NEGATIVES.split(";")[0] + ", shared out over the folds; and slices whose tumour was "
                          "healed away.",
            "date": datetime.date.today().isoformat(),
            "parts": parts,
        },
        **({"metrics": of_parts(parts)} if arguments.figures is None
           else figures.entries(arguments.figures, arguments.name, "classify")),
        "intendedUse": "Research and demonstration: one of several opinions on the kind of an outlined brain tumour on "
                       "contrast-enhanced T1 slices of adults, to a clinician who accepts, amends or rejects it.",
        "limits": tumour_card.LIMITS[:3] + [
            "Tumour-free slices came from elsewhere than those with a tumour; slices whose tumour was healed away stand beside "
            "them, yet \"none\" is the least certain of the four classes.",
            tumour_card.LIMITS[5],
        ],
    })


if __name__ == "__main__":
    main()
