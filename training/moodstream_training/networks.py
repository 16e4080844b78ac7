"""Building blocks that the networks share, and the frame that stands around every one of them."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from . import CLASSES, SIDE

VIEW = 44
"""Side of the part of a face crop that a network looks at, in pixels; the margin is lost to shifts."""


def centre_crop(faces: Tensor, view: int = VIEW) -> Tensor:
    """[n, 1, 48, 48] to [n, 1, view, view]."""
    edge = (SIDE - view) // 2
    return faces[:, :, edge : edge + view, edge : edge + view]


def standardise(faces: Tensor) -> Tensor:
    """Each face to mean 0 and deviation 1, so that brightness and contrast of the lighting drop out."""
    mean = faces.mean(dim=(1, 2, 3), keepdim=True)
    deviation = (faces - mean).square().mean(dim=(1, 2, 3), keepdim=True).sqrt()
    return (faces - mean) / (deviation + 1e-3)


def block(inputs: int, outputs: int, kernel: int = 3) -> list[nn.Module]:
    """Convolution, batch norm, ReLU; as large as before."""
    convolution = nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2, bias=False)
    return [convolution, nn.BatchNorm2d(outputs), nn.ReLU(True)]


def bilinear(before: int, after: int) -> Tensor:
    """Weights [after, before] that resize a side; two products with constants run the same everywhere."""
    return F.interpolate(torch.eye(before)[None], after, mode="linear", align_corners=False)[0].T.detach()


class Framed(nn.Module):
    """A network in its frame: what it is shown, and how large.

    `trunk` takes [n, channels, side, side] and answers logits [n, 7 * heads]. It is shown `view` of a
    face's 48 pixels, 44 or all, either standardised (times `gain`) or `plain`, which is grey 0 to 1.
    """

    def __init__(
        self, trunk: nn.Module, side: int, channels: int = 1, heads: int = 1, gain: float = 1.0,
        view: int = VIEW, plain: bool = False,
    ):  # fmt: skip
        super().__init__()
        self.trunk, self.side, self.channels, self.heads, self.gain = trunk, side, channels, heads, gain
        self.view, self.plain = view, plain

    def forward(self, crops: Tensor) -> Tensor:
        """Crops [n, 1, s, s] with values 0 to 1, s near `side`, to logits [n, heads, 7]."""
        seen = crops if self.plain else standardise(crops) * self.gain
        shown = seen.repeat(1, self.channels, 1, 1) if self.channels > 1 else seen
        logits = self.trunk(shown.contiguous(memory_format=torch.channels_last))
        return logits.reshape(-1, self.heads, len(CLASSES))

    def serve(self, faces: Tensor) -> Tensor:
        """Faces [n, 1, 48, 48] with values 0 to 1 to logits [n, heads, 7]: what is measured and exported."""
        crops = centre_crop(faces, self.view)
        if self.side != self.view:
            weights = bilinear(self.view, self.side).to(crops.device)
            crops = weights @ crops @ weights.T
        return self(crops)


class Served(nn.Module):
    """What is exported: faces [n, 1, 48, 48] with values 0..1 to calibrated probabilities [n, 7] a head.

    With `mirror` the answer is the mean over the face and its mirror picture, which costs twice the time.
    """

    def __init__(
        self, net: Framed, temperatures: list[float], offsets: list[list[float]], mirror: bool = False
    ):
        super().__init__()
        self.net, self.mirror = net, mirror
        self.register_buffer("sharpness", 1 / torch.tensor(temperatures).view(-1, 1))
        self.register_buffer("offsets", torch.tensor(offsets))

    def logits(self, faces: Tensor) -> Tensor:
        """Uncalibrated logits [n, heads, 7]."""
        if not self.mirror:
            return self.net.serve(faces)
        both = self.net.serve(torch.cat([faces, faces.flip(3)]))
        return both.reshape(2, -1, self.net.heads, len(CLASSES)).mean(dim=0)

    def forward(self, faces: Tensor) -> tuple[Tensor, ...]:
        return (self.logits(faces) * self.sharpness + self.offsets).softmax(dim=2).unbind(dim=1)
