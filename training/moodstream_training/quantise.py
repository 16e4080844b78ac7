"""Makes an int8 version of an exported file: smaller, and faster where the CPU multiplies 8-bit numbers."""

from pathlib import Path

import numpy as np
import onnx
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from .bias_correction import correct_biases
from .evaluate import as_batch
from .whole import whole

CALIBRATION = 512
"""Training faces whose activations set the ranges."""
CORRECTION = 128
"""About as many of them correct the biases."""
QUANTISED = ["Conv", "Clip", "Relu"]
"""Operators that compute in 8 bits."""


class _Shown(CalibrationDataReader):
    """Shows faces one batch at a time."""

    def __init__(self, pixels: np.ndarray, batch: int = 32):
        self.parts = iter([pixels[i : i + batch] for i in range(0, len(pixels), batch)])

    def get_next(self) -> dict[str, np.ndarray] | None:
        part = next(self.parts, None)
        return None if part is None else {"faces": as_batch(part).numpy()}


def quantise(model: Path, out: Path, pixels: np.ndarray) -> Path:
    """Writes `out`: convolutions in 8 bits, one scale a channel, ranges from uint8 faces [n, 48, 48].

    What stands before the first convolution (cropping, scaling, standardising) and after the last one stays
    in 32 bits, and so does `entrance`. Weights use 7 of the 8 bits: without VNNI, x86 adds two products in
    16 bits, which overflow otherwise, and the answers would depend on the machine. docs/training.md says what
    else was tried.
    """
    prepared = out.with_name(f"{out.name}.prepared")
    try:
        with whole(out) as part:
            quant_pre_process(str(model), str(prepared), skip_symbolic_shape=True)
            quantize_static(
                str(prepared), str(part), _Shown(pixels), quant_format=QuantFormat.QDQ, per_channel=True,
                activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8, reduce_range=True,
                op_types_to_quantize=QUANTISED, nodes_to_exclude=entrance(onnx.load(prepared).graph),
            )  # fmt: skip
            correct_biases(prepared, part, pixels[:: max(1, len(pixels) // CORRECTION)])
    finally:
        prepared.unlink(missing_ok=True)
    return out


def entrance(graph: onnx.GraphProto) -> list[str]:
    """Names of the nodes that stay in 32 bits: the first two convolutions, if the second one is depthwise.

    The depthwise one finds edges: large weights of both signs that nearly cancel, which 7 bits cannot.
    It alone cannot be left out: between quantised neighbours ONNX Runtime quantises a convolution itself,
    with one scale for all channels (its transformer WeightBiasQuantization).
    """
    convolutions = [node for node in graph.node if node.op_type == "Conv"]
    if len(convolutions) < 2 or _groups(convolutions[1]) == 1:
        return []
    ends = {end for node in convolutions[:2] for end in node.output}
    activations = [n for n in graph.node if n.op_type in QUANTISED and n.input[0] in ends]
    return [node.name for node in [*convolutions[:2], *activations]]


def _groups(convolution: onnx.NodeProto) -> int:
    return next((a.i for a in convolution.attribute if a.name == "group"), 1)
