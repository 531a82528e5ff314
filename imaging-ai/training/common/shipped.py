"""Going on from a shipped file: its weights back in a network that can be trained.

The file holds each batch norm folded into the convolution before it. The norms are put back from what the convolutions answer
to slices of the training: the network answers as the file does, and its norms know the spread of their values.
"""

import hashlib
import json
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional as F

SHOWN = 64
"""So many slices of the training tell the norms the spread of their values."""


class Stored:
    """The constants of a graph by name, through the Cast and the Mul behind which `narrow.py` keeps them."""

    def __init__(self, graph):
        self.held = {w.name: numpy_helper.to_array(w) for w in graph.initializer}
        self.made = {node.output[0]: node for node in graph.node if node.op_type in ("Cast", "Mul")}

    def value(self, name):
        if name in self.held:
            return torch.tensor(self.held[name]).float()
        node = self.made.get(name)
        if node is None:
            raise ValueError(f"the file computes {name}, which should be a weight")
        values = [self.value(part) for part in node.input]
        return values[0] if node.op_type == "Cast" else values[0] * values[1]


def seen_by(path):
    """The folds that a shipped file was trained on, by set, from the card beside it."""
    for card in sorted(Path(path).parent.glob("*.json")):
        for entry in json.loads(card.read_text()).get("files", []):
            if entry["file"] == Path(path).name:
                return {one["dataset"]: set(one["folds"]) for one in entry["trainedOn"]}
    raise FileNotFoundError(f"no card beside {path} says what it was trained on")


def begin(network, path, held_out, images, size):
    """Gives `network` the weights of a shipped file that never saw the fold `held_out`; returns the file's SHA-256.

    `images` uint8 [n,h,w] are those of the training.
    """
    if any(held_out in folds for folds in seen_by(path).values()):
        raise ValueError("the shipped file has seen the fold that this training holds out")
    shown = torch.from_numpy(images[::max(1, len(images) // SHOWN)])[:, None].float() / 255
    fill(network, path, F.interpolate(shown, size=(size, size), mode="area"))
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def fill(network, path, images):
    """Gives `network` the weights of the file; `images` [n,1,S,S] of the training set the norms."""
    graph = onnx.load(path).graph
    stored = Stored(graph)
    nodes = [node for node in graph.node if node.op_type in ("Conv", "Gemm")]
    layers = in_turn(network.eval(), images[:2])
    if len(nodes) != len(layers):
        raise ValueError(f"{path} is not of this topology")
    norms, hooks = followers(network), []
    for node, layer in zip(nodes, layers):
        weight, bias = (stored.value(name) for name in node.input[1:3])
        if weight.shape != layer.weight.shape:
            raise ValueError(f"{path} is not of this topology")
        layer.weight.data.copy_(weight)
        if layer in norms:
            hooks.append(layer.register_forward_hook(put_back(norms[layer], bias)))
        else:
            layer.bias.data.copy_(bias)
    with torch.no_grad():
        network(images)
    for hook in hooks:
        hook.remove()
    network.train()


def in_turn(network, images):
    """The layers with weights in the order in which they first work, which is that of the file."""
    turn = {}
    hooks = [m.register_forward_hook(lambda layer, *_: turn.setdefault(layer, None))
             for m in network.modules() if isinstance(m, (nn.Conv2d, nn.Linear))]
    with torch.no_grad():
        network(images)
    for hook in hooks:
        hook.remove()
    return list(turn)


def followers(network):
    """{convolution: the batch norm right behind it}."""
    found = {}
    for chain in (m for m in network.modules() if isinstance(m, nn.Sequential)):
        inside = list(chain)
        found |= {a: b for a, b in zip(inside, inside[1:]) if isinstance(a, nn.Conv2d) and isinstance(b, nn.BatchNorm2d)}
    return found


def put_back(norm, bias):
    """Sets `norm` so that it adds `bias` [C] to what comes through, whatever that is."""
    def set_by(_, __, values):
        mean = values.mean((0, 2, 3))
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(values.var((0, 2, 3)) + 1e-4)
        norm.weight.data.copy_(torch.sqrt(norm.running_var + norm.eps))
        norm.bias.data.copy_(bias + mean)
    return set_by
