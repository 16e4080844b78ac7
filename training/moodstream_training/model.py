"""The network: small, plain, and fast on a CPU (about 94 million multiply-adds a face)."""

import torch
from torch import Tensor, nn

from . import CLASSES, SIDE

CROP = 44
WIDTHS = (32, 64, 128, 256)


def centre_crop(faces: Tensor) -> Tensor:
    """[n, 1, 48, 48] to [n, 1, 44, 44]."""
    edge = (SIDE - CROP) // 2
    return faces[:, :, edge : edge + CROP, edge : edge + CROP]


def standardise(faces: Tensor) -> Tensor:
    """Each face to mean 0 and deviation 1, so that brightness and contrast of the lighting drop out."""
    mean = faces.mean(dim=(1, 2, 3), keepdim=True)
    deviation = (faces - mean).square().mean(dim=(1, 2, 3), keepdim=True).sqrt()
    return (faces - mean) / (deviation + 1e-3)


def block(inputs: int, outputs: int) -> list[nn.Module]:
    """Convolution, batch norm, ReLU."""
    return [nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(True)]


class ExpressionNet(nn.Module):
    """Standardised crops [n, 1, s, s] to logits [n, 7]: two convolutions a width, then the average."""

    def __init__(self, widths: tuple[int, ...] = WIDTHS, dropout: float = 0.2):
        super().__init__()
        layers: list[nn.Module] = []
        for inputs, outputs in zip((1, *widths), widths, strict=False):
            pool = [nn.MaxPool2d(2)] if layers else []
            layers += pool + block(inputs, outputs) + block(outputs, outputs)
        self.features = nn.Sequential(*layers)
        self.head = nn.Sequential(nn.Dropout(dropout), nn.Linear(widths[-1], len(CLASSES)))

    def forward(self, crops: Tensor) -> Tensor:
        return self.head(self.features(crops).mean(dim=(2, 3)))


class ServingNet(nn.Module):
    """What is exported: faces [n, 1, 48, 48] with values 0..1 to calibrated probabilities [n, 7]."""

    def __init__(self, net: nn.Module, temperature: float = 1.0, offsets: tuple[float, ...] = (0.0,) * 7):
        super().__init__()
        self.net = net
        self.register_buffer("temperature", torch.tensor(float(temperature)))
        self.register_buffer("offsets", torch.tensor(offsets))

    def logits(self, faces: Tensor) -> Tensor:
        return self.net(standardise(centre_crop(faces))) / self.temperature + self.offsets

    def forward(self, faces: Tensor) -> Tensor:
        return self.logits(faces).softmax(dim=1)
