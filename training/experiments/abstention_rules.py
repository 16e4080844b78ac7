"""Prints the rules for abstaining in decision 0023: python experiments/abstention_rules.py MODEL.onnx."""

import sys
from pathlib import Path

import numpy as np

from moodstream_training.abstention import threshold
from moodstream_training.export import run_onnx
from moodstream_training.source import shared_source
from moodstream_training.stress import mixed


def row(name: str, below: float, both: tuple[np.ndarray, np.ndarray], labels: np.ndarray) -> str:
    cells = []
    for answers in both:
        kept, right = answers.max(axis=1) >= below, answers.argmax(axis=1) == labels
        cells += [
            f"{100 * share:.1f} %" for share in (kept.mean(), right[kept].mean(), (kept & ~right).mean())
        ]
    return f"| {name} | {below:.2f} | {' | '.join(cells)} |"


def main(model: Path) -> None:
    check = shared_source(None).load("PublicTest")
    both = run_onnx(model, check.pixels)[0], run_onnx(model, mixed(check).pixels)[0]
    clean, stressed = both
    right, steps = stressed.argmax(axis=1) == check.labels, np.arange(0, 1, 0.01)
    accuracy = (clean.argmax(axis=1) == check.labels).mean()
    as_often = next(b for b in steps if right[stressed.max(axis=1) >= b].mean() >= accuracy)
    gains = [
        (stressed.max(axis=1) < b)[~right].mean() - (stressed.max(axis=1) < b)[right].mean() for b in steps
    ]
    rules = {
        "never abstain": 0,
        "the least certain 5 % of the unchanged faces (before)": round(
            np.quantile(clean.max(axis=1), 0.05), 2
        ),
        "**half of the wrong names under stress**": threshold(clean, stressed, check.labels),
        "named faces under stress as often right as all unchanged ones": as_often,
        "largest share of wrong less share of right names withheld": steps[np.argmax(gains)],
    }
    for name, below in rules.items():
        print(row(name, below, both, check.labels))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
