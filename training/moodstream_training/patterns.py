"""Synthetic 48x48 pictures without anybody in them, for golden answers."""

import numpy as np

from . import SIDE


def patterns(count: int, seed: int = 1) -> np.ndarray:
    """uint8 [count, 48, 48]: in turn noise, a gradient, constant grey, an oval with two dots."""
    random = np.random.default_rng(seed)
    makers = (_noise, _gradient, _grey, _oval)
    pictures = [makers[i % len(makers)](random) for i in range(count)]
    return np.clip(np.rint(pictures), 0, 255).astype(np.uint8)


def _noise(random: np.random.Generator) -> np.ndarray:
    return random.normal(random.uniform(60, 200), random.uniform(5, 60), (SIDE, SIDE))


def _gradient(random: np.random.Generator) -> np.ndarray:
    y, x = np.mgrid[-1 : 1 : SIDE * 1j, -1 : 1 : SIDE * 1j]
    angle = random.uniform(0, 2 * np.pi)
    return 128 + random.uniform(20, 90) * (x * np.cos(angle) + y * np.sin(angle))


def _grey(random: np.random.Generator) -> np.ndarray:
    return np.full((SIDE, SIDE), random.integers(0, 256), float)


def _oval(random: np.random.Generator) -> np.ndarray:
    y, x = np.mgrid[-1 : 1 : SIDE * 1j, -1 : 1 : SIDE * 1j]
    width, height = random.uniform(0.5, 0.8), random.uniform(0.7, 0.95)
    inside = (x / width) ** 2 + (y / height) ** 2 < 1
    picture = np.where(inside, random.uniform(120, 220), random.uniform(20, 90))
    for side in (-0.3, 0.3):
        picture[(x - side) ** 2 + (y + 0.25) ** 2 < 0.01] = 30
    return picture
