"""Labelled faces, and what the networks are to learn from them."""

from dataclasses import dataclass, replace

import numpy as np

from . import CLASSES

USAGES = ("Training", "PublicTest", "PrivateTest")
VOTE_HEADER = [
    "Usage", "neutral", "happiness", "surprise", "sadness", "anger",
    "disgust", "fear", "contempt", "unknown", "NF",
]  # fmt: skip
SHARED_VOTES = [4, 5, 6, 1, 3, 2, 0]
"""Where our seven classes stand among the ten FER+ votes."""
NOT_A_FACE = 9
"""Where this stands among the ten."""


class DataError(ValueError):
    """The data is not what it should be; the message is one sentence that names the file and the fault."""


@dataclass(frozen=True)
class Faces:
    """Faces of one usage, row by row."""

    pixels: np.ndarray  # uint8 [n, 48, 48]
    labels: np.ndarray  # int64 [n], index into CLASSES
    votes: np.ndarray  # float32 [n, 10], FER+ counts in the order of VOTE_HEADER[1:]; 0 if unknown
    rows: np.ndarray  # int64 [n], row in the file, or place in the folder, from 0
    merged: bool = False  # whether disgust counts as angry

    def __len__(self) -> int:
        return len(self.labels)

    def where(self, keep: np.ndarray) -> "Faces":
        """The faces that a mask or a list of indices keeps."""
        return Faces(self.pixels[keep], self.labels[keep], self.votes[keep], self.rows[keep], self.merged)

    def with_disgust_as_angry(self) -> "Faces":
        """The same faces for a network of six classes; votes stay as they were given."""
        labels = np.where(self.labels == CLASSES.index("disgust"), CLASSES.index("angry"), self.labels)
        return replace(self, labels=labels, merged=True)

    def targets(self, label_share: float = 0.5) -> np.ndarray:
        """What the two heads should say: float32 [n, 2, 7], rows sum to 1.

        The first is for FER2013's label, blended with the FER+ votes for our classes, the second for the
        votes alone. A face without votes for our classes has its label in both.
        """
        label = np.eye(len(CLASSES), dtype=np.float32)[self.labels]
        shared = self.votes[:, SHARED_VOTES]
        shared = merge_disgust(shared) if self.merged else shared
        total = shared.sum(axis=1, keepdims=True)
        votes = np.where(total > 0, shared / np.maximum(total, 1), label)
        return np.stack([label * label_share + votes * (1 - label_share), votes], axis=1)

    def majority(self) -> np.ndarray:
        """What more than half of the FER+ votes say, single votes not counted: int64 [n], index into CLASSES.

        -1 where there is no such majority or it is none of our classes. This is the majority of FER+'s
        authors (Barsoum et al. 2016 and their published reader).
        """
        counted = np.where(self.votes == 1, 0, self.votes)
        ours = counted[:, SHARED_VOTES]
        ours = merge_disgust(ours) if self.merged else ours
        return np.where(2 * ours.max(axis=1) > counted.sum(axis=1), ours.argmax(axis=1), -1)

    def shows_a_face(self) -> np.ndarray:
        """False where most FER+ voters saw no face: bool [n]."""
        return self.votes.argmax(axis=1) != NOT_A_FACE


def merge_disgust(targets: np.ndarray) -> np.ndarray:
    """Targets [..., 7] with disgust's share added to angry's."""
    merged = targets.copy()
    merged[..., CLASSES.index("angry")] += merged[..., CLASSES.index("disgust")]
    merged[..., CLASSES.index("disgust")] = 0
    return merged
