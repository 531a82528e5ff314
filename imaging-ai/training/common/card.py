"""The parts that cards of format 2 share (../docs/model-manifest.md)."""

import hashlib
import json

import numpy as np

from tumour import metrics

CUT = {"rule": "expected-dice", "lowest": 0.1, "highest": 0.5}
"""Where an outline is cut (../docs/decisions/0045): chosen on out-of-fold maps of cheng-t1c-segmenter 1.2.1."""

NEOPLASM = {"code": "108369006", "meaning": "Neoplasm"}


def entry(path, dataset, folds=None):
    """What a card says of one file: name, hash, size, and what it was trained on."""
    content = path.read_bytes()
    seen = {"dataset": dataset} if folds is None else {"dataset": dataset, "folds": list(folds)}
    return {
        "file": path.name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "trainedOn": seen,
    }


def seen(part):
    """What a part of a T1C model or member was trained on, by its part.json."""
    sets = [{"dataset": name, "folds": part["folds"]} for name in ("cheng_t1ce", "notumor")]
    joined = part.get("joined")
    return sets + ([{"dataset": joined["set"], "folds": joined["folds"]}] if joined else [])


def attribution(text, parts):
    """`text`, and what a site joined to the published set."""
    joined = [part["joined"] for part in parts if "joined" in part]
    if not joined:
        return text
    names = ", ".join(sorted({one["set"] for one in joined}))
    most = max(joined, key=lambda one: one["slices"])
    return (f"{text} Joined with the site's own set {names}: up to {most['slices']} slices of {most['patients']} patients to a "
            "network; it is not published, and the site answers for its use.")


def text_entry(path):
    content = path.read_bytes()
    return {"file": path.name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def with_interval(name, values, cases):
    """`name`Mean and its 95 % bootstrap interval over cases."""
    return {f"{name}Mean": float(np.mean(values)), f"{name}Ci95": metrics.bootstrap_ci95(values, cases)}


def ratio_interval(true, found):
    """lowFactor and highFactor: quantiles 2.5 and 97.5 % of true / found volume over the cases where both are there."""
    ratios = [t / f for t, f in zip(true, found) if t > 0 and f > 0]
    low, high = np.quantile(ratios, [0.025, 0.975])
    return {
        "lowFactor": float(low), "highFactor": float(high),
        "note": f"2.5 and 97.5 % quantiles of true / predicted volume over {len(ratios)} cases.",
    }


def write(path, card):
    path.write_text(json.dumps(rounded(card), indent=2) + "\n")


def rounded(value, digits=4):
    """All floats to `digits`; whole numbers, words and structure stay."""
    if isinstance(value, dict):
        return {k: rounded(v, digits) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(v, digits) for v in value]
    return round(float(value), digits) if isinstance(value, (float, np.floating)) else value
