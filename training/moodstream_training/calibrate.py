"""Makes probabilities honest: a temperature and, where they help, offsets, fitted on faces not trained on.

The offsets undo that the training targets, in part FER+ votes, say neutral more often than FER2013's labels.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch

from . import CLASSES
from .evaluate import score, softmax


@dataclass(frozen=True)
class Calibration:
    """calibrated logits = logits / temperature + offsets."""

    temperature: float = 1.0
    offsets: tuple[float, ...] = (0.0,) * len(CLASSES)

    def probabilities(self, logits: np.ndarray) -> np.ndarray:
        """Probabilities [n, 7] of logits [n, 7]."""
        return softmax(logits / self.temperature + np.array(self.offsets, np.float32))

    def undone(self, probabilities: np.ndarray) -> np.ndarray:
        """The logits [n, 7] that calibration made the probabilities of, up to a constant a face."""
        offsets = np.array(self.offsets, np.float32)
        return (np.log(np.maximum(probabilities, 1e-12)) - offsets) * np.float32(self.temperature)


def fit(logits: np.ndarray, labels: np.ndarray) -> Calibration:
    """The calibration that makes the labels likeliest.

    It has offsets only if they raise the accuracy on faces that they were not fitted on.
    """
    ways = (temperature_alone, with_offsets)
    alone, helped = (cross_validated(logits, labels, way, splits=3)["accuracy"] for way in ways)
    return ways[helped > alone](logits, labels)


def temperature_alone(logits: np.ndarray, labels: np.ndarray) -> Calibration:
    """The temperature that makes the labels likeliest (Guo et al. 2017, arXiv 1706.04599)."""
    return _fit(logits, labels, offsets=False)


def with_offsets(logits: np.ndarray, labels: np.ndarray) -> Calibration:
    """Temperature and offsets that make the labels likeliest; large offsets have a small price."""
    return _fit(logits, labels, offsets=True)


def _fit(logits: np.ndarray, labels: np.ndarray, offsets: bool) -> Calibration:
    z, y = torch.from_numpy(logits).double(), torch.from_numpy(labels)
    sharpness = torch.ones(1, dtype=torch.double, requires_grad=True)
    shifts = torch.zeros(len(CLASSES), dtype=torch.double, requires_grad=offsets)
    optimiser = torch.optim.LBFGS([sharpness, shifts] if offsets else [sharpness], max_iter=200)

    def surprise() -> torch.Tensor:
        optimiser.zero_grad()
        loss = torch.nn.functional.cross_entropy(z * sharpness + shifts, y) + 1e-3 * shifts.square().sum()
        loss.backward()
        return loss

    optimiser.step(surprise)
    centred = (shifts - shifts.mean()).detach().numpy()
    return Calibration(round(1 / sharpness.item(), 4), tuple(round(float(o), 4) for o in centred))


Way = Callable[[np.ndarray, np.ndarray], Calibration]


def cross_validated(
    logits: np.ndarray, labels: np.ndarray, way: Way | None = None, splits: int = 10
) -> dict[str, float]:
    """Accuracy, macro-F1 and ECE on halves that calibration was not fitted on: mean over random splits."""
    randoms = [np.random.default_rng(seed) for seed in range(splits)]
    way = way or fit
    found = [score(on_other_halves(logits, labels, random, way), labels).summary() for random in randoms]
    return {name: round(float(np.mean([f[name] for f in found])), 4) for name in found[0]}


def on_other_halves(
    logits: np.ndarray, labels: np.ndarray, random: np.random.Generator, way: Way
) -> np.ndarray:
    """Probabilities [n, 7], each calibrated on the half of the faces that it does not belong to."""
    halves = random.permutation(len(labels)) % 2
    probabilities = np.zeros_like(logits)
    for half in (0, 1):
        fitted = way(logits[halves != half], labels[halves != half])
        probabilities[halves == half] = fitted.probabilities(logits[halves == half])
    return probabilities
