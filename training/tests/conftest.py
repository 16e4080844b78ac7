"""Where the data lies, for the tests that need it."""

import os
from pathlib import Path

import pytest

from moodstream_training.data import load


@pytest.fixture(scope="session")
def training_faces():
    folder = Path(os.environ.get("MOODSTREAM_SHARED", Path(__file__).parents[3] / "shared"))
    if not (folder / "fer2013" / "fer2013.csv.gz").is_file():
        pytest.skip(f"FER2013 is not in {folder}; set MOODSTREAM_SHARED")
    return load(folder, "Training")
