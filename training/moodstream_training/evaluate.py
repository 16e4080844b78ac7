"""Measures probabilities against labels: accuracy, macro-F1, calibration, confusion."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from . import CLASSES
from .networks import Framed, Served


@dataclass(frozen=True)
class Scores:
    """What a model reaches on labelled faces."""

    accuracy: float
    macro_f1: float
    ece: float
    recall: dict[str, float]
    confusion: list[list[int]]  # [truth][answer]

    def summary(self) -> dict[str, float]:
        """The three figures a manifest carries."""
        return {"accuracy": self.accuracy, "macroF1": self.macro_f1, "ece": self.ece}


def score(probabilities: np.ndarray, labels: np.ndarray) -> Scores:
    """Scores of probabilities [n, 7] against labels [n]."""
    answers = probabilities.argmax(axis=1)
    confusion = np.zeros((len(CLASSES), len(CLASSES)), dtype=int)
    np.add.at(confusion, (labels, answers), 1)
    hits, truths, claims = confusion.diagonal(), confusion.sum(axis=1), confusion.sum(axis=0)
    f1 = 2 * hits / np.maximum(truths + claims, 1)
    recall = {name: round(float(r), 4) for name, r in zip(CLASSES, hits / np.maximum(truths, 1), strict=True)}
    return Scores(
        accuracy=round(float(hits.sum() / len(labels)), 4),
        macro_f1=round(float(f1.mean()), 4),
        ece=round(calibration_error(probabilities, labels), 4),
        recall=recall,
        confusion=confusion.tolist(),
    )


def calibration_error(probabilities: np.ndarray, labels: np.ndarray, bins: int = 15) -> float:
    """Expected calibration error: mean gap of confidence and accuracy over equal-width bins."""
    confidence, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == labels
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [abs(confidence[which == b].sum() - right[which == b].sum()) for b in range(bins)]
    return float(sum(gaps) / len(labels))


def as_batch(pixels: np.ndarray) -> Tensor:
    """uint8 [n, 48, 48] to the model's input: float32 [n, 1, 48, 48] in 0..1."""
    return torch.from_numpy(pixels).unsqueeze(1).float() / 255


@torch.inference_mode()
def logits_of(net: Framed, pixels: np.ndarray, mirror: bool = False, batch: int = 256) -> np.ndarray:
    """Uncalibrated logits [n, heads, 7] of uint8 faces [n, 48, 48]."""
    served = Served(net, [1.0] * net.heads, [[0.0] * 7] * net.heads, mirror).eval()
    parts = [served.logits(as_batch(pixels[i : i + batch])) for i in range(0, len(pixels), batch)]
    return torch.cat(parts).float().numpy()


def softmax(logits: np.ndarray) -> np.ndarray:
    """Logits [n, 7] to probabilities [n, 7]."""
    return torch.from_numpy(logits).softmax(dim=1).numpy()
