"""Accuracy against coverage: what is left when unsure answers count as not readable."""

from dataclasses import dataclass

import numpy as np

COVERAGES = (1.0, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5)
"""Shares of the faces that the table shows."""
WITHHELD = 0.5
"""Share of the wrong names under stress that a model's threshold withholds."""
LEAST = 0.8
"""Share of unchanged faces that stays readable, whatever that costs."""


@dataclass(frozen=True)
class Kept:
    """What a threshold of the highest probability leaves; shares are 0 to 1."""

    below: float  # the threshold
    coverage: float  # share of faces kept
    accuracy: float  # of the kept ones


def kept(probabilities: np.ndarray, labels: np.ndarray, below: float) -> Kept:
    """What is left without the answers whose highest probability is below the threshold."""
    stays = probabilities.max(axis=1) >= below
    right = (probabilities.argmax(axis=1) == labels)[stays]
    accuracy = right.sum() / max(len(right), 1)
    return Kept(round(below, 4), round(float(stays.mean()), 4), round(float(accuracy), 4))


def table(probabilities: np.ndarray, labels: np.ndarray, abstain_below: float | None = None) -> list[Kept]:
    """One line for each of COVERAGES, and one for the model's own threshold, by rising threshold."""
    confidence = probabilities.max(axis=1)
    thresholds = [0.0 if share == 1 else float(np.quantile(confidence, 1 - share)) for share in COVERAGES]
    own = [abstain_below] if abstain_below else []
    return [kept(probabilities, labels, below) for below in sorted(thresholds + own)]


def curve(probabilities: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Coverage and accuracy [n] each, from the surest face alone to all of them."""
    order = np.argsort(-probabilities.max(axis=1), kind="stable")
    right, n = (probabilities.argmax(axis=1) == labels)[order], len(labels)
    return np.arange(1, n + 1) / n, right.cumsum() / np.arange(1, n + 1)


def threshold(clean: np.ndarray, stressed: np.ndarray, labels: np.ndarray) -> float:
    """Confidence below which a face is called not readable, from the same faces unchanged and under stress.

    Half of the wrong names under stress are below it, but never more than a fifth of the unchanged faces.
    """
    wrong = stressed.max(axis=1)[stressed.argmax(axis=1) != labels]
    most = float(np.quantile(clean.max(axis=1), 1 - LEAST))
    return round(min(float(np.quantile(wrong, WITHHELD)), most) if len(wrong) else 0.0, 2)
