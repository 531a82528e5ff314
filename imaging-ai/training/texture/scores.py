"""Calibration and figures of the classical member; the definitions are those of `tumour/metrics.py`."""

import numpy as np
from scipy.optimize import minimize

from tumour import metrics

LEAST_PROBABILITY = 1e-6
RIDGE = 0.002


class Dirichlet:
    """softmax(W log p + b), where p = softmax(scores) (Kull et al., NeurIPS 2019), as `uncertainty.Calibrator.Dirichlet` of the
    Java code; W is [classes, classes], b [classes], rounded as they are written."""

    def __init__(self, weights, bias):
        self.weights = np.round(np.asarray(weights, float), 6)
        self.bias = np.round(np.asarray(bias, float), 6)

    def probabilities(self, scores):
        return metrics.softmax(logarithms(scores) @ self.weights.T + self.bias, 1.0)


def logarithms(scores):
    return np.log(np.maximum(metrics.softmax(scores, 1.0), LEAST_PROBABILITY))


def fit_dirichlet(scores, labels):
    """The least cross-entropy, with W pulled a little to the identity and b to 0; convex, so the start does not matter."""
    logs, classes = logarithms(scores), scores.shape[1]
    truth = np.eye(classes)[labels]
    neutral = np.concatenate([np.eye(classes).ravel(), np.zeros(classes)])

    def loss(x):
        weights, bias = x[:classes ** 2].reshape(classes, classes), x[classes ** 2:]
        p = metrics.softmax(logs @ weights.T + bias, 1.0)
        off = x - neutral
        residuals = (p - truth) / len(labels)
        gradient = np.concatenate([(residuals.T @ logs).ravel(), residuals.sum(0)]) + RIDGE * off
        return -np.log(np.maximum(p[truth > 0], 1e-300)).mean() + RIDGE / 2 * off @ off, gradient

    fitted = minimize(loss, neutral, jac=True, method="L-BFGS-B", options={"maxiter": 500, "ftol": 1e-12, "gtol": 1e-8}).x
    return Dirichlet(fitted[:classes ** 2].reshape(classes, classes), fitted[classes ** 2:])


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
