"""The card of the hippocampus model."""

import datetime

import numpy as np

from common import card
from structures import volumes

ATTRIBUTION = (
    "Trained on Task04 Hippocampus of the Medical Segmentation Decathlon, CC BY-SA 4.0; Antonelli M. et al., Nat Commun "
    "2022, 13:4128; Simpson A. et al., arXiv:1902.09063. The crops were normalised, padded and augmented for training; "
    "the weights are under the same licence."
)


def write(path, model, version, folds, scores, names, run):
    """`scores` [case, structure] are Dice of the held-out cases `names`."""
    labels = list(volumes.LABELS)
    metrics = {"cases": len(names), "fold": run.pop("fold")}
    for index, label in enumerate(labels[1:]):
        word = label.split()[0]
        metrics.update(card.with_interval(f"dice{word.capitalize()}", scores[:, index], names))
    metrics.update(card.with_interval("dice", scores.mean(1), names))
    metrics["definition"] = (
        "Dice of one label over a crop at its own voxels; intervals: bootstrap over cases, 1,000 resamples. The last "
        "epoch's mean weights; nothing was picked by these scores."
    )
    metrics["command"] = run["command"]
    card.write(path, {
        "format": 2,
        "name": model.stem,
        "version": version,
        "task": "segment",
        **card.entry(model, "hippocampus", folds),
        "licence": "CC-BY-SA-4.0",
        "attribution": ATTRIBUTION,
        "input": {
            "name": "image",
            "sequence": "T1",
            "axes": "RAS",
            "spacingMm": [1, 1, 1],
            "patch": list(volumes.PATCH),
            "window": "centred",
            "normalisation": {"kind": "z-score"},
            "coarsestSpacingMm": 1.5,
            "note": "The region given must be a box of about 36 x 50 x 36 mm around one hippocampus.",
        },
        "output": [{
            "name": "logits", "kind": "softmax", "labels": labels,
            "meaning": "logits, the mean of the patch and its left-right mirror image",
        }],
        "structures": [
            {"label": label, "code": "5366008", "meaning": "Hippocampus", "colour": colour}
            for label, colour in zip(labels[1:], ("#56B4E9", "#0072B2"))
        ],
        "training": {"date": datetime.date.today().isoformat(), **run},
        "metrics": metrics,
        "intendedUse": "Research and demonstration: propose the outline of one hippocampus on a T1 volume with steps of "
                       "about 1 mm, as a structure that dose should spare, to a clinician who checks it.",
        "limits": [
            "Not a medical device. A proposal that a clinician must check, never a diagnosis.",
            "Looks at a box around one hippocampus and does not know left from right: whoever places the box says which.",
            "Trained on 1 mm T1 volumes of adults (healthy and with psychosis) from one hospital; heads with tumours, "
            "resections or contrast agent were never seen.",
            "The border between anterior and posterior is a convention of the data set's authors.",
        ],
    })
