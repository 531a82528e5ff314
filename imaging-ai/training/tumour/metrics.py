"""The figures of `cairn evaluate`, defined once; plain NumPy, no model."""

import numpy as np
from scipy import ndimage

from tumour.people import person

RESAMPLES = 1000
BOOTSTRAP_SEED = 20261122
BINS = 10


def dice(truth, predicted):
    """2|A and B| / (|A| + |B|) of two bool masks; 1 when both are empty."""
    total = truth.sum() + predicted.sum()
    return 1.0 if total == 0 else float(2.0 * (truth & predicted).sum() / total)


def boundary(mask):
    """The mask's pixels that have a 4-neighbour outside the mask; beyond the image is outside."""
    return mask & ~ndimage.binary_erosion(mask)


def hd95(truth, predicted):
    """95th percentile Hausdorff distance in mask pixels, the larger of both directions; NaN when a mask is empty."""
    if not truth.any() or not predicted.any():
        return float("nan")
    rows, columns = np.nonzero(truth | predicted)
    window = np.s_[rows.min():rows.max() + 1, columns.min():columns.max() + 1]
    a, b = (np.pad(boundary(np.pad(m[window], 1)), 1) for m in (truth, predicted))
    return max(directed95(a, b), directed95(b, a))


def directed95(source, target):
    """Value at index floor(0.95 (n - 1)) of the ascending distances from source pixels to the nearest target pixel."""
    distances = np.sort(ndimage.distance_transform_edt(~target)[source])
    return float(distances[int(np.floor(0.95 * (distances.size - 1)))])


def bootstrap_ci95(values, patients, statistic=np.mean):
    """[low, high]: 2.5 and 97.5 % quantiles of the statistic over resampled people, each with all slices of all examinations."""
    values = np.asarray(values)
    people = np.array([person(str(patient)) for patient in patients])
    groups = [np.nonzero(people == p)[0] for p in sorted(set(people))]
    rng = np.random.default_rng(BOOTSTRAP_SEED)
    samples = []
    for _ in range(RESAMPLES):
        drawn = rng.integers(0, len(groups), len(groups))
        samples.append(statistic(values[np.concatenate([groups[i] for i in drawn])]))
    return [float(q) for q in np.quantile(samples, [0.025, 0.975])]


def softmax(logits, temperature=1.0):
    """[n,k] logits to probabilities of logits / temperature."""
    scaled = np.asarray(logits, np.float64) / temperature
    scaled -= scaled.max(axis=1, keepdims=True)
    exponent = np.exp(scaled)
    return exponent / exponent.sum(axis=1, keepdims=True)


def auc(positive, score):
    """Area under the ROC curve: the chance that a positive scores above a negative, ties counting half."""
    score, positive = np.asarray(score), np.asarray(positive, bool)
    above = score[positive][:, None] - score[~positive][None, :]
    return float((above > 0).mean() + 0.5 * (above == 0).mean())


def macro_auc(labels, probabilities):
    """Mean of the one-against-rest areas of all classes."""
    return float(np.mean([auc(labels == k, probabilities[:, k]) for k in range(probabilities.shape[1])]))


def calibration_error(labels, probabilities):
    """Expected calibration error of the largest probability, ten bins of equal width, (low, high]."""
    confidence, correct = probabilities.max(1), probabilities.argmax(1) == labels
    bins = np.clip(np.ceil(confidence * BINS) - 1, 0, BINS - 1)
    return float(sum(
        (bins == b).mean() * abs(confidence[bins == b].mean() - correct[bins == b].mean())
        for b in range(BINS) if (bins == b).any()
    ))


def coverage_at(accuracy, labels, probabilities):
    """The largest share of slices, most confident first, that is answered with at least this accuracy."""
    order = np.argsort(-probabilities.max(1), kind="stable")
    correct = (probabilities.argmax(1) == labels)[order]
    running = np.cumsum(correct) / np.arange(1, len(correct) + 1)
    reached = np.nonzero(running >= accuracy)[0]
    return float((reached[-1] + 1) / len(correct)) if reached.size else 0.0


def by_patient(values, patients):
    """Mean of each patient's rows, patients in ascending order: [m] or [m,k]."""
    patients = np.asarray(patients)
    return np.array([np.asarray(values)[patients == p].mean(axis=0) for p in sorted(set(patients))])
