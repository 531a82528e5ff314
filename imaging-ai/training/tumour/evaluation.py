"""What an exported network got right; the figures that are published come from `cairn evaluate`."""

import math

import numpy as np
from scipy.optimize import minimize_scalar

from tumour import metrics, preprocess

THRESHOLD = 0.5


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


def temperature(rows):
    """The temperature with the least cross-entropy on these rows."""
    logits, labels = column(rows, "logits"), column(rows, "label")

    def entropy(log_temperature):
        probabilities = metrics.softmax(logits, math.exp(log_temperature))
        return -np.log(probabilities[np.arange(len(labels)), labels] + 1e-12).mean()

    return math.exp(minimize_scalar(entropy, bounds=(math.log(0.1), math.log(10)), method="bounded").x)
