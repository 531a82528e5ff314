"""Evaluates shipped models on one fold and writes metrics.json and one CSV of predictions per model.

    python evaluate.py --models MODELS --data DATA --fold 4 --out OUT

MODELS is a folder of ONNX files with their cards.
"""

import argparse
import csv
import json
from pathlib import Path

from tumour import evaluation


def main():
    parser = argparse.ArgumentParser(description="Evaluate exported models on one fold.")
    parser.add_argument("--models", required=True, type=Path)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--fold", required=True, type=int)
    parser.add_argument("--out", required=True, type=Path)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)

    result = {"dataset": arguments.data.name, "layout": "cheng_t1ce", "fold": arguments.fold, "models": []}
    for path in sorted(arguments.models.glob("*.json")):
        card = json.loads(path.read_text())
        rows = evaluation.predict(path.with_suffix(".onnx"), card["task"], arguments.data, arguments.fold)
        result["models"].append({key: card[key] for key in ("name", "version", "sha256")})
        if card["task"] == "segment":
            result["segmentation"] = evaluation.segmentation(rows)
        else:
            result["classification"] = evaluation.classification(rows, card["temperature"])
        with open(arguments.out / f"{card['name']}.csv", "w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    text = json.dumps(evaluation.rounded(result), indent=2) + "\n"
    (arguments.out / "metrics.json").write_text(text)
    print(text, end="")


if __name__ == "__main__":
    main()
