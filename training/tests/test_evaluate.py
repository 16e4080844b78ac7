import numpy as np
import pytest
import torch
from torchmetrics.functional import classification as reference

from moodstream_training import CLASSES
from moodstream_training.abstention import curve, kept, table
from moodstream_training.calibrate import cross_validated, fit, temperature_alone, with_offsets
from moodstream_training.data import Faces
from moodstream_training.evaluate import calibration_error, reliability, score
from moodstream_training.ferplus import ferplus_scores
from moodstream_training.intervals import intervals
from moodstream_training.presets import PRESETS
from moodstream_training.size import multiply_adds, parameters


def answers(n: int = 400) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities [n, 7] that are right about half of the time, and labels [n]."""
    random = np.random.default_rng(5)
    labels = random.integers(0, 7, n)
    logits = random.normal(0, 1.5, (n, 7)) + 2 * np.eye(7)[labels]
    return (np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)).astype(np.float32), labels


def test_scores_of_a_small_example():
    probabilities = np.eye(7, dtype=np.float32)[[0, 0, 3, 6]]
    scores = score(probabilities, np.array([0, 3, 3, 6]))
    assert scores.accuracy == 0.75
    assert scores.per_class["happy"].recall == 0.5 and scores.per_class["happy"].precision == 1
    assert scores.confusion == [[1, 0, 0], [1, 1, 0], [0, 0, 1]]
    assert scores.summary() == {"accuracy": 0.75, "macroF1": round((2 / 3 + 2 / 3 + 1) / 3, 4), "ece": 0.25}


def test_scores_agree_with_torchmetrics():
    probabilities, labels = answers()
    p, y, scores = torch.from_numpy(probabilities), torch.from_numpy(labels), score(probabilities, labels)
    top2 = reference.multiclass_accuracy(p, y, 7, average="micro", top_k=2)
    assert scores.top2 == pytest.approx(float(top2), abs=1e-4)
    assert scores.macro_f1 == pytest.approx(float(reference.multiclass_f1_score(p, y, 7)), abs=1e-4)
    assert scores.ece == pytest.approx(float(reference.multiclass_calibration_error(p, y, 7)), abs=1e-4)
    precision = reference.multiclass_precision(p, y, 7, average=None)
    assert [c.precision for c in scores.per_class.values()] == pytest.approx(precision.tolist(), abs=1e-4)
    assert scores.confusion == reference.multiclass_confusion_matrix(p, y, 7).tolist()


def test_a_network_of_six_classes_is_judged_on_six():
    six = [c for c in range(7) if CLASSES[c] != "disgust"]
    scores = score(np.eye(7, dtype=np.float32)[six], np.array(six))
    assert scores.macro_f1 == 1 and len(scores.confusion) == 6 and "disgust" not in scores.per_class


def test_calibration_error_is_the_gap_of_confidence_and_accuracy():
    probabilities = np.full((10, 7), 0.05, np.float32)
    probabilities[:, 2] = 0.7
    labels = np.array([2] * 5 + [1] * 5)
    assert calibration_error(probabilities, labels) == pytest.approx(0.2, abs=1e-6)
    assert reliability(probabilities, labels)[10] == pytest.approx([10, 0.7, 0.5])


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


def test_offsets_that_do_not_help_on_other_faces_are_left_out():
    random = np.random.default_rng(3)
    logits = random.normal(0, 1, (140, 7)).astype(np.float32)
    labels = np.array([random.choice(7, p=p / p.sum()) for p in np.exp(logits).astype(float)])
    found = fit(2 * logits, labels)
    assert with_offsets(2 * logits, labels).offsets != found.offsets == (0.0,) * 7
    assert found == temperature_alone(2 * logits, labels)


def test_intervals_hold_the_score_and_narrow_with_more_faces():
    few, many = (intervals(*answers(n), samples=100) for n in (100, 2000))
    low, high = many["accuracy"]
    assert low < score(*answers(2000)).accuracy < high
    assert high - low < few["accuracy"][1] - few["accuracy"][0]
    assert set(many) >= {"top2", "macroF1", "fear.recall", "disgust.f1"}


def test_abstaining_keeps_the_sure_answers():
    probabilities, labels = answers()
    coverage, accuracy = curve(probabilities, labels)
    assert coverage[-1] == 1
    assert accuracy[-1] == pytest.approx(score(probabilities, labels).accuracy, abs=1e-4)
    lines = table(probabilities, labels, abstain_below=0.4)
    assert lines[0].coverage == 1 and kept(probabilities, labels, 0.4) in lines
    assert [line.coverage for line in lines] == sorted((line.coverage for line in lines), reverse=True)
    assert lines[-1].accuracy > lines[0].accuracy


def test_ferplus_counts_contempt_as_wrong_among_eight_and_leaves_it_out_of_seven():
    votes = np.zeros((6, 10), np.float32)
    votes[0, 1] = votes[1, 1] = 8  # happiness
    votes[2, 7] = 6  # contempt
    votes[3, [0, 1]] = 5  # tied
    votes[4, 8] = votes[5, 9] = 9  # unknown, no face
    faces = Faces(np.zeros((6, 48, 48), np.uint8), np.zeros(6, int), votes, np.arange(6))
    found = ferplus_scores(np.eye(7, dtype=np.float32)[[3, 3, 3, 3, 3, 3]], faces)
    assert (found.seven.faces, found.eight.faces, found.left_out) == (2, 3, 3)
    assert found.seven.accuracy == 1 and found.eight.accuracy == round(2 / 3, 4)
    assert found.eight.per_class["contempt"].recall == 0 and found.eight.macro_f1 == 0.4


def test_sizes_are_those_counted_by_hand():
    net = PRESETS["small"].build(0.3, False)
    convolutions = [(1, 32, 44), (32, 32, 44), (32, 64, 22), (64, 64, 22)]
    convolutions += [(64, 128, 11), (128, 128, 11), (128, 256, 5), (256, 256, 5)]
    assert multiply_adds(net) == sum(9 * i * o * side * side for i, o, side in convolutions) + 256 * 14
    norms = 2 * sum(o for _, o, _ in convolutions)
    assert parameters(net) == sum(9 * i * o for i, o, _ in convolutions) + norms + 256 * 14 + 14
