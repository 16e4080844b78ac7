import base64
import json
import os
from pathlib import Path

import numpy as np
import pytest
from faces import some_faces

from moodstream_training.abstention import threshold
from moodstream_training.patterns import patterns
from moodstream_training.stress import CHANGES, mixed

GOLDEN = Path(__file__).parents[2] / "classifier-stream/src/test/resources/stress-golden.json"
ROW = 1234
FACE = patterns(4)[[0, 3]].mean(axis=0).astype(np.uint8)[None]


def made(change) -> np.ndarray:
    return change.of(FACE, np.array([ROW]))[0]


def named(change) -> str:
    return f"{change.name} {change.level}"


def test_the_pictures_are_those_of_the_java_side():
    """GOLDEN_ACCEPT=true writes them; then Java's StressTest says whether Java makes them, too."""
    if os.environ.get("GOLDEN_ACCEPT") == "true":
        cases = [
            {"change": c.name, "level": c.level, "unit": c.unit, "pixels": _encoded(made(c))} for c in CHANGES
        ]
        GOLDEN.write_text(json.dumps({"row": ROW, "pixels": _encoded(FACE), "cases": cases}, indent=1) + "\n")
    golden = json.loads(GOLDEN.read_text())
    listed = [(case["change"], case["level"], case["unit"]) for case in golden["cases"]]
    assert listed == [(c.name, c.level, c.unit) for c in CHANGES]
    for change, case in zip(CHANGES, golden["cases"], strict=True):
        expected = np.frombuffer(base64.b64decode(case["pixels"]), np.uint8).reshape(48, 48).astype(int)
        assert np.abs(expected - made(change)).max() <= 1, named(change)


def _encoded(pixels: np.ndarray) -> str:
    return base64.b64encode(pixels.tobytes()).decode()


@pytest.mark.parametrize("change", CHANGES, ids=named)
def test_a_change_depends_on_picture_and_row_alone(change):
    faces = some_faces(5)
    together = change.of(faces.pixels, faces.rows)
    assert together.shape == faces.pixels.shape and (together != faces.pixels).any()
    for n in range(5):
        alone = change.of(faces.pixels[n : n + 1], faces.rows[n : n + 1])
        assert np.array_equal(alone[0], together[n])


def test_noise_has_the_deviation_it_says():
    grey = np.full((20, 48, 48), 128, np.uint8)
    noise = next(c for c in CHANGES if c.name == "noise" and c.level == 10)
    changed = noise.of(grey, np.arange(20)).astype(float)
    assert changed.std() == pytest.approx(10, rel=0.02) and changed.mean() == pytest.approx(128, abs=0.2)


def test_every_change_is_equally_often_in_the_mix():
    faces = some_faces(2 * len(CHANGES))
    pixels = mixed(faces).pixels
    for n, change in enumerate(CHANGES):
        own = slice(n, None, len(CHANGES))
        assert np.array_equal(pixels[own], change.of(faces.pixels[own], faces.rows[own]))


def answers(confidences: list[float]) -> np.ndarray:
    """Answers of class 0, of these confidences."""
    rest = (1 - np.array(confidences))[:, None] / 6
    return np.concatenate([np.array(confidences)[:, None], np.repeat(rest, 6, axis=1)], axis=1)


def test_half_of_the_wrong_names_under_stress_are_withheld():
    labels = np.array([1, 1, 1, 1, 1, 0, 0, 0, 0, 0])
    stressed = answers([0.3, 0.4, 0.45, 0.6, 0.7, 0.5, 0.9, 0.9, 0.9, 0.9])
    assert threshold(answers([0.9] * 10), stressed, labels) == 0.45


def test_four_fifths_of_the_unchanged_faces_stay_readable():
    clean = answers([0.3, 0.35, *[0.9] * 9])
    assert threshold(clean, answers([0.95] * 11), np.ones(11, int)) == 0.9


def test_without_wrong_names_nothing_is_withheld():
    assert threshold(answers([0.9]), answers([0.4]), np.array([0])) == 0
