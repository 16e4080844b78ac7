"""The networks of systems A to E by name, each shown and trained as its system did, as far as it says.

What a system does not say is chosen here, and the summary says so. Labels are hard and weights are not
averaged, as in the originals; augmentation is ours.
"""

from collections.abc import Callable
from dataclasses import replace

from torch import nn

from . import SIDE
from .networks import Framed
from .preset import SIX_CLASSES, Preset
from .recipe import Recipe
from .systems import (
    ColumnReader,
    WithoutDisgust,
    eleven_convolutions,
    mobilenet,
    nine_convolutions,
    plain_cnn,
    vgg16,
)  # fmt: skip

PLAIN = Recipe(
    epochs=50, batch=64, optimiser="adam", rate=1e-3, decay=0.0, schedule="plateau", patience=10,
    label_share=1.0, average=False,
)  # fmt: skip
"""Adam at 0.001 until a plateau: what all systems that say anything say."""
A = replace(PLAIN, dropout=0.4)
B = replace(PLAIN, batch=32, epochs=40, dropout=0.25)
C = replace(PLAIN, epochs=100, plateau_factor=0.9, plateau_patience=3, patience=6, dropout=0.3)
C_MOBILE = replace(C, epochs=60, plateau_factor=0.8, patience=0, dropout=0.2)
E = replace(PLAIN, batch=128, epochs=124, patience=0, dropout=0.25)

LARGE = [(64, 3), (128, 5), (512, 3), (512, 3)]
"""Outputs and kernels that B, D and E share; B lists 254 beside 512 for the third, 512 is taken."""


def _whole(
    trunk: Callable[[float], nn.Module], side: int = SIDE, channels: int = 1
) -> Callable[[float, bool], Framed]:
    """How a network is built that is shown the whole 48x48 picture as grey values 0 to 1."""
    return lambda dropout, begins: Framed(trunk(dropout), side, channels, view=SIDE, plain=True)


SYSTEMS: dict[str, Preset] = {
    "a-cnn": Preset(
        "plain CNN at 64x64; A lists no layers; 4 convolutions 32 to 256 and a dense one are chosen here",
        _whole(lambda dropout: plain_cnn(64, [(32, 3), (64, 3), (128, 3), (256, 3)], [256], dropout), 64),
        crop=64, any_size=False, recipe=A, origin="A", claim="the best of its three; no figure",
    ),
    "a-vgg16": Preset(
        "VGG16 at 64x64, one dense layer of 512; rate 0.0001, as 0.001 is too high without norms",
        _whole(vgg16, 64, channels=3),
        crop=64, any_size=False, recipe=replace(A, rate=1e-4), origin="A", claim="no figure",
    ),
    "a-crnn": Preset(
        "3 convolutions and a two-way recurrent layer over the columns at 64x64; layers chosen here",
        _whole(lambda dropout: ColumnReader(64, dropout), 64),
        crop=64, any_size=False, recipe=A, origin="A", claim="no figure",
    ),
    "b-small": Preset(
        "B's smaller table: 3 convolutions 32 to 128, dense 128 and 256",
        _whole(lambda dropout: plain_cnn(48, [(32, 3), (64, 3), (128, 3)], [128, 256], dropout, norm=False)),
        crop=SIDE, any_size=False, recipe=B, origin="B", claim="no figure of its own",
    ),
    "b-large": Preset(
        "B's CNN: 4 convolutions 64 to 512, dense 512 and 256; the third is listed as 512 and as 254",
        _whole(lambda dropout: plain_cnn(48, LARGE, [512, 256], dropout)),
        crop=SIDE, any_size=False, recipe=B, origin="B", claim="66.14 % validation, 78.29 % training",
    ),
    "c-custom": Preset(
        "C's own network: 11 convolutions and 5 dense layers on 48x48x3; 9,012,295 parameters, "
        "9,019,719 with statistics, as it states",
        _whole(eleven_convolutions, channels=3),
        crop=SIDE, any_size=False, recipe=C, origin="C", claim="67.5 % test, 92 % training",
    ),
    "c-mobilenet-v2": Preset(
        "MobileNetV2 at 96x96x3 with C's head, from nothing: C began with weights of ImageNet",
        _whole(mobilenet, 96, channels=3),
        crop=96, recipe=C_MOBILE, origin="C", claim="75 % test, 86 % validation",
    ),
    "d-cnn": Preset(
        "the CNN of D and E: 4 convolutions 64 to 512, dense 256 and 512; trained as E did",
        _whole(lambda dropout: plain_cnn(48, LARGE, [256, 512], dropout)),
        crop=SIDE, any_size=False, recipe=E, origin="D, E", claim="58 % validation (E); none (D)",
    ),
    "e-nine": Preset(
        "9 convolutions in three blocks, 64 to 256; E lists no widths, they are chosen here",
        _whole(nine_convolutions),
        crop=SIDE, any_size=False, recipe=E, origin="E", claim="almost 70 %, of which network is not said",
    ),
    "e-six": Preset(
        "d-cnn with disgust merged into anger: judged on six classes, answers 0 for disgust",
        _whole(lambda dropout: WithoutDisgust(plain_cnn(48, LARGE, [256, 512], dropout, outputs=6))),
        crop=SIDE, any_size=False, recipe=E, origin="E", claim="almost 70 %, of which network is not said",
        classes=SIX_CLASSES,
    ),
}  # fmt: skip
