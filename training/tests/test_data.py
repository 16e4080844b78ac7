import numpy as np
import pytest

from moodstream_training.data import Faces


def test_the_two_heads_learn_the_label_blended_with_the_votes_and_the_votes_alone():
    votes = np.zeros((2, 10), np.float32)
    votes[0, [0, 1]] = 4, 4  # neutral and happiness
    votes[1, 9] = 10  # nobody saw a face
    faces = Faces(np.zeros((2, 48, 48), np.uint8), np.array([3, 0]), votes, np.array([0, 1]))
    first, second = faces.targets(0.6)
    assert faces.targets().shape == (2, 2, 7)
    assert first[0] == pytest.approx([0, 0, 0, 0.8, 0, 0, 0.2]) and first[1].tolist() == [
        0,
        0,
        0,
        0.5,
        0,
        0,
        0.5,
    ]
    assert second.tolist() == [[1, 0, 0, 0, 0, 0, 0]] * 2
    assert faces.shows_a_face().tolist() == [True, False]


def test_without_votes_labels_are_all_there_is_to_learn():
    faces = Faces(
        np.zeros((2, 48, 48), np.uint8), np.array([3, 0]), np.zeros((2, 10), np.float32), np.arange(2)
    )
    assert (
        faces.targets(0.6)[:, 0].argmax(axis=1).tolist() == [3, 0]
        and (faces.targets(0.6).max(axis=2) == 1).all()
    )
    assert faces.shows_a_face().all() and faces.majority().tolist() == [-1, -1]


def test_single_votes_are_not_counted_before_disgust_is_merged_into_anger():
    votes = np.zeros((2, 10), np.float32)
    votes[0, [4, 5, 6]] = 1, 1, 1  # anger, disgust and fear, one tagger each
    votes[1, [4, 5, 6]] = 3, 3, 4
    faces = Faces(np.zeros((2, 48, 48), np.uint8), np.array([1, 1]), votes, np.arange(2))
    six = faces.with_disgust_as_angry()
    assert faces.majority().tolist() == [-1, -1] and six.majority().tolist() == [-1, 0]
    assert six.where(np.array([1])).majority().tolist() == [0] and six.labels.tolist() == [0, 0]
    assert six.targets(0.5)[1, 1] == pytest.approx([0.6, 0, 0.4, 0, 0, 0, 0])
