"""Measures probabilities against labels: accuracy, macro-F1, calibration, confusion."""

from dataclasses import asdict, dataclass

import numpy as np
import torch
from torch import Tensor

from . import CLASSES
from .networks import Framed, Served

BINS = 15
"""Bins of confidence in the calibration error, as in Guo et al. 2017."""


@dataclass(frozen=True)
class ClassScores:
    """One expression's scores, each 0 to 1."""

    precision: float
    recall: float
    f1: float
    support: int  # faces labelled so


@dataclass(frozen=True)
class Scores:
    """What a model reaches on labelled faces; shares are 0 to 1."""

    faces: int
    accuracy: float
    top2: float  # share of faces whose label is among the two likeliest
    macro_f1: float
    ece: float
    per_class: dict[str, ClassScores]  # of the classes that are labelled or answered at all
    confusion: list[list[int]]  # [truth][answer], of the classes of per_class

    def summary(self) -> dict[str, float]:
        """The three figures a manifest carries."""
        return {"accuracy": self.accuracy, "macroF1": self.macro_f1, "ece": self.ece}

    def as_json(self) -> dict:
        """All of them, named as `moodstream evaluate faces` names them."""
        names = {"macro_f1": "macroF1", "per_class": "perClass"}
        return {names.get(name, name): value for name, value in asdict(self).items()}


def score(probabilities: np.ndarray, labels: np.ndarray, classes: tuple[str, ...] = CLASSES) -> Scores:
    """Scores of probabilities [n, classes] against labels [n].

    A class that is neither labelled nor answered is left out: a network of six classes is judged on six.
    """
    answers, n = probabilities.argmax(axis=1), len(classes)
    confusion = np.bincount(labels * n + answers, minlength=n * n).reshape(n, n)
    hits, truths, claims = confusion.diagonal(), confusion.sum(axis=1), confusion.sum(axis=0)
    precision, recall = hits / np.maximum(claims, 1), hits / np.maximum(truths, 1)
    f1 = 2 * hits / np.maximum(truths + claims, 1)
    judged = np.flatnonzero(truths + claims)
    likelier = (probabilities > probabilities[np.arange(len(labels)), labels][:, None]).sum(axis=1)
    return Scores(
        faces=len(labels),
        accuracy=_rounded(hits.sum() / len(labels)),
        top2=_rounded((likelier < 2).mean()),
        macro_f1=_rounded(f1[judged].mean()),
        ece=_rounded(calibration_error(probabilities, labels)),
        per_class={
            classes[c]: ClassScores(*(_rounded(s[c]) for s in (precision, recall, f1)), int(truths[c]))
            for c in judged
        },
        confusion=confusion[np.ix_(judged, judged)].tolist(),
    )


def _rounded(share: float) -> float:
    return round(float(share), 4)


def reliability(probabilities: np.ndarray, labels: np.ndarray, bins: int = BINS) -> np.ndarray:
    """Reliability diagram (Guo et al. 2017): [bins, 3] of faces, mean confidence, accuracy; 0 in empty bins.

    The bins are equally wide from 0 to 1.
    """
    confidence, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == labels
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    faces, claimed, hit = (np.bincount(which, w, minlength=bins) for w in (None, confidence, right))
    return np.stack([faces, claimed / np.maximum(faces, 1), hit / np.maximum(faces, 1)], axis=1)


def calibration_error(probabilities: np.ndarray, labels: np.ndarray, bins: int = BINS) -> float:
    """Expected calibration error: mean gap of confidence and accuracy over equal-width bins."""
    faces, confidence, accuracy = reliability(probabilities, labels, bins).T
    return float((faces * np.abs(confidence - accuracy)).sum() / len(labels))


def as_batch(pixels: np.ndarray) -> Tensor:
    """uint8 [n, 48, 48] to the model's input: float32 [n, 1, 48, 48] in 0..1."""
    return torch.from_numpy(pixels).unsqueeze(1).float() / 255


@torch.inference_mode()
def logits_of(net: Framed, pixels: np.ndarray, mirror: bool = False, batch: int = 256) -> np.ndarray:
    """Uncalibrated logits [n, heads, 7] of uint8 faces [n, 48, 48]."""
    served = Served(net, [1.0] * net.heads, [[0.0] * 7] * net.heads, mirror).eval()
    device = next(net.parameters()).device
    parts = [served.logits(as_batch(pixels[i : i + batch]).to(device)) for i in range(0, len(pixels), batch)]
    return torch.cat(parts).float().cpu().numpy()


def softmax(logits: np.ndarray) -> np.ndarray:
    """Logits [..., 7] to probabilities of the same shape."""
    return torch.from_numpy(logits).softmax(dim=-1).numpy()
