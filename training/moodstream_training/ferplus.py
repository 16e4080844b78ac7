"""Scores against the FER+ majority vote, by the standard protocol of Barsoum et al. 2016.

Rows on which no label has more than half of the votes (single votes do not count), or whose label is unknown
or NF (no face), are left out. Our models do not know contempt: its rows count as wrong among the eight
classes and are left out of the seven.
"""

from dataclasses import dataclass

import numpy as np

from . import CLASSES
from .data import Faces
from .evaluate import Scores, score

EIGHT = (*CLASSES, "contempt")
CONTEMPT = 7
"""Where contempt stands among the ten FER+ votes."""


@dataclass(frozen=True)
class FerPlusScores:
    """Both figures, and how many faces are in neither."""

    eight: Scores
    seven: Scores
    left_out: int

    def as_json(self) -> dict:
        """Named as `moodstream evaluate faces --votes` names them."""
        both = {"eightClasses": self.eight.as_json(), "sevenClasses": self.seven.as_json()}
        return both | {"leftOut": self.left_out}


def majority_of_eight(faces: Faces) -> np.ndarray:
    """Index into EIGHT of what more than half of the taggers say: int64 [n]; -1 where the row is left out."""
    counted = np.where(faces.votes == 1, 0, faces.votes)
    contempt = 2 * counted[:, CONTEMPT] > counted.sum(axis=1)
    return np.where(contempt, EIGHT.index("contempt"), faces.majority())


def ferplus_scores(probabilities: np.ndarray, faces: Faces) -> FerPlusScores:
    """Scores of probabilities [n, 7]."""
    truth = majority_of_eight(faces)
    known, shared = truth >= 0, (truth >= 0) & (truth < len(CLASSES))
    padded = np.pad(probabilities, ((0, 0), (0, 1)))  # contempt is never answered
    return FerPlusScores(
        eight=score(padded[known], truth[known], EIGHT),
        seven=score(probabilities[shared], truth[shared]),
        left_out=int((~known).sum()),
    )
