"""Where a run begins and where it ends."""

from dataclasses import replace

import pytest
import torch
from faces import some_faces

from moodstream_training.data import DataError
from moodstream_training.learner import is_last, new_learner
from moodstream_training.recipe import Recipe
from moodstream_training.train import load, train

TINY = Recipe(epochs=2, batch=12, precision="32-true", optimiser="adam", rate=1e-3, average=False)


@pytest.fixture
def run(tmp_path):
    return lambda recipe, preset="b-small": train(
        preset, recipe, some_faces(24), some_faces(8, seed=3), tmp_path / preset
    )


@pytest.mark.parametrize("epochs", range(1, 130))
def test_the_last_epoch_of_so_many_is_known(epochs):
    recipe = Recipe(epochs=epochs)
    last = [epoch for epoch in range(epochs) if is_last(recipe, epoch, epoch / epochs)]
    assert last == [epochs - 1]


def test_by_the_clock_the_last_epoch_is_estimated():
    recipe = Recipe(minutes=40)
    assert is_last(recipe, 39, 39 / 40) and not is_last(recipe, 38, 38 / 40)


@pytest.mark.parametrize(
    "recipe", [replace(TINY, minutes=1e-4), replace(TINY, epochs=9, patience=1, rate=1e-12)]
)
def test_a_run_that_has_ended_does_not_train_on(run, recipe):
    last = run(recipe).with_name("last.ckpt")
    before = torch.load(last, weights_only=True)
    assert before["epoch"] + 1 < recipe.epochs
    best = run(recipe)
    assert best.is_file() and torch.load(last, weights_only=True)["progress"] == before["progress"]


def test_small_crops_are_for_networks_that_take_any_size(run, tmp_path):
    with pytest.raises(DataError, match="small_until needs a network that takes crops of any size"):
        run(replace(TINY, small_until=0.5))
    assert not list(tmp_path.iterdir())
    run(replace(TINY, epochs=1, small_until=1.0), "small")


def test_only_weights_to_start_from_get_the_statistics_of_some_faces(run, monkeypatch):
    shown = []
    monkeypatch.setattr("moodstream_training.train.renormalise", lambda net, batch: shown.append(len(batch)))
    monkeypatch.setattr("moodstream_training.presets.start_weights", lambda: None)
    run(replace(TINY, epochs=1), "small")
    assert shown == []
    run(replace(TINY, epochs=1), "standard")
    assert shown == [24]


@pytest.mark.parametrize("schedule", ["cosine", "plateau"])
def test_the_head_has_its_own_pace(schedule):
    recipe = replace(TINY, schedule=schedule, head_pace=5.0)
    made = new_learner("b-small", recipe).configure_optimizers()
    optimiser = made["optimizer"] if schedule == "plateau" else made
    assert [group["lr"] for group in optimiser.param_groups] == pytest.approx([1e-3, 5e-3])


def test_a_checkpoint_that_does_not_fit_gets_one_sentence(run):
    file = run(replace(TINY, epochs=1))
    kept = torch.load(file, weights_only=True)

    def sentence(preset, recipe):
        torch.save(kept | {"hyper_parameters": {"preset": preset, "recipe": recipe, "weights": None}}, file)
        with pytest.raises(DataError) as fault:
            load(file)
        assert "\n" not in str(fault.value)
        return str(fault.value)

    recipe = kept["hyper_parameters"]["recipe"]
    assert "is no checkpoint of this package (RuntimeError)" in sentence("small", recipe)
    assert "is no checkpoint of this package (TypeError)" in sentence("b-small", recipe | {"speed": 1})
    assert "holds the network 'vgg', expected one of standard, standard-128," in sentence("vgg", recipe)
