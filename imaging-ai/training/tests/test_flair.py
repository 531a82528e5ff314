import tomllib

import numpy as np
import torch
from PIL import Image

from flair import augment, stacks, training
from flair.network import FlairNetwork, Probability
from tumour import preprocess

SETTINGS = tomllib.loads(open("configs/flair.toml").read())["training"]


def drawn(slices=4):
    rng = np.random.default_rng(1)
    masks = np.zeros((slices, 64, 64), bool)
    masks[1:3, 20:40, 20:40] = True
    return stacks.Stack("TCGA_XX_0001", rng.integers(0, 255, (slices, 3, 64, 64), dtype=np.uint8), masks)


def test_channels_repeat_the_edge_slices():
    stack = drawn()
    first, last = stacks.channels(stack.images, 0), stacks.channels(stack.images, 3)
    assert (first[0] == first[1]).all() and (first[2] == stack.images[1, 1]).all()
    assert (last[2] == last[1]).all() and (last[3] == stack.images[3, 0]).all() and (last[4] == stack.images[3, 2]).all()


def test_split_holds_one_site_whole_and_tests_each_case_once():
    names = [f"TCGA_{site}_{i:04d}" for site in ("CS", "DU", "HT") for i in range(12)]
    tested = []
    for fold in (1, 2, 3, 4):
        train, validation = stacks.split(names, fold)
        assert not set(train) & set(validation) and len(train) + len(validation) == len(names)
        tested += validation
    assert sorted(tested) == names
    assert {n.split("_")[1] for n in stacks.split(names, 3)[1]} == {"CS"}


def test_missing_sequences_are_replaced_by_flair():
    images = torch.rand(5, 5, 4, 4)
    lost = augment.missing(
        torch.Generator().manual_seed(0), images.clone(), {"missing_chance": 1.0, "alone_chance": 1.0})
    assert all(torch.equal(lost[:, i], images[:, augment.CENTRE]) for i in range(5))


def test_the_three_flair_slices_change_alike():
    same = torch.rand(2, 1, 16, 16).repeat(1, 5, 1, 1)
    a = augment.Augmentation(**SETTINGS["augmentation"])
    changed = augment.intensities(torch.Generator().manual_seed(2), same, a)
    assert torch.equal(changed[:, 0], changed[:, 1]) and torch.equal(changed[:, 1], changed[:, 2])
    assert not torch.equal(changed[:, 1], changed[:, 3])


def test_counts_of_the_mask_itself_make_a_dice_of_one():
    stack = drawn()
    wide = np.kron(stack.masks, np.ones((3, 3)))[:, None].astype(np.float32)
    answers = iter([wide])
    true, found, common = training.case_counts(lambda images: next(answers), stack.images, stack.masks)
    assert true == stack.masks.sum() and training.dice_of(true, found, common) > 0.99


def test_images_of_the_contract_are_rounded_nowhere_and_agree_with_those_of_training(tmp_path):
    folder = tmp_path / "lgg_flair" / "TCGA_XX_0001"
    folder.mkdir(parents=True)
    for i in range(3):
        rows, columns = np.mgrid[:768, :256]
        smooth = (40 + 30 * np.sin(rows / 19 + i) * np.cos(columns / 23)).astype(np.uint8)
        Image.fromarray(smooth).save(folder / f"{i + 1:03d}.webp", lossless=True)
    images = stacks.contract_images(tmp_path, "TCGA_XX_0001")
    rounded = stacks.read(tmp_path, "TCGA_XX_0001").images
    assert images.min() == 0 and images.max() == 1 and len(np.unique(images)) > 256
    resampled = np.stack([preprocess.resample(s / 255.0) for s in rounded[:, 1]])
    assert np.abs(images[:, 1] - resampled).mean() < 0.01


def test_answer_is_a_probability_of_the_images_size():
    with torch.no_grad():
        answer = Probability(FlairNetwork().eval())(torch.rand(1, 5, 64, 64))
    assert answer.shape == (1, 1, 64, 64) and 0 <= answer.min() and answer.max() <= 1
