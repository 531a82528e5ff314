"""Hyper-parameters, read from TOML; unknown or missing keys are errors."""

import dataclasses
import tomllib


@dataclasses.dataclass(frozen=True)
class Augmentation:
    """Ranges are half-widths around "no change" unless the name says otherwise; chances are 0..1."""

    dihedral_chance: float
    rotation_degrees: float
    log_scale: float
    shear: float
    shift: float
    elastic: float
    log_gamma: float
    contrast: float
    brightness: float
    bias_field: float
    noise: float
    low_resolution_chance: float
    erase_chance: float


@dataclasses.dataclass(frozen=True)
class Training:
    train_folds: list[int]
    validation_fold: int
    seed: int
    epochs: int
    batch: int
    learning_rate: float
    weight_decay: float
    warmup_epochs: int
    ema_decay: float
    dropout: float
    label_smoothing: float
    class_weight: float
    negatives_per_epoch: int
    negative_weight: float
    augmentation: Augmentation


@dataclasses.dataclass(frozen=True)
class Config:
    task: str
    name: str
    version: str
    training: Training


def load(path):
    with open(path, "rb") as file:
        raw = tomllib.load(file)
    training = raw.pop("training")
    augmentation = Augmentation(**training.pop("augmentation"))
    config = Config(**raw, training=Training(**training, augmentation=augmentation))
    if config.task not in ("segment", "classify"):
        raise ValueError(f"task must be segment or classify, not {config.task}")
    return config
