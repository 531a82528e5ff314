"""One trained network that names kinds of tumour: its files and what is known of it. A model is an ensemble of such parts."""

import json
from pathlib import Path

import numpy as np
import torch

from common import command
from common.loop import DEVICE, autocast
from members import novelty
from tumour import dataset, evaluation, explain_export, export, preprocess
from tumour.network import KINDS, NONE

OUTPUTS = ("logits", "embedding", "novelty")
JOINT_OUTPUTS = ("probability", "tumourLogits", *OUTPUTS)
EVERY = 3
"""Of the slices of training every third one makes the metric of novelty: neighbours in a stack say the same."""
MEMBER, EXPLAIN = "member.onnx", "explain.onnx"


def slices_of(source, folds):
    """(images, labels, patients, masks) of the folds; a tumour-free slice has its file name as patient and no mask."""
    slices = [s for s in source.slices if s.fold in folds]
    free = source.negatives(folds)
    images = [dataset.read_grey(s.image) for s in slices] + [dataset.padded(dataset.read_grey(p)) for p in free]
    labels = np.array([s.label for s in slices] + [NONE] * len(free))
    patients = np.array([s.patient for s in slices] + [p.name for p in free])
    return images, labels, patients, [s.mask for s in slices] + [None] * len(free)


def embeddings(module, images, size):
    """[n,E] of a module in eval() whose last answer is the embedding."""
    found = []
    module = module.to(DEVICE, memory_format=torch.channels_last)
    with torch.no_grad(), autocast():
        for start in range(0, len(images), 16):
            batch = np.stack([preprocess.network_input(i, size=size) for i in images[start:start + 16]])
            found.append(module(torch.from_numpy(batch)[:, None].to(DEVICE))[-1].float().cpu().numpy())
    module.cpu()
    return np.concatenate(found)


def write(module, outputs, chain, size, folds, held_out, source, out, run):
    """Writes `out`/member.onnx, for a `chain` also explain.onnx, and part.json; says how it does on the held-out fold.

    `module` answers `outputs` but the last, novelty, which is computed here.
    """
    trained_images, trained_labels, _, _ = slices_of(source, folds)
    held_images, labels, patients, masks = slices_of(source, [held_out])
    trained = embeddings(module, trained_images[::EVERY], size)
    means, whitening = novelty.metric(trained, trained_labels[::EVERY])
    held = novelty.distances(embeddings(module, held_images, size), means, whitening)
    complete = novelty.WithNovelty(module, means, whitening, held)
    path = Path(out) / MEMBER
    command.export(complete, torch.rand(2, 1, size, size), path, outputs)
    if chain is not None:
        explain_export.export(chain, size, Path(out) / EXPLAIN, half=True)
    session, rows, overlaps = export.session(path), [], []
    for image, mask in zip(held_images, masks):
        answers = session.run(list(outputs), {"image": preprocess.network_input(image, size=size)[None, None]})
        said = dict(zip(outputs, answers))
        rows.append(said["logits"][0])
        if mask is not None and "probability" in said:
            overlaps.append(evaluation.overlap(said["probability"][0, 0], dataset.read_mask(mask))["dice"])
    scores = report(np.array(rows), labels, patients)
    if overlaps:
        scores["diceMean"], scores["diceMedian"] = float(np.mean(overlaps)), float(np.median(overlaps))
    tumour = labels != NONE
    (Path(out) / "part.json").write_text(json.dumps({
        "folds": list(folds), "heldOut": held_out, "size": size, "embedding": int(trained.shape[1]),
        "temperature": evaluation.temperature([{"logits": r, "label": k} for r, k in zip(rows, labels)]),
        "temperatureAmongThree": evaluation.temperature(
            [{"logits": r[:NONE], "label": k} for r, k in zip(np.array(rows)[tumour], labels[tumour])]),
        **source.provenance(folds), **run, **scores}, indent=2) + "\n")


def report(logits, labels, patients):
    """Prints and returns the figures of the held-out fold. Among three: of the tumour classes only, on tumour slices."""
    tumour = labels != NONE
    found = logits.argmax(1)
    spread = np.exp(logits - logits.max(1, keepdims=True))
    probabilities = spread / spread.sum(1, keepdims=True)
    among = probabilities[:, :3].argmax(1)
    people = {
        patient: probabilities[patients == patient][:, :3].mean(0).argmax() == labels[patients == patient][0]
        for patient in np.unique(patients[tumour])
    }
    scores = {
        "accuracy": float(np.mean(found == labels)), "tumourAccuracy": float(np.mean(found[tumour] == labels[tumour])),
        "amongThree": float(np.mean(among[tumour] == labels[tumour])),
        "tumourFree": float(np.mean(found[~tumour] == NONE)),
        "patientAccuracy": float(np.mean(list(people.values()))), "patients": len(people),
    }
    print(scores)
    for index, name in enumerate(KINDS):
        print(name, np.bincount(found[labels == index], minlength=len(KINDS)))
    return scores
