"""The loop of the GPU, run step by step on a CPU."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from faces import some_faces

from moodstream_training.augment import augment
from moodstream_training.data import DataError
from moodstream_training.device_loop import DeviceLoop
from moodstream_training.evaluate import logits_of
from moodstream_training.learner import Learner
from moodstream_training.presets import PRESETS
from moodstream_training.recipe import Recipe
from moodstream_training.run import run_of_checkpoint
from moodstream_training.train import Begin, load, train

TINY = Recipe(epochs=3, batch=12, precision="32-true", optimiser="adam", rate=1e-3, mixup=0.2)
CPU = torch.device("cpu")


@pytest.fixture
def run(tmp_path):
    def made(name="run", recipe=TINY, preset="small", **more):
        faces, check = some_faces(24), some_faces(8, seed=3)
        return train(preset, recipe, faces, check, tmp_path / name, device=CPU, **more)

    return made


def weights(file):
    return load(file).net.state_dict().values()


def same(one, other):
    return all(torch.equal(a, b) for a, b in zip(weights(one), weights(other), strict=True))


def test_its_checkpoints_are_those_of_the_other_loop(run):
    told = run_of_checkpoint(run())
    assert (told.preset, told.epochs, len(told.history), told.length()) == ("small", 3, 3, "3 epochs")
    assert all(0 <= look["accuracy"] <= 1 and look["trainLoss"] > 0 for look in told.history)


def test_a_run_repeats_exactly(run):
    assert same(run(), run("again"))


@pytest.mark.parametrize("optimiser", ["sgd", "adam", "adamw"])
def test_an_interrupted_run_goes_on_as_an_unbroken_one_would(run, optimiser):
    recipe = replace(TINY, optimiser=optimiser, head_pace=5.0)
    whole = run("whole", recipe).with_name("last.ckpt")
    for _ in range(3):
        broken = run("broken", recipe, until=0.0).with_name("last.ckpt")
    assert load(broken).ended and same(whole, broken)


def test_a_step_that_is_tried_out_leaves_no_trace(run, monkeypatch):
    """What a capture does around its steps: state and chance are as before, so the run is the same."""

    def tried(self, side):
        if side not in self.graphs:
            kept, chance = self._state(), self._chance()
            began = self.laid.at.clone()
            self._once(side)
            assert not torch.equal(self.laid.at, began)
            torch.rand(3), torch.rand(3, generator=self.random), torch.rand(3, generator=self.draws)
            self._restore(kept)
            self._put_chance(chance)
            self.graphs[side] = lambda: self._once(side)
        return self.graphs[side]

    whole = run("whole").with_name("last.ckpt")
    monkeypatch.setattr(DeviceLoop, "_step", tried)
    assert same(whole, run("tried").with_name("last.ckpt"))


def test_a_finished_run_stays_as_it_is(run):
    file = run().with_name("last.ckpt")
    before = file.read_bytes()
    run()
    assert file.read_bytes() == before


def test_each_loop_goes_on_only_with_its_own_runs(run, tmp_path):
    run(until=0.0)
    with pytest.raises(DataError, match="was begun on a GPU"):
        train("small", TINY, some_faces(24), some_faces(8, seed=3), tmp_path / "run")
    train("small", TINY, some_faces(24), some_faces(8, seed=3), tmp_path / "other", until=0.0)
    with pytest.raises(DataError, match="was begun on a CPU"):
        run("other")


def test_small_crops_come_first(run):
    assert run(recipe=replace(TINY, small_until=0.5, minutes=None)).is_file()


def test_the_clock_ends_a_run(run):
    assert load(run(recipe=replace(TINY, minutes=0.02)).with_name("last.ckpt")).ended


def test_a_plateau_lowers_the_rate_and_patience_ends_the_run(run):
    recipe = replace(
        TINY, epochs=9, rate=1e-7, schedule="plateau", plateau_patience=0, patience=2, average=False
    )
    last = torch.load(run(recipe=recipe).with_name("last.ckpt"), weights_only=True)
    assert len(last["progress"]["history"]) == 3 and last["device_loop"]["rate"] < 1e-7


def test_the_last_epoch_is_looked_at_whatever_its_number(run):
    history = load(run(recipe=replace(TINY, epochs=4, check_every=3)).with_name("last.ckpt")).history
    assert [look["epoch"] for look in history] == [3, 4]


def test_both_loops_draw_from_the_same_distributions(tmp_path, monkeypatch):
    """What networks are shown and asked for: means and deviations of many batches agree."""
    seen = {}

    def loss(self, logits, targets):
        seen[self.kind]["targets"].append(targets.detach())
        return logits.sum() * 0

    def forward(self, crops):
        seen[Learner.kind]["crops"].append(crops.detach())
        return torch.zeros(len(crops), 2, 7, requires_grad=True)

    faces, check = some_faces(240), some_faces(8, seed=3)
    recipe = replace(TINY, epochs=4, batch=24, cutout=0.3, average=False)
    net = type(PRESETS["small"].build(0.0, False))
    monkeypatch.setattr(Learner, "_loss", loss)
    monkeypatch.setattr(net, "forward", forward)
    for kind, device in (("lightning", None), ("device", CPU)):
        monkeypatch.setattr(Learner, "kind", kind, raising=False)
        seen[kind] = {"crops": [], "targets": []}
        train("small", recipe, faces, check, tmp_path / kind, device=device)
    for name in ("crops", "targets"):
        ours, theirs = (torch.cat(seen[kind][name][:40]) for kind in ("device", "lightning"))
        assert ours.shape == theirs.shape
        for figure in (torch.mean, torch.std):
            assert float(figure(ours)) == pytest.approx(float(figure(theirs)), rel=0.02)
        spread = [part.flatten(1).std(dim=1).sort().values for part in (ours, theirs)]  # of each face
        assert (spread[0] - spread[1]).abs().mean() < 0.15 * spread[0].std() + 1e-3


def test_chance_comes_from_the_generators_own_device():
    random = torch.Generator("cpu").manual_seed(1)
    drawn = augment(torch.rand(512, 1, 48, 48), 44, random)
    assert drawn.device == CPU and not torch.equal(drawn, augment(torch.rand(512, 1, 48, 48), 44, random))


def test_a_mobilenet_gets_used_to_8_bits_and_answers_as_before(tmp_path):
    faces = some_faces(24)
    begun = PRESETS["standard"].build(0.0, False).eval()
    before = logits_of(begun, faces.pixels)
    recipe = replace(PRESETS["fast"].recipe, epochs=1, batch=12, teacher_share=0.0, rate=1e-9)
    file = train("fast", recipe, faces, faces, tmp_path, Begin(start=begun), device=CPU)
    begun.side = 96
    after, expected = logits_of(load(file).net, faces.pixels), logits_of(begun, faces.pixels)
    assert np.abs(after - expected).max() < 0.1 * np.abs(before).max() + 1e-3


def test_8_bits_need_a_trained_network(tmp_path):
    with pytest.raises(DataError, match="name its checkpoint with --start"):
        train("fast", replace(TINY), some_faces(24), some_faces(8), tmp_path, device=CPU)
