import gzip
import struct
import tomllib

import numpy as np
import torch

from structures import augment, training, volumes
from structures.network import StructureNetwork, WithMirror

SETTINGS = tomllib.loads(open("configs/hippocampus.toml").read())["training"]


def test_read_nifti_keeps_the_axes(tmp_path):
    values = np.arange(24, dtype=np.int16).reshape((2, 3, 4), order="F")
    header = bytearray(352)
    header[40:56] = struct.pack("<8h", 3, 2, 3, 4, 1, 1, 1, 1)
    header[70:72] = struct.pack("<h", 4)
    header[108:120] = struct.pack("<3f", 352, 0, 0)
    path = tmp_path / "a.nii.gz"
    path.write_bytes(gzip.compress(bytes(header) + values.tobytes(order="F")))
    assert (volumes.read_nifti(path) == values).all()


def test_padded_centres_and_the_place_cuts_it_out_again():
    volume = np.random.default_rng(0).random((35, 51, 33)).astype(np.float32)
    patch, place = volumes.padded(volume)
    assert patch.shape == volumes.PATCH and (patch[place] == volume).all() and patch.sum() == volume.sum()


def test_augmented_labels_stay_labels_and_move_with_the_image():
    labels = torch.zeros(2, *volumes.PATCH, dtype=torch.int64)
    labels[:, 15:30, 20:45, 15:30] = 1
    labels[:, 20:25, 30:35, 20:25] = 2
    image, moved = augment.augment(torch.Generator().manual_seed(1), labels.float() * 10, labels, {**SETTINGS, "noise": 0.0})
    assert image.shape == (2, 1, *volumes.PATCH) and set(moved.unique().tolist()) <= {0, 1, 2}
    inside, outside = image[:, 0][moved == 1].mean(), image[:, 0][moved == 0].mean()
    assert inside > outside + 1


def test_network_answers_at_the_patch_and_mirrors_alike():
    view = WithMirror(StructureNetwork(3).eval())
    patch = torch.rand(1, 1, 16, 16, 16)
    assert view(patch).shape == (1, 3, 16, 16, 16)
    assert torch.allclose(view(patch), view(patch.flip(2)).flip(2), atol=1e-4)


def test_perfect_logits_have_no_loss():
    labels = torch.randint(0, 3, (1, 8, 8, 8))
    logits = 50.0 * torch.nn.functional.one_hot(labels, 3).movedim(-1, 1).float()
    dice, entropy = training.dice_and_entropy(logits, labels)
    assert dice < 1e-3 and entropy < 1e-6


def test_split_puts_every_case_on_one_side():
    cases = [volumes.Case(str(i), np.zeros((1, 1, 1)), np.zeros((1, 1, 1))) for i in range(12)]
    training_cases, validation = volumes.split(cases, 5, 3)
    assert [c.name for c in validation] == ["2", "7"] and len(training_cases) == 10
