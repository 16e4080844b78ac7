"""Where the data lies, for the tests that need it, and a disk that is full."""

import resource
from contextlib import contextmanager

import pytest

from moodstream_training.source import Source, shared_folder


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory, monkeypatch):
    """Tests leave the user's cache alone."""
    monkeypatch.setenv("MOODSTREAM_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture(scope="session")
def training_faces():
    folder = shared_folder() / "fer2013"
    if not (folder / "fer2013.csv.gz").is_file():
        pytest.skip(f"FER2013 is not in {folder}; set MOODSTREAM_SHARED")
    return Source(folder / "fer2013.csv.gz", folder / "ferplus.csv").load("Training")


@pytest.fixture
def full_disk():
    """Within the block, files take no more than so many bytes; a write beyond fails as on a full disk."""

    @contextmanager
    def limited(most: int):
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return limited
