import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from faces import some_faces
from onnx import helper
from torch import nn
from torch.nn import functional as F

from moodstream_training.data import DataError
from moodstream_training.export import run_onnx, to_onnx, write_manifest
from moodstream_training.networks import Framed, Served
from moodstream_training.padding import fold, fold_file
from moodstream_training.quantise import quantise

BUNDLED = Path(__file__).parents[2] / "classifier-stream/src/main/resources/models"


class Padded(nn.Module):
    """Two convolutions, each behind a padding of its own."""

    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Conv2d(1, 8, 3, 2), nn.Conv2d(8, 16, 3, 1, padding=1)
        self.last = nn.Linear(16, 7)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = F.relu6(self.first(F.pad(x, (0, 1, 0, 1))))
        x = F.relu6(self.second(F.pad(x, (1, 2, 0, 1))))
        return self.last(x.mean(dim=(2, 3)))


@pytest.fixture
def written(tmp_path, monkeypatch):
    """A model with its paddings, as they were exported before."""
    monkeypatch.setattr("moodstream_training.export.fold", lambda model: 0)
    torch.manual_seed(0)
    to_onnx(Served(Framed(Padded(), side=44), [1.0], [[0.0] * 7]), tmp_path / "model.onnx")
    return tmp_path / "model.onnx"


def kinds(file) -> list[str]:
    return [node.op_type for node in onnx.load(file).graph.node]


def test_paddings_become_the_convolutions_own_and_the_answers_stay(written):
    faces = some_faces(16).pixels
    before = run_onnx(written, faces)[0]
    assert kinds(written).count("Pad") == 2 and fold_file(written) == 2
    assert np.abs(run_onnx(written, faces)[0] - before).max() < 1e-6
    convolutions = [node for node in onnx.load(written).graph.node if node.op_type == "Conv"]
    pads = [list(a.ints) for node in convolutions for a in node.attribute if a.name == "pads"]
    assert pads == [[0, 0, 1, 1], [1, 2, 2, 3]]
    assert {"Pad", "Cast", "ConstantOfShape"}.isdisjoint(kinds(written))


def test_an_exported_file_has_no_paddings(tmp_path):
    to_onnx(Served(Framed(Padded(), side=44), [1.0], [[0.0] * 7]), tmp_path / "model.onnx")
    assert "Pad" not in kinds(tmp_path / "model.onnx")


def test_paddings_between_8_bits_become_the_convolutions_own(written):
    faces = some_faces(32).pixels
    quantise(written, written, faces)
    before = run_onnx(written, faces)[0]
    assert kinds(written).count("Pad") == 2 and fold_file(written) == 2 and "Pad" not in kinds(written)
    assert np.abs(run_onnx(written, faces)[0] - before).max() < 1e-6


def test_manifests_know_the_folded_file(written):
    manifest = write_manifest(written, "m-1", {}, "probabilities", 0.4)
    fold_file(written)
    assert json.loads(manifest.read_text())["sha256"] == hashlib.sha256(written.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    "mode, widths, filled, auto_pad",
    [
        ("constant", 1, 0.5, "NOTSET"),
        ("reflect", 1, 0.0, "NOTSET"),
        ("constant", -1, 0.0, "NOTSET"),
        ("constant", 1, 0.0, "VALID"),
        ("constant", 1, 0.0, "SAME_UPPER"),
    ],
)
def test_other_paddings_stay(mode, widths, filled, auto_pad):
    around = [0, 0, widths, widths, 0, 0, widths, widths]
    tensor = helper.make_tensor_value_info
    graph = helper.make_graph(
        [
            helper.make_node("Pad", ["x", "widths", "filled"], ["padded"], mode=mode),
            helper.make_node("Conv", ["padded", "kernel"], ["y"], kernel_shape=[1, 1], auto_pad=auto_pad),
        ],
        "g", [tensor("x", 1, [1, 1, 4, 4])], [tensor("y", 1, None)],
        [
            helper.make_tensor("widths", 7, [8], around),
            helper.make_tensor("filled", 1, [], [filled]),
            helper.make_tensor("kernel", 1, [1, 1, 1, 1], [1.0]),
        ],
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    assert fold(model) == 0 and [node.op_type for node in graph.node] == ["Pad", "Conv"]


def test_a_file_that_is_no_model_gets_one_sentence(tmp_path):
    (tmp_path / "no.onnx").write_text("no model")
    with pytest.raises(DataError, match="no.onnx is not a readable ONNX model"):
        fold_file(tmp_path / "no.onnx")


def test_a_padding_whose_widths_come_with_the_picture_stays():
    tensor = helper.make_tensor_value_info
    graph = helper.make_graph(
        [
            helper.make_node("Pad", ["x", "widths"], ["padded"]),
            helper.make_node("Conv", ["padded", "kernel"], ["y"], kernel_shape=[1, 1]),
        ],
        "g", [tensor("x", 1, [1, 1, 4, 4]), tensor("widths", 7, [8])], [tensor("y", 1, None)],
        [helper.make_tensor("kernel", 1, [1, 1, 1, 1], [1.0])],
    )  # fmt: skip
    assert fold(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])) == 0


def test_a_model_that_would_answer_otherwise_is_not_changed(written, monkeypatch):
    before = written.read_bytes()
    monkeypatch.setattr("moodstream_training.padding._gap", lambda one, other: 0.1)
    with pytest.raises(DataError, match="would answer otherwise by 0.1: not changed"):
        fold_file(written)
    assert written.read_bytes() == before


@pytest.mark.parametrize("name", ["standard", "standard-int8", "fast"])
def test_bundled_models_have_no_paddings(name):
    assert "Pad" not in kinds(BUNDLED / f"{name}.onnx")
