import json

import numpy as np
import onnx
import pytest
import torch
from faces import some_faces

from moodstream_training.data import DataError
from moodstream_training.eight_bits import WEIGHT_STEPS, EightBits, Layer, rounded_weight
from moodstream_training.export import Form, export, run_onnx
from moodstream_training.face_mobilenet import FaceMobileNet, renormalise
from moodstream_training.networks import Framed
from moodstream_training.recipe import Recipe
from moodstream_training.train import Begin, load, train

SIDE = 32


@pytest.fixture(scope="module")
def begun():
    """A MobileNet with the statistics of some crops, and its form in 8 bits."""
    torch.manual_seed(5)
    net, crops = FaceMobileNet(14, 0.0).eval(), torch.randn(32, 1, SIDE, SIDE)
    renormalise(net, crops)
    fitted = EightBits(14, 0.0)
    fitted.take(net.eval(), crops)
    return net, fitted.eval(), crops


def test_weights_are_steps_of_each_channels_largest_and_the_gradient_passes():
    weight = torch.randn(4, 3, 3, 3, requires_grad=True)
    rounded = rounded_weight(weight)
    steps = rounded / weight.abs().amax(dim=(1, 2, 3), keepdim=True) * WEIGHT_STEPS
    assert torch.allclose(steps, steps.round(), atol=1e-3) and steps.abs().max() <= WEIGHT_STEPS + 1e-3
    rounded.sum().backward()
    assert torch.equal(weight.grad, torch.ones_like(weight))


def test_the_range_of_a_layer_is_learnt_from_what_is_cut_off():
    layer = Layer(1, 2, 1, 1).train()
    with torch.no_grad():
        layer.conv.weight.fill_(1.0)
        layer.conv.bias.zero_()
        layer.range.fill_(0.5)
    layer(torch.ones(1, 1, 4, 4)).sum().backward()
    assert layer.range.grad > 0


def test_it_begins_as_the_trained_network_with_norms_folded_in(begun):
    net, fitted, crops = begun
    with torch.no_grad():
        for layer in fitted.layers:
            layer.range.fill_(6.0)
            layer.rounded = False
        assert torch.allclose(fitted(crops), net(crops), atol=1e-3)


def test_settled_weights_are_the_rounded_ones(begun):
    torch.manual_seed(6)
    fitted = EightBits(14, 0.0).eval()
    fitted.take(begun[0], begun[2])
    with torch.no_grad():
        before = fitted(begun[2])
        fitted.settle()
        assert torch.allclose(fitted(begun[2]), before, atol=1e-5)
    weight = fitted.layers[1].conv.weight
    assert torch.allclose(rounded_weight(weight), weight, atol=1e-6)
    assert not any(layer.rounded for layer in fitted.layers)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory, begun):
    torch.manual_seed(5)
    start = Framed(FaceMobileNet(14, 0.0), side=96, heads=2)
    renormalise(start.eval(), torch.rand(8, 1, 96, 96))
    recipe = Recipe(epochs=1, batch=12, precision="32-true", average=False, rate=1e-3)
    folder = tmp_path_factory.mktemp("fast")
    return train("fast", recipe, some_faces(24), some_faces(8), folder, Begin(start))


def test_a_network_fitted_to_8_bits_needs_a_trained_one_to_begin_with(tmp_path):
    with pytest.raises(DataError, match="'fast' fits a trained MobileNet to 8 bits: name .* --start."):
        train("fast", Recipe(epochs=1, batch=12), some_faces(24), some_faces(8), tmp_path)


def test_a_network_fitted_to_8_bits_is_exported_in_8_bits_only(checkpoint, tmp_path):
    faces = some_faces(8)
    with pytest.raises(DataError, match="fast was fitted to 8 bits: export it with --int8."):
        export(checkpoint, tmp_path / "f.onnx", "f-1", faces, Form(), faces.pixels)
    assert list(tmp_path.iterdir()) == []


def test_its_file_has_the_learnt_ranges_and_its_manifests_name_the_float_form(checkpoint, tmp_path):
    faces = some_faces(42)
    model = tmp_path / "f.onnx"
    export(checkpoint, model, "f-1", faces, Form(int8=True), faces.pixels)
    labels, votes = (json.loads((tmp_path / name).read_text()) for name in ("f.json", "f-votes.json"))
    assert labels["providers"] == votes["providers"] == ["cpu"]
    assert labels["floatForm"] == "standard" and votes["floatForm"] == "standard-votes"
    assert np.allclose(run_onnx(model, faces.pixels)[0].sum(axis=1), 1, atol=1e-4)
    graph = onnx.load(model).graph
    held = {t.name: onnx.numpy_helper.to_array(t) for t in graph.initializer}
    quantisers = [node for node in graph.node if node.op_type == "QuantizeLinear"]
    widest = max(255 * float(held[node.input[1]]) for node in quantisers)
    learnt = [float(layer.range.detach()) for layer in load(checkpoint).net.trunk.layers]
    assert widest <= max(learnt) + 1e-3


def test_a_float_network_runs_everywhere_and_names_no_other_form(tmp_path):
    recipe = Recipe(epochs=1, batch=12, precision="32-true", small_until=1.0)
    file = train("small", recipe, some_faces(24), some_faces(8), tmp_path / "run")
    faces = some_faces(42)
    export(file, tmp_path / "s.onnx", "s-1", faces, Form(), faces.pixels)
    manifest = json.loads((tmp_path / "s.json").read_text())
    assert manifest["providers"] == ["cpu", "cuda"] and "floatForm" not in manifest
