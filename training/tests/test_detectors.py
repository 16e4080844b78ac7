import hashlib
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import helper

from moodstream_training import detectors
from moodstream_training.detectors import LAID_OUT, free, lay_out, widen

BUNDLED = Path(__file__).parents[2] / "detector-stream/src/main/resources/models"


def small_network() -> onnx.ModelProto:
    """A layer of 4 channels, one that appends 2 of zeros to them, one that appends 4, and an end of 3."""
    random, tensor = np.random.default_rng(1), helper.make_tensor_value_info

    def weights(name: str, *shape: int) -> onnx.TensorProto:
        return onnx.numpy_helper.from_array(random.normal(size=shape).astype(np.float32), name)

    def sizes(name: str, channels: int) -> onnx.TensorProto:
        return onnx.numpy_helper.from_array(np.array([1, channels, 6, 6]), name)

    graph = helper.make_graph(
        [
            helper.make_node("Conv", ["x", "k1", "b1"], ["a"], kernel_shape=[3, 3], pads=[1, 1, 1, 1]),
            helper.make_node("Relu", ["a"], ["b"]),
            helper.make_node("ConstantOfShape", ["two"], ["zeros2"]),
            helper.make_node("Concat", ["b", "zeros2"], ["c"], axis=1),
            helper.make_node("Conv", ["b", "k2"], ["d"], kernel_shape=[3, 3], pads=[1, 1, 1, 1], group=4),
            helper.make_node("Conv", ["d", "k3", "b3"], ["e"], kernel_shape=[1, 1]),
            helper.make_node("Add", ["c", "e"], ["f"]),
            helper.make_node("ConstantOfShape", ["four"], ["zeros4"]),
            helper.make_node("Concat", ["f", "zeros4"], ["g"], axis=1),
            helper.make_node("Conv", ["f", "k4", "b4"], ["h"], kernel_shape=[1, 1]),
            helper.make_node("Add", ["g", "h"], ["i"]),
            helper.make_node("Conv", ["i", "k5", "b5"], ["j"], kernel_shape=[1, 1]),
            helper.make_node("Transpose", ["j"], ["y"], perm=[0, 2, 3, 1]),
        ],
        "g", [tensor("x", 1, [1, 3, 6, 6])], [tensor("y", 1, [1, 6, 6, 3])],
        [
            weights("k1", 4, 3, 3, 3), weights("b1", 4), weights("k2", 4, 1, 3, 3), weights("k3", 6, 4, 1, 1),
            weights("b3", 6), weights("k4", 10, 6, 1, 1), weights("b4", 10), weights("k5", 3, 10, 1, 1),
            weights("b5", 3), sizes("two", 2), sizes("four", 4),
        ],
    )  # fmt: skip
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)


def answers(model: onnx.ModelProto, x: np.ndarray) -> list[np.ndarray]:
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {session.get_inputs()[0].name: x})


@pytest.mark.parametrize("block", [4, 8])
def test_wide_layers_answer_as_the_network_did(block):
    model, x = small_network(), np.random.default_rng(2).normal(size=(1, 3, 6, 6)).astype(np.float32)
    before = answers(model, x)
    widen(model, block)
    onnx.checker.check_model(model)
    assert np.allclose(answers(model, x)[0], before[0], atol=1e-5)
    kernels = {w.name: w.dims[0] for w in model.graph.initializer if len(w.dims) == 4}
    assert all(outputs % block == 0 for name, outputs in kernels.items() if name != "k5")
    assert kernels["k5"] == 3
    kinds = [node.op_type for node in model.graph.node]
    assert "Concat" not in kinds and "ConstantOfShape" not in kinds


def test_files_are_written_from_the_package(tmp_path, monkeypatch):
    monkeypatch.setenv("MOODSTREAM_CACHE", str(tmp_path / "cache"))
    place = tmp_path / "cache/blazeface"
    place.mkdir(parents=True)
    model = small_network().SerializeToString()
    for path in detectors.FILES:
        (place / Path(path).name).write_bytes(model)
    monkeypatch.setattr(detectors, "FILES", dict.fromkeys(detectors.FILES, hashlib.sha256(model).hexdigest()))
    assert [file.name for file in lay_out(tmp_path / "out")] == list(LAID_OUT)
    assert all(onnx.load(tmp_path / "out" / name).graph.node for name in LAID_OUT)


def test_bundled_networks_take_pictures_of_any_whole_cells():
    random = np.random.default_rng(3)
    for name in LAID_OUT:
        model = onnx.load(BUNDLED / name)
        for height, width in ((64, 96), (128, 128)):
            rows = [out.shape[1] for out in answers(model, random.random((1, height, width, 3), np.float32))]
            cell = 16 if "256" in name else 8
            fine, coarse = (height * width // side**2 for side in (cell, 2 * cell))
            assert sorted(rows) == sorted([2 * fine, 2 * fine, 6 * coarse, 6 * coarse])


def test_a_free_network_answers_as_before_on_its_own_size():
    tensor, x = onnx.helper.make_tensor_value_info, np.random.default_rng(4).random((1, 6, 6, 3), np.float32)
    kernel = onnx.numpy_helper.from_array(np.random.default_rng(5).random((2, 3, 3, 3), np.float32), "k")
    rows = onnx.numpy_helper.from_array(np.array([1, 36, 2]), "rows")
    graph = helper.make_graph(
        [
            helper.make_node("Transpose", ["x"], ["a"], perm=[0, 3, 1, 2]),
            helper.make_node("Conv", ["a", "k"], ["b"], kernel_shape=[3, 3], pads=[1, 1, 1, 1]),
            helper.make_node("Transpose", ["b"], ["c"], perm=[0, 2, 3, 1]),
            helper.make_node("Reshape", ["c", "rows"], ["y"]),
        ],
        "g", [tensor("x", 1, [1, 6, 6, 3])], [tensor("y", 1, [1, 36, 2])], [kernel, rows],
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    before = answers(model, x)
    free(model)
    onnx.checker.check_model(model)
    assert answers(model, np.zeros((1, 2, 4, 3), np.float32))[0].shape == (1, 8, 2)
    assert all(np.array_equal(a, b) for a, b in zip(answers(model, x), before, strict=True))


def test_bundled_networks_keep_the_order_of_their_values():
    """Between the first convolution and the last ones nothing leaves the blocks of channels."""
    for name, (_, block) in LAID_OUT.items():
        model = onnx.load(BUNDLED / name)
        assert {node.op_type for node in model.graph.node} <= {
            "Transpose", "Conv", "Relu", "Add", "MaxPool", "Reshape",
        }  # fmt: skip
        ends = {node.input[0] for node in model.graph.node if node.op_type == "Transpose"}
        kernels = {w.name: w.dims[0] for w in model.graph.initializer}
        layers = [n for n in model.graph.node if n.op_type == "Conv" and n.output[0] not in ends]
        assert layers and all(kernels[n.input[1]] % block == 0 for n in layers)
