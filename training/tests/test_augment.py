import pytest
import torch

from moodstream_training.augment import augment, cutout, draw_mix


def seeded():
    return torch.Generator().manual_seed(3)


@pytest.mark.parametrize(("side", "view"), [(32, 44), (44, 44), (48, 48), (96, 48)])
def test_augmentation_keeps_range_and_repeats_with_its_seed(side, view):
    faces = torch.rand(8, 1, 48, 48)
    first, second = (augment(faces, side, seeded(), view) for _ in range(2))
    assert first.shape == (8, 1, side, side) and first.min() >= 0 and first.max() <= 1
    assert torch.equal(first, second)


def test_a_wider_view_shows_more_of_the_rim():
    ring = torch.ones(64, 1, 48, 48)
    ring[:, :, 3:-3, 3:-3] = 0
    narrow, wide = (augment(ring, 48, seeded(), view).mean() for view in (44, 48))
    assert wide > narrow


def test_cutout_hides_a_square_in_a_share_of_the_crops():
    crops = torch.rand(400, 1, 40, 40)
    changed = cutout(crops, 0.3, seeded()) != crops
    hit = changed.flatten(1).any(dim=1)
    assert 0.2 < hit.float().mean() < 0.4
    assert changed[hit].float().mean(dim=(1, 2, 3)).max() <= (20 / 40) ** 2 + 0.03
    assert torch.equal(cutout(crops, 0.0, seeded()), crops)


def test_mixup_blends_faces_and_targets_by_the_same_share():
    crops, targets = torch.rand(7, 1, 8, 8), torch.eye(7).unsqueeze(1).expand(-1, 2, -1)
    mix = draw_mix(7, 0.4, seeded())
    mixed, blended = mix.of(crops), mix.of(targets)
    assert torch.allclose(blended.sum(dim=2), torch.ones(7, 2))
    assert torch.allclose(torch.einsum("nk,kchw->nchw", blended[:, 0], crops), mixed, atol=1e-5)
