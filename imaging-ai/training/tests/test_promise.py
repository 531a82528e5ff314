"""A card promises only what other people than those of the fit found kept."""

import promise


def metrics(held, width):
    return {"segmentation": {"volume": {
        "fittedOn": {"folds": [3], "patients": 43}, "measuredOn": {"folds": [4], "patients": 45},
        "byDoubt": {"held": held, "heldCi95": [0.9, 1.0], "widthMean": width},
        "volumeInterval": {"centre": [0.0, 1.0], "spread": [-3.0, 7.0], "low": -4.0, "high": 9.0}}}}


FACTORS = {"lowFactor": 0.5, "highFactor": 4.0}


def test_intervals_go_in_when_they_hold_and_are_narrower():
    assert promise.volume_interval(metrics(0.96, 1.5), FACTORS)["high"] == 9.0


def test_the_old_factors_stay_otherwise():
    assert promise.volume_interval(metrics(0.94, 1.5), FACTORS) == FACTORS
    assert promise.volume_interval(metrics(0.96, 2.5), FACTORS) == FACTORS
    assert promise.volume_interval({"segmentation": {}}, FACTORS) == FACTORS


def test_a_set_that_was_not_kept_leaves_the_card():
    level = {"coverage": 0.95, "threshold": 0.98, "held": 0.9, "heldCi95": [0.8, 1.0], "sizeMean": 1.2}
    figures = {"classification": {"sets": {**metrics(1, 1)["segmentation"]["volume"], "levels": [level]}}}
    card = {"task": "classify", "predictionSet": {"coverage": 0.95, "threshold": 0.9}}

    assert "predictionSet" not in promise.promised(card, figures)
    level["held"] = 0.97
    assert promise.promised(card, figures)["predictionSet"]["threshold"] == 0.98
