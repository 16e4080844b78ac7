"""The same faces under stated changes, as webcams, places and things in front of a face make them.

Every change is computed from the picture, its row in the file and a level, and from nothing else; the Java
stages compute the same pictures (`evaluate faces --stress`), which a golden file holds them to.
docs/evaluation.md says what each change stands for and what it does not.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from . import SIDE
from .data import DataError, Faces

Pictures = np.ndarray
"""Grey values, float64 [n, 48, 48], 0 to 255."""

CENTRE = (SIDE - 1) / 2
Y, X = np.mgrid[0:SIDE, 0:SIDE].astype(float)
QUANTA = np.array(
    [
        [16, 11, 10, 16, 24, 40, 51, 61], [12, 12, 14, 19, 26, 58, 60, 55], [14, 13, 16, 24, 40, 57, 69, 56],
        [14, 17, 22, 29, 51, 87, 80, 62], [18, 22, 37, 56, 68, 109, 103, 77],
        [24, 35, 55, 64, 81, 104, 113, 92], [49, 64, 78, 87, 103, 121, 120, 101],
        [72, 92, 95, 98, 112, 100, 103, 99],
    ]
)  # fmt: skip
"""JPEG's own table for brightness (ITU T.81, table K.1), of quality 50."""


@dataclass(frozen=True)
class Change:
    """One way in which faces are changed, and how far."""

    name: str
    level: float
    unit: str  # of the level
    make: Callable[[Pictures, np.ndarray, float], Pictures]

    def of(self, pixels: np.ndarray, rows: np.ndarray) -> np.ndarray:
        """Changed faces uint8 [n, 48, 48] of faces of the same form and their rows [n]."""
        return _greys(self.make(pixels.astype(float), rows, self.level)).astype(np.uint8)


def _greys(pictures: Pictures) -> Pictures:
    """Whole grey values, halves upwards."""
    return np.clip(np.floor(pictures + 0.5), 0, 255)


def _seen(pictures: Pictures, x: np.ndarray, y: np.ndarray) -> Pictures:
    """The pictures, bilinear, at places [48, 48]; beyond the edge, the edge goes on."""
    last = pictures.shape[1] - 1
    x, y = np.clip(x, 0, last), np.clip(y, 0, last)
    left, top = np.minimum(x.astype(int), last - 1), np.minimum(y.astype(int), last - 1)
    right, down = x - left, y - top
    upper = pictures[:, top, left] * (1 - right) + pictures[:, top, left + 1] * right
    lower = pictures[:, top + 1, left] * (1 - right) + pictures[:, top + 1, left + 1] * right
    return upper * (1 - down) + lower * down


def _small(pictures: Pictures, rows: np.ndarray, side: float) -> Pictures:
    step = SIDE // int(side)
    means = pictures.reshape(len(pictures), int(side), step, int(side), step).mean(axis=(2, 4))
    return _seen(_greys(means), (X + 0.5) / step - 0.5, (Y + 0.5) / step - 0.5)


def _spread(pictures: Pictures, weights: np.ndarray, axis: int) -> Pictures:
    """Convolution along one axis; beyond the edge, the edge goes on."""
    reach = len(weights) // 2
    places = np.clip(np.arange(SIDE)[:, None] + np.arange(-reach, reach + 1), 0, SIDE - 1)
    shaped = weights[:, None] if axis == 1 else weights
    return (np.take(pictures, places, axis=axis) * shaped).sum(axis=axis + 1)


def _defocused(pictures: Pictures, rows: np.ndarray, deviation: float) -> Pictures:
    reach = int(np.ceil(3 * deviation))
    weights = np.exp(-np.square(np.arange(-reach, reach + 1) / deviation) / 2)
    return _spread(_spread(pictures, weights / weights.sum(), 1), weights / weights.sum(), 2)


def _moved(pictures: Pictures, rows: np.ndarray, length: float) -> Pictures:
    return _spread(pictures, np.full(int(length), 1 / length), 2)


def _turned(pictures: Pictures, rows: np.ndarray, degrees: float) -> Pictures:
    angle, distance, half = np.radians(degrees), 4.0, SIDE / 2
    u, v = (X - CENTRE) / half, (Y - CENTRE) / half
    across = u * distance / (distance * np.cos(angle) - u * np.sin(angle))
    down = v * (distance + across * np.sin(angle)) / distance
    return _seen(pictures, CENTRE + half * across, CENTRE + half * down)


def _rolled(pictures: Pictures, rows: np.ndarray, degrees: float) -> Pictures:
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    x, y = X - CENTRE, Y - CENTRE
    return _seen(pictures, CENTRE + cos * x - sin * y, CENTRE + sin * x + cos * y)


def _shifted(pictures: Pictures, rows: np.ndarray, pixels: float) -> Pictures:
    return _seen(pictures, X - pixels, Y - pixels)


def _scaled(pictures: Pictures, rows: np.ndarray, times: float) -> Pictures:
    return _seen(pictures, CENTRE + (X - CENTRE) / times, CENTRE + (Y - CENTRE) / times)


def _hashed(rows: np.ndarray, places: int) -> np.ndarray:
    """Well mixed 32 bits for each place of each row: uint32 [n, places]."""
    x = (rows[:, None] * places + np.arange(places)).astype(np.uint32)
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
        x = (x ^ (x >> np.uint32(shift))) * np.uint32(factor)
    return x ^ (x >> np.uint32(16))


def _noisy(pictures: Pictures, rows: np.ndarray, deviation: float) -> Pictures:
    """Adds the sum of four bytes, which is nearly normal, scaled to the deviation."""
    noise = _hashed(rows, SIDE * SIDE).view(np.uint8).reshape(len(rows), SIDE, SIDE, 4)
    sums = noise.sum(axis=3, dtype=float)
    return pictures + (sums - 510) / np.sqrt(65535 / 3) * deviation


def _dark(pictures: Pictures, rows: np.ndarray, share: float) -> Pictures:
    return _noisy(pictures * share, rows, 2.0)


def _bright(pictures: Pictures, rows: np.ndarray, times: float) -> Pictures:
    return pictures * times


def _flat(pictures: Pictures, rows: np.ndarray, share: float) -> Pictures:
    return 128 + (pictures - 128) * share


def _jpeg(pictures: Pictures, rows: np.ndarray, quality: float) -> Pictures:
    n = np.arange(8)
    waves = np.cos((2 * n + 1) * n[:, None] * np.pi / 16) / 2
    waves[0] /= np.sqrt(2)
    steps = np.clip((QUANTA * int(5000 / quality) + 50) // 100, 1, 255)
    blocks = (pictures - 128).reshape(-1, SIDE // 8, 8, SIDE // 8, 8).swapaxes(2, 3)
    kept = np.floor(waves @ blocks @ waves.T / steps + 0.5) * steps
    return (waves.T @ kept @ waves).swapaxes(2, 3).reshape(pictures.shape) + 128


def _glasses(pictures: Pictures, rows: np.ndarray, opacity: float) -> Pictures:
    lenses = np.square((np.abs(X - CENTRE) - 9) / 8) + np.square((Y - 18) / 6) <= 1
    bridge = (np.abs(X - CENTRE) < 3) & (Y >= 15) & (Y < 18)
    return np.where(lenses | bridge, pictures * (1 - opacity) + 20 * opacity, pictures)


def _masked(pictures: Pictures, rows: np.ndarray, height: float) -> Pictures:
    return np.where(SIDE - height <= Y, 200.0, pictures)


def _hidden(pictures: Pictures, rows: np.ndarray, side: float) -> Pictures:
    x, y = ((8 + 32 * (h >> np.uint32(16)) / 65536.0)[:, None, None] for h in _hashed(rows, 2).T)
    inside = (np.abs(X - x) < side / 2) & (np.abs(Y - y) < side / 2)
    return np.where(inside, pictures.mean(axis=(1, 2), keepdims=True), pictures)


def _levels(name: str, unit: str, make: Callable, *levels: float) -> list[Change]:
    return [Change(name, level, unit, make) for level in levels]


CHANGES = (
    *_levels("small", "px", _small, 24, 16, 12),
    *_levels("defocused", "px", _defocused, 1, 2),
    *_levels("moving", "px", _moved, 5, 9),
    *_levels("turned plane", "degrees", _turned, 20, 40),
    *_levels("rolled", "degrees", _rolled, 15, 30, 45),
    *_levels("dark", "x", _dark, 0.25, 0.1),
    *_levels("bright", "x", _bright, 2, 3),
    *_levels("low contrast", "x", _flat, 0.25, 0.1),
    *_levels("noise", "grey values", _noisy, 10, 25),
    *_levels("JPEG", "quality", _jpeg, 20, 8),
    *_levels("dark glasses", "opacity", _glasses, 0.5, 0.95),
    *_levels("mask", "px", _masked, 10, 18, 22),
    *_levels("hand", "px", _hidden, 12, 20),
    *_levels("shifted", "px", _shifted, 4, 8),
    *_levels("too close", "x", _scaled, 1.25, 1.5),
    *_levels("too wide", "x", _scaled, 0.8, 0.6),
)
"""All changes at all levels, in the order of the table."""


def mixed(faces: Faces) -> Faces:
    """The same faces, each under one change at one level, all of them equally often."""
    pixels = faces.pixels.copy()
    for n, change in enumerate(CHANGES):
        pixels[n :: len(CHANGES)] = change.of(pixels[n :: len(CHANGES)], faces.rows[n :: len(CHANGES)])
    return replace(faces, pixels=pixels)


def read_stress(file: Path) -> dict:
    """What `moodstream evaluate faces --stress --json FILE` wrote; DataError if the file is none."""
    try:
        scores = json.loads(file.read_text())
        expected = {"unchanged", *(change.name for change in CHANGES)}
        if {line["change"] for line in scores["changes"]} == expected and scores["faces"] > 0:
            return scores
    except OSError as fault:
        raise DataError(f"{file} cannot be read: {fault.strerror}.") from fault
    except (ValueError, KeyError, TypeError):
        pass
    raise DataError(f"{file} is not what 'moodstream evaluate faces --stress --json' writes.")
