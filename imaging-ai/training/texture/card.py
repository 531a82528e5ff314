"""The card beside the trees, in the words of the other models' cards."""

import datetime
import hashlib
import json

from tumour import card as tumour_card

NAME = "cheng-t1c-radiomics"
VERSION = "1.2.0"
IN_USE = ("patients", "accuracy", "accuracyCi95", "patientAccuracy", "patientAccuracyCi95", "macroAuc", "macroAucCi95", "ece", "eceCi95")
COMMANDS = [
    "mvn -pl imaging-ai test -Dtest=FeatureTable -Dcairn.radiomics.table=TABLE.csv",
    "python train_radiomics.py --table TABLE.csv --out OUT",
]


def text(files, report, cross_validated):
    parts = [{
        "file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "bytes": path.stat().st_size,
        "trainedOn": [{"dataset": "cheng_t1ce", "folds": json.loads(path.read_text())["trainedOn"]["folds"]}],
    } for _, path in sorted(files.items())]
    return json.dumps({
        "name": NAME,
        "version": VERSION,
        "task": "classify",
        "files": parts,
        "licence": "CC-BY-4.0",
        "attribution": tumour_card.ATTRIBUTION,
        "input": {
            "sequence": "T1C",
            "size": 256,
            "fieldOfViewMm": 250.0,
            "orientation": "as displayed: rows downwards, columns to the viewer's right; any plane",
            "region": "the outlined tumour on the same slice; of several parts the largest is measured, from 12 pixels up",
            "features": "health.cairn.imaging.radiomics.TumourFeatures: original_* by PyRadiomics' names (bin width 0.04 of "
                        "the range 0..1); rim_* and head_* are not PyRadiomics'",
        },
        "classes": ["glioma", "meningioma", "pituitary", "none"],
        "training": {
            "dataSet": tumour_card.ATTRIBUTION,
            "regions": "true outlines, two perturbed ones each (wobbling, larger or smaller, aside, cut), and the outline laid "
                       "over healthy tissue of the same slice as class none",
            "split": "folds by person (docs/decisions/0050); each part left out one fold, which it was scored on",
            "validationUse": "Kind of classifier and its settings by cross-validation over the patients of the training folds, the "
                             "calibration likewise on outlines of cheng-t1c-segmenter; each left-out fold was scored once.",
            "crossValidation": cross_validated,
            "date": datetime.date.today().isoformat(),
            "command": " ; ".join(COMMANDS),
        },
        "metrics": {
            "cases": report["predicted"]["images"],
            **{name: report["predicted"][name] for name in IN_USE},
            "measuredOn": "Every slice with a tumour, answered by the part that never saw its person, on outlines of the files of "
                          "cheng-t1c-segmenter that never saw them either; all parts together can only be judged on patients of "
                          "elsewhere.",
            "measuredBy": COMMANDS[1],
            **report,
            "definition": "truth: on true outlines; predicted: on those of the segmenter, as in use. Per slice of three tumour "
                          "kinds, an answer none counting as wrong; a patient's class is the largest mean probability over "
                          "their slices; ece with ten equal bins of the largest probability; confusion: rows glioma, meningioma, "
                          "pituitary, columns also none; intervals: bootstrap over patients, 1,000 resamples, seed 20261122.",
        },
        "intendedUse": "Research and demonstration: a second, measurable opinion on the kind of an outlined tumour, with the "
                       "features that led to it, to a clinician who accepts, amends or rejects it.",
        "limits": tumour_card.LIMITS[:3] + [
            "Only as good as the outline it is given: figures on outlines of the segmenter are lower than on true ones.",
            "\"none\" was learnt from healthy tissue of slices with a tumour, not from heads without one.",
            "The slice is expected as usually displayed; position in the head counts for much.",
            "The figures are of people from the same source as the training data; expect less elsewhere.",
        ],
    }, indent=2) + "\n"
