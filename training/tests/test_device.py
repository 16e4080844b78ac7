"""No GPU is needed to see what would fail on one: made-up devices do not mix with the CPU."""

import pytest
import torch
from torch._subclasses.fake_tensor import FakeTensorMode

from moodstream_training.augment import augment, cutout, draw_mix
from moodstream_training.networks import Framed
from moodstream_training.small_vgg import SmallVgg


def on_meta(*shape):
    return torch.rand(*shape, device="meta")


@pytest.mark.parametrize("random", [None, torch.Generator().manual_seed(3)])
def test_variations_are_made_where_the_faces_are(random):
    crops = augment(on_meta(6, 1, 48, 48), 44, random)
    assert cutout(crops, 0.5, random).device == crops.device == torch.device("meta")
    mix = draw_mix(6, 0.2, random)
    mixed, targets = mix.of(crops), mix.of(on_meta(6, 2, 7))
    assert mixed.device == targets.device == crops.device


def test_faces_are_scaled_where_they_are():
    with FakeTensorMode():  # knows CUDA's rules without a GPU
        with torch.device("cuda"):
            net = Framed(SmallVgg(14, 0.3, widths=(4, 4, 8, 8)), side=96, heads=2).eval()
        assert net.serve(torch.rand(2, 1, 48, 48, device="cuda")).device.type == "cuda"
