import pytest
import torch
from torch.nn import functional as F

from members import training
from members.network import CLASSES, CONVOLUTIONS, Member, Outlined, WithMirror, stages
from tumour import dataset
from tumour.network import NONE, TumourNetwork
from tumour.training import healed_is_none


@pytest.mark.parametrize("topology", sorted(CONVOLUTIONS))
def test_member_has_the_topology_and_the_shapes(topology):
    member = Member(topology).eval()
    convolutions = [m for m in member.features.modules() if isinstance(m, torch.nn.Conv2d)]
    logits, embedding, where = member(torch.rand(2, 1, 64, 64))
    assert len(convolutions) == sum(CONVOLUTIONS[topology])
    assert logits.shape == (2, len(CLASSES)) and embedding.shape == (2, 64) and where.shape == (2, 1, 4, 4)


def test_stages_halve_and_end_in_the_features():
    member, image = Member("vgg19").eval(), torch.rand(1, 1, 64, 64)
    found = stages(member.features, image)
    assert [stage.shape[2] for stage in found] == [64, 32, 16, 8, 4]
    assert torch.equal(found[-1], member.features(image))


@pytest.mark.parametrize("topology", sorted(CONVOLUTIONS))
def test_outlined_answers_as_the_member_and_outlines_at_a_quarter(topology):
    network, image = Outlined(Member(topology)).eval(), torch.rand(2, 1, 64, 64)
    logits, where, outlines = network(image)
    expected, _, tumour = network.member(image)
    assert torch.equal(logits, expected) and torch.equal(where, tumour)
    assert outlines.shape == (2, len(CLASSES), 16, 16)


def test_planes_hold_the_mask_for_any_tumour_and_for_the_kind_where_it_is_known():
    masks = torch.rand(3, 1, 8, 8)
    planes = training.planes_of(masks, torch.tensor([1, -1, NONE]))
    assert torch.equal(planes[:, :1], masks)
    assert torch.equal(planes[0, 2], masks[0, 0])
    assert planes[0, [1, 3]].abs().sum() == 0 and planes[1:, 1:].abs().sum() == 0


def test_outline_loss_falls_where_the_kind_is_right_and_asks_no_kind_where_it_is_unknown():
    masks = torch.zeros(1, 1, 32, 32)
    masks[:, :, 8:20, 8:20] = 1
    planes, known = training.planes_of(masks, torch.tensor([0])), torch.ones(1)
    right = F.avg_pool2d(planes, 4) * 20 - 10
    wrong = right[:, [0, 2, 1, 3]]
    assert training.outline_loss(right, planes, known) < 0.1 < 1 < training.outline_loss(wrong, planes, known)
    unknown = training.outline_loss(wrong, planes, torch.zeros(1))
    assert torch.isclose(unknown, training.outline_loss(right, planes, torch.zeros(1)))


def test_mirrored_slice_has_the_same_answer():
    member = WithMirror(Member("vgg16").eval())
    image = torch.rand(1, 1, 64, 64)
    assert torch.allclose(member(image)[0], member(image.flip(3))[0], atol=1e-5)


def test_hierarchy_with_equal_weights_is_cross_entropy():
    logits = torch.randn(6, 4)
    targets = torch.softmax(torch.randn(6, 4), 1)
    levels = training.hierarchical(logits, targets)
    second = torch.stack([logits[:, 0], torch.logsumexp(logits[:, 1:3], 1)], 1)
    wanted = torch.stack([targets[:, 0], targets[:, 1:3].sum(1)], 1)
    extra = -0.5 * (wanted * F.log_softmax(second, 1)).sum(1)
    assert torch.allclose(levels - extra, training.flat(logits, targets), atol=1e-5)


def test_a_healed_slice_has_no_tumour_and_a_half_healed_one_no_class():
    masks = torch.zeros(3, 1, 8, 8)
    masks[1] = 1
    before, after = torch.tensor([0, 1, 2]), torch.tensor([-1, -1, 2])
    assert healed_is_none(before, masks, after).tolist() == [NONE, -1, 2]


def test_mixed_targets_sum_to_one_where_the_class_is_known():
    generator = torch.Generator().manual_seed(3)
    labels = torch.tensor([0, -1, 2, 3])
    _, _, targets = training.mixed(generator, torch.rand(4, 1, 8, 8), torch.rand(4, 1, 8, 8), labels, 1.0)
    assert torch.allclose(targets.sum(1), torch.tensor([1.0, 0.0, 1.0, 1.0]))


def test_teacher_answers_alone_where_no_class_is_known_and_half_where_one_is():
    teacher, images = TumourNetwork().eval(), torch.rand(2, 1, 64, 64)
    targets = torch.tensor([[0.0, 1, 0, 0], [0, 0, 0, 0]])
    alone = training.taught(teacher, images, torch.zeros(2, 4), 0.5)
    both = training.taught(teacher, images, targets, 0.5)
    assert torch.allclose(alone.sum(1), torch.ones(2))
    assert torch.allclose(both, torch.stack([(targets[0] + alone[0]) / 2, alone[1]]))


def test_tumour_free_slices_stand_in_one_fold_each(tmp_path):
    folder = tmp_path / "notumor" / "notumor"
    folder.mkdir(parents=True)
    for i in range(12):
        (folder / f"{i}.jpg").write_bytes(b"")
    by_fold = [dataset.negatives(tmp_path, [fold]) for fold in (1, 2, 3, 4)]
    assert sorted(p for paths in by_fold for p in paths) == sorted(folder.glob("*.jpg"))
