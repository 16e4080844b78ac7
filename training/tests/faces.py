"""Made-up faces: noise, on which a network can be trained but learns nothing."""

import numpy as np

from moodstream_training.data import Faces


def some_faces(n: int = 16, seed: int = 2) -> Faces:
    random = np.random.default_rng(seed)
    pixels = random.integers(0, 256, (n, 48, 48), dtype=np.uint8)
    votes = random.integers(0, 5, (n, 10)).astype(np.float32)
    votes[np.arange(n), random.integers(0, 10, n)] += 40  # so that most have a majority
    return Faces(pixels, np.arange(n) % 7, votes, np.arange(n))
