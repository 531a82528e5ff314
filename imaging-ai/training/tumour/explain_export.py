"""A classifier made of plain layers to one ONNX graph that holds its own gradients, written out as forward operators.

ONNX Runtime for inference has no autograd. So the backward pass is spelled out: the transposed convolution with the same
weights, a Where on each ReLU's mask, MaxUnpool with the pool's own indices. Forward and backward share their weights, so
one file serves classification and explanation.

    inputs   image [n,1,S,S]; direction [n,K], any weights of the logits, one-hot for one class
    outputs  logits [n,K]; embedding [n,E], what the last Linear takes;
             features [n,C,h,w], the last convolution after its norm, residual addition and ReLU (before the pool);
             featureGradient [n,C,h,w] and imageGradient [n,1,S,S] of sum(direction * logits) of that image

What the network must be, to be exported (anything else is refused with the layer's name):

- One `nn.Sequential`, nested as you like, in the order in which the data flows; a module with parts of its own gives its
  chain as `nn.Sequential(net.features, net.head)`. The same module may not stand in it twice.
- Layers: `Conv2d` (zero padding, no dilation, one group; any kernel and stride), `BatchNorm2d` (with running statistics;
  folded into the convolution right before it, else a scale and shift), `ReLU`, `MaxPool2d(k)` and `AvgPool2d(k)` that do
  not overlap and divide the size, `AdaptiveAvgPool2d(1)`, `Flatten`, `Linear`, `Dropout` and `Identity` (both left out),
  `Residual(body)`: x + body(x), with `Residual(body, shortcut)`: shortcut(x) + body(x), put the ReLU after it; and
  `AttendingPool` in place of the global average.
- Functions inside a forward (`F.relu`, `x + y`, `torch.cat`, interpolate, mirroring) cannot be seen, so there are none.
- In `eval()` only; S is fixed at export; the last layer is a `Linear` (K logits).

At a tie (a ReLU at 0, equal maxima in a pool) the gradient is PyTorch's: 0, and the first of the maxima. Where a value is
within rounding of a kink, PyTorch and ONNX Runtime may stand on different sides of it; that changes the image's gradient
around one pixel. So gradients are compared by the norm of their difference, values one by one.
"""

from typing import NamedTuple

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from tumour.export import session

OPSET = 17
VALUE_TOLERANCE = 1e-4
GRADIENT_TOLERANCE = 0.02
OUTPUTS = ("logits", "embedding", "features", "featureGradient", "imageGradient")


class Residual(nn.Module):
    """shortcut(x) + body(x); without a shortcut x itself."""

    def __init__(self, body, shortcut=None):
        super().__init__()
        self.body = body
        self.shortcut = shortcut

    def forward(self, x):
        return (x if self.shortcut is None else self.shortcut(x)) + self.body(x)


class AttendingPool(nn.Module):
    """Features [N,C,h,w] to [N,2C]: their mean, and their mean weighted by where the tumour is held to be.

    The weights are the sigmoid of one 1x1 convolution and count as given: no gradient goes through them, in training as in
    explanation. What is explained is what the network saw where it looked, not why it looked there.
    """

    LEAST = 1e-2

    def __init__(self, channels):
        super().__init__()
        self.where = nn.Conv2d(channels, 1, 1)

    def forward(self, features):
        weight = torch.sigmoid(self.where(features)).detach()
        inside = (features * weight).sum((2, 3)) / (weight.sum((2, 3)) + self.LEAST)
        return torch.cat([features.mean((2, 3)), inside], 1)


def layers(chain):
    """The chain without nesting and without what does nothing in evaluation."""
    if isinstance(chain, nn.Sequential):
        return [layer for part in chain for layer in layers(part)]
    return [] if isinstance(chain, (nn.Dropout, nn.Dropout2d, nn.Identity)) else [chain]


def feature_index(flat):
    """How many layers of the flat chain make the features: up to the last convolution and what belongs to it."""
    convolutions = [
        i for i, layer in enumerate(flat)
        if not isinstance(layer, AttendingPool) and any(isinstance(m, nn.Conv2d) for m in layer.modules())]
    if not convolutions:
        raise ValueError("there is no convolution to take features from")
    end = convolutions[-1] + 1
    while isinstance(flat[end], (nn.BatchNorm2d, nn.ReLU)):
        end += 1
    return end


class Tape:
    """Nodes and weights of the graph; each layer adds its forward nodes and returns how a gradient goes back."""

    def __init__(self, half, random):
        self.nodes, self.weights, self.half, self.random = [], [], half, random

    def add(self, operator, *inputs, outputs=1, **attributes):
        names = [f"{operator.lower()}{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(operator, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else names

    def constant(self, array):
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.array(array, order="C"), name))
        return name

    def weight(self, array):
        """A float32 value: stored as it is, as float16, or not at all but computed from its indices."""
        if self.random is not None:
            return self.random.node(self, array.shape)
        if self.half:
            return self.add("Cast", self.constant(array.astype(np.float16)), to=TensorProto.FLOAT)
        return self.constant(array.astype(np.float32))

    def chain(self, flat, x, shape):
        """Output, its shape without n, and the way back."""
        backs, at = [], 0
        while at < len(flat):
            layer, norm = flat[at], None
            at += 1
            if isinstance(layer, nn.Conv2d) and at < len(flat) and isinstance(flat[at], nn.BatchNorm2d):
                norm = flat[at]
                at += 1
            x, shape, back = self.layer(layer, norm, x, shape)
            backs.append(back)
        return x, shape, lambda g: go_back(backs, g)

    def layer(self, layer, norm, x, shape):
        match layer:
            case nn.Conv2d():
                return self.convolution(layer, norm, x, shape)
            case nn.BatchNorm2d():
                scale, shift = (self.weight(v.reshape(-1, 1, 1)) for v in scale_and_shift(layer))
                y = self.add("Add", self.add("Mul", x, scale), shift)
                return y, shape, lambda g: self.add("Mul", g, scale)
            case nn.ReLU():
                y, zero = self.add("Relu", x), self.constant(np.float32(0))
                return y, shape, lambda g: self.add("Where", self.add("Greater", y, zero), g, zero)
            case nn.MaxPool2d():
                return self.max_pool(layer, x, shape)
            case nn.AvgPool2d():
                return self.average(layer, side(layer.kernel_size, layer.stride, layer.padding, shape), x, shape)
            case nn.AdaptiveAvgPool2d() if layer.output_size in (1, (1, 1)):
                return self.average(layer, shape[1:], x, shape)
            case nn.Flatten():
                back_to = self.constant(np.array([0, *shape], dtype=np.int64))
                return self.add("Flatten", x), (int(np.prod(shape)),), lambda g: self.add("Reshape", g, back_to)
            case nn.Linear():
                weight = self.weight(layer.weight.detach().numpy())
                bias = self.weight(bias_of(layer, layer.out_features))
                y = self.add("Gemm", x, weight, bias, transB=1)
                return y, (layer.out_features,), lambda g: self.add("MatMul", g, weight)
            case Residual():
                return self.residual(layer, x, shape)
            case AttendingPool():
                return self.attending(layer, x, shape)
        raise ValueError(f"a layer that cannot be explained: {layer}")

    def convolution(self, layer, norm, x, shape):
        if layer.groups != 1 or layer.dilation != (1, 1) or layer.padding_mode != "zeros" or isinstance(layer.padding, str):
            raise ValueError(f"a convolution that cannot be explained: {layer}")
        weight, bias = layer.weight.detach().numpy(), bias_of(layer, layer.out_channels)
        if norm is not None:
            scale, shift = scale_and_shift(norm)
            weight, bias = weight * scale.reshape(-1, 1, 1, 1), bias * scale + shift
        weight, bias = self.weight(weight), self.weight(bias)
        kernel, stride, padding = layer.kernel_size, layer.stride, layer.padding
        size = [(s + 2 * p - k) // t + 1 for s, p, k, t in zip(shape[1:], padding, kernel, stride)]
        rest = [s - ((o - 1) * t - 2 * p + k) for s, o, t, p, k in zip(shape[1:], size, stride, padding, kernel)]
        common = {"kernel_shape": list(kernel), "strides": list(stride), "pads": [*padding, *padding]}
        y = self.add("Conv", x, weight, bias, **common)
        return y, (layer.out_channels, *size), lambda g: self.add("ConvTranspose", g, weight, output_padding=rest, **common)

    def max_pool(self, layer, x, shape):
        window = side(layer.kernel_size, layer.stride, layer.padding, shape)
        y, indices = self.add("MaxPool", x, outputs=2, kernel_shape=window, strides=window)
        smaller = (shape[0], shape[1] // window[0], shape[2] // window[1])
        return y, smaller, lambda g: self.add("MaxUnpool", g, indices, kernel_shape=window, strides=window)

    def average(self, layer, window, x, shape):
        window = list(window)
        y = self.add("AveragePool", x, kernel_shape=window, strides=window)
        share = self.constant(np.float32(1 / np.prod(window)))
        scales = self.constant(np.array([1, 1, *window], dtype=np.float32))
        smaller = (shape[0], shape[1] // window[0], shape[2] // window[1])
        return y, smaller, lambda g: self.add("Resize", self.add("Mul", g, share), "", scales, mode="nearest")

    def attending(self, layer, x, shape):
        channels, area = shape[0], shape[1] * shape[2]
        logits, _, _ = self.convolution(layer.where, None, x, shape)
        weight = self.add("Sigmoid", logits)
        total = self.add("ReduceSum", weight, self.constant(np.array([2, 3], dtype=np.int64)))
        share = self.add("Div", weight, self.add("Add", total, self.constant(np.float32(layer.LEAST))))
        axes, even = self.constant(np.array([2, 3], dtype=np.int64)), self.constant(np.float32(1 / area))
        inside = self.add("ReduceSum", self.add("Mul", x, share), axes, keepdims=0)
        mean = self.add("ReduceMean", x, axes=[2, 3], keepdims=0)
        wide = self.constant(np.array([0, channels, 1, 1], dtype=np.int64))

        def back(g):
            of_mean, of_inside = (self.add("Reshape", part, wide) for part in self.add("Split", g, outputs=2, axis=1))
            return self.add("Add", self.add("Mul", of_inside, share), self.add("Mul", of_mean, even))
        return self.add("Concat", mean, inside, axis=1), (2 * channels,), back

    def residual(self, layer, x, shape):
        y, body_shape, body = self.chain(layers(layer.body), x, shape)
        z, z_shape, around = (x, shape, lambda g: g)
        if layer.shortcut is not None:
            z, z_shape, around = self.chain(layers(layer.shortcut), x, shape)
        if body_shape != z_shape:
            raise ValueError(f"a residual whose sides differ: {body_shape} and {z_shape}")
        return self.add("Add", z, y), body_shape, lambda g: self.add("Add", around(g), body(g))


class RandomWeights:
    """Weights that need no bytes: w = b * (2 frac(43758.5453 sin(12.9898 i + s)) - 1) of the index i, with s of its own
    for each tensor and b = sqrt(6 / fan in) (He, uniform); vectors (biases, norms) are 0.05 times such a number."""

    def __init__(self, seed):
        self.seed, self.count = seed, 0

    def next(self, shape):
        self.count += 1
        shift = 0.61803399 * (self.seed + 100 * self.count)
        return shift, (np.sqrt(6 / np.prod(shape[1:])) if len(shape) in (2, 4) else 0.05)

    def array(self, shape):
        shift, bound = self.next(shape)
        turned = np.sin(np.arange(np.prod(shape), dtype=np.float64) * 12.9898 + shift) * 43758.5453
        return (((turned - np.floor(turned)) * 2 - 1) * bound).astype(np.float32).reshape(shape)

    def node(self, tape, shape):
        shift, bound = self.next(shape)
        count = int(np.prod(shape))
        index = tape.add("Range", *(tape.constant(np.float64(v)) for v in (0, count, 1)))
        turned = tape.add("Mul", index, tape.constant(np.float64(12.9898)))
        turned = tape.add("Sin", tape.add("Add", turned, tape.constant(np.float64(shift))))
        turned = tape.add("Mul", turned, tape.constant(np.float64(43758.5453)))
        fraction = tape.add("Sub", turned, tape.add("Floor", turned))
        scaled = tape.add("Mul", fraction, tape.constant(np.float64(2)))
        scaled = tape.add("Sub", scaled, tape.constant(np.float64(1)))
        value = tape.add("Cast", tape.add("Mul", scaled, tape.constant(np.float64(bound))), to=TensorProto.FLOAT)
        return tape.add("Reshape", value, tape.constant(np.array(shape, dtype=np.int64)))


def go_back(backs, gradient):
    for back in reversed(backs):
        gradient = back(gradient)
    return gradient


def side(kernel, stride, padding, shape):
    """The window of a pool without overlap, padding or rest."""
    def pair(v):
        return list(v) if isinstance(v, (tuple, list)) else [v, v]
    window = pair(kernel)
    if pair(stride) != window or pair(padding) != [0, 0] or any(s % w for s, w in zip(shape[1:], window)):
        raise ValueError(f"a pool of {window} by steps of {pair(stride)} that does not divide {shape[1:]}")
    return window


def bias_of(layer, count):
    return np.zeros(count, np.float32) if layer.bias is None else layer.bias.detach().numpy()


def scale_and_shift(norm):
    """What a batch norm does in evaluation, as y = x * scale + shift."""
    with torch.no_grad():
        weight = torch.ones_like(norm.running_var) if norm.weight is None else norm.weight
        bias = torch.zeros_like(norm.running_var) if norm.bias is None else norm.bias
        scale = weight / torch.sqrt(norm.running_var + norm.eps)
        return scale.numpy(), (bias - norm.running_mean * scale).numpy()


def build(chain, size, half=False, random=None):
    """The graph of a chain for images of `size` x `size`."""
    flat = layers(chain)
    if not isinstance(flat[-1], nn.Linear):
        raise ValueError("the last layer must be a Linear")
    split = feature_index(flat)
    tape = Tape(half, random)
    features, shape, to_image = tape.chain(flat[:split], "image", (1, size, size))
    embedding, width, to_features = tape.chain(flat[split:-1], features, shape)
    logits, classes, to_embedding = tape.chain(flat[-1:], embedding, width)
    feature_gradient = to_features(to_embedding("direction"))
    image_gradient = to_image(feature_gradient)
    names = dict(zip(OUTPUTS, (logits, embedding, features, feature_gradient, image_gradient)))
    for output, name in names.items():
        tape.nodes.append(helper.make_node("Identity", [name], [output]))
    shapes = dict(zip(OUTPUTS, (classes, width, shape, shape, (1, size, size))))

    def value(name, dimensions):
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", *dimensions])
    graph = helper.make_graph(
        tape.nodes, "explainable", [value("image", (1, size, size)), value("direction", classes)],
        [value(name, shapes[name]) for name in OUTPUTS], tape.weights)
    return helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8, producer_name="explain_export.py")


def export(chain, size, path, half=False):
    """Writes `path` and returns its `Difference` from PyTorch. `half` stores the weights as float16 and compares with a
    network rounded likewise, after folding: what rounding does to the scores is for the caller to measure.
    """
    chain.eval()
    save(build(chain, size, half), path)
    return checked(rounded(chain) if half else chain, size, path)


def export_random(chain, size, path, seed):
    """The same graph with random weights, for the randomisation check (Adebayo et al. 2018), in a few kB: they are
    computed from their indices when the file is loaded. `chain` is left as it was."""
    save(build(chain.eval(), size, random=RandomWeights(seed)), path)
    return checked(randomised(chain, seed), size, path)


def save(model, path):
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, str(path))


class Difference(NamedTuple):
    """From PyTorch, over batches of 1 and 3: the largest of a value, as a share of the tensor's largest magnitude; and of
    a gradient, the norm of the difference as a share of the gradient's norm."""

    value: float
    gradient: float


def checked(reference, size, path):
    all_of_them = [compare(reference, size, path, batch) for batch in (1, 3)]
    difference = Difference(*(max(column) for column in zip(*all_of_them)))
    if not (difference.value < VALUE_TOLERANCE and difference.gradient < GRADIENT_TOLERANCE):
        raise ValueError(f"the graph differs from PyTorch: {difference}")
    return difference


def rounded(chain):
    """The same network with folded norms and weights rounded to float16."""
    return rebuilt(chain, lambda array: array.astype(np.float16).astype(np.float32))


def randomised(chain, seed):
    """The same network with folded norms and the weights that `RandomWeights` gives."""
    weights = RandomWeights(seed)
    return rebuilt(chain, lambda array: weights.array(array.shape))


def rebuilt(chain, change):
    """A copy with every weight changed, in the order of the export, batch norms folded first."""
    flat, result, at = layers(chain), [], 0
    while at < len(flat):
        layer = flat[at]
        at += 1
        if isinstance(layer, nn.Conv2d):
            weight, bias = layer.weight.detach().numpy(), bias_of(layer, layer.out_channels)
            if at < len(flat) and isinstance(flat[at], nn.BatchNorm2d):
                scale, shift = scale_and_shift(flat[at])
                weight, bias = weight * scale.reshape(-1, 1, 1, 1), bias * scale + shift
                at += 1
            copy = nn.Conv2d(layer.in_channels, layer.out_channels, layer.kernel_size, layer.stride, layer.padding)
            layer = filled(copy, change(weight), change(bias))
        elif isinstance(layer, nn.BatchNorm2d):
            scale, shift = (change(v.reshape(-1, 1, 1)).reshape(-1) for v in scale_and_shift(layer))
            copy = nn.BatchNorm2d(len(scale), eps=0.0)
            layer = filled(copy, scale, shift)
        elif isinstance(layer, nn.Linear):
            copy = nn.Linear(layer.in_features, layer.out_features)
            layer = filled(copy, change(layer.weight.detach().numpy()), change(bias_of(layer, layer.out_features)))
        elif isinstance(layer, AttendingPool):
            copy, where = AttendingPool(layer.where.in_channels), layer.where
            filled(copy.where, change(where.weight.detach().numpy()), change(bias_of(where, 1)))
            layer = copy
        elif isinstance(layer, Residual):
            body = rebuilt(layer.body, change)
            layer = Residual(body, None if layer.shortcut is None else rebuilt(layer.shortcut, change))
        result.append(layer)
    return nn.Sequential(*result).eval()


def filled(layer, weight, bias):
    with torch.no_grad():
        layer.weight.copy_(torch.from_numpy(np.ascontiguousarray(weight)))
        layer.bias.copy_(torch.from_numpy(np.ascontiguousarray(bias)))
    return layer


def reference_outputs(chain, image, direction):
    """What PyTorch's autograd says, in the order of `OUTPUTS`, as arrays."""
    flat = layers(chain.eval())
    split = feature_index(flat)
    image = image.clone().requires_grad_(True)
    features = nn.Sequential(*flat[:split])(image)
    embedding = nn.Sequential(*flat[split:-1])(features)
    logits = flat[-1](embedding)
    gradients = torch.autograd.grad((logits * direction).sum(), [features, image])
    return [v.detach().numpy() for v in (logits, embedding, features, *gradients)]


def compare(chain, size, path, batch):
    generator = torch.Generator().manual_seed(batch)
    image = torch.rand(batch, 1, size, size, generator=generator)
    classes = layers(chain)[-1].out_features
    direction = torch.randn(batch, classes, generator=generator)
    actual = session(path).run(list(OUTPUTS), {"image": image.numpy(), "direction": direction.numpy()})
    expected = reference_outputs(chain, image, direction)
    pairs = list(zip(expected, actual))
    return (
        max(float(np.abs(e - a).max() / (np.abs(e).max() + 1e-12)) for e, a in pairs[:3]),
        max(float(np.linalg.norm(e - a) / (np.linalg.norm(e) + 1e-12)) for e, a in pairs[3:]),
    )
