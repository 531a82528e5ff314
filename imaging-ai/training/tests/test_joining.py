import dataclasses
import json

import numpy as np
import pytest
from PIL import Image

from common import card
from members import part, training
from tumour import dataset, joining, lookalike
from tumour.config import Augmentation

NAME = "site-1a2b3c4d"


def picture(seed, side=64):
    """A smooth random picture, uint8."""
    waves = np.random.default_rng(seed).normal(size=(12, 12))
    y, x = np.meshgrid(*2 * [np.linspace(0, np.pi, side)], indexing="ij")
    field = sum(waves[i, k] * np.cos(i * y) * np.cos(k * x) for i in range(12) for k in range(12))
    return np.round(np.interp(field, (field.min(), field.max()), (0, 255))).astype(np.uint8)


def write_set(root, rows, name=None):
    """`root`/cheng_t1ce of rows (id, patient, fold, picture), every tumour a glioma, with one mask for all."""
    folder = root / "cheng_t1ce"
    (folder / "images").mkdir(parents=True)
    (folder / "masks").mkdir()
    lines = ["id,pid,class,fold" + (",set" if name else "")]
    for one, patient, fold, image in rows:
        lines.append(f"{one},{patient},glioma,{fold}" + (f",{name}" if name else ""))
        Image.fromarray(image).save(folder / f"images/{one}.png")
        mask = np.zeros(image.shape, bool)
        mask[20:40, 20:40] = True
        Image.fromarray(mask).save(folder / f"masks/{one}.png")
    (folder / "index.csv").write_text("\n".join(lines) + "\n")


@pytest.fixture
def published(tmp_path):
    """Slices whose numbers are not in the list of the published set, so that these folds hold."""
    root = tmp_path / "data"
    write_set(root, [(f"x{fold}", f"published{fold}", fold, picture(fold)) for fold in (1, 2, 3, 4)])
    free = root / "notumor"
    free.mkdir()
    for number in range(8):
        Image.fromarray(picture(100 + number)).save(free / f"own{number}.jpg")
    return root


def site(tmp_path, rows, name=NAME):
    root = tmp_path / "site"
    write_set(root, rows, name)
    return root


def test_joined_slices_stand_in_the_folds_that_the_site_gave_them(tmp_path, published):
    source = joining.Source(published, site(tmp_path, [("0001", "a", 2, picture(11)), ("0002", "b", 5, picture(12))]))
    assert [(s.id, s.fold) for s in source.slices[-2:]] == [("0001", 2), ("0002", 5)]
    images, labels, patients, _ = part.slices_of(source, [2])
    assert list(patients[labels == 0]) == ["published2", "a"] and len(images) == len(labels)


def test_tumour_free_slices_of_the_site_come_along(tmp_path, published):
    root = site(tmp_path, [("s1", "a", 2, picture(11))])
    before = joining.Source(published, root).negatives([1, 2, 3, 4])
    (root / "notumor").mkdir()
    Image.fromarray(picture(13)).save(root / "notumor/here.jpg")
    assert joining.Source(published, root).negatives([1, 2, 3, 4]) == [*before, root / "notumor/here.jpg"]


def test_one_person_in_two_folds_of_the_sets_together_is_refused(tmp_path, published):
    with pytest.raises(ValueError, match="1 persons .* several folds"):
        joining.Source(published, site(tmp_path, [("s1", "published3", 2, picture(11))]))


def test_a_copy_within_the_site_is_refused_between_persons_and_folds_only(tmp_path, published):
    same_fold = [("s1", "a", 1, picture(11)), ("s2", "b", 1, picture(11).T)]
    assert len(joining.Source(published, site(tmp_path / "one", same_fold)).own) == 2
    two_folds = [("s1", "a", 1, picture(11)), ("s2", "b", 2, picture(11)[::-1].T)]
    with pytest.raises(ValueError, match="copies of each other, s1 and s2"):
        joining.Source(published, site(tmp_path / "two", two_folds))


def test_a_copy_of_a_listed_picture_is_refused(tmp_path, published, monkeypatch):
    words = np.packbits(lookalike.bits_of(picture(11)).ravel(), bitorder="little").view("<u8")
    listed = tmp_path / "listed.csv"
    listed.write_text("set,id,pid,fold,hash\nnotumor,free.jpg,free.jpg,1," + "".join(f"{w:016x}" for w in words) + "\n")
    monkeypatch.setattr(dataset, "LISTED", listed)
    mirrored = np.asarray(Image.fromarray(picture(11)[:, ::-1]).resize((90, 90)))
    with pytest.raises(ValueError, match="1 of .* copies of published ones, s1 of notumor free.jpg"):
        joining.Source(published, site(tmp_path, [("s1", "a", 1, mirrored), ("s2", "b", 2, picture(12))]))


@pytest.mark.parametrize("name", [None, "cheng_t1ce", "Two Words"])
def test_a_set_without_a_name_of_its_own_is_refused(tmp_path, published, name):
    with pytest.raises(ValueError, match="one name of its own"):
        joining.Source(published, site(tmp_path, [("s1", "a", 1, picture(11))], name))


def test_the_card_says_what_was_joined_and_nothing_where_nothing_was(tmp_path, published):
    root = site(tmp_path, [("s1", "a", 1, picture(11)), ("s2", "a", 1, picture(12)), ("s3", "b", 4, picture(13))])
    known = joining.Source(published, root).provenance([1, 2, 3])
    trained = {"folds": [1, 2, 3], **json.loads(json.dumps(known))}
    assert known == {"joined": {"set": NAME, "folds": [1, 2, 3], "slices": 2, "patients": 1}}
    assert card.seen(trained)[-1] == {"dataset": NAME, "folds": [1, 2, 3]}
    assert f"site's own set {NAME}: up to 2 slices of 1 patients" in card.attribution("Text.", [trained, {"folds": [1]}])
    assert joining.Source(published).provenance([1, 2, 3]) == {}
    assert len(card.seen({"folds": [1]})) == 2 and card.attribution("Text.", [{"folds": [1]}]) == "Text."


def test_hash_is_the_programs():
    """The digits are those of health.cairn.imaging.evaluate.leak.PerceptualHash for the same picture."""
    rows, columns = np.meshgrid(np.arange(50), np.arange(70), indexing="ij")
    grey = (rows * 7 + columns * columns * 3 + rows * columns) % 251
    assert np.array_equal(lookalike.bits_of(grey), lookalike.parse("c000000090000000fc849912e040ffb5e86c51054b64e231c8e43319c8e6993b"))
    assert lookalike.bits_of(np.full((20, 20), 7)) is None


def test_a_member_learns_from_both_sets_and_goes_on_from_its_checkpoint_only_with_both(tmp_path, published):
    augmentation = dict.fromkeys((field.name for field in dataclasses.fields(Augmentation)), 0.0)
    settings = {
        "epochs": 1, "small_epochs": 0, "small_size": 32, "gentle_epochs": 0, "gentle_strength": 1.0, "seed": 3, "size": 32,
        "batch": 2, "warmup_epochs": 0, "learning_rate": 1e-3, "weight_decay": 0.0, "ema_decay": 0.9, "dropout": 0.0,
        "label_smoothing": 0.0, "outline_weight": 0.5, "mixup_chance": 0.0, "heal_chance": 0.0, "transplant_chance": 0.0,
        "augmentation": augmentation}
    both = joining.Source(published, site(tmp_path, [("s1", "a", 1, picture(11)), ("s2", "b", 4, picture(12))]))
    training.train(settings, "vgg16", [1, 2, 3], 4, both, tmp_path)
    training.train(settings, "vgg16", [1, 2, 3], 4, both, tmp_path)
    with pytest.raises(ValueError, match="other settings"):
        training.train(settings, "vgg16", [1, 2, 3], 4, joining.Source(published), tmp_path)
