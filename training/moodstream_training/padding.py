"""Takes paddings with zeros into the convolutions that follow them, which then pad by themselves.

ONNX Runtime keeps the values between convolutions in an order of its own. A padding on its own takes them
out of it and puts them back (and, between 8 bits, computes in 32): a quarter of a network's time, and of one
in 8 bits two fifths (docs/decisions/0039). The products and sums are the same, and so are the answers.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper
from onnx.reference import ReferenceEvaluator
from onnx.utils import Extractor
from onnxruntime import InferenceSession

from .data import DataError
from .whole import whole

TOLERANCE = 1e-5
"""By how much an answer may change: none of the bundled models' did."""


def fold(model: onnx.ModelProto) -> int:
    """Changes the model; returns how many paddings it had that are gone now. Others than of pictures stay."""
    graph, folded = model.graph, 0
    constants = Constants(model)
    for pad in [node for node in graph.node if node.op_type == "Pad"]:
        user, convolution = _only_user(graph, pad), _behind(graph, pad)
        widths = _widths(pad, constants) if user and convolution else None
        if widths is None:
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

    def value(self, name: str) -> np.ndarray | None:
        """None if it depends on the input."""
        known = {weights.name: weights for weights in self.extractor.model.graph.initializer}
        if name in known:
            return numpy_helper.to_array(known[name])
        try:
            return ReferenceEvaluator(self.extractor.extract_model([], [name])).run(None, {})[0]
        except (RuntimeError, ValueError, KeyError):
            return None


def _behind(graph: onnx.GraphProto, pad: onnx.NodeProto) -> onnx.NodeProto | None:
    """The one convolution that takes what a padding gives, as it is or in 8 bits, whose zero is zero."""
    node = _only_user(graph, pad)
    while node is not None and node.op_type in ("QuantizeLinear", "DequantizeLinear"):
        node = _only_user(graph, node)
    if node is None or node.op_type != "Conv":
        return None
    pads_itself = any(a.name == "auto_pad" and a.s not in (b"", b"NOTSET") for a in node.attribute)
    return None if pads_itself else node


def _only_user(graph: onnx.GraphProto, node: onnx.NodeProto) -> onnx.NodeProto | None:
    """The one node that takes what this one gives, as its first input."""
    users = [user for user in graph.node if node.output[0] in user.input]
    return users[0] if len(users) == 1 and users[0].input[0] == node.output[0] else None


def _widths(pad: onnx.NodeProto, constants: Constants) -> list[int] | None:
    """Top, left, bottom and right of a padding of pictures with zeros; of another one None."""
    mode = next((a.s for a in pad.attribute if a.name == "mode"), b"constant")
    if mode != b"constant" or len(pad.input) not in (2, 3):  # none in old models, and axes in new ones
        return None
    filled = constants.value(pad.input[2]) if len(pad.input) > 2 and pad.input[2] else np.zeros(1)
    widths = constants.value(pad.input[1])
    if filled is None or np.any(filled) or widths is None or widths.size != 8:
        return None
    around = widths.reshape(2, 4)
    if around[:, :2].any() or (around < 0).any():
        return None
    return [int(width) for width in around[:, 2:].ravel()]


def attribute(node: onnx.NodeProto, name: str, otherwise: int | list[int]) -> onnx.AttributeProto:
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

    Raises DataError if it is no ONNX file, would answer otherwise, or cannot be written.
    """
    try:
        model = onnx.load(file)
    except Exception as fault:  # of protobuf's own kind, or there is no such file
        raise DataError(f"{file} is not a readable ONNX model: {fault}.") from fault
    before = file.read_bytes()
    folded = fold(model)
    if folded == 0:
        return 0
    with whole(file) as part:
        onnx.save(model, part)
        gap = _gap(before, part.read_bytes())
        if gap > TOLERANCE:
            raise DataError(f"{file} would answer otherwise by {gap:.2g}: not changed.")
        # Before the file: if this ends in between, the same command goes on.
        _tell_manifests(file.parent, _sha256(before), _sha256(part.read_bytes()))
    return folded


def _gap(one: bytes, other: bytes) -> float:
    """The largest difference of what two models give for the same made-up input."""
    sessions = [InferenceSession(model, providers=["CPUExecutionProvider"]) for model in (one, other)]
    made_up = {
        given.name: np.random.default_rng(1).random(
            [side if isinstance(side, int) else 2 for side in given.shape], dtype=np.float32
        )
        for given in sessions[0].get_inputs()
    }
    answers = [session.run(None, made_up) for session in sessions]
    return max(float(np.abs(a - b).max()) for a, b in zip(*answers, strict=True))


def _tell_manifests(folder: Path, before: str, after: str) -> None:
    for manifest in folder.glob("*.json"):
        text = manifest.read_text()
        if before in text and json.loads(text).get("sha256") == before:
            with whole(manifest) as part:
                part.write_text(text.replace(before, after))


def _sha256(model: bytes) -> str:
    return hashlib.sha256(model).hexdigest()
