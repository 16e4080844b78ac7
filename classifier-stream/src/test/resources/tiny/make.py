"""Writes the tests' tiny networks: mean grey -> seven numbers. Run here with `python make.py`; needs onnx."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SIDE = 48


def network(name: str, bias: list[float], softmax: bool, votes: list[float] | None = None) -> None:
    """With votes a second output of that name: the same sums with another bias."""
    weights = np.array([[3, -1, 0.5, 2, -2, 1, 0]], dtype=np.float32)
    out = "probabilities" if softmax else "logits"
    nodes = [
        helper.make_node("GlobalAveragePool", ["faces"], ["mean"]),
        helper.make_node("Flatten", ["mean"], ["flat"]),
        helper.make_node("Gemm", ["flat", "weights", "bias"], ["sums" if softmax else out]),
    ]
    if softmax:
        nodes.append(helper.make_node("Softmax", ["sums"], [out], axis=1))
    outputs = [helper.make_tensor_value_info(out, TensorProto.FLOAT, ["n", 7])]
    constants = [numpy_helper.from_array(weights, "weights"), numpy_helper.from_array(np.float32(bias), "bias")]
    if votes:
        nodes.append(helper.make_node("Gemm", ["flat", "weights", "more"], ["others"]))
        nodes.append(helper.make_node("Softmax", ["others"], ["votes"], axis=1))
        outputs.append(helper.make_tensor_value_info("votes", TensorProto.FLOAT, ["n", 7]))
        constants.append(numpy_helper.from_array(np.float32(votes), "more"))
    graph = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info("faces", TensorProto.FLOAT, ["n", 1, SIDE, SIDE])],
        outputs,
        constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, f"{name}.onnx")


network("logits", [0, 0, 0, 0, 0, 0, 0], softmax=False)
network("probabilities", [0, 0, 0, 0, 0, 0, 0], softmax=True)
network("surprised", [0, 0, 0, 0, 0, 9, 0], softmax=True)
network("two", [0, 0, 0, 0, 0, 0, 0], softmax=True, votes=[0, 0, 0, 0, 0, 9, 0])
network("nan", [float("nan")] * 7, softmax=True)


def other(name: str, input_, output, weights, axes=(2, 3), unit=1.0, softmax=False, kind=TensorProto.FLOAT) -> None:
    """Networks as other people have them: mean of each channel / unit x weights (channels x classes)."""
    weights = np.array(weights, dtype=np.float32) / np.float32(unit)
    last = output[0] if not softmax else "sums"
    half = kind == TensorProto.FLOAT16
    nodes = [helper.make_node("Cast", [input_[0]], ["single"], to=TensorProto.FLOAT)] if half else []
    nodes += [
        helper.make_node("ReduceMean", ["single" if half else input_[0]], ["mean"], axes=axes, keepdims=0),
        helper.make_node("MatMul", ["mean", "weights"], [last]),
    ]
    if softmax:
        nodes.append(helper.make_node("Softmax", ["sums"], [output[0]], axis=1))
    graph = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info(input_[0], kind, input_[1])],
        [helper.make_tensor_value_info(output[0], TensorProto.FLOAT, output[1])],
        [numpy_helper.from_array(weights, "weights")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, f"{name}.onnx")


SEVEN = [3, -1, 0.5, 2, -2, 1, 0]
EIGHT = [1, 2, 0, -1, 3, 0.5, -2, 2.5]
other("ferplus", ("Input3", [1, 1, 64, 64]), ("Plus692_Output_0", [1, 8]), [EIGHT], unit=255)
other("hsemotion", ("input", ["n", 3, "h", "w"]), ("output", ["n", 8]), [EIGHT, EIGHT[::-1], [0, 1] * 4])
other("keras", ("input", ["n", 48, 48, 1]), ("output", ["n", 7]), [SEVEN], axes=(1, 2), softmax=True)
other("keras-rgb", ("input", ["n", 48, 48, 3]), ("output", ["n", 7]), [SEVEN, SEVEN[::-1], [0] * 7], axes=(1, 2))
other("eight-at-a-time", ("faces", [8, 1, 48, 48]), ("logits", [8, 7]), [SEVEN])
other("half", ("faces", ["n", 1, 48, 48]), ("logits", ["n", 7]), [SEVEN], kind=TensorProto.FLOAT16)
other("open", ("faces", ["n", "c", "h", "w"]), ("logits", ["n", "k"]), [EIGHT])
