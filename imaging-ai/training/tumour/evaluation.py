"""Runs an exported model over one fold and sums up what it got right."""

import json
import math

import numpy as np
from scipy.optimize import minimize_scalar

from tumour import dataset, export, metrics, preprocess
from tumour.network import CLASSES

THRESHOLD = 0.5
VOLUME_QUANTILES = (0.025, 0.975)


def predict(model, task, data, fold):
    """One row per slice of the fold: id, patient, label and what the model said, at the mask's original size."""
    run = export.session(model).run
    rows = []
    for item in (s for s in dataset.read_index(data) if s.fold == fold):
        image = preprocess.network_input(dataset.read_grey(item.image))[None, None]
        outputs = run(None, {"image": image})
        row = {"id": item.id, "patient": item.patient, "label": item.label}
        row.update(overlap(outputs[0][0, 0], dataset.read_mask(item.mask)) if task == "segment"
                   else {"logits": outputs[0][0].tolist()})
        rows.append(row)
    return rows


def overlap(probability, truth):
    """Dice, HD95 (mask pixels) and both areas (share of the image) of the map at the mask's size against the mask."""
    predicted = preprocess.to_source(probability, truth.shape) >= THRESHOLD
    return {
        "dice": metrics.dice(truth, predicted),
        "hd95": metrics.hd95(truth, predicted),
        "true_area": float(truth.mean()),
        "predicted_area": float(predicted.mean()),
    }


def column(rows, name):
    return np.array([row[name] for row in rows])


def segmentation(rows):
    """The "segmentation" part of metrics.json."""
    scores, labels, patients = (column(rows, name) for name in ("dice", "label", "patient"))
    per_patient = metrics.by_patient(scores, patients)
    return {
        "images": len(rows),
        "patients": len(per_patient),
        "diceMean": float(scores.mean()),
        "diceMedian": float(np.median(scores)),
        "diceCi95": metrics.bootstrap_ci95(scores, patients),
        "hd95Mean": float(np.nanmean(column(rows, "hd95"))),
        "hd95Images": int(np.isfinite(column(rows, "hd95")).sum()),
        "byClass": {
            name: {
                "images": int((labels == k).sum()),
                "diceMean": float(scores[labels == k].mean()),
                "diceCi95": metrics.bootstrap_ci95(scores[labels == k], patients[labels == k]),
            }
            for k, name in enumerate(CLASSES)
        },
        "byPatient": {
            "diceMean": float(per_patient.mean()),
            "diceMedian": float(np.median(per_patient)),
            "diceCi95": metrics.bootstrap_ci95(per_patient, list(range(len(per_patient)))),
        },
    }


def volume_interval(rows):
    """What a predicted volume is multiplied with for a 95 % interval: quantiles of true / predicted patient totals."""
    patients = column(rows, "patient")
    true = metrics.by_patient(column(rows, "true_area"), patients)
    predicted = metrics.by_patient(column(rows, "predicted_area"), patients)
    found = predicted > 0
    low, high = np.quantile(true[found] / predicted[found], VOLUME_QUANTILES)
    return {
        "lowFactor": float(low),
        "highFactor": float(high),
        "medianFactor": float(np.median(true[found] / predicted[found])),
        "patients": int(found.sum()),
        "patientsWithNothingFound": int((~found).sum()),
    }


def temperature(rows):
    """The temperature with the least cross-entropy on these rows."""
    logits, labels = column(rows, "logits"), column(rows, "label")

    def entropy(log_temperature):
        probabilities = metrics.softmax(logits, math.exp(log_temperature))
        return -np.log(probabilities[np.arange(len(labels)), labels] + 1e-12).mean()

    return math.exp(minimize_scalar(entropy, bounds=(math.log(0.1), math.log(10)), method="bounded").x)


def classification(rows, at_temperature):
    """The "classification" part of metrics.json."""
    labels, patients = column(rows, "label"), column(rows, "patient")
    probabilities = metrics.softmax(column(rows, "logits"), at_temperature)
    correct = (probabilities.argmax(1) == labels).astype(float)
    patient_labels = metrics.by_patient(labels, patients)
    patient_correct = metrics.by_patient(probabilities, patients).argmax(1) == patient_labels
    index = np.arange(len(labels))
    return {
        "images": len(rows),
        "patients": len(patient_labels),
        "accuracy": float(correct.mean()),
        "accuracyCi95": metrics.bootstrap_ci95(correct, patients),
        "patientAccuracy": float(patient_correct.mean()),
        "patientAccuracyCi95": metrics.bootstrap_ci95(patient_correct.astype(float), list(range(len(patient_labels)))),
        "macroAuc": metrics.macro_auc(labels, probabilities),
        "macroAucCi95": metrics.bootstrap_ci95(
            index, patients, lambda drawn: metrics.macro_auc(labels[drawn], probabilities[drawn])),
        "ece": metrics.calibration_error(labels, probabilities),
        "eceCi95": metrics.bootstrap_ci95(
            index, patients, lambda drawn: metrics.calibration_error(labels[drawn], probabilities[drawn])),
        "coverageAt95": metrics.coverage_at(0.95, labels, probabilities),
        "confusion": {
            true: {said: int(((labels == i) & (probabilities.argmax(1) == j)).sum()) for j, said in enumerate(CLASSES)}
            for i, true in enumerate(CLASSES)
        },
    }


def rounded(value, digits=4):
    """The same JSON value with its numbers rounded."""
    return json.loads(json.dumps(value), parse_float=lambda text: round(float(text), digits))
