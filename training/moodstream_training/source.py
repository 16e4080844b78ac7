"""Where faces come from: a CSV file or a folder of pictures, and the votes that belong to them."""

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from . import CLASSES
from .cache import cached
from .data import VOTE_HEADER, DataError, Faces
from .folders import newest, pictures_of, read_pictures, split_of
from .kaggle import read_faces, read_votes

PARTS = ("rows", "labels", "pixels")


def shared_folder(argument: str | None = None) -> Path:
    """Where the data lies: the argument, else MOODSTREAM_SHARED, else `shared` beside the project."""
    return Path(argument or os.environ.get("MOODSTREAM_SHARED") or Path(__file__).parents[3] / "shared")


@dataclass(frozen=True)
class Source:
    """FER2013 as Kaggle's CSV (plain or gzip) or as folders; without votes only its labels are known."""

    faces: Path
    votes: Path | None = None

    def load(self, usage: str) -> Faces:
        """All faces of one usage: "Training", "PublicTest" or "PrivateTest".

        Raises DataError where there are none, where Training lacks a class, or where the votes are others'.
        """
        rows, labels, pixels = self._folder(usage) if self.faces.is_dir() else self._csv(usage)
        if not len(labels):
            raise DataError(f"{self.faces} has no faces of {usage}.")
        votes = self._votes(usage, len(labels))
        if usage == "Training":
            for label in set(range(len(CLASSES))) - set(labels.tolist()):
                raise DataError(f"{self.faces} has no face of the class {CLASSES[label]} in Training.")
        return Faces(pixels, labels, votes, rows)

    def _csv(self, usage: str) -> list[np.ndarray]:
        if not self.faces.is_file():
            raise DataError(f"{self.faces} is missing: name a CSV file, or a folder with train/ and test/.")
        state = f"{self.faces.stat().st_size} {self.faces.stat().st_mtime_ns}"
        names = [f"{usage}/{part}" for part in PARTS]
        arrays = cached(self.faces, state, names, lambda: read_faces(self.faces))
        return [arrays[name] for name in names]

    def _folder(self, usage: str) -> list[np.ndarray]:
        split = split_of(self.faces, usage)
        pictures = pictures_of(split)
        state = f"{len(pictures)} {newest(split, pictures)}"
        arrays = cached(split, state, list(PARTS), lambda: read_pictures(pictures))
        return [arrays[part] for part in PARTS]

    def _votes(self, usage: str, faces: int) -> np.ndarray:
        if self.votes is None:
            return np.zeros((faces, len(VOTE_HEADER) - 1), np.float32)
        if self.faces.is_dir():
            raise DataError(f"{self.votes.name} goes by rows of a CSV file, but {self.faces} is a folder.")
        votes = read_votes(self.votes, usage)
        if len(votes) != faces:
            raise DataError(f"{self.votes.name} has {len(votes)} {usage} rows, {self.faces.name} {faces}.")
        return votes


def shared_source(argument: str | None = None) -> Source:
    """FER2013 and FER+ of the shared folder."""
    folder = shared_folder(argument) / "fer2013"
    source = Source(folder / "fer2013.csv.gz", folder / "ferplus.csv")
    for file in (source.faces, source.votes):
        if not file.is_file():
            raise DataError(f"{file} is missing: name the folder with --shared or MOODSTREAM_SHARED.")
    return source
