"""A trained network to one ONNX file, checked against PyTorch; and ONNX sessions for everything that evaluates."""

import numpy as np
import onnx
import onnxruntime
import torch

from tumour.network import Classifier, Segmenter
from tumour.preprocess import SIZE

OPSET = 17
OUTPUTS = {"segment": ["probability"], "classify": ["logits", "embedding"]}
TOLERANCE = 1e-3


def export(network, task, path):
    """Writes `path`; returns the largest absolute difference between ONNX Runtime and PyTorch over batches of 1 and 3."""
    view = (Segmenter if task == "segment" else Classifier)(network).eval()
    outputs = OUTPUTS[task]
    torch.onnx.export(
        view, (torch.rand(2, 1, SIZE, SIZE),), str(path), dynamo=False, opset_version=OPSET,
        input_names=["image"], output_names=outputs, dynamic_axes={k: {0: "n"} for k in ["image", *outputs]},
    )
    onnx.checker.check_model(str(path), full_check=True)
    difference = max(compare(view, path, batch) for batch in (1, 3))
    if not difference < TOLERANCE:
        raise ValueError(f"ONNX differs from PyTorch by {difference}")
    return difference


def compare(view, path, batch):
    """Largest absolute difference of any output for one random batch."""
    image = torch.rand(batch, 1, SIZE, SIZE, generator=torch.Generator().manual_seed(batch))
    with torch.no_grad():
        expected = view(image)
    expected = expected if isinstance(expected, tuple) else (expected,)
    actual = session(path).run(None, {"image": image.numpy()})
    return max(float(np.abs(e.numpy() - a).max()) for e, a in zip(expected, actual))


def session(path):
    """An ONNX Runtime session of two threads on the processor."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
