import numpy as np
import torch

from common import command
from members import novelty, part
from tumour import export


def drawn(count, shift=0.0, seed=3):
    rng = np.random.default_rng(seed)
    labels = np.arange(count) % 2
    return rng.normal(size=(count, 6)) * [1, 2, 1, 1, 5, 1] + shift + 4 * labels[:, None], labels


def test_novelty_is_even_for_the_same_kind_and_one_for_another():
    embeddings, labels = drawn(400)
    means, whitening = novelty.metric(embeddings, labels)
    held = novelty.distances(drawn(300, seed=4)[0], means, whitening)
    new = novelty.distances(drawn(300, seed=5)[0], means, whitening)
    shares = (held[None] < new[:, None]).mean(1)
    assert abs(shares.mean() - 0.5) < 0.06
    far = novelty.distances(drawn(20, shift=30)[0], means, whitening)
    assert (held[None] < far[:, None]).mean() > 0.99


def test_distance_does_not_care_for_the_scale_of_an_axis():
    embeddings, labels = drawn(4000)
    means, whitening = novelty.metric(embeddings, labels)
    scale = np.array([1, 10, 1, 1, 0.1, 1.0])
    scaled_means, scaled_whitening = novelty.metric(embeddings * scale, labels)
    a, b = (novelty.distances(e, *m) for e, m in (
        (embeddings, (means, whitening)), (embeddings * scale, (scaled_means, scaled_whitening))))
    np.testing.assert_allclose(a, b, rtol=0.1)


class Pooled(torch.nn.Module):
    """A member whose embedding is the slice in 16 numbers."""

    def __init__(self):
        super().__init__()
        self.head = torch.nn.Linear(16, 4)

    def forward(self, image):
        embedding = torch.nn.functional.avg_pool2d(image, 8).flatten(1)
        return self.head(embedding), embedding


def test_exported_file_gives_the_logits_and_the_share_of_nearer_slices(tmp_path):
    torch.manual_seed(2)
    member, images = Pooled().eval(), torch.rand(90, 1, 32, 32)
    with torch.no_grad():
        logits, embedding = (v.numpy() for v in member(images))
    means, whitening = novelty.metric(embedding[:60], np.arange(60) % 3)
    own = novelty.distances(embedding, means, whitening)
    path = tmp_path / "member.onnx"
    command.export(
        novelty.WithNovelty(member, means, whitening, own[60:]), torch.rand(2, 1, 32, 32), path, part.OUTPUTS)
    found, same, shares = export.session(path).run(list(part.OUTPUTS), {"image": images.numpy()})
    np.testing.assert_allclose(found, logits, atol=0.01)
    np.testing.assert_allclose(same, embedding, atol=0.01)
    assert np.abs(shares[:, 0] - (own[None, 60:] < own[:, None]).mean(1)).max() < 1.5 / 30
