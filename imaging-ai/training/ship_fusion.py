"""Puts what was measured of the class fusion beside its rules: the card of a model without a file of its own.

    python ship_fusion.py --figures OUT --out ../src/main/resources/health/cairn/imaging/fuse
"""

import argparse
from pathlib import Path

from common import card, figures

NAME = "cheng-t1c-fusion"


def figures_of(out):
    """The file's content, from the folder that `cairn evaluate DATA --table MODELS.md --unseen --out OUT` wrote."""
    _, metrics, _ = figures.measured(out, NAME)
    model = next(model for model in metrics["models"] if model["name"] == NAME)
    return {
        "name": NAME, "version": model["version"], "sha256": model["sha256"],
        "metrics": figures.entries(out, NAME, "classify")["metrics"],
    }


def main():
    parser = argparse.ArgumentParser(description="Write the figures of the class fusion.")
    parser.add_argument("--figures", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    arguments = parser.parse_args()
    card.write(arguments.out / "fusion-figures.json", figures_of(arguments.figures))


if __name__ == "__main__":
    main()
