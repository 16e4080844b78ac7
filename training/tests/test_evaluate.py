import numpy as np
import pytest

from moodstream_training.calibrate import cross_validated, fit
from moodstream_training.evaluate import calibration_error, score


def test_scores_of_a_small_example():
    probabilities = np.eye(7, dtype=np.float32)[[0, 0, 3, 6]]
    scores = score(probabilities, np.array([0, 3, 3, 6]))
    assert scores.accuracy == 0.75
    assert scores.recall["happy"] == 0.5 and scores.confusion[3][0] == 1
    assert scores.macro_f1 == pytest.approx((2 / 3 + 2 / 3 + 1) / 7, abs=1e-4)


def test_calibration_error_is_the_gap_of_confidence_and_accuracy():
    probabilities = np.full((10, 7), 0.05, np.float32)
    probabilities[:, 2] = 0.7
    assert calibration_error(probabilities, np.array([2] * 5 + [1] * 5)) == pytest.approx(0.2, abs=1e-6)


def test_calibration_finds_the_temperature_and_the_offset_it_was_given():
    random = np.random.default_rng(4)
    logits = random.normal(0, 2, (3000, 7)).astype(np.float32)
    shifted = logits.copy()
    shifted[:, 6] -= 1
    chances = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
    labels = np.array([random.choice(7, p=p / p.sum()) for p in chances.astype(float)])
    found = fit(2 * logits, labels)
    assert found.temperature == pytest.approx(2, rel=0.1)
    assert found.offsets[6] - np.mean(found.offsets[:6]) == pytest.approx(-1, abs=0.2)
    assert cross_validated(2 * logits, labels, splits=2)["ece"] < 0.05
