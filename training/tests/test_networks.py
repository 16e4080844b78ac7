import pytest
import torch

from moodstream_training.networks import Framed, Served
from moodstream_training.small_vgg import SmallVgg


@pytest.fixture
def served():
    torch.manual_seed(1)
    net = Framed(SmallVgg(14, 0.3, widths=(4, 4, 8, 8)), side=44, heads=2)
    return Served(net, [1.3, 0.9], [[0.1] * 7, [0.0] * 7]).eval()


def test_each_head_answers_probabilities(served):
    labels, votes = served(torch.rand(3, 1, 48, 48))
    assert labels.shape == votes.shape == (3, 7) and not torch.allclose(labels, votes)
    assert torch.allclose(labels.sum(dim=1), torch.ones(3)) and torch.allclose(
        votes.sum(dim=1), torch.ones(3)
    )


def test_light_does_not_matter_to_what_is_standardised(served):
    face = torch.rand(2, 1, 48, 48)
    assert torch.allclose(served(face)[0], served(0.3 + 0.5 * face)[0], atol=0.02)


def test_a_constant_picture_gives_numbers(served):
    assert all(torch.isfinite(answer).all() for answer in served(torch.zeros(1, 1, 48, 48)))


def test_with_its_mirror_picture_a_face_and_its_mirror_picture_are_answered_alike(served):
    face = torch.rand(2, 1, 48, 48)
    assert not torch.allclose(served(face)[0], served(face.flip(3))[0])
    served.mirror = True
    assert torch.allclose(served(face)[0], served(face.flip(3))[0], atol=1e-6)


def test_a_frame_scales_what_it_sees_to_the_side_of_its_network():
    shown = []
    net = Framed(lambda crops: shown.append(crops.shape) or torch.zeros(2, 7), side=96, channels=3)
    net.serve(torch.rand(2, 1, 48, 48))
    assert shown == [(2, 3, 96, 96)]
