"""No GPU is needed to see what would fail on one: tensors of the device 'meta' do not mix with the CPU's."""

import pytest
import torch

from moodstream_training.augment import augment, cutout, mixup


def on_meta(*shape):
    return torch.rand(*shape, device="meta")


@pytest.mark.parametrize("random", [None, torch.Generator().manual_seed(3)])
def test_variations_are_made_where_the_faces_are(random):
    crops = augment(on_meta(6, 1, 48, 48), 44, random)
    assert cutout(crops, 0.5, random).device == crops.device == torch.device("meta")
    mixed, targets = mixup(crops, on_meta(6, 2, 7), 0.2, random)
    assert mixed.device == targets.device == crops.device
