"""Composite portraits: each the equal-weight mean of twelve faces, so that it is nobody's picture."""

from dataclasses import dataclass

import numpy as np

from . import CLASSES
from .alignment import align, fine_detail, frontality, without_twins
from .data import SHARED_VOTES, Faces

MEMBERS = 12
NEUTRAL_VOTE = 0
SHADES = (118.0, 50.0)
"""Mean and deviation of a composite's grey values."""


@dataclass(frozen=True)
class Composite:
    """The mean of `MEMBERS` faces of one class, brought into the same place and shape."""

    name: str  # such as "happy-03"
    emotion: str
    rows: tuple[int, ...]  # rows of fer2013.csv.gz, from 0
    pixels: np.ndarray  # uint8 [48, 48]
    likeness: float  # how much its fine detail is like that of its most similar member: 0 to 1


def compose(name: str, emotion: str, members: Faces) -> Composite:
    """The composite of these faces."""
    placed = align(align(members.pixels, symmetric=True), cells=6)
    pixels = mean_face(placed)
    detail = fine_detail(np.concatenate([pixels[None].astype(np.float32), placed]))
    likeness = float((detail[1:] @ detail[0]).max())
    return Composite(name, emotion, tuple(members.rows.tolist()), pixels, likeness)


def candidates(faces: Faces, emotion: str, count: int) -> list[Composite]:
    """Composites of a class from groups of faces that lie close together, tightest first."""
    calm = calm_faces(faces, emotion)
    placed = align(calm.pixels, symmetric=True)
    keep = without_twins(placed)
    keep = keep[np.argsort(-frontality(placed[keep]), kind="stable")[: max(len(keep) // 2, 4 * MEMBERS)]]
    looks = descriptors(placed[keep])
    distance = ((looks[:, None] - looks[None]) ** 2).sum(axis=2)
    groups = _groups(distance, count)
    return [compose(f"{emotion}-{i:02d}", emotion, calm.where(keep[g])) for i, g in enumerate(groups, 1)]


def calm_faces(faces: Faces, emotion: str, enough: int = 700) -> Faces:
    """Clear faces of a class as a lecture shows them: FER+ voters say the label or, some of them, neutral.

    Faces of low contrast and, for the edges of watermarks, the tenth with the hardest edges stay out.
    """
    label = CLASSES.index(emotion)
    mine = faces.where((faces.labels == label) & faces.shows_a_face())
    grey = mine.pixels.astype(np.float32)
    edges = np.abs(np.diff(grey, axis=1)).mean(axis=(1, 2)) / (grey.std(axis=(1, 2)) + 1)
    mine = mine.where((grey.std(axis=(1, 2)) > 30) & (edges < np.quantile(edges, 0.9)))
    share = mine.votes / mine.votes.sum(axis=1, keepdims=True)
    agreement = share[:, SHARED_VOTES[label]]
    calm = agreement + (share[:, NEUTRAL_VOTE] if emotion != "neutral" else 0)
    order = np.lexsort((-agreement, -(np.minimum(calm, 0.8) + (agreement >= 0.5))))
    return mine.where(np.sort(order[:enough]))


def descriptors(faces: np.ndarray) -> np.ndarray:
    """12x12 means of faces [n, 48, 48], each brought to mean 0 and deviation 1: float32 [n, 144]."""
    small = faces.reshape(-1, 12, 4, 12, 4).astype(np.float32).mean(axis=(2, 4)).reshape(-1, 144)
    small -= small.mean(axis=1, keepdims=True)
    return small / small.std(axis=1, keepdims=True)


def _groups(distance: np.ndarray, count: int) -> list[np.ndarray]:
    """Groups of `MEMBERS` that share few faces, from the tightest on."""
    nearest = np.argsort(distance, axis=1, kind="stable")[:, :MEMBERS]
    spread = np.take_along_axis(distance, nearest, axis=1).mean(axis=1)
    chosen: list[np.ndarray] = []
    for common in range(2, MEMBERS - 2, 2):
        for seed in np.argsort(spread, kind="stable"):
            if len(chosen) == count:
                return chosen
            if all(len(np.intersect1d(nearest[seed], other)) <= common for other in chosen):
                chosen.append(nearest[seed])
    return chosen


def mean_face(faces: np.ndarray) -> np.ndarray:
    """Mean of faces [n, 48, 48], sharpened a little and given a portrait's contrast: uint8 [48, 48]."""
    mean = faces.astype(np.float64).mean(axis=0)
    mean += 0.8 * (mean - _blurred(mean))
    mean = (mean - mean.mean()) / mean.std()
    return np.clip(np.rint(SHADES[0] + SHADES[1] * mean), 0, 255).astype(np.uint8)


def _blurred(picture: np.ndarray) -> np.ndarray:
    """A 5x5 binomial blur."""
    weights = np.array([1, 4, 6, 4, 1]) / 16
    for axis in (0, 1):
        padded = np.pad(picture, [(2, 2) if a == axis else (0, 0) for a in (0, 1)], mode="edge")
        picture = sum(w * np.take(padded, range(i, i + 48), axis=axis) for i, w in enumerate(weights))
    return picture
