"""Stores an ONNX file's weights in about a quarter of their bytes; the graph goes on computing in float32.

    python narrow.py MODEL.onnx --out NARROW.onnx

Each float32 weight of at least two axes becomes whole numbers of 8 bits with one float32 scale per output channel (the first
axis), behind a Cast and a Mul that ONNX Runtime computes once when it loads the file; vectors become float16 behind a Cast. Inputs,
outputs and every operator stay float32, so that every processor computes alike. float64 is left alone. Says the largest
difference of each output over random batches; whether that matters is for `cairn evaluate` to say: a model is shipped narrowed
only if its Dice falls by at most 0.003.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

LEAST = 64
"""Weights of fewer values stay as they are."""

LARGEST_HALF = float(np.finfo(np.float16).max)
LARGEST_BYTE = 127


def widened(model):
    """A copy of `model` in which float16 weights behind a Cast are float32 ones again."""
    wide = onnx.ModelProto()
    wide.CopyFrom(model)
    stored = {w.name: w for w in wide.graph.initializer if w.data_type == TensorProto.FLOAT16}
    for node in list(wide.graph.node):
        if node.op_type == "Cast" and node.input[0] in stored:
            weight = stored[node.input[0]]
            weight.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(weight).astype(np.float32), node.output[0]))
            wide.graph.node.remove(node)
    return wide


def bytes_of(name, values):
    """(initialisers, nodes) that give `values` back from 8 bits and a scale per first index."""
    scale = np.abs(values).reshape(len(values), -1).max(1).astype(np.float32) / LARGEST_BYTE
    scale = np.where(scale > 0, scale, 1).reshape(-1, *[1] * (values.ndim - 1))
    stored = [
        numpy_helper.from_array(np.round(values / scale).astype(np.int8), name + "_byte"),
        numpy_helper.from_array(scale, name + "_scale")]
    return stored, [
        helper.make_node("Cast", [name + "_byte"], [name + "_wide"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [name + "_wide", name + "_scale"], [name])]


def halves_of(name, values):
    """The same from float16."""
    if not np.abs(values).max() <= LARGEST_HALF:
        raise ValueError(f"{name} holds values beyond float16")
    return (
        [numpy_helper.from_array(values.astype(np.float16), name + "_half")],
        [helper.make_node("Cast", [name + "_half"], [name], to=TensorProto.FLOAT)])


def narrowed(model, least=LEAST):
    """A copy of `model` with its weights narrowed."""
    narrow = widened(model)
    kept, nodes, replaced = [], [], set()
    for weight in narrow.graph.initializer:
        values = numpy_helper.to_array(weight)
        if weight.data_type != TensorProto.FLOAT or values.size < least:
            kept.append(weight)
            continue
        if not np.isfinite(values).all():
            raise ValueError(f"{weight.name} holds values that are no numbers")
        stored, back = (bytes_of if values.ndim > 1 else halves_of)(weight.name, values)
        kept += stored
        nodes += back
        replaced.add(weight.name)
    if not nodes:
        raise ValueError("there are no float32 weights to narrow")
    # Old exporters list weights as inputs too; a narrowed one is neither.
    graph = helper.make_graph(
        nodes + list(narrow.graph.node), narrow.graph.name, [i for i in narrow.graph.input if i.name not in replaced],
        list(narrow.graph.output), kept)
    narrow.graph.CopyFrom(graph)
    onnx.checker.check_model(narrow, full_check=True)
    return narrow


def in_place(path):
    """Narrows a file that was just exported; what is scored afterwards is what is shipped."""
    onnx.save(narrowed(onnx.load(path)), path)


def differences(before, after, batches=3):
    """{output: largest absolute difference} over random batches of one and two images in 0..1."""
    sessions = [onnxruntime.InferenceSession(m.SerializeToString(), providers=["CPUExecutionProvider"])
                for m in (before, after)]
    rng = np.random.default_rng(20261122)
    largest = {output.name: 0.0 for output in sessions[0].get_outputs()}
    for batch in range(batches):
        feeds = {
            i.name: rng.random([n if isinstance(n, int) else 1 + batch % 2 for n in i.shape], np.float32)
            for i in sessions[0].get_inputs()
        }
        for name, a, b in zip(largest, *(session.run(list(largest), feeds) for session in sessions)):
            largest[name] = max(largest[name], float(np.abs(a - b).max()))
    return largest


def main():
    parser = argparse.ArgumentParser(description="Store a model's weights in a quarter of their bytes.")
    parser.add_argument("model", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    arguments = parser.parse_args()
    before = onnx.load(arguments.model)
    after = narrowed(before)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(after, arguments.out)
    print(json.dumps({
        "bytesBefore": arguments.model.stat().st_size, "bytes": arguments.out.stat().st_size,
        "largestDifference": differences(before, after),
    }))


if __name__ == "__main__":
    main()
