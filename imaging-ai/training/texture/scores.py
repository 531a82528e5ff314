"""Calibration and figures of the classical member; the definitions are those of `tumour/metrics.py`."""

import numpy as np
from scipy.optimize import minimize_scalar

from tumour import metrics


def calibrated(scores, temperature):
    return metrics.softmax(scores, temperature)


def fit_temperature(scores, labels):
    """The temperature with the least cross-entropy; classes keep their order."""
    def loss(log_t):
        p = calibrated(scores, np.exp(log_t))
        return -np.log(np.maximum(p[np.arange(len(labels)), labels], 1e-12)).mean()
    return float(np.exp(minimize_scalar(loss, bounds=(-3, 3), method="bounded").x))


def macro_auc(p, labels):
    """Mean of the one-against-rest areas of the three tumour classes."""
    return float(np.mean([metrics.auc(labels == k, p[:, k]) for k in range(3)]))


def figures(p, labels, patients, measured):
    """All figures with 95 % bootstrap intervals over patients."""
    def interval(statistic):
        return [round(v, 4) for v in metrics.bootstrap_ci95(np.arange(len(labels)), patients, statistic)]
    right = p.argmax(1) == labels
    three = p[:, :3].argmax(1) == labels
    names, index = np.unique(patients, return_inverse=True)
    by_patient = np.array([float(p[index == i].mean(0).argmax() == labels[index == i][0]) for i in range(len(names))])
    confusion = np.zeros((3, 4), int)
    np.add.at(confusion, (labels, p.argmax(1)), 1)
    return {
        "images": int(len(labels)), "patients": int(len(names)), "nothingOutlined": int((~measured).sum()),
        "accuracy": round(float(right.mean()), 4), "accuracyCi95": interval(lambda i: right[i].mean()),
        "accuracyAsThreeClasses": round(float(three.mean()), 4),
        "patientAccuracy": round(float(by_patient.mean()), 4),
        "patientAccuracyCi95": [round(v, 4) for v in metrics.bootstrap_ci95(by_patient, names)],
        "macroAuc": round(macro_auc(p, labels), 4),
        "macroAucCi95": interval(lambda i: macro_auc(p[i], labels[i])),
        "ece": round(metrics.calibration_error(labels, p), 4), "eceCi95": interval(lambda i: metrics.calibration_error(labels[i], p[i])),
        "confusion": confusion.tolist(),
    }
