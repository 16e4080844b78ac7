"""Corrects the biases of an 8-bit network for what its rounded weights add on average (Nagel et al. 2019).

Depthwise convolutions find edges: large weights of both signs cancel where a face is smooth. Their rounding
errors do not, and shift all values of a channel; the bias, which has 32 bits, takes that back.
"""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn.functional as F
from onnx import numpy_helper

from .evaluate import as_batch


def correct_biases(exact: Path, rough: Path, pixels: np.ndarray) -> None:
    """Corrects `rough`, the 8-bit form of `exact`, for the errors that uint8 faces [n, 48, 48] show."""
    original, model = onnx.load(exact), onnx.load(rough)
    constants = {c.name: c for c in model.graph.initializer}
    makers = {output: node for node in model.graph.node for output in node.output}
    weights = {c.name: numpy_helper.to_array(c) for c in original.graph.initializer}
    errors, biases = {}, {}
    for layer in (node for node in model.graph.node if node.op_type == "Conv" and len(node.input) == 3):
        weight, bias = (makers.get(name) for name in layer.input[1:])
        if weight is None:  # stays in 32 bits
            continue
        values, step = (numpy_helper.to_array(constants[name]) for name in weight.input[:2])
        errors[layer.name] = values * step.reshape(-1, 1, 1, 1) - weights[_of(original, layer.name).input[1]]
        biases[layer.name] = bias
    for name, shift in _shifts(original, errors, pixels).items():
        stored, step = (constants[given] for given in biases[name].input[:2])
        corrected = numpy_helper.to_array(stored) - np.round(shift / numpy_helper.to_array(step))
        stored.CopyFrom(numpy_helper.from_array(corrected.astype(np.int32), stored.name))
    onnx.save(model, rough)


def _shifts(model: onnx.ModelProto, errors: dict[str, np.ndarray], pixels: np.ndarray) -> dict:
    """Mean of what each layer's errors of the weights add to its values: [outputs] by name."""
    layers = [_of(model, name) for name in errors]
    seen = [layer.input[0] for layer in layers]
    session = _showing(model, seen)
    sums = dict.fromkeys(errors, 0.0)
    for i in range(0, len(pixels), 8):
        shown = session.run(seen, {"faces": as_batch(pixels[i : i + 8]).numpy()})
        for layer, values in zip(layers, shown, strict=True):
            added = _convolved(values, errors[layer.name], layer)
            sums[layer.name] = sums[layer.name] + added.mean(dim=(2, 3)).sum(dim=0).double().numpy()
    return {name: total / len(pixels) for name, total in sums.items()}


def _convolved(values: np.ndarray, weights: np.ndarray, layer: onnx.NodeProto) -> torch.Tensor:
    """What a layer computes of some values with other weights and no bias."""
    given = {a.name: onnx.helper.get_attribute_value(a) for a in layer.attribute}
    top, left, bottom, right = given.get("pads", [0] * 4)
    padded = F.pad(torch.from_numpy(values), (left, right, top, bottom))
    return F.conv2d(
        padded, torch.from_numpy(weights), stride=given.get("strides", 1),
        dilation=given.get("dilations", 1), groups=given.get("group", 1),
    )  # fmt: skip


def _showing(model: onnx.ModelProto, tensors: list[str]) -> onnxruntime.InferenceSession:
    """The network with other outputs: values within it."""
    part = onnx.ModelProto()
    part.CopyFrom(model)
    del part.graph.output[:]
    for name in dict.fromkeys(tensors):
        part.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
    return onnxruntime.InferenceSession(part.SerializeToString(), providers=["CPUExecutionProvider"])


def _of(model: onnx.ModelProto, name: str) -> onnx.NodeProto:
    return next(node for node in model.graph.node if node.name == name)
