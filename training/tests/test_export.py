import base64
import hashlib
import json

import numpy as np
import onnx
import pytest
import torch

from moodstream_training import CLASSES
from moodstream_training.export import disagreement, run_onnx, to_onnx, write_golden, write_manifest
from moodstream_training.model import ExpressionNet, ServingNet
from moodstream_training.patterns import patterns


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    torch.manual_seed(0)
    serving = ServingNet(ExpressionNet(widths=(4, 4, 8, 8)), temperature=1.3, offsets=(0.1,) * 6 + (-0.6,))
    file = tmp_path_factory.mktemp("models") / "tiny.onnx"
    to_onnx(serving, file)
    return serving, file


def test_the_file_answers_like_pytorch_for_any_batch(exported):
    serving, file = exported
    for n in (1, 5):
        assert disagreement(serving, file, patterns(n)) < 1e-5


def test_the_graph_has_no_weights_among_its_inputs_and_no_other_files(exported):
    _, file = exported
    assert [i.name for i in onnx.load(file).graph.input] == ["faces"]
    assert [f.name for f in file.parent.iterdir()] == ["tiny.onnx"]


def test_the_manifest_belongs_to_the_file(exported):
    _, file = exported
    manifest = json.loads(write_manifest(file, "tiny-1", {"seed": 7}).read_text())
    assert manifest["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert manifest["classes"] == list(CLASSES) and manifest["file"] == "tiny.onnx"
    assert manifest["input"]["scale"] * 255 + manifest["input"]["offset"] == pytest.approx(1)


def test_golden_answers_can_be_checked_from_the_file_alone(exported, tmp_path):
    _, file = exported
    golden = json.loads(write_golden(tmp_path / "golden.json", file, "tiny-1", patterns(8)).read_text())
    pixels = [np.frombuffer(base64.b64decode(case["pixels"]), np.uint8) for case in golden["cases"]]
    answers = run_onnx(file, np.stack(pixels).reshape(-1, 48, 48))
    expected = [case["probabilities"] for case in golden["cases"]]
    assert np.abs(answers - expected).max() < golden["tolerance"]


def test_patterns_are_always_the_same():
    assert np.array_equal(patterns(8), patterns(8)) and len(np.unique(patterns(8), axis=0)) == 8
