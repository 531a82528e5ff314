"""ONNX files against the networks they were written from; and ONNX sessions for everything that evaluates."""

import numpy as np
import onnxruntime
import torch

from tumour.preprocess import SIZE

TOLERANCE = 1e-3


def compare(view, path, batch):
    """Largest absolute difference of any output of the file at `path` from the module `view` for one random batch."""
    image = torch.rand(batch, 1, SIZE, SIZE, generator=torch.Generator().manual_seed(batch))
    with torch.no_grad():
        expected = view(image)
    actual = session(path).run(None, {"image": image.numpy()})
    return max(float(np.abs(e.numpy() - a).max()) for e, a in zip(expected, actual, strict=True))


def session(path):
    """An ONNX Runtime session of two threads on the processor."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
