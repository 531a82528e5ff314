import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tumour import dataset


def row(patient, fold):
    return dataset.Slice("x", patient, 0, fold, Path("x"), Path("x"))


def test_split_keeps_patients_apart():
    training, validation = dataset.split([row("a", 1), row("a", 1), row("b", 2), row("c", 4)], [1, 2, 3], 4)
    assert {s.patient for s in training} == {"a", "b"}
    assert {s.patient for s in validation} == {"c"}


def test_split_refuses_when_a_patient_stands_on_both_sides():
    with pytest.raises(ValueError, match="1 persons"):
        dataset.split([row("a", 1), row("a", 4)], [1, 2, 3], 4)


def test_read_index_reads_class_and_fold(tmp_path):
    folder = tmp_path / "cheng_t1ce"
    folder.mkdir()
    (folder / "index.csv").write_text("id,pid,class,fold,orig_w,orig_h\n0001,p1,pituitary,3,512,512\n")
    item, = dataset.read_index(tmp_path)
    assert (item.patient, item.label, item.fold, item.mask.name) == ("p1", 2, 3, "0001.png")


def test_read_index_reads_what_a_site_exports(tmp_path):
    folder = tmp_path / "cheng_t1ce"
    (folder / "images").mkdir(parents=True)
    (folder / "masks").mkdir()
    (folder / "index.csv").write_text(
        "id,pid,class,fold,set\nsite-1a2b3c4d-00001,00ff00ff00ff00ff00ff00ff00ff00ff,glioma,2,site-1a2b3c4d\n"
    )
    grey = np.arange(256 * 256, dtype=np.uint32).reshape(256, 256) % 251
    Image.fromarray(grey.astype(np.uint8)).save(folder / "images/site-1a2b3c4d-00001.png")
    Image.fromarray(((grey > 200) * 255).astype(np.uint8)).save(folder / "masks/site-1a2b3c4d-00001.png")
    item, = dataset.read_index(tmp_path)
    arrays = dataset.training_arrays([item], [])
    assert (item.fold, arrays.labels.tolist(), arrays.images.shape) == (2, [0], (1, 256, 256))
    assert (arrays.masks[0] > 0).any()


def test_read_mask_reads_one_bit_png(tmp_path):
    mask = np.zeros((8, 8), bool)
    mask[2:4, 3:6] = True
    Image.fromarray(mask).save(tmp_path / "m.png")
    np.testing.assert_array_equal(dataset.read_mask(tmp_path / "m.png"), mask)


def test_stored_mask_keeps_the_tumours_share_of_a_pixel():
    mask = np.zeros((512, 512), bool)
    mask[0, 0] = True
    assert dataset.stored_mask(mask)[0, 0] == 64


def test_split_refuses_when_examinations_of_one_person_stand_on_both_sides():
    slices = [
        dataset.Slice("1", "MR024780B", 0, 1, None, None),
        dataset.Slice("2", "MR024780E", 0, 4, None, None),
    ]
    with pytest.raises(ValueError, match="persons stand on both sides"):
        dataset.split(slices, [1, 2, 3], 4)


def test_listed_folds_keep_every_person_in_one_fold():
    folds = {}
    with open(dataset.LISTED, newline="") as file:
        for row in csv.DictReader(file):
            if row["set"] == "cheng_t1ce":
                folds.setdefault(dataset.person(row["pid"]), set()).add(row["fold"])
    assert len(folds) > 150 and all(len(f) == 1 for f in folds.values())
