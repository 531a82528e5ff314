from pathlib import Path

import pytest
import torch

from tumour import config, training
from tumour.network import TumourNetwork

FIRST = config.Stage(epochs=2, horizon=4, warmup_epochs=1, learning_rate=1.0, restart=False, class_weight=0.5,
                     heal_chance=0, transplant_chance=0)
LAST = config.Stage(epochs=3, horizon=3, warmup_epochs=0, learning_rate=0.5, restart=True, class_weight=1.0,
                    heal_chance=0.1, transplant_chance=0.2)


def test_stage_of_counts_epochs_within_each_stage():
    settings = type("Settings", (), {"stages": [FIRST, LAST]})
    assert [training.stage_of(settings, epoch) for epoch in range(5)] == [
        (FIRST, 0), (FIRST, 1), (LAST, 0), (LAST, 1), (LAST, 2)]
    with pytest.raises(ValueError):
        training.stage_of(settings, 5)


def test_learning_rate_warms_up_and_ends_at_zero():
    assert training.learning_rate(FIRST, 0.5) == 0.5
    assert training.learning_rate(FIRST, 1.0) == 1.0
    assert training.learning_rate(FIRST, 2.5) == pytest.approx(0.5)
    assert training.learning_rate(LAST, 3.0) == pytest.approx(0.0)


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
    mean = training.MeanWeights(network, 0.5)
    for value in network.parameters():
        value.data.fill_(1.0)
    for _ in range(60):
        mean.update(network)
    assert torch.allclose(mean.values["stem.0.0.weight"], torch.tensor(1.0))


def test_both_configurations_train_the_same_network():
    configs = Path(__file__).parent.parent / "configs"
    segment, classify = (config.load(configs / f"{name}.toml") for name in ("segment", "classify"))
    assert segment.training == classify.training
    assert [stage.restart for stage in segment.training.stages] == [False, False, True, False]
