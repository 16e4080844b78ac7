import base64
import hashlib
import json
from dataclasses import replace

import numpy as np
import onnx
import pytest
import torch
from faces import some_faces

from moodstream_training import CLASSES
from moodstream_training.data import DataError
from moodstream_training.export import (
    TOLERANCE,
    Form,
    disagreement,
    export,
    run_onnx,
    to_onnx,
    write_golden,
    write_manifest,
)
from moodstream_training.networks import Framed, Served
from moodstream_training.patterns import patterns
from moodstream_training.recipe import Recipe
from moodstream_training.small_vgg import SmallVgg
from moodstream_training.train import train


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    torch.manual_seed(0)
    net = Framed(SmallVgg(14, 0.3, widths=(4, 4, 8, 8)), side=44, heads=2)
    served = Served(net, [1.3, 0.9], [[0.1] * 6 + [-0.6], [0.0] * 7])
    file = tmp_path_factory.mktemp("models") / "tiny.onnx"
    to_onnx(served, file)
    return served, file


def test_the_file_answers_like_pytorch_for_any_batch(exported):
    served, file = exported
    for n in (1, 5):
        assert disagreement(served, file, patterns(n)) < 1e-5


def test_the_graph_has_no_weights_among_its_inputs_and_no_other_files(exported):
    _, file = exported
    assert [i.name for i in onnx.load(file).graph.input] == ["faces"]
    assert [f.name for f in file.parent.iterdir()] == ["tiny.onnx"]


def test_the_manifest_belongs_to_the_file(exported):
    _, file = exported
    manifest = json.loads(write_manifest(file, "tiny-1", {"seed": 7}, "probabilities", 0.4).read_text())
    assert manifest["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert manifest["classes"] == list(CLASSES) and manifest["file"] == "tiny.onnx"
    assert manifest["output"]["name"] == "probabilities" and manifest["abstainBelow"] == 0.4
    assert manifest["input"]["scale"] * 255 + manifest["input"]["offset"] == pytest.approx(1)


def test_golden_answers_can_be_checked_from_the_file_alone(exported, tmp_path):
    _, file = exported
    golden = json.loads(
        write_golden(tmp_path / "golden.json", file, "tiny-1", patterns(8), TOLERANCE).read_text()
    )
    pixels = [np.frombuffer(base64.b64decode(case["pixels"]), np.uint8) for case in golden["cases"]]
    answers = run_onnx(file, np.stack(pixels).reshape(-1, 48, 48))[0]
    expected = [case["probabilities"] for case in golden["cases"]]
    assert np.abs(answers - expected).max() < golden["tolerance"]


def test_patterns_are_always_the_same():
    assert np.array_equal(patterns(8), patterns(8)) and len(np.unique(patterns(8), axis=0)) == 8


def test_no_room_for_the_file_gets_one_sentence_and_leaves_nothing(exported, full_disk, tmp_path):
    with full_disk(2000), pytest.raises(DataError, match="model.onnx cannot be written: File too large."):
        to_onnx(exported[0], tmp_path / "model.onnx")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory):
    recipe = Recipe(epochs=1, batch=12, precision="32-true", small_until=1.0)
    return train("small", recipe, some_faces(24), some_faces(8), tmp_path_factory.mktemp("run"))


def test_a_checkpoint_with_two_heads_has_a_manifest_for_each(checkpoint, tmp_path):
    faces = some_faces(42)
    measured = export(checkpoint, tmp_path / "m.onnx", "m-1", faces, Form(mirror=True), faces.pixels)
    labels, votes = (json.loads((tmp_path / name).read_text()) for name in ("m.json", "m-votes.json"))
    assert labels["output"]["name"] == "probabilities" and votes["output"]["name"] == "votes"
    assert labels["training"]["preset"] == "small" and votes["id"] == "m-1-votes"
    assert measured["disagreement"] < TOLERANCE
    right = (run_onnx(tmp_path / "m.onnx", faces.pixels)[0].argmax(axis=1) == faces.labels).mean()
    assert labels["training"]["publicTest"]["accuracy"] == pytest.approx(right, abs=1e-4)


def test_a_head_for_votes_is_not_exported_without_any(checkpoint, tmp_path):
    faces = replace(some_faces(42), votes=np.zeros((42, 10), np.float32))
    with pytest.raises(DataError, match="answers FER\\+ votes too, and the faces have none: add --votes."):
        export(checkpoint, tmp_path / "m.onnx", "m-1", faces, Form(), faces.pixels)
    assert list(tmp_path.iterdir()) == []
