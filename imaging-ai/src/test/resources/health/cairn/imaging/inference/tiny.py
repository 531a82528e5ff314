"""Writes the tiny models of the tests and their cards beside this file: python tiny.py

tiny-segmenter: probability = image. tiny-classifier: logits = 8 * (mean of the image, its complement).
tiny-two: probability = the lesser of its two channels, FLAIR and T1, for which FLAIR may stand in. No training, no data;
their answers can be worked out by hand, so tests can say what is right.
"""

import hashlib
import json
from pathlib import Path

import onnx
from onnx import TensorProto, helper

HERE = Path(__file__).parent
SIZE = 64


def save(name, task, nodes, output, shape, initialisers, channels=1, **rest):
    graph = helper.make_graph(
        nodes, name,
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["n", channels, SIZE, SIZE])],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)],
        initialisers,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="tiny.py")
    onnx.checker.check_model(model)
    content = model.SerializeToString()
    (HERE / f"{name}.onnx").write_bytes(content)
    labels = rest.pop("labels")
    card = {
        "name": name, "version": "1.0.0", "task": task, "file": f"{name}.onnx",
        "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content),
        "licence": "Apache-2.0", "attribution": "Made for tests; trained on nothing.",
        "input": {
            "name": "image", "shape": ["n", channels, SIZE, SIZE], "type": "float32", "size": SIZE, "fieldOfViewMm": 128.0,
            "sequence": "T1C", "lowPercentile": 0.01, "highPercentile": 0.995,
        },
        "output": [{"name": output, "shape": shape, "type": "float32", "labels": labels}],
        **rest,
        "metrics": {"diceMean": 0.5, "diceCi95": [0.4, 0.6], "images": 3, "command": "none"},
        "intendedUse": "Tests.", "limits": ["Knows nothing."],
    }
    if channels > 1:
        card = {"format": 2, **card}
        del card["input"]["sequence"]
        card["input"]["channels"] = [{"sequence": "FLAIR"}, {"sequence": "T1", "ifMissing": {"sequence": "FLAIR"}}]
        card["input"]["intensityRange"] = "stack"
    (HERE / f"{name}.json").write_text(json.dumps(card, indent=1) + "\n")


save(
    "tiny-segmenter", "segment", [helper.make_node("Identity", ["image"], ["probability"])],
    "probability", ["n", 1, SIZE, SIZE], [],
    labels=["tumour"], threshold=0.5, volumeInterval={"lowFactor": 0.5, "highFactor": 2.0},
)
save(
    "tiny-classifier", "classify",
    [
        helper.make_node("GlobalAveragePool", ["image"], ["pooled"]),
        helper.make_node("Flatten", ["pooled"], ["mean"]),
        helper.make_node("Gemm", ["mean", "weight", "bias"], ["logits"]),
    ],
    "logits", ["n", 2],
    [
        helper.make_tensor("weight", TensorProto.FLOAT, [1, 2], [8.0, -8.0]),
        helper.make_tensor("bias", TensorProto.FLOAT, [2], [0.0, 8.0]),
    ],
    labels=["bright", "dark"], classes=["bright", "dark"], temperature=2.0,
)
save(
    "tiny-two", "segment",
    [
        helper.make_node("Split", ["image"], ["flair", "t1"], axis=1),
        helper.make_node("Min", ["flair", "t1"], ["probability"]),
    ],
    "probability", ["n", 1, SIZE, SIZE], [], channels=2, labels=["tumour"], threshold=0.5,
)
