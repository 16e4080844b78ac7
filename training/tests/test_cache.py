import logging
import os

import numpy as np
import pytest

from moodstream_training.cache import cache_folder, cached


@pytest.fixture
def source(tmp_path, monkeypatch):
    monkeypatch.setenv("MOODSTREAM_CACHE", str(tmp_path / "cache"))
    return tmp_path / "faces.csv"


@pytest.fixture
def ask(source):
    """How often the source was read, and a question to it."""
    reads = []

    def read():
        reads.append(1)
        return {"pixels": np.full((9, 48, 48), len(reads), np.uint8), "labels": np.arange(9)}

    return reads, lambda state: cached(source, state, ["pixels"], read)["pixels"].max()


def test_reads_once_until_the_source_changes(ask):
    reads, look = ask
    assert [look("a"), look("a"), look("b"), look("b")] == [1, 1, 2, 2] and len(reads) == 2
    assert len(list(cache_folder().iterdir())) == 1


@pytest.mark.parametrize("harm", [lambda whole: whole[:-3000], lambda whole: b"rubbish", lambda whole: b"",
                                  lambda whole: whole[:5000] + b"\x55" + whole[5001:]])  # fmt: skip
def test_a_broken_cache_is_made_anew(ask, harm, caplog):
    _, look = ask
    look("a")
    [file] = cache_folder().iterdir()
    file.write_bytes(harm(file.read_bytes()))
    assert look("a") == 2 and look("a") == 2
    assert "is made anew" in caplog.text


def test_without_room_it_goes_on_with_a_warning_and_leaves_nothing(ask, full_disk, caplog):
    reads, look = ask
    with full_disk(2000), caplog.at_level(logging.WARNING):
        assert look("a") == 1
    assert "cannot be written" in caplog.text and "Going on without it" in caplog.text
    assert os.listdir(cache_folder()) == []
