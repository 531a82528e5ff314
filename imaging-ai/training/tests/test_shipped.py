import json

import numpy as np
import pytest
import torch

from common import command, shipped
from members import training
from members.network import Member, WithMirror
from tumour import export
from tumour.network import TumourNetwork, Views


def file_of(member, path):
    """The file of a member whose norms have seen something."""
    member.train()
    for _ in range(3):
        member(torch.rand(8, 1, 32, 32))
    command.export(WithMirror(member).eval(), torch.rand(2, 1, 32, 32), path, ("logits", "embedding"))
    return path


@pytest.mark.parametrize("topology", ["vgg16", "vgg19"])
def test_a_filled_member_answers_as_its_file_and_its_norms_know_the_spread(tmp_path, topology):
    torch.manual_seed(4)
    path = file_of(Member(topology), tmp_path / "member.onnx")
    member, images = Member(topology), torch.rand(6, 1, 32, 32)
    shipped.fill(member, path, images)
    said = export.session(path).run(["logits"], {"image": images.numpy()})[0]
    with torch.no_grad():
        np.testing.assert_allclose(WithMirror(member.eval())(images)[0].numpy(), said, atol=2e-3)
    norm = member.features[1]
    member.features[0].register_forward_hook(lambda _, __, values: seen.append(values))
    seen = []
    member(images)
    assert torch.allclose(seen[0].mean((0, 2, 3)), norm.running_mean, atol=1e-4)


def test_a_filled_joint_network_answers_as_its_file(tmp_path):
    torch.manual_seed(5)
    network, path = TumourNetwork(), tmp_path / "cheng-t1c-a.onnx"
    for _ in range(3):
        network(torch.rand(4, 1, 64, 64))
    command.export(Views(network).eval(), torch.rand(2, 1, 64, 64), path, ("probability", "three", "logits", "embedding"))
    filled, images = TumourNetwork(), torch.rand(6, 1, 64, 64)
    shipped.fill(filled, path, images)
    said = export.session(path).run(["probability", "logits"], {"image": images.numpy()})
    with torch.no_grad():
        probability, _, logits, _ = Views(filled.eval())(images)
    np.testing.assert_allclose(probability.numpy(), said[0], atol=2e-3)
    np.testing.assert_allclose(logits.numpy(), said[1], atol=5e-3)


def test_another_topology_is_refused(tmp_path):
    path = file_of(Member("vgg16"), tmp_path / "member.onnx")
    with pytest.raises(ValueError, match="not of this topology"):
        shipped.fill(Member("vgg19"), path, torch.rand(2, 1, 32, 32))


def test_a_file_that_saw_the_held_out_fold_or_of_which_nothing_is_known_is_refused(tmp_path):
    path = tmp_path / "member.onnx"
    path.write_bytes(b"")
    images = np.zeros((2, 32, 32), np.uint8)
    with pytest.raises(FileNotFoundError, match="no card"):
        training.begin(Member("vgg16"), path, "vgg16", 4, images, 32)
    seen = [{"dataset": "cheng_t1ce", "folds": [1, 2, 4]}]
    (tmp_path / "card.json").write_text(json.dumps({"files": [{"file": path.name, "trainedOn": seen}]}))
    with pytest.raises(ValueError, match="has seen the fold"):
        training.begin(Member("vgg16"), path, "vgg16", 4, images, 32)
