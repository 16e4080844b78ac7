import json

import numpy as np
import optuna
import pytest
from faces import some_faces

from moodstream_training.data import DataError
from moodstream_training.presets import PRESETS
from moodstream_training.recipe import Recipe, read_recipe
from moodstream_training.search import Cut, held_out, search, table
from moodstream_training.train import train


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr("moodstream_training.search.BATCHES", [8, 16])


def params(trials):
    return {trial.number: trial.params for trial in trials}


def test_a_search_goes_on_to_as_many_trials_as_are_wanted(small_batches, tmp_path):
    first = search("b-small", some_faces(70), tmp_path, trials=2, epochs=1)
    assert len(first) == 2 and first[0].value >= first[1].value
    more = search("b-small", some_faces(70), tmp_path, trials=3, epochs=1)
    assert len(more) == 3 and params(first).items() <= params(more).items()
    assert len({trial.params["rate"] for trial in more}) == 3
    assert len(search("b-small", some_faces(70), tmp_path, trials=3, epochs=1)) == 3
    assert sorted(file.name for file in tmp_path.iterdir()) == ["best-recipe.json", "search.sqlite"]
    assert json.loads((tmp_path / "best-recipe.json").read_text()) == more[0].params
    recipe = read_recipe(tmp_path / "best-recipe.json", PRESETS["b-small"].recipe)
    assert recipe.rate == more[0].params["rate"] and recipe.epochs == 40
    assert len(table(more).splitlines()) == 4 and f"{more[0].value:.4f}" in table(more)


def test_a_trial_that_was_cut_off_is_started_again(small_batches, tmp_path, monkeypatch):
    def fails(self, batch, index):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises((KeyboardInterrupt, SystemExit)):
        patched.setattr("moodstream_training.learner.Learner.training_step", fails)
        search("b-small", some_faces(70), tmp_path, trials=1, epochs=1)
    study = optuna.load_study(study_name="search", storage=f"sqlite:///{tmp_path / 'search.sqlite'}")
    [cut] = study.trials
    [again] = search("b-small", some_faces(70), tmp_path, trials=1, epochs=1)
    assert again.params == cut.params and again.number == 1


def test_a_search_that_was_cut_off_draws_as_an_unbroken_one_would(small_batches, tmp_path, monkeypatch):
    whole = search("b-small", some_faces(70), tmp_path / "whole", trials=2, epochs=1)

    def fails(self, batch, index):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises((KeyboardInterrupt, SystemExit)):
        patched.setattr("moodstream_training.learner.Learner.training_step", fails)
        search("b-small", some_faces(70), tmp_path / "cut", trials=2, epochs=1)
    resumed = search("b-small", some_faces(70), tmp_path / "cut", trials=2, epochs=1)
    assert {trial.params["rate"] for trial in resumed} == {trial.params["rate"] for trial in whole}


def test_a_trial_that_failed_is_recorded_and_not_started_again(small_batches, tmp_path, monkeypatch):
    def fails(self, batch, index):
        raise RuntimeError("out of memory")

    with monkeypatch.context() as patched, pytest.raises(RuntimeError):
        patched.setattr("moodstream_training.learner.Learner.training_step", fails)
        search("b-small", some_faces(70), tmp_path, trials=1, epochs=1)
    study = optuna.load_study(study_name="search", storage=f"sqlite:///{tmp_path / 'search.sqlite'}")
    [failed] = study.trials
    assert failed.state.name == "FAIL" and failed.user_attrs == {"fault": "RuntimeError: out of memory"}
    [other] = search("b-small", some_faces(70), tmp_path, trials=1, epochs=1)
    assert other.number == 1 and other.params["rate"] != failed.params["rate"]


def test_a_trial_that_is_worse_than_others_ends_early(tmp_path):
    trial = optuna.create_study(pruner=optuna.pruners.ThresholdPruner(lower=2), direction="maximize").ask()
    recipe = Recipe(epochs=5, batch=8, precision="32-true")
    with pytest.raises(optuna.TrialPruned):
        train("b-small", recipe, some_faces(16), some_faces(8), tmp_path, watch=[Cut(trial)])
    assert trial.study.trials[0].last_step == 1


def test_a_folder_belongs_to_one_search(small_batches, tmp_path):
    search("b-small", some_faces(70), tmp_path, trials=1, epochs=1)
    with pytest.raises(DataError, match="holds another search"):
        search("b-small", some_faces(70), tmp_path, trials=1, epochs=2)
    (tmp_path / "search.sqlite").write_bytes(b"no record" * 999)
    with pytest.raises(DataError, match="cannot be used as the record of a search"):
        search("b-small", some_faces(70), tmp_path, trials=1, epochs=1)


def test_the_held_tenth_is_never_learnt_from():
    learn, held = held_out(some_faces(200), 0.5)
    assert len(held) == 20 and len(learn) == 90 and not set(learn.rows) & set(held.rows)
    whole, same = held_out(some_faces(200), 1.0)
    assert np.array_equal(same.rows, held.rows) and set(learn.rows) < set(whole.rows) and len(whole) == 180
