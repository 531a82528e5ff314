"""A card promises only what other people than those of the fit found kept."""

import promise


def metrics(held, width, layout="cheng", same=0.96):
    return {"layout": layout, "segmentation": {"byClass": {"a": {}, "b": {}}, "volume": {
        "patients": 83, "missed": 2,
        "byDoubt": {"held": held, "heldCi95": [0.9, 1.0], "widthMean": width},
        "sameForAll": {"held": same, "heldCi95": [0.9, 1.0], "widthMean": 2.0},
        "volumeFactors": {"lowFactor": 0.5, "highFactor": 4.0},
        "volumeInterval": {"centre": [0.0, 1.0], "spread": [-3.0, 7.0], "low": -4.0, "high": 9.0}}}}


def test_intervals_by_doubt_go_in_when_they_hold_and_are_narrower():
    assert promise.volume_interval({}, metrics(0.96, 1.5))["high"] == 9.0


def test_the_same_factors_for_all_go_in_otherwise_with_what_they_held():
    assert promise.volume_interval({}, metrics(0.94, 1.5))["highFactor"] == 4.0
    assert promise.volume_interval({}, metrics(0.96, 2.5))["highFactor"] == 4.0
    assert "share 0.930" in promise.volume_interval({}, metrics(0.90, 1.5, same=0.93))["note"]


def test_several_structures_have_the_same_factors():
    assert promise.volume_interval({}, metrics(0.96, 1.5, layout="hippocampus"))["highFactor"] == 4.0


def test_nothing_fitted_changes_nothing():
    card = {"volumeInterval": {"lowFactor": 0.4, "highFactor": 3.0}}
    assert promise.volume_interval(card, {"segmentation": {}}) == card["volumeInterval"]


def test_a_set_that_was_not_kept_leaves_the_card():
    level = {"coverage": 0.95, "threshold": 0.98, "held": 0.9, "heldCi95": [0.8, 1.0], "sizeMean": 1.2}
    people = {"fittedOn": {"folds": [3], "patients": 43}, "measuredOn": {"folds": [4], "patients": 45}}
    figures = {"classification": {"sets": {**people, "levels": [level]}}}
    card = {"task": "classify", "predictionSet": {"coverage": 0.95, "threshold": 0.9}}

    assert "predictionSet" not in promise.promised(card, figures)
    level["held"] = 0.97
    assert promise.promised(card, figures)["predictionSet"]["threshold"] == 0.98
