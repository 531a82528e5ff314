"""The card of the opt-in FLAIR pack, and the licence text that is shown before it runs."""

import datetime

import numpy as np

from common import card
from flair import stacks
from tumour import preprocess

LICENCE = "CC-BY-NC-SA-4.0"
ATTRIBUTION = (
    "Trained on LGG MRI Segmentation (Buda M., Saha A., Mazurowski M., Comput Biol Med 2019; Mazurowski M. et al., J "
    "Neurooncol 2017), masks CC BY-NC-SA 4.0, images of TCGA-LGG at The Cancer Imaging Archive, CC BY 3.0. The slices "
    "were normalised and augmented; the weights are under the masks' licence."
)
LICENCE_TEXT = """The network in this folder (lgg-flair-segmenter) is licensed under

    Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International (CC BY-NC-SA 4.0)
    https://creativecommons.org/licenses/by-nc-sa/4.0/legalcode

because it learnt from masks that are. In short, and without replacing the licence's own text:

- Attribution: say where it comes from (below), and say what you changed.
- NonCommercial: it must not be used primarily for commercial advantage or monetary compensation. Reading patients'
  images for a fee is likely to be such a use: ask your lawyer before you switch it on in a clinic.
- ShareAlike: what you derive from it, another network tuned from these weights among it, carries this licence.

The rest of Cairn is under the Apache License 2.0 and does not need this network.

""" + ATTRIBUTION + "\n"


def write(path, model, licence, version, folds, scores, run):
    """`scores` are Dice per held-out case name."""
    licence.write_text(LICENCE_TEXT)
    names = sorted(scores)
    values = np.array([scores[n] for n in names])
    metrics = {
        "fold": run.pop("fold"),
        "cases": len(names),
        **card.with_interval("dice", values, names),
        "diceMedian": float(np.median(values)),
        "definition": "Dice of a case over its whole stack at the mask's size; intervals: bootstrap over cases, 1,000 "
                      "resamples. The last epoch's mean weights; nothing was picked by these scores.",
        "command": run["command"],
    }
    card.write(path, {
        "format": 2,
        "name": model.stem,
        "version": version,
        "task": "segment",
        **card.entry(model, "lgg_flair", folds),
        "licence": LICENCE,
        "optIn": True,
        "licenceFile": card.text_entry(licence),
        "attribution": ATTRIBUTION,
        "input": {
            "name": "image",
            "size": preprocess.SIZE,
            "fieldOfViewMm": preprocess.FIELD_OF_VIEW_MM,
            "intensityRange": "stack",
            "lowPercentile": preprocess.LOW_PERCENTILE,
            "highPercentile": preprocess.HIGH_PERCENTILE,
            "channels": [channel(*c) for c in stacks.CHANNELS],
        },
        "output": [{
            "name": "probability", "kind": "probability", "labels": ["whole tumour"],
            "meaning": "probability that a pixel belongs to the abnormality on FLAIR (the sigmoid is inside)",
        }],
        "structures": [{"label": "whole tumour", **card.NEOPLASM, "colour": "#F0E442"}],
        "threshold": 0.5,
        "cut": card.CUT,
        "training": {"date": datetime.date.today().isoformat(), **run},
        "metrics": metrics,
        "intendedUse": "Non-commercial research: propose the outline of a glioma's abnormality on axial FLAIR, with T1 "
                       "before and after contrast agent where there are any, to a clinician who checks it.",
        "limits": [
            "Not a medical device. A proposal that a clinician must check, never a diagnosis.",
            "Learnt from untreated lower-grade gliomas of adults of three American hospitals; treated tumours, other "
            "lesions and white matter disease were never seen and may be outlined.",
            "The masks are of one rater; two experts agree on such cases with a Dice of about 0.84.",
            "The voxel size of the training images is not known: slices of other thickness may be read worse.",
        ],
    })


def channel(sequence, offset):
    if sequence == "FLAIR":
        return {"sequence": sequence, "sliceOffset": offset}
    return {"sequence": sequence, "sliceOffset": offset, "ifMissing": {"sequence": "FLAIR"}}
