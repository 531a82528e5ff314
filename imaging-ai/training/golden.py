"""Writes the golden fixtures by which the Java side proves that it feeds and reads the models as training does.

    python golden.py --models MODELS --out FOLDER

Per case NAME: NAME-image.f32 (rows x columns, source intensities), NAME-input.f32 (192 x 192, the network's input) and
NAME-probability.f32 (48 x 48, every fourth row and column of the segmenter's map), all little-endian float32, row by
row; NAME.json holds sizes, spacing and the classifier's outputs. The images are drawn, no patient is in them.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from tumour import export, preprocess

EVERY = 4
CASES = {
    "spaced": {"shape": (180, 130), "spacing_mm": (1.25, 1.7), "seed": 1},
    "plain": {"shape": (64, 80), "spacing_mm": None, "seed": 2},
}


def drawn_head(shape, seed):
    """float32 [rows, columns], 0..1500: a bright skull, grey brain, dark ventricle, bright ring with a core, and noise."""
    rng = np.random.default_rng(seed)
    y, x = np.meshgrid(np.linspace(-1, 1, shape[0]), np.linspace(-1, 1, shape[1]), indexing="ij")

    def inside(centre_y, centre_x, radius_y, radius_x):
        return ((y - centre_y) / radius_y) ** 2 + ((x - centre_x) / radius_x) ** 2 < 1

    image = np.zeros(shape)
    image[inside(0, 0, 0.92, 0.88)] = 1400
    image[inside(0, 0, 0.84, 0.79)] = 500
    image[inside(0.05, 0.1, 0.25, 0.08)] = 200
    image[inside(-0.25, -0.35, 0.24, 0.22)] = 1100
    image[inside(-0.25, -0.35, 0.12, 0.10)] = 350
    return np.clip(image + rng.normal(0, 25, shape), 0, None).astype("<f4")


def asked(models, name, feed):
    """First output of a shipped model: the mean over its networks."""
    card = json.loads((models / f"{name}.json").read_text())
    output = card["output"][0]["name"]
    return np.mean([export.session(models / entry["file"]).run([output], feed)[0] for entry in card["files"]], axis=0)


def write_case(name, case, models, out):
    image = drawn_head(case["shape"], case["seed"])
    network_input = preprocess.network_input(image, case["spacing_mm"])
    feed = {"image": network_input[None, None]}
    probability = asked(models, "cheng-t1c-segmenter", feed)
    logits = asked(models, "cheng-t1c-classifier", feed)
    image.tofile(out / f"{name}-image.f32")
    network_input.astype("<f4").tofile(out / f"{name}-input.f32")
    probability[0, 0, ::EVERY, ::EVERY].astype("<f4").tofile(out / f"{name}-probability.f32")
    description = {
        "rows": case["shape"][0],
        "columns": case["shape"][1],
        "spacingMm": case["spacing_mm"],
        "size": preprocess.SIZE,
        "probabilityEvery": EVERY,
        "logits": logits[0].tolist(),
        "tolerance": {"input": 1e-5, "probability": 1e-3, "logits": 1e-2},
    }
    (out / f"{name}.json").write_text(json.dumps(description, indent=1) + "\n")


def main():
    parser = argparse.ArgumentParser(description="Write the golden fixtures.")
    parser.add_argument("--models", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, case in CASES.items():
        write_case(name, case, arguments.models, arguments.out)


if __name__ == "__main__":
    main()
