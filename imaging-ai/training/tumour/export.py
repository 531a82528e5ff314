"""ONNX sessions for everything that evaluates."""

import onnxruntime


def session(path):
    """An ONNX Runtime session of two threads on the processor."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
