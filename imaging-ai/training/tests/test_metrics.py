import numpy as np
import pytest

from tumour import evaluation, metrics


def square(top, left, side=10):
    mask = np.zeros((40, 40), bool)
    mask[top:top + side, left:left + side] = True
    return mask


def test_dice_is_one_when_both_are_empty():
    empty = np.zeros((4, 4), bool)
    assert metrics.dice(empty, empty) == 1.0
    assert metrics.dice(empty, ~empty) == 0.0


def test_dice_of_half_overlap():
    assert metrics.dice(square(0, 0), square(0, 5)) == pytest.approx(0.5)


def test_hd95_of_a_shifted_square_is_the_shift():
    assert metrics.hd95(square(10, 10), square(10, 14)) == pytest.approx(4)
    assert metrics.hd95(square(0, 0), square(0, 0)) == 0
    assert np.isnan(metrics.hd95(square(0, 0), np.zeros((40, 40), bool)))


def test_bootstrap_resamples_patients_not_slices():
    assert metrics.bootstrap_ci95([0.0, 1.0] * 50, ["a", "a"] * 50) == [0.5, 0.5]
    assert metrics.bootstrap_ci95([0.0, 1.0] * 50, ["MR024780B", "MR024780D"] * 50) == [0.5, 0.5], "two examinations of one"
    low, high = metrics.bootstrap_ci95([0.0, 1.0], ["a", "b"])
    assert (low, high) == (0.0, 1.0)


def test_auc_counts_ties_half():
    assert metrics.auc([True, False], [0.5, 0.5]) == 0.5
    assert metrics.auc([True, True, False], [0.9, 0.4, 0.5]) == 0.5


def test_calibration_error_is_the_gap_between_confidence_and_accuracy():
    probabilities = np.array([[0.9, 0.05, 0.05]] * 4)
    assert metrics.calibration_error(np.array([0, 0, 1, 1]), probabilities) == pytest.approx(0.4)


def test_coverage_at_drops_the_least_confident():
    probabilities = np.array([[0.9, 0.1], [0.8, 0.2], [0.6, 0.4]])
    assert metrics.coverage_at(0.95, np.array([0, 0, 1]), probabilities) == pytest.approx(2 / 3)


def test_temperature_flattens_overconfident_logits():
    rows = [{"label": 0, "logits": [9.0, 0.0, 0.0]}] * 3 + [{"label": 1, "logits": [9.0, 0.0, 0.0]}]
    assert evaluation.temperature(rows) > 2
