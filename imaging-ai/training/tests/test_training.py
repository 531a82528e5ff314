from pathlib import Path

import pytest
import torch

from common.loop import MeanWeights
from tumour import config, preprocess, training
from tumour.network import TumourNetwork

SETTINGS = config.load(Path(__file__).parents[1] / "configs" / "t1c.toml", held_out=4)


def test_stage_of_counts_epochs_within_each_stage():
    first, second, last = SETTINGS.stages
    assert training.stage_of(SETTINGS, first.epochs - 1) == first
    assert training.stage_of(SETTINGS, first.epochs) == second
    assert training.stage_of(SETTINGS, SETTINGS.epochs - 1) == last
    with pytest.raises(ValueError):
        training.stage_of(SETTINGS, SETTINGS.epochs)


def test_learning_rate_warms_up_and_falls_to_zero():
    peak = SETTINGS.stages[0].learning_rate
    assert training.learning_rate(SETTINGS, 0.5) == pytest.approx(peak / 2)
    assert training.learning_rate(SETTINGS, 1.0) == peak
    assert training.learning_rate(SETTINGS, (SETTINGS.epochs + 1) / 2) == pytest.approx(peak / 2)
    assert training.learning_rate(SETTINGS, SETTINGS.epochs) == pytest.approx(0.0)


def test_mask_loss_is_small_only_for_the_right_mask():
    target = torch.zeros(1, 1, 32, 32)
    target[:, :, 8:16, 8:16] = 1
    right = training.mask_loss(target * 40 - 20, target)
    assert right < 0.01 < 1 < training.mask_loss(20 - target * 40, target)


def test_class_loss_skips_slices_without_class():
    logits = torch.tensor([[9.0, 0, 0], [0, 9.0, 0]], requires_grad=True)
    assert training.class_loss(logits, torch.tensor([0, -1]), 0.0) < 0.01
    assert training.class_loss(logits, torch.tensor([-1, -1]), 0.0) == 0


def test_mean_weights_follow_the_network():
    network = TumourNetwork()
    mean = MeanWeights(network, 0.5)
    for value in network.parameters():
        value.data.fill_(1.0)
    for _ in range(60):
        mean.update(network)
    assert torch.allclose(mean.values["stem.0.0.weight"], torch.tensor(1.0))


def test_last_stage_trains_at_the_size_of_the_input_contract():
    assert SETTINGS.stages[-1].size == preprocess.SIZE
