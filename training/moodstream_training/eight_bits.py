"""The MobileNet as 8 bits will compute it, so that training makes up for what rounding loses.

Weights and the outputs of every layer are rounded as `quantise` rounds them, and the gradient passes as if
they were not (Jacob et al. 2018, arXiv 1712.05877). Each layer's largest output is learnt (Choi et al. 2018,
arXiv 1805.06085) and is a plain clip in the exported graph, where `quantise` finds it as the layer's range.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .face_mobilenet import BLOCKS, FaceMobileNet

WEIGHT_STEPS = 64
"""Steps from 0 to a channel's largest weight: 7 of 8 bits, as in `quantise`."""
OUTPUT_STEPS = 255
KEPT = 0.9995
"""Share of a layer's outputs on the first faces that its first range holds."""


class Layer(nn.Module):
    """A convolution with its norm folded in, cut off at 0 and at a range that is learnt."""

    def __init__(
        self, inputs: int, outputs: int, kernel: int, stride: int, groups: int = 1, rounded: bool = True
    ):  # fmt: skip
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, groups=groups)
        self.range = nn.Parameter(torch.tensor(6.0))
        self.rounded, self.edge = rounded, {(3, 1): (1, 1, 1, 1), (3, 2): (0, 1, 0, 1)}.get((kernel, stride))

    def forward(self, x: Tensor) -> Tensor:
        weight = rounded_weight(self.conv.weight) if self.rounded else self.conv.weight
        x = F.pad(x, self.edge) if self.edge else x
        x = F.conv2d(x, weight, self.conv.bias, self.conv.stride, groups=self.conv.groups).float()
        if not self.training:  # 8 bits come with `quantise`
            return x.clamp(0, float(self.range.detach()))
        x = torch.minimum(x.relu(), self.range)
        return x + (_rounded(x, self.range / OUTPUT_STEPS) - x).detach()


class EightBits(nn.Module):
    """FaceMobileNet without norms, rounded: grey crops [n, 1, s, s] to logits [n, outputs]."""

    def __init__(self, outputs: int, dropout: float):
        super().__init__()
        layers, width = [Layer(1, 32, 3, 2, rounded=False)], 32
        for outs, stride in BLOCKS:
            layers += [Layer(width, width, 3, stride, groups=width), Layer(width, outs, 1, 1)]
            width = outs
        self.layers = nn.Sequential(*layers)
        self.dropout, self.head = nn.Dropout(dropout), nn.Linear(width, outputs)

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.dropout(self.layers(x).mean(dim=(2, 3))))

    @torch.no_grad()
    def settle(self) -> None:
        """Keeps the rounded weights alone, as they are exported."""
        for layer in self.layers:
            if layer.rounded:
                layer.conv.weight.copy_(rounded_weight(layer.conv.weight))
                layer.rounded = False

    @torch.no_grad()
    def take(self, net: FaceMobileNet, crops: Tensor) -> None:
        """Begins as a trained network, with ranges from standardised crops [n, 1, s, s]."""
        folded = [(net.stem, net.stem_norm)]
        for block in net.blocks:
            folded += [(block.depth, block.depth_norm), (block.point, block.point_norm)]
        for layer, (conv, norm) in zip(self.layers, folded, strict=True):
            gain = norm.weight / (norm.running_var + norm.eps).sqrt()
            layer.conv.weight.copy_(conv.weight * gain.view(-1, 1, 1, 1))
            layer.conv.bias.copy_(norm.bias - norm.running_mean * gain)
        self.head.load_state_dict(net.head.state_dict())
        shown = crops
        for layer in self.layers.eval():
            layer.range.fill_(6.0)
            outputs = layer(shown).flatten()
            some = outputs[torch.arange(0, len(outputs), max(1, len(outputs) // 1_000_000))]
            layer.range.copy_(some.quantile(KEPT).clamp(0.1, 6.0))
            shown = layer(shown)


def rounded_weight(weight: Tensor) -> Tensor:
    """Each output channel in steps of its largest weight; the gradient passes."""
    step = weight.abs().amax(dim=(1, 2, 3), keepdim=True).clamp_min(1e-8) / WEIGHT_STEPS
    return weight + (_rounded(weight, step) - weight).detach()


def _rounded(x: Tensor, step: Tensor) -> Tensor:
    return (x / step).round() * step
