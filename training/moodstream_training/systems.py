"""The networks of the five systems that moodstream replaces, as far as their authors describe them.

Each is a body, then `head`, a linear layer whose outputs are logits. Convolutions keep a picture's size.
"""

from collections import OrderedDict

import torch
from torch import Tensor, nn
from torchvision.models import mobilenet_v2
from torchvision.models.vgg import cfgs, make_layers

NEVER = -1e4
"""A logit whose probability is exactly 0 in 32 bits, yet finite, so that 0 times it is 0."""


def headed(body: list[nn.Module], inputs: int, outputs: int) -> nn.Sequential:
    """Layers that end in `inputs` values, then the head."""
    return nn.Sequential(OrderedDict(body=nn.Sequential(*body), head=nn.Linear(inputs, outputs)))


def convolution(
    inputs: int, outputs: int, kernel: int = 3, norm: bool = True, padded: bool = True
) -> list[nn.Module]:
    """Convolution, batch norm unless without, ReLU."""
    layer = nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2 if padded else 0)
    return [layer, *([nn.BatchNorm2d(outputs)] if norm else []), nn.ReLU()]


def dense(inputs: int, outputs: int, dropout: float, norm: bool = True) -> list[nn.Module]:
    """Dense layer, batch norm unless without, ReLU, dropout."""
    parts = [nn.Linear(inputs, outputs), *([nn.BatchNorm1d(outputs)] if norm else []), nn.ReLU()]
    return [*parts, nn.Dropout(dropout)]


def plain_cnn(
    side: int, convolutions: list[tuple[int, int]], layers: list[int], dropout: float, outputs: int = 7,
    norm: bool = True,
) -> nn.Sequential:  # fmt: skip
    """Convolutions (outputs, kernel), each halved by a max-pool, then dense layers: systems A, B, D and E."""
    body, width = [], 1
    for outs, kernel in convolutions:
        body += [*convolution(width, outs, kernel, norm), nn.MaxPool2d(2)] + (
            [nn.Dropout(dropout)] if norm else []
        )
        width, side = outs, side // 2
    return headed([*body, *_classifier(width * side * side, layers, dropout, norm)], layers[-1], outputs)


def _classifier(inputs: int, layers: list[int], dropout: float, norm: bool = True) -> list[nn.Module]:
    body: list[nn.Module] = [nn.Flatten()]
    for outs in layers:
        body += dense(inputs, outs, dropout, norm)
        inputs = outs
    return body


def nine_convolutions(dropout: float) -> nn.Sequential:
    """System E's second network: three blocks of three convolutions. It lists no widths; these are ours."""
    body, width = [], 1
    for outs in (64, 128, 256):
        body += [*convolution(width, outs), *convolution(outs, outs), *convolution(outs, outs)]
        body += [nn.MaxPool2d(2), nn.Dropout(dropout)]
        width = outs
    return headed([*body, *_classifier(256 * 6 * 6, [256], dropout)], 256, 7)


def eleven_convolutions(dropout: float) -> nn.Sequential:
    """System C's own network on 48x48x3: 9,012,295 trainable parameters and 7,424 statistics, as it says.

    It lists 11 convolutions, 5 dense layers and these two numbers. Among widths that are powers of two and
    do not fall, these give exactly those numbers and double block by block; the first convolution, unpadded,
    makes the last picture 2x2.
    """
    body = [*convolution(3, 64, padded=False), *convolution(64, 64), nn.MaxPool2d(2), nn.Dropout(dropout)]
    for width, outs in ((64, 128), (128, 256), (256, 512)):
        body += [*convolution(width, outs), *convolution(outs, outs), *convolution(outs, outs)]
        body += [nn.MaxPool2d(2), nn.Dropout(dropout)]
    body += _classifier(512 * 2 * 2, [512, 256, 128], dropout)
    return headed([*body, *dense(128, 64, dropout, norm=False)], 64, 7)


def vgg16(dropout: float) -> nn.Sequential:
    """The 13 convolutions of VGG16 (Simonyan and Zisserman 2014) on 64x64x3; one dense layer of ours."""
    features = make_layers(cfgs["D"])
    for layer in features:
        if isinstance(
            layer, nn.Conv2d
        ):  # as torchvision begins it; smaller weights would not learn at this depth
            nn.init.kaiming_normal_(layer.weight, mode="fan_out", nonlinearity="relu")
            nn.init.zeros_(layer.bias)
    return headed([features, nn.Flatten(), *dense(512 * 2 * 2, 512, dropout, norm=False)], 512, 7)


def mobilenet(dropout: float) -> nn.Sequential:
    """System C's MobileNetV2 (Sandler et al. 2018) on 96x96x3, without weights of ImageNet."""
    pooled = [mobilenet_v2(weights=None).features, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(dropout)]
    return headed([*pooled, nn.Linear(1280, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU()], 64, 7)


class ColumnReader(nn.Module):
    """Convolutions, then a recurrent layer that reads the picture's columns both ways (Shi et al. 2015)."""

    def __init__(self, side: int, dropout: float, outputs: int = 7):
        super().__init__()
        parts = [[*convolution(i, o), nn.MaxPool2d(2)] for i, o in ((1, 32), (32, 64), (64, 128))]
        self.features = nn.Sequential(*(layer for part in parts for layer in part))
        self.columns = nn.GRU(128 * side // 8, 128, batch_first=True, bidirectional=True)
        self.dropout, self.head = nn.Dropout(dropout), nn.Linear(256, outputs)

    def forward(self, pictures: Tensor) -> Tensor:
        columns = self.features(pictures).flatten(1, 2).transpose(1, 2)  # [n, columns, channels * rows]
        read, _ = self.columns(columns)
        return self.head(self.dropout(read.mean(dim=1)))


class WithoutDisgust(nn.Module):
    """Six outputs made seven: the second, disgust's, is never the answer."""

    def __init__(self, six: nn.Sequential):
        super().__init__()
        self.six = six

    @property
    def head(self) -> nn.Linear:
        return self.six.head

    def forward(self, pictures: Tensor) -> Tensor:
        found = self.six(pictures)
        return torch.cat([found[:, :1], torch.full_like(found[:, :1], NEVER), found[:, 1:]], dim=1)
