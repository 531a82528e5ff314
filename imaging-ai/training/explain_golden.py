"""Writes the tiny trained network by which the Java side proves its explanations, and a twin with random weights.

    python explain_golden.py --out ../src/test/resources/health/cairn/imaging/explain

The network learns in a minute, on drawn heads without any patient, to tell a bright ring, a bright disc, a dark disc and
nothing. Files: tiny-explain.onnx, tiny-random-explain.onnx (weights computed from their indices), their cards, and per
case NAME: NAME-image.f32 and NAME-mask.f32 (48 x 48, little-endian float32, row by row) with NAME.json: logits, embedding, and the
maps that PyTorch's autograd gives for the true class (Grad-CAM and Grad-CAM++ before they are enlarged, integrated
gradients from black in 64 steps).
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

from tumour import explain_export

SIZE = 48
CLASSES = ("ring", "bright", "dark", "none")
STEPS = 64


def network():
    torch.manual_seed(20261122)
    layers, inputs = [], 1
    for outputs in (8, 16, 24):
        layers += [nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]
        layers += [explain_export.Residual(nn.Sequential(nn.Conv2d(outputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs))),
                   nn.ReLU(), nn.MaxPool2d(2)]
        inputs = outputs
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(inputs, 16), nn.ReLU(), nn.Linear(16, len(CLASSES)))


def drawn(rng, label):
    """float32 [SIZE, SIZE] of a head with what the class says somewhere in it, and where that is."""
    y, x = np.meshgrid(np.linspace(-1, 1, SIZE), np.linspace(-1, 1, SIZE), indexing="ij")
    width, height = rng.uniform(0.7, 0.85), rng.uniform(0.8, 0.92)
    head = (x / width) ** 2 + (y / height) ** 2
    image = np.where(head < 1, 0.8, 0.0)
    image = np.where(head < 0.8, rng.uniform(0.35, 0.5), image)
    angle, distance = rng.uniform(0, 2 * np.pi), rng.uniform(0.25, 0.5)
    away = np.hypot(x - distance * np.cos(angle), y - distance * np.sin(angle))
    radius = rng.uniform(0.16, 0.24)
    mask = (away < radius) & (label != 3)
    image = np.where(mask, 0.1 if label == 2 else 0.9, image)
    image = np.where((away < 0.55 * radius) & (label == 0), 0.3, image)
    image = np.clip(image + rng.normal(0, 0.03, image.shape), 0, 1)
    return image.astype("<f4"), mask.astype("<f4")


def batch(rng, count):
    labels = rng.integers(0, len(CLASSES), count)
    images = np.stack([drawn(rng, label)[0] for label in labels])
    return torch.from_numpy(images)[:, None], torch.from_numpy(labels)


def train(chain, steps=400):
    rng = np.random.default_rng(1)
    optimiser = torch.optim.AdamW(chain.parameters(), 3e-3)
    chain.train()
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = 3e-3 * (1 - step / steps)
        images, labels = batch(rng, 32)
        loss = nn.functional.cross_entropy(chain(images), labels)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    chain.eval()
    images, labels = batch(np.random.default_rng(2), 400)
    with torch.no_grad():
        return float((chain(images).argmax(1) == labels).float().mean())


def maps(chain, image, label):
    """Grad-CAM, Grad-CAM++ (Chattopadhay et al. 2018) and integrated gradients, by autograd."""
    direction = torch.eye(len(CLASSES))[label][None]
    logits, embedding, features, gradient, _ = explain_export.reference_outputs(chain, image, direction)
    cam = np.maximum((gradient.mean((2, 3), keepdims=True) * features).sum(1)[0], 0)
    alpha = gradient**2 / (2 * gradient**2 + features.sum((2, 3), keepdims=True) * gradient**3 + 1e-12)
    weights = (alpha * np.maximum(gradient, 0)).sum((2, 3), keepdims=True)
    plus = np.maximum((weights * features).sum(1)[0], 0)
    shares = (torch.arange(STEPS) + 0.5).reshape(-1, 1, 1, 1) / STEPS
    along = explain_export.reference_outputs(chain, shares * image, direction.repeat(STEPS, 1))[4].mean(0)[0]
    return {
        "logits": logits[0].tolist(), "embedding": embedding[0].tolist(),
        "gradCam": (cam / cam.max()).ravel().tolist(), "gradCamPlusPlus": (plus / plus.max()).ravel().tolist(),
        "integratedGradientsSum": float((along * image[0, 0].numpy()).sum()),
        "integratedGradientsRow24": (along * image[0, 0].numpy())[24].tolist(),
    }


def write_card(out, name):
    """The card by which the engine finds a network of the tests."""
    content = (out / f"{name}.onnx").read_bytes()
    card = {
        "format": 2, "name": name, "version": "1.0.0", "task": "classify", "licence": "Apache-2.0",
        "attribution": "Made for tests; drawn heads, no patient.",
        "file": f"{name}.onnx", "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content),
        "input": {"name": "image", "size": SIZE, "fieldOfViewMm": 250, "sequence": "T1C", "lowPercentile": 0.01, "highPercentile": 0.995},
        "output": [{"name": "logits", "labels": list(CLASSES)}, {"name": "embedding"}],
        "classes": list(CLASSES), "temperature": 1, "intendedUse": "Tests.", "limits": ["Knows drawn heads only."],
    }
    (out / f"{name}.json").write_text(json.dumps(card, indent=1) + "\n")


def main():
    parser = argparse.ArgumentParser(description="Write the tiny networks and the golden maps.")
    parser.add_argument("--out", required=True, type=Path)
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    chain = network()
    print("accuracy on drawn heads:", train(chain))
    print(explain_export.export(chain, SIZE, out / "tiny-explain.onnx"))
    print(explain_export.export_random(chain, SIZE, out / "tiny-random-explain.onnx", seed=7))
    for name in ("tiny-explain", "tiny-random-explain"):
        write_card(out, name)
    rng = np.random.default_rng(3)
    for label, name in enumerate(CLASSES):
        image, mask = drawn(rng, label)
        image.tofile(out / f"{name}-image.f32")
        mask.tofile(out / f"{name}-mask.f32")
        golden = maps(chain, torch.from_numpy(image)[None, None], label)
        text = json.dumps({"size": SIZE, "label": label, "steps": STEPS, **golden}, indent=1)
        (out / f"{name}.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
