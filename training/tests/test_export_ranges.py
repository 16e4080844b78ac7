import numpy as np
import pytest

from moodstream_training.__main__ import main
from moodstream_training.quantise import CALIBRATION

FACES = 2 * CALIBRATION + 8


@pytest.fixture
def exported(tmp_path, monkeypatch):
    """The ranges that the command gives to an export; face n of Training is of the grey value n % 256."""
    lines = [f"{n % 7},{' '.join([str(n % 256)] * 2304)},Training" for n in range(FACES)]
    lines += [lines[0].replace("Training", "PublicTest")]
    (tmp_path / "faces.csv").write_text("\n".join(["emotion,pixels,Usage", *lines]))
    calls = []
    monkeypatch.setattr("moodstream_training.export.export", lambda *given: calls.append(given) or {})
    needed = ["export", "--checkpoint", "c", "--id", "i", "--model", "m"]

    def ranges(*more):
        assert main([*needed, "--data", str(tmp_path / "faces.csv"), *more]) == 0
        return calls[-1][-1]

    return ranges


def test_ranges_of_8_bits_come_from_all_over_training(exported):
    shown = exported("--int8")
    assert shown[:, 0, 0].tolist() == [n % 256 for n in range(0, FACES, 3)] and len(shown) <= CALIBRATION


def test_without_8_bits_no_training_faces_are_read(exported, monkeypatch):
    from moodstream_training import __main__ as commands

    load = commands._load

    def only_check(options, usage):
        assert usage == "PublicTest"
        return load(options, usage)

    monkeypatch.setattr(commands, "_load", only_check)
    assert exported().shape == (0, 48, 48) and isinstance(exported(), np.ndarray)
