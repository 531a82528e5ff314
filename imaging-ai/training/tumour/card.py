"""The model card: the JSON beside each ONNX file that the program checks, obeys and shows."""

import hashlib
import json

from tumour import evaluation, preprocess
from tumour.network import CLASSES, EMBEDDING

ATTRIBUTION = (
    "Trained on the brain tumor dataset by Jun Cheng, figshare 2017, doi:10.6084/m9.figshare.1512427, CC BY 4.0; "
    "Cheng J. et al., PLoS ONE 2015 10(10):e0140381 and 2016 11(6):e0157112. "
    "Slices were averaged to 256 x 256, normalised and augmented for training."
)
NEGATIVES = (
    "436 slices without tumour from the Brain Tumor MRI Dataset (M. Nickparvar, Kaggle 2021, "
    "doi:10.34740/KAGGLE/DSV/2645886), CC0 as stated there; their true origin is undocumented. "
    "Used as empty masks in training only; they never enter a figure below."
)
VALIDATION_USE = (
    "The last epoch's mean weights are shipped; no epoch, weight or threshold was picked by its score. But the fold has "
    "steered the recipe: version 1.0.0 (mean Dice 0.755, slice accuracy 0.918) changed its stages after looks at it, and "
    "this version was scored after its second stage (0.755, 0.917), which led to the third, gentler one."
)
LIMITS = [
    "Not a medical device. A proposal that a clinician must check, never a diagnosis.",
    "Knows one sequence: T1 after contrast agent. Other sequences give plausible-looking nonsense.",
    "Knows three untreated tumour types of adults from two hospitals in one city (2005 to 2010); recurrent or treated "
    "tumours, metastases, lymphoma, children and post-operative cavities were never seen.",
    "Gliomas are outlined clearly worse than the other types (see byClass of the segmenter), and some are missed.",
    "Works on one 2-D slice; every training slice of a patient shows the tumour. On slices without tumour it can mark "
    "vessels, dura, choroid plexus or the pituitary; look at the neighbouring slices.",
    "The figures are of one validation fold from the same source as the training data; expect less elsewhere.",
]


def contract():
    """The input contract in the words of the card; `preprocess.py` is its reference."""
    return {
        "name": "image",
        "shape": ["n", 1, preprocess.SIZE, preprocess.SIZE],
        "type": "float32",
        "size": preprocess.SIZE,
        "fieldOfViewMm": preprocess.FIELD_OF_VIEW_MM,
        "sequence": "T1C",
        "orientation": "as displayed: rows downwards, columns to the viewer's right; any plane",
        "range": [0.0, 1.0],
        "lowPercentile": preprocess.LOW_PERCENTILE,
        "highPercentile": preprocess.HIGH_PERCENTILE,
        "steps": [
            "Work in float64; round to float32 at the end. The image has n pixels along an axis.",
            "Field of view along that axis, in source pixels: extent = fieldOfViewMm / spacingMm; without a known "
            "spacing extent = the longer of rows and columns, on both axes. It is centred: start = (n - extent) / 2.",
            "step = extent / size. Target pixel i covers [start + i*step, start + (i+1)*step) of the source axis, on "
            "which source pixel j covers [j, j+1).",
            "If step >= 1, average by area: weight of source pixel j = length of the overlap / step.",
            "Otherwise linear: c = start + (i + 0.5)*step - 0.5. If -0.5 <= c <= n - 0.5: l = floor(c), f = c - l, "
            "weight 1-f to pixel max(l, 0) and f to pixel min(l+1, n-1). Else all weights are 0.",
            "Resampled = vertical weights * image * transposed horizontal weights. Outside the image counts as 0.",
            "low = sorted[floor(lowPercentile*(m-1))] of all m = size*size resampled values, ascending.",
            "high = sorted[floor(highPercentile*(k-1))] of the k values strictly above the mean, ascending.",
            "If no value is above the mean or high <= low, the input is all zeros. "
            "Else input = clip((value - low) / (high - low), 0, 1).",
        ],
    }


BACK_TO_SOURCE = (
    "Probability on the source grid: along an axis, source pixel j reads c = (j + 0.5 - start)/step - 0.5 of the map. "
    "If -0.5 <= c <= size - 0.5: l = floor(c), f = c - l, weight 1-f to map pixel max(l, 0), f to min(l+1, size-1); "
    "else 0. A mask pixel is tumour where that probability is >= threshold. For a mask whose size differs from the "
    "image's (evaluation), take the mask's own rows and columns as the source grid, without spacing."
)


def segmenter_part(rows):
    """Output, threshold, figures and volume interval of a segmenter."""
    interval = evaluation.volume_interval(rows)
    return {
        "output": [{
            "name": "probability", "shape": ["n", 1, preprocess.SIZE, preprocess.SIZE], "type": "float32",
            "meaning": "probability that a pixel is tumour (sigmoid and mirror averaging are inside the graph)",
            "labels": ["tumour"],
        }],
        "threshold": evaluation.THRESHOLD,
        "backToSource": BACK_TO_SOURCE,
        "metrics": {
            **evaluation.segmentation(rows),
            "definition": "Dice per slice at the mask's original size, both empty = 1; hd95 in mask pixels, slices "
                          "with an empty side left out; intervals: bootstrap over patients, 1,000 resamples, seed 20261122",
        },
        "volumeInterval": {
            **interval,
            "note": "A predicted volume times lowFactor..highFactor covers the true one in 95 % of patients like these: "
                    "2.5 and 97.5 % quantiles of true / predicted tumour area, summed over each validation patient's "
                    "slices. Estimated on few patients and on tumour slices only, so false marks on other slices of a "
                    "volume are not in it.",
        },
    }


def classifier_part(rows):
    """Outputs, classes, temperature and figures of a classifier."""
    temperature = round(evaluation.temperature(rows), 4)
    labels = list(CLASSES)
    return {
        "output": [
            {"name": "logits", "shape": ["n", len(labels)], "type": "float32",
             "meaning": "raw scores; probabilities = softmax(logits / temperature)", "labels": labels},
            {"name": "embedding", "shape": ["n", EMBEDDING], "type": "float32",
             "meaning": "non-negative features before the last layer, for distances to known cases", "labels": []},
        ],
        "classes": labels,
        "temperature": temperature,
        "metrics": {
            **evaluation.classification(rows, temperature),
            "definition": "per slice; a patient's class is the largest mean probability over their slices; ece with "
                          "ten equal bins of the largest probability; intervals: bootstrap over patients, 1,000 "
                          "resamples, seed 20261122. The temperature was fitted on the same fold, so ece is optimistic.",
        },
    }


def write(model, settings, rows, run):
    """Writes the card beside `model`. `rows` are predictions on the validation fold, `run` says when and how."""
    content = model.read_bytes()
    training = settings.training
    part = segmenter_part(rows) if settings.task == "segment" else classifier_part(rows)
    metrics = part.pop("metrics")
    volume = part.pop("volumeInterval", None)
    card = {
        "name": settings.name,
        "version": settings.version,
        "task": settings.task,
        "file": model.name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "trainedOn": [
            {"dataset": "cheng_t1ce", "folds": training.train_folds},
            {"dataset": "notumor"},
        ],
        "licence": "CC-BY-4.0",
        "attribution": ATTRIBUTION,
        "input": contract(),
        **part,
        "training": {
            "dataSet": ATTRIBUTION,
            "negatives": NEGATIVES,
            "split": f"official folds by patient: {training.train_folds} to train, {training.validation_fold} to validate",
            "validationUse": VALIDATION_USE,
            "seed": training.seed,
            "epochs": training.epochs,
            **run,
        },
        "metrics": {
            "fold": training.validation_fold,
            **metrics,
            "command": f"python evaluate.py --models MODELS --data DATA --fold {training.validation_fold} --out OUT",
        },
        **({"volumeInterval": volume} if volume else {}),
        "intendedUse": "Research and demonstration: propose an outline or a type for a brain tumour on contrast-enhanced "
                       "T1 slices of adults, to a clinician who accepts, amends or rejects it.",
        "limits": LIMITS,
    }
    model.with_suffix(".json").write_text(json.dumps(evaluation.rounded(card), indent=2) + "\n")
