import numpy as np
import pytest
import torch
from PIL import Image

from members import pretraining
from members.network import Member, Painter
from tumour import dataset
from tumour.joining import Source

AUGMENTATION = {
    "dihedral_chance": 0.0, "rotation_degrees": 5.0, "log_scale": 0.05, "shear": 0.0, "shift": 0.02, "elastic": 0.0,
    "log_gamma": 0.1, "contrast": 0.1, "brightness": 0.0, "bias_field": 0.1, "noise": 0.01, "low_resolution_chance": 0.0,
    "erase_chance": 0.0,
}
SETTINGS = {
    "epochs": 2, "seed": 3, "size": 32, "batch": 2, "warmup_epochs": 1, "learning_rate": 1e-3, "weight_decay": 0.01,
    "ema_decay": 0.9, "hole_side": 8, "hole_share": 0.4, "hole_noise": 0.05, "augmentation": AUGMENTATION,
}


@pytest.fixture
def data(tmp_path):
    """One slice in each of the four folds, without a mask beside it, and eight without tumour."""
    folder, free = tmp_path / "cheng_t1ce", tmp_path / "notumor"
    (folder / "images").mkdir(parents=True)
    free.mkdir()
    rng = np.random.default_rng(1)
    rows = ["id,pid,class,fold"]
    for fold in (1, 2, 3, 4):
        rows.append(f"site-{fold},person{fold},glioma,{fold}")
        Image.fromarray(rng.integers(0, 255, (64, 64), np.uint8)).save(folder / f"images/site-{fold}.png")
    (folder / "index.csv").write_text("\n".join(rows) + "\n")
    for number in range(8):
        Image.fromarray(rng.integers(0, 255, (40, 60), np.uint8)).save(free / f"{number}.jpg")
    return tmp_path


def test_holes_are_squares_of_about_the_share():
    gone = pretraining.holes(torch.Generator().manual_seed(1), 50, 96, 12, 0.4)
    squares = gone.unfold(2, 12, 12).unfold(3, 12, 12).flatten(4)
    assert torch.equal(squares.amin(4), squares.amax(4))
    assert abs(gone.mean() - 0.4) < 0.03


def test_what_counts_most_is_what_was_cut_out():
    gone = torch.zeros(1, 1, 24, 24)
    gone[:, :, :12, :12] = 1
    images = torch.rand(1, 1, 24, 24)
    inside, outside = images + 0.3 * gone, images + 0.3 * (1 - gone)
    assert pretraining.paint_loss(images, images, gone) == 0
    assert pretraining.paint_loss(inside, images, gone) > 3 * pretraining.paint_loss(outside, images, gone)


def test_a_held_out_fold_is_not_looked_at_and_a_sites_pictures_are(data):
    own = data / "own"
    own.mkdir()
    Image.fromarray(np.full((30, 30), 9, np.uint8)).save(own / "a.png")
    free = len(dataset.negatives(data, [1, 2, 3]))
    assert len(pretraining.unlabelled(Source(data), [1, 2, 3])) == 3 + free
    assert len(pretraining.unlabelled(Source(data), [1, 2, 3], own)) == 4 + free
    (data / "empty").mkdir()
    with pytest.raises(FileNotFoundError, match="no pictures"):
        pretraining.unlabelled(Source(data), [1, 2, 3], data / "empty")


def test_every_part_of_a_painter_learns():
    painter = Painter(Member("vgg16").features)
    painter(torch.rand(2, 1, 32, 32)).sum().backward()
    assert all(parameter.grad is not None for parameter in painter.parameters())


def test_a_member_begins_with_the_stages_that_painted(data, tmp_path):
    path, slices, _ = pretraining.train(SETTINGS, "vgg16", [1, 2, 3], Source(data), tmp_path)
    member = Member("vgg16")
    before = member.features[0].weight.clone()
    pretraining.begin(member, path, "vgg16", 4)
    assert slices == 3 + len(dataset.negatives(data, [1, 2, 3]))
    assert not torch.equal(member.features[0].weight, before)


def test_a_start_is_refused_for_another_topology_or_when_it_saw_what_is_held_out(tmp_path):
    features = Member("vgg16").features.state_dict()
    path = tmp_path / "start.pt"
    torch.save({"topology": "vgg16", "folds": [1, 2, 3], "slices": 9, "features": features}, path)
    with pytest.raises(ValueError, match="of vgg16"):
        pretraining.begin(Member("vgg19"), path, "vgg19", 4)
    with pytest.raises(ValueError, match="holds out"):
        pretraining.begin(Member("vgg16"), path, "vgg16", 3)
