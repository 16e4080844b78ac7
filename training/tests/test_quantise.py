import numpy as np
import onnx
import pytest
import torch
from faces import some_faces
from torch import nn

from moodstream_training.export import run_onnx, to_onnx
from moodstream_training.networks import Framed, Served
from moodstream_training.quantise import quantise
from moodstream_training.small_vgg import SmallVgg


def exported(trunk: nn.Module, file):
    to_onnx(Served(Framed(trunk, side=44), [1.0], [[0.0] * 7]), file)
    return file


def edges(channels: int) -> nn.Conv2d:
    """A depthwise convolution as trained ones are: large weights of both signs that cancel."""
    layer = nn.Conv2d(channels, channels, 3, groups=channels)
    with torch.no_grad():
        layer.weight.normal_(0, 20)
        layer.weight -= layer.weight.mean(dim=(2, 3), keepdim=True)
    return layer


def edge_finder() -> nn.Module:
    """Two edge finders whose inputs are far from zero: what rounded weights do not cancel is seen."""
    torch.manual_seed(0)
    stem, point = nn.Conv2d(1, 8, 3, 2), nn.Conv2d(8, 16, 1)
    nn.init.constant_(stem.bias, 3)
    nn.init.constant_(point.bias, 3)
    layers = (layer for first in (stem, edges(8), point, edges(16)) for layer in (first, nn.ReLU6()))
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, 7))


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    model = exported(edge_finder(), folder / "model.onnx")
    return model, quantise(model, folder / "int8.onnx", some_faces(32).pixels)


def in_8_bits(file) -> list[bool]:
    """Of each convolution, in their order, whether its weights are quantised."""
    graph = onnx.load(file).graph
    makers = {output: node.op_type for node in graph.node for output in node.output}
    return [makers.get(n.input[1]) == "DequantizeLinear" for n in graph.node if n.op_type == "Conv"]


def test_the_first_convolution_and_the_depthwise_one_behind_it_stay_in_32_bits(files):
    assert in_8_bits(files[1]) == [False, False, True, True]


def test_8_bits_answer_nearly_like_32(files):
    faces = some_faces(64, seed=5).pixels
    exact, rough = (np.log(run_onnx(file, faces)[0]) for file in files)
    assert np.sqrt(np.square(exact - rough).mean()) < 0.015 * exact.std()


def test_where_no_depthwise_convolution_comes_second_all_are_quantised(tmp_path):
    model = exported(SmallVgg(7, 0.3, widths=(4, 4, 8, 8)), tmp_path / "model.onnx")
    assert all(in_8_bits(quantise(model, tmp_path / "int8.onnx", some_faces(32).pixels)))


def test_a_file_can_be_replaced_by_its_8_bits_and_nothing_else_is_left(tmp_path):
    model = exported(edge_finder(), tmp_path / "model.onnx")
    quantise(model, model, some_faces(32).pixels)
    assert any(in_8_bits(model))
    assert [f.name for f in tmp_path.iterdir()] == ["model.onnx"]
