import subprocess

import pytest

from moodstream_training import train_all as module
from moodstream_training.data import DataError
from moodstream_training.presets import BEGINS_AS, PRESETS
from moodstream_training.train_all import ORDER, TAUGHT_BY, known, train_all


class Child:
    """A training process that is over at once."""

    def __init__(self, code=0):
        self.returncode = code

    def poll(self):
        return self.returncode


@pytest.fixture
def trained(monkeypatch, tmp_path):
    """Runs nothing: notes what would be started, and with which arguments."""
    calls = []

    def popen(arguments, **_):
        name = arguments[arguments.index("--preset") + 1]
        calls.append((name, arguments))
        return Child(1 if name == "a-cnn" else 0)

    monkeypatch.setattr(subprocess, "Popen", popen)
    monkeypatch.setattr(module, "_ended", lambda folder: folder.name in [name for name, _ in calls])

    def run(presets, minutes=1.0):
        return train_all(presets, tmp_path, minutes), calls

    return run


def test_every_preset_has_its_place():
    assert sorted(ORDER) == sorted(PRESETS)
    for preset, teachers in TAUGHT_BY.items():
        assert all(ORDER.index(teacher) < ORDER.index(preset) for teacher in teachers)
        assert PRESETS[preset].recipe.teacher_share > 0
    assert all(BEGINS_AS[preset] in TAUGHT_BY[preset] for preset in BEGINS_AS)


def test_the_most_telling_come_first_and_learn_from_those_before(trained):
    became, calls = trained(["b-small", "standard", "standard-112", "standard-128"])
    assert [name for name, _ in calls] == ["standard-112", "standard-128", "standard", "b-small"]
    assert set(became.values()) == {"ended"}
    told = " ".join(calls[2][1])
    assert "standard-112/best.ckpt" in told and "standard-128/best.ckpt" in told


def test_a_preset_without_its_teachers_is_not_begun(trained):
    became, calls = trained(["standard"])
    assert became == {"standard": "not begun: its teachers are not there"} and not calls


def test_nothing_begins_without_time(trained):
    became, calls = trained(["b-small"], minutes=0)
    assert became == {"b-small": "not begun: no time"} and not calls


def test_a_failure_is_told_and_the_others_go_on(trained):
    became, _ = trained(["a-cnn", "b-small"])
    assert became["b-small"] == "ended" and became["a-cnn"].startswith("failed, see")


def test_an_unknown_preset_is_named():
    with pytest.raises(DataError, match="There is no preset 'vgg', expected one of standard-112"):
        known(["vgg"])
