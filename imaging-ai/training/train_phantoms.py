"""Trains a small four-sequence network on drawn heads, and writes it as a model that somebody else could have made.

    python train_phantoms.py --out ../src/test/resources/health/cairn/imaging/volumes

`brats-phantom` learns three regions of tumours that `volumes/phantoms.py` draws: no patient is in it, and it knows nothing
about one. It proves the way from training to `cairn analyze` by the card alone. One thread, fixed seeds, about two minutes.
Beside the card: brats-phantom-golden.f32, as `bring_your_own.py` writes it, of the phantom that training never saw.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import torch

import bring_your_own
from volumes import phantoms, reference

STEPS = 900
TRAINED_ON = range(1, 41)
UNSEEN = 1001
SPACING_MM = [2, 2, 2]
PATCH = [24, 32, 24]
GRID = bring_your_own.affine((-35.25, -41.25, -39), (1.5, 0, 0), (0, 1.5, 0), (0, 0, 2))

CASE = {
    "labels": list(phantoms.REGIONS),
    "kind": "sigmoid",
    "input": bring_your_own.CASES["brats-tiny"]["input"] | {"spacingMm": SPACING_MM, "patch": PATCH},
    "structures": bring_your_own.CASES["brats-tiny"]["structures"],
    "attribution": "Trained on 40 heads drawn from formulas (volumes/phantoms.py); no patient's data.",
    "intendedUse": "Tests.", "limits": ["Knows drawn heads only; says nothing about a patient."],
}


def example(seed):
    """(channels [4, ...], regions [3, ...]) on the working grid, normalised as the card says."""
    sequences, regions = phantoms.drawn(seed)
    grid = reference.working_grid((phantoms.SHAPE, GRID), CASE["input"]["axes"], SPACING_MM)
    channels = [np.floor(reference.resampled(sequences[s], GRID, grid) + 0.5) for s in phantoms.SEQUENCES]
    channels = np.stack([reference.normalised(c, "z-score-non-zero") for c in channels])
    masks = np.stack([reference.resampled(regions[r].astype(float), GRID, grid) >= 0.5 for r in phantoms.REGIONS])
    return channels.astype(np.float32), masks.astype(np.float32)


def batch(examples, random, size=2):
    """Patches; every second one holds the tumour's middle. Flipped at random from side to side."""
    images, masks = [], []
    for number in range(size):
        channels, regions = examples[random.integers(len(examples))]
        middle = np.argwhere(regions[0]).mean(0) if number % 2 else [random.integers(n) for n in regions.shape[1:]]
        start = [int(np.clip(m - p / 2 + random.integers(-6, 7), 0, n - p))
                 for m, p, n in zip(middle, PATCH, regions.shape[1:])]
        box = (slice(None), *[slice(s, s + p) for s, p in zip(start, PATCH)])
        turn = -1 if random.random() < 0.5 else 1
        images.append(channels[box][:, ::turn])
        masks.append(regions[box][:, ::turn])
    return torch.from_numpy(np.stack(images)), torch.from_numpy(np.stack(masks))


def loss(logits, masks):
    p = torch.sigmoid(logits)
    shared = (p * masks).sum((0, 2, 3, 4))
    dice = (2 * shared + 1) / (p.sum((0, 2, 3, 4)) + masks.sum((0, 2, 3, 4)) + 1)
    return torch.nn.functional.binary_cross_entropy_with_logits(logits, masks) + 1 - dice.mean()


def train():
    torch.set_num_threads(1)
    torch.manual_seed(20261129)
    random = np.random.default_rng(20261129)
    examples = [example(seed) for seed in TRAINED_ON]
    network = bring_your_own.TinyUNet(4, 3, 8)
    optimizer = torch.optim.AdamW(network.parameters(), 1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 1e-2, STEPS)
    start = time.time()
    for step in range(STEPS):
        images, masks = batch(examples, random)
        value = loss(network(images), masks)
        optimizer.zero_grad()
        value.backward()
        optimizer.step()
        schedule.step()
        if (step + 1) % 150 == 0:
            print(f"step {step + 1}  loss {value.item():.3f}  {time.time() - start:.0f} s", flush=True)
    return network.eval()


def dice(answer, truth):
    return 2 * (answer & truth).sum() / (answer.sum() + truth.sum())


def main():
    parser = argparse.ArgumentParser(description="Train a four-sequence network on drawn heads; write model and answer.")
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    session = bring_your_own.export("brats-phantom", CASE | {"network": train, "seed": 20261129}, out)
    run = lambda image: session.run(None, {"image": image})[0]
    for seed in (UNSEEN, UNSEEN + 1, UNSEEN + 2):
        drawn, regions = phantoms.drawn(seed)
        sequences = {s: (values, GRID) for s, values in drawn.items()}
        answer = reference.probabilities(run, sequences, CASE["input"], CASE["kind"], (phantoms.SHAPE, GRID))
        print(f"phantom {seed}: Dice " + ", ".join(
            f"{name} {dice(p >= 0.5, regions[name]):.3f}" for name, p in zip(phantoms.REGIONS, answer)))
        if seed == UNSEEN:
            every = bring_your_own.EVERY
            answer[:, ::every, ::every, ::every].transpose(0, 3, 2, 1).astype("<f4").tofile(out / "brats-phantom-golden.f32")


if __name__ == "__main__":
    main()
