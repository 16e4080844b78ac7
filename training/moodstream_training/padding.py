"""Takes paddings with zeros into the convolutions that follow them, which then pad by themselves.

ONNX Runtime keeps the values between convolutions in an order of its own. A padding on its own takes them
out of it and puts them back (and, between 8 bits, computes in 32): a quarter of a network's time, and of one
in 8 bits two fifths (docs/benchmarks.md). The products and sums are the same, and so are the answers.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper
from onnx.reference import ReferenceEvaluator
from onnx.utils import Extractor

from .data import DataError
from .whole import whole


def fold(model: onnx.ModelProto) -> int:
    """Changes the model; returns how many paddings it had that are gone now."""
    graph, folded = model.graph, 0
    constants = Constants(model)
    for pad in [node for node in graph.node if node.op_type == "Pad"]:
        user, convolution = _only_user(graph, pad), _behind(graph, pad)
        widths = _widths(pad, constants)
        if user is None or convolution is None or widths is None:
            continue
        pads = attribute(convolution, "pads", [0, 0, 0, 0])
        pads.ints[:] = [own + more for own, more in zip(pads.ints, widths, strict=True)]
        user.input[0] = pad.input[0]
        folded += 1
    remove_unused(graph)
    return folded


class Constants:
    """Values of a model that do not depend on its input."""

    def __init__(self, model: onnx.ModelProto):
        self.extractor = Extractor(onnx.shape_inference.infer_shapes(model))

    def value(self, name: str) -> np.ndarray:
        """Raises an exception if the value depends on the input."""
        known = {weights.name: weights for weights in self.extractor.model.graph.initializer}
        if name in known:
            return numpy_helper.to_array(known[name])
        return ReferenceEvaluator(self.extractor.extract_model([], [name])).run(None, {})[0]


def _behind(graph: onnx.GraphProto, pad: onnx.NodeProto) -> onnx.NodeProto | None:
    """The one convolution that takes what a padding gives, as it is or in 8 bits, whose zero is zero."""
    node = _only_user(graph, pad)
    while node is not None and node.op_type in ("QuantizeLinear", "DequantizeLinear"):
        node = _only_user(graph, node)
    return node if node is not None and node.op_type == "Conv" else None


def _only_user(graph: onnx.GraphProto, node: onnx.NodeProto) -> onnx.NodeProto | None:
    users = [user for user in graph.node if node.output[0] in user.input]
    return users[0] if len(users) == 1 else None


def _widths(pad: onnx.NodeProto, constants: Constants) -> list[int] | None:
    """Top, left, bottom and right of a padding of pictures with zeros; of another one None."""
    mode = next((a.s for a in pad.attribute if a.name == "mode"), b"constant")
    filled = constants.value(pad.input[2]) if len(pad.input) > 2 and pad.input[2] else 0
    widths = constants.value(pad.input[1]).reshape(2, -1)
    of_pictures = widths.shape[1] == 4 and not widths[:, :2].any() and (widths >= 0).all()
    if mode != b"constant" or np.any(filled) or not of_pictures:
        return None
    return [int(width) for width in widths[:, 2:].ravel()]


def attribute(node: onnx.NodeProto, name: str, otherwise: list[int]) -> onnx.AttributeProto:
    """An attribute of a node, which has it from now on."""
    for known in node.attribute:
        if known.name == name:
            return known
    node.attribute.append(onnx.helper.make_attribute(name, otherwise))
    return node.attribute[-1]


def remove_unused(graph: onnx.GraphProto) -> None:
    """Removes nodes and weights that no output needs; ONNX Runtime warns about such weights."""
    needed = {end.name for end in graph.output}
    for node in reversed(list(graph.node)):  # in the order of computation
        if needed.intersection(node.output):
            needed.update(node.input)
        else:
            graph.node.remove(node)
    for weights in [weights for weights in graph.initializer if weights.name not in needed]:
        graph.initializer.remove(weights)


def fold_file(file: Path) -> int:
    """Folds the paddings of a model file and tells its manifests, beside it; returns how many are gone.

    Raises DataError if it is no ONNX file, or cannot be written.
    """
    try:
        model = onnx.load(file)
    except Exception as fault:  # of protobuf's own kind, or there is no such file
        raise DataError(f"{file} is not a readable ONNX model: {fault}.") from fault
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    folded = fold(model)
    if folded == 0:
        return 0
    with whole(file) as part:
        onnx.save(model, part)
    after = hashlib.sha256(file.read_bytes()).hexdigest()
    for manifest in file.parent.glob("*.json"):
        text = manifest.read_text()
        if before in text and json.loads(text).get("sha256") == before:
            with whole(manifest) as part:
                part.write_text(text.replace(before, after))
    return folded
