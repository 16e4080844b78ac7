"""Reads FER2013 (Kaggle's columns) and the FER+ votes that belong to it, row by row."""

import csv
import gzip
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from . import CLASSES, SIDE

FER_HEADER = ["emotion", "pixels", "Usage"]
VOTE_HEADER = [
    "Usage", "neutral", "happiness", "surprise", "sadness", "anger",
    "disgust", "fear", "contempt", "unknown", "NF",
]  # fmt: skip
SHARED_VOTES = [4, 5, 6, 1, 3, 2, 0]
"""Where our seven classes stand among the ten FER+ votes."""
ANGER, DISGUST, NOT_A_FACE = 4, 5, 9
"""Where these stand among the ten."""


class DataError(ValueError):
    """The data is not what it should be; the message is one sentence that names file and row."""


@dataclass(frozen=True)
class Faces:
    """Faces of one usage, row by row."""

    pixels: np.ndarray  # uint8 [n, 48, 48]
    labels: np.ndarray  # int64 [n], index into CLASSES
    votes: np.ndarray  # float32 [n, 10], FER+ counts in the order of VOTE_HEADER[1:]
    rows: np.ndarray  # int64 [n], row in the file, from 0

    def __len__(self) -> int:
        return len(self.labels)

    def where(self, keep: np.ndarray) -> "Faces":
        """The faces that a mask or a list of indices keeps."""
        return Faces(self.pixels[keep], self.labels[keep], self.votes[keep], self.rows[keep])

    def with_disgust_as_angry(self) -> "Faces":
        """The same faces for a network of six classes."""
        votes = self.votes.copy()
        votes[:, ANGER] += votes[:, DISGUST]
        votes[:, DISGUST] = 0
        labels = np.where(self.labels == CLASSES.index("disgust"), CLASSES.index("angry"), self.labels)
        return Faces(self.pixels, labels, votes, self.rows)

    def targets(self, label_share: float = 0.5) -> np.ndarray:
        """What the two heads should say: float32 [n, 2, 7], rows sum to 1.

        The first is for FER2013's label, blended with the FER+ votes for our classes, the second for the
        votes alone. A face without votes for our classes has its label in both.
        """
        label = np.eye(len(CLASSES), dtype=np.float32)[self.labels]
        shared = self.votes[:, SHARED_VOTES]
        total = shared.sum(axis=1, keepdims=True)
        votes = np.where(total > 0, shared / np.maximum(total, 1), label)
        return np.stack([label * label_share + votes * (1 - label_share), votes], axis=1)

    def majority(self) -> np.ndarray:
        """The FER+ majority as an index into CLASSES: int64 [n]; -1 if tied or none of our classes."""
        most = self.votes.max(axis=1, keepdims=True)
        tied = (self.votes == most).sum(axis=1) > 1
        ours = self.votes[:, SHARED_VOTES]
        return np.where(tied | (ours.max(axis=1) < most[:, 0]), -1, ours.argmax(axis=1))

    def shows_a_face(self) -> np.ndarray:
        """False where most FER+ voters saw no face: bool [n]."""
        return self.votes.argmax(axis=1) != NOT_A_FACE


def merge_disgust(targets: np.ndarray) -> np.ndarray:
    """Targets [..., 7] with disgust's share added to angry's."""
    merged = targets.copy()
    merged[..., CLASSES.index("angry")] += merged[..., CLASSES.index("disgust")]
    merged[..., CLASSES.index("disgust")] = 0
    return merged


def shared_folder(argument: str | None = None) -> Path:
    """Where the data lies: the argument, else MOODSTREAM_SHARED, else `shared` beside the project."""
    return Path(argument or os.environ.get("MOODSTREAM_SHARED") or Path(__file__).parents[3] / "shared")


def load(folder: Path, usage: str) -> Faces:
    """All faces of one usage ("Training" or "PublicTest") with their votes."""
    faces_file, votes_file = folder / "fer2013" / "fer2013.csv.gz", folder / "fer2013" / "ferplus.csv"
    for file in (faces_file, votes_file):
        if not file.is_file():
            raise DataError(f"{file} is missing: name the folder with --shared or MOODSTREAM_SHARED.")
    rows, labels, pixels = read_faces(faces_file, usage)
    votes = read_votes(votes_file, usage)
    if len(votes) != len(labels):
        raise DataError(f"{votes_file.name} has {len(votes)} {usage} rows, {faces_file.name} {len(labels)}.")
    return Faces(pixels, labels, votes, rows)


def read_faces(file: Path, usage: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows, labels and pixels of one usage of a FER2013 file (plain or gzip)."""
    rows, labels, pixels = [], [], []
    with (gzip.open if file.suffix == ".gz" else open)(file, "rt") as text:
        lines = csv.reader(text)
        _expect_header(file, next(lines, []), FER_HEADER)
        for row, line in enumerate(lines):
            if len(line) != 3:
                raise DataError(f"{file.name}, row {row}: {len(line)} columns where 3 belong.")
            if line[2] != usage:
                continue
            rows.append(row)
            labels.append(_label(file, row, line[0]))
            pixels.append(_pixels(file, row, line[1]))
    shape = (-1, SIDE, SIDE)
    return np.array(rows, np.int64), np.array(labels, np.int64), np.array(pixels, np.uint8).reshape(shape)


def read_votes(file: Path, usage: str) -> np.ndarray:
    """FER+ counts of one usage: float32 [n, 10]."""
    with open(file) as text:
        lines = csv.reader(text)
        _expect_header(file, next(lines, []), VOTE_HEADER)
        votes = [line[1:] for line in lines if line[0] == usage]
    return np.array(votes, np.float32).reshape(-1, len(VOTE_HEADER) - 1)


def _expect_header(file: Path, found: list[str], expected: list[str]) -> None:
    if found != expected:
        raise DataError(f"{file.name}: the header is '{','.join(found)}', expected '{','.join(expected)}'.")


def _label(file: Path, row: int, text: str) -> int:
    if text not in {"0", "1", "2", "3", "4", "5", "6"}:
        raise DataError(f"{file.name}, row {row}: emotion '{text}' is not one of 0 to 6.")
    return int(text)


def _pixels(file: Path, row: int, text: str) -> np.ndarray:
    try:
        values = np.array(text.split(), dtype=np.int64)
    except ValueError:
        raise DataError(f"{file.name}, row {row}: a pixel is not a whole number.") from None
    if len(values) != SIDE * SIDE:
        raise DataError(f"{file.name}, row {row}: {len(values)} pixels where {SIDE * SIDE} belong.")
    if values.min() < 0 or values.max() > 255:
        raise DataError(f"{file.name}, row {row}: a pixel is outside 0 to 255.")
    return values.astype(np.uint8)
