"""Composite portraits: each the equal-weight mean of many people's faces, so that it is nobody's picture."""

from dataclasses import dataclass

import numpy as np

from . import CLASSES
from .alignment import align, face_window, fine_detail, frontality, without_twins
from .data import SHARED_VOTES, Faces

MEMBERS = 16
LIKENESS_LIMIT = 0.78
"""A composite whose fine detail is more like that of one of its members is not used."""
SHADES = (130.0, 43.0)
"""Mean and deviation of the grey values in a composite's inner part."""
VOTES = {
    "angry": (0.3, 0.2, 0.7),
    "disgust": (0.2, 0.0, 0.2),
    "fear": (0.4, 0.0, 0.4),
    "happy": (0.7, 0.0, 0.8),
    "sad": (0.3, 0.2, 0.7),
    "surprise": (0.6, 0.0, 0.7),
    "neutral": (0.7, 0.0, 0.7),
}
"""Least shares of FER+ votes for the class, for neutral, for both: a frown, not a film's rage."""


@dataclass(frozen=True)
class Composite:
    """The mean of faces of one class, brought into the same place and shape."""

    name: str  # such as "happy-03"
    emotion: str
    rows: tuple[int, ...]  # rows of fer2013.csv.gz, from 0
    pixels: np.ndarray  # uint8 [48, 48]
    likeness: float  # how much its fine detail is like that of its most similar member: 0 to 1
    unity: float  # how much its members are like it: mean correlation, 0 to 1


def compose(name: str, emotion: str, members: Faces) -> Composite:
    """The composite of these faces."""
    placed = align(align(members.pixels, symmetric=True), cells=6)
    pixels = mean_face(placed)
    detail = fine_detail(np.concatenate([pixels[None].astype(np.float32), placed]))
    likeness = float((detail[1:] @ detail[0]).max())
    mean, window = placed.mean(axis=0), face_window().numpy()
    unity = float((placed * mean * window).sum() / len(placed) / np.sqrt((mean**2 * window).sum()))
    return Composite(name, emotion, tuple(members.rows.tolist()), pixels, likeness, unity)


def candidates(faces: Faces, emotion: str, count: int) -> list[Composite]:
    """Composites of a class from groups of faces that lie close together, clearest first."""
    clear = clear_faces(faces, emotion)
    placed = align(clear.pixels, symmetric=True)
    keep = without_twins(placed)
    keep = keep[np.argsort(-frontality(placed[keep]), kind="stable")[: max(len(keep) * 4 // 10, 60)]]
    looks = descriptors(placed[keep])
    distance = ((looks[:, None] - looks[None]) ** 2).sum(axis=2)
    groups = _groups(distance, count)
    made = [compose(f"{emotion}-{i:02d}", emotion, clear.where(keep[g])) for i, g in enumerate(groups, 1)]
    return sorted((c for c in made if c.likeness < LIKENESS_LIMIT), key=lambda c: -c.unity)


def clear_faces(faces: Faces, emotion: str, enough: int = 2000) -> Faces:
    """Faces of a class that FER+ voters find clear and calm enough, with contrast, at most `enough`."""
    label = CLASSES.index(emotion)
    share = faces.votes / np.maximum(faces.votes.sum(axis=1, keepdims=True), 1)
    mine, neutral = share[:, SHARED_VOTES[label]], share[:, SHARED_VOTES[CLASSES.index("neutral")]]
    least, least_neutral, least_both = VOTES[emotion]
    both = mine if emotion == "neutral" else mine + neutral
    contrast = faces.pixels.std(axis=(1, 2)) > 25
    fits = (mine >= least) & (neutral >= least_neutral) & (both >= least_both)
    clear = faces.where(np.flatnonzero((faces.labels == label) & faces.shows_a_face() & contrast & fits))
    return clear.where(np.arange(0, len(clear), max(1, -(-len(clear) // enough))))


def descriptors(faces: np.ndarray) -> np.ndarray:
    """12x12 means of the faces' inner part, [n, 48, 48] to float32 [n, 144], mean 0 and deviation 1 each."""
    window = face_window().numpy()
    inner = faces * np.sqrt(window / window.max())
    small = inner.reshape(-1, 12, 4, 12, 4).mean(axis=(2, 4)).reshape(-1, 144).astype(np.float32)
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
    window = face_window().numpy()
    mean -= (mean * window).sum()
    mean /= np.sqrt((mean**2 * window).sum())
    return np.clip(np.rint(SHADES[0] + SHADES[1] * mean), 0, 255).astype(np.uint8)


def _blurred(picture: np.ndarray) -> np.ndarray:
    """A 5x5 binomial blur."""
    weights = np.array([1, 4, 6, 4, 1]) / 16
    for axis in (0, 1):
        padded = np.pad(picture, [(2, 2) if a == axis else (0, 0) for a in (0, 1)], mode="edge")
        picture = sum(w * np.take(padded, range(i, i + 48), axis=axis) for i, w in enumerate(weights))
    return picture
