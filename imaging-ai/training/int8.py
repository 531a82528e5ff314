"""Says whether an 8-bit variant of the T1C segmenter would be worth shipping: how fast it is and what it costs in Dice.

    python int8.py --model cheng-t1c-a.onnx --data DATA --out OUT [--every 1]

Static quantisation (weights per channel, activations calibrated on training slices), run beside the model itself in one
process, in turns, on one thread; processor time, so that other work on the machine counts for neither. Dice on fold 4.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import onnxruntime
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from tumour import dataset, metrics, preprocess

CALIBRATION_FOLD = 1
CALIBRATION_SLICES = 16
SCORED_FOLD = 4
TURNS = 12
MOST_DICE = 0.003


class Slices(CalibrationDataReader):
    """Hands the calibration its inputs one by one."""

    def __init__(self, inputs):
        self.inputs = iter([{"image": x} for x in inputs])

    def get_next(self):
        return next(self.inputs, None)


def session(path, **options):
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = 1
    for name, value in options.items():
        setattr(settings, name, value)
    return onnxruntime.InferenceSession(str(path), settings)


def quantised(model, inputs, out):
    """Writes OUT/int8.onnx; half-precision weights are widened first."""
    wide = out / "float32.onnx"
    session(
        model, optimized_model_filepath=str(wide),
        graph_optimization_level=onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC)
    ready = out / "ready.onnx"
    quant_pre_process(str(wide), str(ready), skip_symbolic_shape=True)
    target = out / "int8.onnx"
    quantize_static(
        str(ready), str(target), Slices(inputs), quant_format=QuantFormat.QDQ, per_channel=True,
        activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8, reduce_range=True)
    return target


def seconds(sessions, x):
    """Median processor seconds of one run of each, in turns."""
    spent = {name: [] for name in sessions}
    for _ in range(TURNS):
        for name, one in sessions.items():
            start = time.process_time()
            one.run(None, {"image": x})
            spent[name].append(time.process_time() - start)
    return {name: float(np.median(s)) for name, s in spent.items()}


def network_input(row):
    return preprocess.network_input(dataset.read_grey(row.image))[None, None]


def dice(found, true):
    total = found.sum() + true.sum()
    return 2 * (found & true).sum() / total if total else 1.0


def main():
    parser = argparse.ArgumentParser(description="Weigh an 8-bit variant of the T1C segmenter.")
    parser.add_argument("--model", required=True, type=Path)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--every", type=int, default=1, help="score each n-th slice only")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    rows = dataset.read_index(arguments.data)
    first = [r for r in rows if r.fold == CALIBRATION_FOLD]
    inputs = [network_input(r) for r in first[::max(1, len(first) // CALIBRATION_SLICES)][:CALIBRATION_SLICES]]
    sessions = {
        "float": session(arguments.model),
        "int8": session(quantised(arguments.model, inputs, arguments.out)),
    }
    spent = seconds(sessions, np.concatenate(inputs[:2]))
    scored = [r for r in rows if r.fold == SCORED_FOLD][::arguments.every]
    scores = {name: [] for name in sessions}
    for row in scored:
        true = dataset.read_mask(row.mask)
        x = network_input(row)
        for name, one in sessions.items():
            probability = one.run(None, {"image": x})[0][0, 0]
            scores[name].append(dice(preprocess.to_source(probability, true.shape) >= 0.5, true))
    difference = np.array(scores["int8"]) - np.array(scores["float"])
    low, high = metrics.bootstrap_ci95(difference, [r.patient for r in scored])
    print(f"processor seconds of two slices: {spent['float']:.3f}, int8 {spent['int8']:.3f} "
          f"(ratio {spent['int8'] / spent['float']:.2f})")
    print(f"Dice of {len(scored)} slices: {np.mean(scores['float']):.4f}, int8 {np.mean(scores['int8']):.4f}; "
          f"difference {difference.mean():+.4f} ({low:+.4f} to {high:+.4f}), at most -{MOST_DICE} is allowed")


if __name__ == "__main__":
    main()
