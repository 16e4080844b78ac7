"""The networks that can be named on the command line, each with the recipe it is trained by."""

from collections.abc import Callable
from dataclasses import replace

from . import CLASSES
from .eight_bits import EightBits
from .face_mobilenet import GREY, FaceMobileNet
from .networks import VIEW, Framed
from .preset import Preset
from .recipe import Recipe
from .small_vgg import SmallVgg
from .start_weights import start_weights
from .system_presets import SYSTEMS

BOTH = 2 * len(CLASSES)
"""Outputs of a network with two heads: FER2013's label, FER+ votes."""


def _mobile(side: int) -> Callable[[float, bool], Framed]:
    def build(dropout: float, begins: bool) -> Framed:
        trunk = FaceMobileNet(BOTH, dropout, start_weights() if begins else None)
        return Framed(trunk, side=side, heads=2, gain=GREY)

    return build


def _eight_bits(side: int) -> Callable[[float, bool], Framed]:
    return lambda dropout, begins: Framed(EightBits(BOTH, dropout), side=side, heads=2, gain=GREY)


def _small(dropout: float, begins: bool) -> Framed:
    return Framed(SmallVgg(BOTH, dropout), side=VIEW, heads=2)


ALONE = Recipe(
    epochs=76, batch=192, optimiser="adamw", rate=1e-3, rise=0.08, decay=0.02, head_pace=5.0, label_share=0.8,
    cutout=0.3, mixup=0.2,
)  # fmt: skip
"""How a MobileNet that already knows faces learns from labels and votes alone."""
TAUGHT = replace(ALONE, teacher_share=0.7, teacher_views=True)
"""The same with teachers, who answer for the very crops that it sees."""
ROUNDED = replace(
    TAUGHT, epochs=16, rate=2e-4, head_pace=1.0, decay=0.0, dropout=0.0, mixup=0.0
)  # fmt: skip
"""The last touch, in which it gets used to 8 bits."""

PRESETS: dict[str, Preset] = {
    "standard": Preset(
        "MobileNet at 128x128 that already knows faces, taught by `standard-112` and `standard-128`",
        _mobile(128),
        128,
        replace(TAUGHT, epochs=60),
    ),
    "standard-128": Preset(
        "MobileNet at 128x128 that already knows faces", _mobile(128), 128, replace(ALONE, epochs=60)
    ),
    "standard-112": Preset("MobileNet at 112x112 that already knows faces", _mobile(112), 112, ALONE),
    "standard-int8": Preset("`standard`, fine-tuned for 8 bits", _eight_bits(128), 128, ROUNDED),
    "fast": Preset("`standard` at 96x96, fine-tuned for 8 bits", _eight_bits(96), 96, ROUNDED),
    "small": Preset(
        "small VGG at 44x44",
        _small,
        crop=VIEW,
        recipe=Recipe(epochs=60, small_until=0.3, rise=0.2),
    ),
    **SYSTEMS,
}

BEGINS_AS = {"standard-int8": "standard", "fast": "standard"}
"""Presets that begin with the weights of another, whose form in 8 bits they are."""
