from pathlib import Path

import torch

from tumour import augment, config, training
from tumour.network import NONE


def generator():
    return torch.Generator().manual_seed(3)


def slices():
    """Two heads of grey 0.4 with a bright square tumour off the midline."""
    images = torch.zeros(2, 1, 192, 192)
    images[:, :, 20:172, 20:172] = 0.4
    masks = torch.zeros_like(images)
    masks[:, :, 60:90, 40:70] = 1.0
    return torch.where(masks > 0, 0.9, images), masks, torch.tensor([0, 1])


def test_heal_leaves_neither_tumour_nor_class():
    images, masks, labels = augment.heal(generator(), *slices(), chance=1.0)
    assert masks.max() == 0 and labels.tolist() == [-1, -1]
    assert images[0, 0, 75, 55] < 0.45


def test_transplant_adds_tumour_only_when_class_is_dropped():
    _, before, labels = slices()
    _, after, kept = augment.transplant(generator(), *slices(), chance=1.0)
    grown = (after.sum((1, 2, 3)) > before.sum((1, 2, 3)) + 20).tolist()
    assert grown == [label == -1 for label in kept.tolist()]
    assert ((kept == labels) | (kept == -1)).all()


def test_moved_puts_the_source_pixel_on_the_target_pixel():
    plane = torch.zeros(1, 1, 64, 64)
    plane[0, 0, 10:15, 20:25] = 1
    result = augment.moved(plane, torch.tensor([[12.0, 22.0]]), torch.tensor([[40, 30]]), torch.tensor([0.6]))[0, 0]
    rows, columns = torch.nonzero(result > 0.5).float().mean(0)
    assert abs(rows - 40) < 0.6 and abs(columns - 30) < 0.6


def test_shape_and_range_hold_for_any_draw():
    settings = config.load(Path(__file__).parents[1] / "configs" / "t1c.toml", held_out=4)
    images = torch.randint(0, 256, (4, 256, 256), dtype=torch.uint8)
    masks = torch.zeros_like(images)
    masks[:2, 90:120, 90:120] = 255
    image, mask, labels = training.batch_of(
        generator(), images, masks, torch.tensor([0, 1, NONE, NONE]), settings.augmentation, settings.stages[-1])
    assert image.shape == mask.shape == (4, 1, 192, 192)
    assert 0 <= image.min() and image.max() <= 1 and 0 <= mask.min() and mask.max() <= 1
    assert set(labels[2:].tolist()) <= {NONE, -1}


def test_slice_without_tumour_keeps_its_class_when_tissue_is_moved():
    images, masks, _ = slices()
    empty, none = torch.zeros_like(masks), torch.full((2,), NONE)
    for step in (augment.heal, augment.transplant):
        assert step(generator(), images, empty, none, chance=1.0)[2].tolist() == [NONE, NONE]


def test_widest_is_the_largest_of_the_square_around():
    values = torch.randn(2, 1, 17, 20, generator=generator())
    assert torch.equal(augment.widest(values, 11), torch.nn.functional.max_pool2d(values, 11, 1, 5))
