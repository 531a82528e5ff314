"""What `cairn evaluate DATA --table MODELS.md --unseen --out OUT` measured, for the cards of the models that it measured."""

import json

import promise

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


def measured(folder, name):
    """(metrics, second opinion or None) of a model under OUT, or None where it was not measured."""
    if folder is None:
        return None
    found = sorted(folder.glob(f"*/{name}/metrics.json"))
    if not found:
        raise FileNotFoundError(f"{folder} holds no figures of {name}")
    second = found[0].with_name("second-opinion.json")
    return json.loads(found[0].read_text()), json.loads(second.read_text()) if second.exists() else None


def entries(folder, name, task):
    """The card's entries that rest on figures: `metrics`, and the promises that held. Empty figures without a folder."""
    found = measured(folder, name)
    if found is None:
        return {"metrics": {}}
    metrics, second = found
    section, names = NAMES[task]
    figures = {
        "cases": metrics["cases"], "patients": metrics["patients"],
        **{key: metrics[section][key] for key in names if key in metrics[section]},
        "definition": DEFINITION, "command": COMMAND,
    }
    return promise.promised({"task": task, "metrics": figures}, metrics, second)
