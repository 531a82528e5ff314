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


def test_what_held_more_goes_in_where_neither_held():
    entry = promise.volume_interval({}, metrics(0.94, 1.5, same=0.93))
    assert entry["high"] == 9.0 and "share 0.940" in entry["note"]


def test_an_error_score_goes_in_where_it_finds_more_errors_than_confidence_on_all_folds():
    second = {"errorScore": {"with": "other", "constant": 1.0, "doubt": 2.0, "dissent": 3.0},
              "fittedOn": {"folds": [1, 2, 3], "patients": 130}, "measuredOn": {"folds": [4], "patients": 41},
              "bySecondOpinion": 0.91, "bySecondOpinionCi95": [0.85, 0.95], "byConfidence": 0.87,
              "acrossFolds": 0.86, "acrossFoldsCi95": [0.8, 0.9], "acrossFoldsByConfidence": 0.84}
    note = promise.error_score(second)["note"]
    assert "0.910 (0.850 to 0.950)" in note and "0.860 (0.800 to 0.900)" in note
    assert promise.error_score({**second, "acrossFolds": 0.83}) is None
    assert promise.error_score({**second, "bySecondOpinion": 0.86}) is None


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
