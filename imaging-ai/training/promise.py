"""Writes into a model's card what `cairn evaluate` fitted on people whom its networks never saw.

    python promise.py --card NAME.json --metrics metrics.json

A segmenter gets intervals for volumes (`volumeInterval`), wider for doubtful outlines where that is narrower on average, a classifier the set of classes
that cannot be excluded (`predictionSet`) and, where `evaluate --table` wrote second-opinion.json beside the metrics, the chance of
an error by what another model says (`errorScore`). Sets go in only if the people of the last fold, who had no part in the fit, found
them kept; an error score only if it finds more errors than the answer's own confidence, on the last fold and over all folds.
"""

import argparse
import json
import math
from pathlib import Path

from common import card as cards

PROMISED = 0.95


def people(part):
    return f"{part['patients']} people of fold {', '.join(map(str, part['folds']))}"


def volume_interval(card, metrics):
    """The card's entry: the narrower of the intervals that held their promise; where neither did, the one that held more, with what
    it held; the same factors for all where several structures are measured together. What is in the card where nothing was
    fitted."""
    part = metrics["segmentation"].get("volume")
    if part is None:
        return card.get("volumeInterval")
    doubt, same = part["byDoubt"], part["sameForAll"]
    structures = len(metrics["segmentation"].get("byClass", {})) if metrics.get("layout") == "hippocampus" else 1
    kept = [one for one in (doubt, same) if one["held"] >= PROMISED]
    best = min(kept, key=lambda one: one["widthMean"]) if kept else max((same, doubt), key=lambda one: one["held"])
    by_doubt = structures == 1 and best is doubt
    new = doubt if by_doubt else same
    low, high = new["heldCi95"]
    return {
        **(part["volumeInterval"] if by_doubt else part["volumeFactors"]),
        "note": f"{part['patients']} people whom the networks that answered never saw, each fold (or fifth) by intervals fitted on the others: the share "
                f"{new['held']:.3f} ({low:.3f} to {high:.3f}) had their true volume in it; mean ln(high / low) {new['widthMean']:.2f}. "
                f"In {part['missed']} more nothing was outlined. False marks on images without the structure are not in it.",
    }


def prediction_set(metrics):
    """The card's entry, or None where nothing was fitted or the promise was not kept."""
    part = metrics["classification"].get("sets")
    levels = [] if part is None else [level for level in part["levels"] if level["coverage"] == PROMISED]
    if not levels or levels[0]["held"] < PROMISED or levels[0]["threshold"] >= 1:
        return None
    level = levels[0]
    low, high = level["heldCi95"]
    return {
        "coverage": PROMISED, "threshold": math.ceil(level["threshold"] * 1e4) / 1e4,
        "note": f"Fitted on {people(part['fittedOn'])}; of {people(part['measuredOn'])} the share {level['held']:.3f} "
                f"({low:.3f} to {high:.3f}) had their true class in it; {level['sizeMean']:.2f} classes on average.",
    }


def error_score(second):
    """The card's entry, or None where it finds fewer errors than the answer's own confidence."""
    if second is None or "acrossFolds" not in second:
        return None
    if second["bySecondOpinion"] < second["byConfidence"] or second["acrossFolds"] < second["acrossFoldsByConfidence"]:
        return None
    low, high = second["bySecondOpinionCi95"]
    least, most = second["acrossFoldsCi95"]
    return {
        **second["errorScore"],
        "note": f"Fitted on slices of {people(second['fittedOn'])}; on those of {people(second['measuredOn'])} its AUROC for errors is "
                f"{second['bySecondOpinion']:.3f} ({low:.3f} to {high:.3f}), by confidence alone {second['byConfidence']:.3f}. "
                f"Over all folds, each by a score fitted on the others: {second['acrossFolds']:.3f} ({least:.3f} to {most:.3f}), "
                f"by confidence alone {second['acrossFoldsByConfidence']:.3f}.",
    }


def promised(card, metrics, second=None):
    """The card with what the figures allow it to promise."""
    if card["task"] == "segment":
        name, value = "volumeInterval", volume_interval(card, metrics)
    else:
        name, value = "predictionSet", prediction_set(metrics)
    new = {name: value, "errorScore": error_score(second)}
    kept = {key: entry for key, entry in card.items() if key not in new}
    return {**kept, **{key: entry for key, entry in new.items() if entry is not None}}


def main():
    parser = argparse.ArgumentParser(description="Write a card's promises.")
    parser.add_argument("--card", required=True, type=Path)
    parser.add_argument("--metrics", required=True, type=Path)
    arguments = parser.parse_args()
    beside = arguments.metrics.with_name("second-opinion.json")
    second = json.loads(beside.read_text()) if beside.exists() else None
    card = promised(json.loads(arguments.card.read_text()), json.loads(arguments.metrics.read_text()), second)
    cards.write(arguments.card, card)


if __name__ == "__main__":
    main()
