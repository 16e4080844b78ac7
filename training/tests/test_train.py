import numpy as np
import pytest
import torch

from moodstream_training.data import Faces
from moodstream_training.train import Recipe, load_best, one_cycle, train


@pytest.fixture
def faces():
    random = np.random.default_rng(2)
    pixels = random.integers(0, 256, (24, 48, 48), dtype=np.uint8)
    return Faces(pixels, np.arange(24) % 7, random.integers(0, 5, (24, 10)).astype(np.float32), np.arange(24))


def test_a_run_repeats_exactly_and_goes_on_after_an_interruption(faces, tmp_path):
    recipe = Recipe(epochs=2, batch=12, bfloat16=False)
    whole = train(faces, faces, recipe, tmp_path / "whole")
    train(faces, faces, Recipe(epochs=2, batch=12, bfloat16=False), tmp_path / "again")
    first, facts = load_best(whole)
    second, _ = load_best(tmp_path / "again" / "best.pt")
    assert facts["progress"]["faces"] == 48 and facts["recipe"]["seed"] == 7
    assert all(torch.equal(a, b) for a, b in zip(first.parameters(), second.parameters(), strict=True))
    before = torch.load(tmp_path / "whole" / "last.pt", weights_only=True)["progress"]
    train(faces, faces, recipe, tmp_path / "whole")
    assert torch.load(tmp_path / "whole" / "last.pt", weights_only=True)["progress"] == before


def test_the_rate_rises_then_falls():
    rates = [one_cycle(share / 100, 0.1) for share in range(101)]
    assert max(rates) == pytest.approx(0.1) and rates.index(max(rates)) == 20
    assert rates[0] == pytest.approx(0.01) and rates[-1] < 0.0001
