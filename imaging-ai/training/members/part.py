"""One trained network of a member: its files and what is known of it. A member is an ensemble of such parts."""

import json
from pathlib import Path

import numpy as np
import torch

from common import command
from members import novelty, training
from members.network import CLASSES
from tumour import dataset, evaluation, explain_export, export, preprocess

OUTPUTS = ("logits", "embedding", "novelty")
MEMBER, EXPLAIN = "member.onnx", "explain.onnx"


def slices_of(data, folds):
    """(images, labels, patients) of the folds; a tumour-free slice has its file name as patient."""
    slices = [s for s in dataset.read_index(data) if s.fold in folds]
    free = training.negatives(data, folds)
    images = [dataset.read_grey(s.image) for s in slices] + [dataset.padded(dataset.read_grey(p)) for p in free]
    labels = np.array([s.label for s in slices] + [training.NONE] * len(free))
    patients = np.array([s.patient for s in slices] + [p.name for p in free])
    return images, labels, patients


def answers(member, images, size):
    """(logits [n,4], embeddings [n,E]) of a module in eval()."""
    found = []
    with torch.no_grad():
        for start in range(0, len(images), 16):
            batch = np.stack([preprocess.network_input(i, size=size) for i in images[start:start + 16]])
            found.append([v.numpy() for v in member(torch.from_numpy(batch)[:, None])])
    return [np.concatenate(column) for column in zip(*found)]


def write(member, chain, size, folds, held_out, data, out, run):
    """Writes `out`/member.onnx, for a `chain` also explain.onnx, and part.json; says how it does on the held-out fold."""
    trained_images, trained_labels, _ = slices_of(data, folds)
    held_images, labels, patients = slices_of(data, [held_out])
    _, trained = answers(member, trained_images, size)
    _, held = answers(member, held_images, size)
    means, whitening = novelty.metric(trained, trained_labels)
    complete = novelty.WithNovelty(member, means, whitening, novelty.distances(held, means, whitening))
    path = Path(out) / MEMBER
    command.export(complete, torch.rand(2, 1, size, size), path, OUTPUTS)
    if chain is not None:
        explain_export.export(chain, size, Path(out) / EXPLAIN, half=True)
    session, rows = export.session(path), []
    for image in held_images:
        logits, _, _ = session.run(list(OUTPUTS), {"image": preprocess.network_input(image, size=size)[None, None]})
        rows.append(logits[0])
    scores = report(np.array(rows), labels, patients)
    (Path(out) / "part.json").write_text(json.dumps({
        "folds": list(folds), "heldOut": held_out, "size": size, "embedding": int(trained.shape[1]),
        "temperature": evaluation.temperature([{"logits": r, "label": k} for r, k in zip(rows, labels)]),
        **run, **scores}, indent=2) + "\n")


def report(logits, labels, patients):
    """Prints and returns the figures of the held-out fold. Among three: of the tumour classes only, on tumour slices."""
    tumour = labels != training.NONE
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
        "tumourFree": float(np.mean(found[~tumour] == training.NONE)),
        "patientAccuracy": float(np.mean(list(people.values()))), "patients": len(people),
    }
    print(scores)
    for index, name in enumerate(CLASSES):
        print(name, np.bincount(found[labels == index], minlength=len(CLASSES)))
    return scores
