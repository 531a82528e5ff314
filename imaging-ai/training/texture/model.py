"""The file of the boosted trees: a small JSON that `health.cairn.imaging.radiomics` evaluates."""

import json

import numpy as np

CLASSES = ["glioma", "meningioma", "pituitary", "none"]


def tree(nodes):
    """One tree of scikit-learn as lists; an inner node gets the mean of its leaves, for explanations."""
    value = nodes["value"].astype(float).copy()
    for node in range(len(nodes) - 1, -1, -1):
        if not nodes["is_leaf"][node]:
            left, right = int(nodes["left"][node]), int(nodes["right"][node])
            n_left, n_right = float(nodes["count"][left]), float(nodes["count"][right])
            if left <= node or right <= node:
                raise ValueError("children stand before their parent")
            value[node] = (value[left] * n_left + value[right] * n_right) / (n_left + n_right)
    inner = ~nodes["is_leaf"].astype(bool)
    return {
        "feature": [int(f) if i else -1 for f, i in zip(nodes["feature_idx"], inner)],
        "threshold": [short(t) if i else 0 for t, i in zip(nodes["num_threshold"], inner)],
        "left": [int(v) if i else 0 for v, i in zip(nodes["left"], inner)],
        "right": [int(v) if i else 0 for v, i in zip(nodes["right"], inner)],
        "value": [round(float(v), 6) for v in value],
    }


def short(threshold):
    """The shortest decimal of the float32 that splits the same; features are float32, and so is what reads this."""
    at = np.float32(threshold)
    if float(at) > float(threshold):
        at = np.nextafter(at, np.float32(-np.inf))
    return float(str(at))


def to_json(classifier, features, folds, calibration, nothing_outlined):
    baseline = np.asarray(classifier._baseline_prediction, float).ravel()
    per_class = [[tree(stage[k].nodes) for stage in classifier._predictors] for k in range(len(CLASSES))]
    used = sorted({f for trees in per_class for t in trees for f in t["feature"] if f >= 0})
    index = {f: i for i, f in enumerate(used)}
    for trees in per_class:
        for t in trees:
            t["feature"] = [index[f] if f >= 0 else -1 for f in t["feature"]]
    return json.dumps({
        "format": 2,
        "classes": CLASSES,
        "trainedOn": {"dataset": "cheng_t1ce", "folds": list(folds)},
        "features": [features[f] for f in used],
        "calibration": {"weights": calibration.weights.tolist(), "bias": calibration.bias.tolist()},
        "nothingOutlined": [round(float(v), 6) for v in nothing_outlined],
        "base": [round(float(v), 6) for v in baseline],
        "trees": per_class,
    }, separators=(",", ":"))
