"""Stores an ONNX file's weights as float16, in half the bytes; the graph goes on computing in float32.

    python halve.py MODEL.onnx --out HALF.onnx
    python halve.py MODEL.onnx --out HALF.onnx --card CARD.json --card-out HALF.json

Each float32 initialiser of at least `--least` values becomes a float16 one with a Cast behind it. Inputs, outputs and
every operator stay float32. Weights beyond float16's range, and files that hold no such weights, are refused. Says the
largest difference of each output over random batches; whether that matters is for `cairn evaluate` to say: a model is
shipped halved only if its Dice falls by at most 0.003.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

LEAST = 64
LARGEST = float(np.finfo(np.float16).max)


def halved(model, least=LEAST):
    """A copy of `model` whose large float32 initialisers are float16 behind a Cast."""
    half = onnx.ModelProto()
    half.CopyFrom(model)
    casts = []
    for weight in half.graph.initializer:
        values = numpy_helper.to_array(weight)
        if weight.data_type != TensorProto.FLOAT or values.size < least:
            continue
        if not np.abs(values).max() <= LARGEST:
            raise ValueError(f"{weight.name} holds values beyond float16")
        name = weight.name
        weight.CopyFrom(numpy_helper.from_array(values.astype(np.float16), name + "_half"))
        casts.append(helper.make_node("Cast", [name + "_half"], [name], to=TensorProto.FLOAT))
    if not casts:
        raise ValueError("there are no float32 weights to halve")
    nodes = list(half.graph.node)
    del half.graph.node[:]
    half.graph.node.extend(casts + nodes)
    # Old exporters list weights as inputs too; a halved one is neither.
    cast = {name for node in casts for name in node.output}
    inputs = [i for i in half.graph.input if i.name not in cast]
    del half.graph.input[:]
    half.graph.input.extend(inputs)
    onnx.checker.check_model(half, full_check=True)
    return half


def in_place(path):
    """Halves a file that was just exported; what is scored afterwards is what is shipped."""
    onnx.save(halved(onnx.load(path)), path)


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
    parser = argparse.ArgumentParser(description="Store a model's weights as float16.")
    parser.add_argument("model", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--least", type=int, default=LEAST, help="weights of fewer values stay as they are")
    parser.add_argument("--card", type=Path, help="the model's card, of one file")
    parser.add_argument("--card-out", type=Path, help="the same card for the halved file")
    arguments = parser.parse_args()
    before = onnx.load(arguments.model)
    after = halved(before, arguments.least)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(after, arguments.out)
    content = arguments.out.read_bytes()
    print(json.dumps({
        "bytesBefore": arguments.model.stat().st_size, "bytes": len(content), "largestDifference": differences(before, after),
    }))
    if arguments.card:
        card = json.loads(arguments.card.read_text())
        card |= {"file": arguments.out.name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        arguments.card_out.write_text(json.dumps(card, indent=2) + "\n")


if __name__ == "__main__":
    main()
