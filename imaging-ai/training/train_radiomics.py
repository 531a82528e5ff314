"""Trains the classical member: gradient-boosted trees over the features that the Java code measured.

    mvn -pl imaging-ai test -Dtest=FeatureTable -Dcairn.radiomics.table=TABLE.csv     (features, in Java)
    python train_radiomics.py --table TABLE.csv --out OUT [--compare]

Four models, each of which left out one fold of the persons. Settings come from cross-validation over the patients of the
training folds alone, and so does the calibration, but on what the segmenter outlines, which is what the member is asked about;
each model is scored once, on the fold it left out. Runs on one core.
"""

import argparse
import csv
import json
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import QuantileTransformer, StandardScaler
from sklearn.svm import SVC

from texture import card, model
from texture.scores import figures, fit_dirichlet
from tumour.dataset import person

CLASSES = model.CLASSES
NONE = CLASSES.index("none")
HELD_OUT = {"a": 4, "b": 3, "c": 2, "d": 1}
FOLDS = {letter: tuple(sorted(set(HELD_OUT.values()) - {held})) for letter, held in HELD_OUT.items()}
SEED = 20261122


class Table:
    """The CSV as arrays; rows without features (nothing outlined) keep NaN."""

    def __init__(self, path):
        with open(path, newline="") as file:
            rows = list(csv.reader(file))
        self.features = rows[0][6:]
        rows = rows[1:]
        self.id = np.array([r[0] for r in rows])
        self.patient = np.array([r[1] for r in rows])
        self.fold = np.array([int(r[2]) for r in rows])
        self.label = np.array([CLASSES.index(r[3]) for r in rows])
        self.kind = np.array([r[4] for r in rows])
        self.dice = np.array([float(r[5]) for r in rows])
        self.x = np.array([[float(v) if v else np.nan for v in r[6:]] for r in rows], np.float32)
        self.measured = ~np.isnan(self.x).any(axis=1)

    def rows(self, folds, kinds):
        return np.isin(self.fold, folds) & np.isin(self.kind, kinds) & self.measured


def boosted():
    return HistGradientBoostingClassifier(
        learning_rate=0.08, max_iter=100, max_leaf_nodes=8, min_samples_leaf=60, l2_regularization=5.0,
        max_features=0.2, early_stopping=False, random_state=SEED)


def candidates():
    """What is compared by cross-validation; the first is shipped."""
    return {
        "boosted trees": boosted,
        "support vectors": lambda: make_pipeline(
            QuantileTransformer(output_distribution="normal", n_quantiles=200, random_state=SEED),
            SVC(C=2.0, gamma=0.002, random_state=SEED)),
        "logistic": lambda: make_pipeline(
            QuantileTransformer(output_distribution="normal", n_quantiles=200, random_state=SEED), StandardScaler(),
            LogisticRegression(C=0.003, max_iter=400)),
    }


def weights(patients, labels):
    """Every patient counts the same within a class, every class the same, as far as a fourth root goes."""
    w = np.ones(len(labels))
    for key in (patients, labels):
        names, index, counts = np.unique(key, return_inverse=True, return_counts=True)
        w *= (counts.mean() / counts)[index] ** 0.5
    return w / w.mean()


def fit(make, table, rows):
    classifier = make()
    w = weights(table.patient[rows], table.label[rows])
    if hasattr(classifier, "steps"):
        return classifier.fit(table.x[rows], table.label[rows], **{f"{classifier.steps[-1][0]}__sample_weight": w})
    return classifier.fit(table.x[rows], table.label[rows], sample_weight=w)


def cross_validated(make, table, folds):
    """Scores of the true and perturbed outlines of the training folds by models that saw other patients."""
    rows = np.flatnonzero(table.rows(folds, TRAINING))
    scores = np.zeros((len(rows), len(CLASSES)))
    for train, test in GroupKFold(3).split(rows, groups=table.patient[rows]):
        keep = np.zeros(len(table.id), bool)
        keep[rows[train]] = True
        scores[test] = fit(make, table, keep).decision_function(table.x[rows[test]])
    return rows, scores


def calibration_in_use(make, table, folds):
    """The calibration that suits outlines of the segmenter, by models that saw other persons of the training folds."""
    learnt = np.flatnonzero(table.rows(folds, TRAINING))
    asked = np.flatnonzero(table.rows(folds, ("predicted",)))
    persons = np.array([person(patient) for patient in table.patient])
    scores = np.zeros((len(asked), len(CLASSES)))
    for train, test in GroupKFold(3).split(learnt, groups=persons[learnt]):
        keep = np.zeros(len(table.id), bool)
        keep[learnt[train]] = True
        others = np.isin(persons[asked], persons[learnt[test]])
        scores[others] = fit(make, table, keep).decision_function(table.x[asked[others]])
    return fit_dirichlet(scores, table.label[asked])


TRAINING = ("truth", "near1", "near2", "healthy")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--table", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--compare", action="store_true", help="cross-validate the other classifiers, too")
    arguments = parser.parse_args()
    table = Table(arguments.table)
    out = Path(arguments.out)
    out.mkdir(parents=True, exist_ok=True)
    if arguments.compare:
        for name, make in candidates().items():
            for letter, folds in FOLDS.items():
                rows, scores = cross_validated(make, table, folds)
                tumour = table.label[rows] < 3
                right = scores.argmax(1) == table.label[rows]
                three = scores[:, :3].argmax(1) == table.label[rows]
                print(f"{name}, model {letter}, cross-validated: tumour outlines right {right[tumour].mean():.4f} "
                      f"(as three classes {three[tumour].mean():.4f}), healthy tissue told {right[~tumour].mean():.4f}",
                      flush=True)
    answers, files, scores_within = [], {}, {}
    for letter, folds in FOLDS.items():
        rows, scores = cross_validated(boosted, table, folds)
        calibration = calibration_in_use(boosted, table, folds)
        right = scores.argmax(1) == table.label[rows]
        healthy = table.kind[rows] == "healthy"
        scores_within[letter] = {"tumourOutlines": round(float(right[~healthy].mean()), 4),
                                 "healthyTissue": round(float(right[healthy].mean()), 4)}
        classifier = fit(boosted, table, table.rows(folds, TRAINING))
        text = model.to_json(classifier, table.features, folds, calibration, nothing_outlined(table, folds))
        files[letter] = out / f"{card.NAME}-{letter}.json"
        files[letter].write_text(text)
        held = HELD_OUT[letter]
        for kind in ("truth", "predicted"):
            asked = (table.fold == held) & (table.kind == kind)
            if asked.any():
                p = np.tile(nothing_outlined(table, folds), (asked.sum(), 1))
                seen = table.measured[asked]
                p[seen] = calibration.probabilities(classifier.decision_function(table.x[asked & table.measured]))
                answers.append({"kind": kind, "fold": held, "rows": np.flatnonzero(asked), "p": p})
    report = {}
    for kind in ("truth", "predicted"):
        ours = [a for a in answers if a["kind"] == kind]
        rows = np.concatenate([a["rows"] for a in ours])
        p = np.concatenate([a["p"] for a in ours])
        tumour = table.label[rows] < NONE
        rows, p = rows[tumour], p[tumour]
        report[kind] = figures(p, table.label[rows], table.patient[rows], table.measured[rows])
        print(kind, json.dumps(report[kind]), flush=True)
    write_golden(out / "member-golden.csv", table, answers)
    write_predictions(out / "out-of-fold.csv", table, answers)
    (out / f"{card.NAME}.json").write_text(card.text(files, report, scores_within))


def nothing_outlined(table, folds):
    """Probabilities where nothing is outlined, from how often that happens to each kind of slice that was asked.

    Each kind is taken to be as frequent as the others. The segmenter learnt from the slices without tumour, so their share is
    better than it will be elsewhere.
    """
    asked = np.isin(table.fold, folds) & (table.kind == "predicted")
    counts = np.array([np.sum(asked & ~table.measured & (table.label == k)) + 1.0 for k in range(4)])
    share = counts / np.array([max(1, np.sum(asked & (table.label == k))) for k in range(4)])
    return share / share.sum()


def write_golden(path, table, answers):
    """A few answers on true outlines, for the Java side to give again."""
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "fold", "pGlioma", "pMeningioma", "pPituitary", "pNone"])
        for answer in answers:
            if answer["kind"] == "truth":
                for at in np.linspace(0, len(answer["rows"]) - 1, 12).astype(int):
                    row = answer["rows"][at]
                    writer.writerow([table.id[row], table.fold[row]] + [f"{v:.6f}" for v in answer["p"][at]])


def write_predictions(path, table, answers):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "patient", "fold", "label", "outline", "measured", "dice",
                         "pGlioma", "pMeningioma", "pPituitary", "pNone"])
        for answer in answers:
            for row, p in zip(answer["rows"], answer["p"]):
                writer.writerow([table.id[row], table.patient[row], table.fold[row], CLASSES[table.label[row]],
                                 answer["kind"], int(table.measured[row]), f"{table.dice[row]:.4f}"]
                                + [f"{v:.6f}" for v in p])


if __name__ == "__main__":
    main()
