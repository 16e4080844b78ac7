"""How far a score may be off by the luck of which faces were drawn: percentile bootstrap (Efron 1979)."""

import numpy as np

from .evaluate import Scores, score

SAMPLES = 1000


def intervals(
    probabilities: np.ndarray, labels: np.ndarray, samples: int = SAMPLES, seed: int = 7
) -> dict[str, list[float]]:
    """95 % intervals of accuracy, top2, macroF1 and each class's scores ("fear.recall"), over faces.

    The calibration error has none: a resample of the faces has a larger one than the faces have.
    """
    random = np.random.default_rng(seed)
    found: dict[str, list[float]] = {}
    for _ in range(samples):
        drawn = random.integers(0, len(labels), len(labels))
        for name, value in _named(score(probabilities[drawn], labels[drawn])):
            found.setdefault(name, []).append(value)
    return {name: np.quantile(values, (0.025, 0.975)).round(4).tolist() for name, values in found.items()}


def _named(scores: Scores) -> list[tuple[str, float]]:
    whole = [("accuracy", scores.accuracy), ("top2", scores.top2), ("macroF1", scores.macro_f1)]
    for name, one in scores.per_class.items():
        whole += [(f"{name}.{kind}", getattr(one, kind)) for kind in ("precision", "recall", "f1")]
    return whole
