import pytest
import torch

from moodstream_training.augment import augment
from moodstream_training.model import ExpressionNet, ServingNet


@pytest.fixture
def serving():
    torch.manual_seed(1)
    return ServingNet(ExpressionNet(widths=(4, 4, 8, 8))).eval()


def test_probabilities_sum_to_one(serving):
    assert torch.allclose(serving(torch.rand(3, 1, 48, 48)).sum(dim=1), torch.ones(3))


def test_light_does_not_matter(serving):
    face = torch.rand(2, 1, 48, 48)
    assert torch.allclose(serving(face), serving(0.3 + 0.5 * face), atol=0.02)


def test_a_constant_picture_gives_numbers(serving):
    assert torch.isfinite(serving(torch.zeros(1, 1, 48, 48))).all()


@pytest.mark.parametrize("side", [32, 44])
def test_augmentation_keeps_range_and_repeats_with_its_seed(side):
    faces = torch.rand(8, 1, 48, 48)
    first, second = (augment(faces, side, torch.Generator().manual_seed(3)) for _ in range(2))
    assert first.shape == (8, 1, side, side) and first.min() >= 0 and first.max() <= 1
    assert torch.equal(first, second)
