import onnx
import pytest
import torch
from torch import nn

from tumour import explain_export
from tumour.explain_export import AttendingPool, Residual, export, export_random


def stage(inputs, outputs, count, residual=False):
    """`count` 3x3 convolutions with norm and ReLU, then a pool; all but the first around an identity if asked."""
    first = [nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]
    rest = []
    for i in range(count - 1):
        rest += [nn.Conv2d(outputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs), nn.ReLU()]
    if residual:
        rest = [Residual(nn.Sequential(*rest[:-1])), nn.ReLU()]
    return nn.Sequential(*first, *rest, nn.MaxPool2d(2))


def head(inputs, hidden=12, classes=4):
    return nn.Sequential(
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.5), nn.Linear(inputs, hidden), nn.ReLU(),
        nn.Dropout(0.5), nn.Linear(hidden, classes))


def settled(chain, size=32):
    """Norms with statistics that are not 0 and 1, as after training."""
    torch.manual_seed(3)
    for module in chain.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.5, 0.5)
    chain.train()
    with torch.no_grad():
        for _ in range(3):
            chain(torch.rand(8, 1, size, size))
    return chain.eval()


def chains():
    torch.manual_seed(5)
    yield "vgg", settled(nn.Sequential(stage(1, 6, 2), stage(6, 8, 3), head(8)))
    yield "residual", settled(nn.Sequential(stage(1, 6, 4, True), stage(6, 8, 4, True), head(8)))
    yield "hierarchical", settled(nn.Sequential(
        stage(1, 6, 2),
        Residual(stage(6, 8, 3), nn.Sequential(nn.AvgPool2d(2), nn.Conv2d(6, 8, 1, bias=False), nn.BatchNorm2d(8))),
        nn.ReLU(), head(8)))
    yield "attending", settled(nn.Sequential(
        stage(1, 6, 2), stage(6, 8, 3), AttendingPool(8), nn.Linear(16, 12), nn.ReLU(), nn.Linear(12, 4)))
    yield "strided", settled(nn.Sequential(
        nn.BatchNorm2d(1), nn.Conv2d(1, 6, 4, 2, 1), nn.ReLU(), nn.BatchNorm2d(6), nn.MaxPool2d(2),
        nn.Conv2d(6, 6, 3, 2, 1), nn.ReLU(), nn.Flatten(), nn.Linear(6 * 4 * 4, 12), nn.ReLU(), nn.Linear(12, 4)))


@pytest.mark.parametrize("name, chain", list(chains()))
@pytest.mark.parametrize("half", [False, True])
def test_graph_gives_what_autograd_gives(tmp_path, name, chain, half):
    assert max(export(chain, 32, tmp_path / "graph.onnx", half)) < 1e-4


@pytest.mark.parametrize("name, chain", list(chains()))
def test_random_graph_gives_what_autograd_gives_on_its_weights(tmp_path, name, chain):
    before = [p.clone() for p in chain.parameters()]
    assert max(export_random(chain, 32, tmp_path / "graph.onnx", seed=7)) < 1e-4
    assert all(torch.equal(a, b) for a, b in zip(before, chain.parameters()))


def test_random_graph_needs_few_bytes(tmp_path):
    wide = nn.Sequential(stage(1, 64, 2), stage(64, 128, 2), head(128)).eval()
    export_random(wide, 32, tmp_path / "graph.onnx", seed=7)
    assert (tmp_path / "graph.onnx").stat().st_size < 20_000


def test_weights_are_stored_once(tmp_path):
    chain = settled(nn.Sequential(stage(1, 6, 2), stage(6, 8, 3), head(8)))
    export(chain, 32, tmp_path / "graph.onnx")
    graph = onnx.load(tmp_path / "graph.onnx").graph
    stored = sum(len(w.raw_data) // 4 for w in graph.initializer if len(w.dims) in (2, 4))
    assert stored == sum(p.numel() for p in chain.parameters() if p.dim() in (2, 4))


def test_features_are_taken_before_the_last_pool():
    chain = nn.Sequential(stage(1, 6, 2), stage(6, 8, 4, True), head(8))
    flat = explain_export.layers(chain)
    features = nn.Sequential(*flat[: explain_export.feature_index(flat)])(torch.rand(1, 1, 32, 32))
    assert features.shape == (1, 8, 16, 16) and features.min() >= 0


@pytest.mark.parametrize("layer", [nn.GELU(), nn.MaxPool2d(3, 2, 1), nn.Conv2d(6, 6, 3, padding=1, groups=2)])
def test_refuses_what_it_cannot_explain(tmp_path, layer):
    chain = nn.Sequential(nn.Conv2d(1, 6, 3, padding=1), layer, head(6))
    with pytest.raises(ValueError):
        export(chain, 32, tmp_path / "graph.onnx")
