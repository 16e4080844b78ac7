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
