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

    def scaled(self, strength):
        """The same with every range and chance times `strength`."""
        return Augmentation(**{name: value * strength for name, value in dataclasses.asdict(self).items()})


@dataclasses.dataclass(frozen=True)
class Stage:
    """Some epochs on slices of `size` x `size` pixels, with two chances of `augment`.

    `strength` scales every range and chance of the augmentation. A positive `learning_rate` begins a cosine from there
    to zero; a stage with 0 goes on along the one before.
    """

    epochs: int
    size: int
    learning_rate: float
    strength: float
    heal_chance: float
    transplant_chance: float


@dataclasses.dataclass(frozen=True)
class Training:
    train_folds: list[int]
    validation_fold: int
    seed: int
    batch: int
    warmup_epochs: int
    weight_decay: float
    ema_decay: float
    dropout: float
    label_smoothing: float
    class_weight: float
    augmentation: Augmentation
    stages: list[Stage]

    @property
    def epochs(self):
        return sum(stage.epochs for stage in self.stages)


FOLDS = (1, 2, 3, 4)


def load(path, held_out):
    """The settings of one network: all folds but `held_out` train."""
    with open(path, "rb") as file:
        training = tomllib.load(file)["training"]
    augmentation = Augmentation(**training.pop("augmentation"))
    stages = [Stage(**stage) for stage in training.pop("stages")]
    return Training(
        **training, train_folds=[fold for fold in FOLDS if fold != held_out], validation_fold=held_out,
        augmentation=augmentation, stages=stages)
