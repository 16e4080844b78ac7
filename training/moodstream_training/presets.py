"""The networks that can be named on the command line, each with the recipe it is trained by."""

from . import CLASSES
from .face_mobilenet import GREY, FaceMobileNet
from .networks import VIEW, Framed
from .preset import Preset
from .recipe import Recipe
from .small_vgg import SmallVgg
from .start_weights import start_weights
from .system_presets import SYSTEMS

BOTH = 2 * len(CLASSES)
"""Outputs of a network with two heads: FER2013's label, FER+ votes."""


def _standard(dropout: float, begins: bool) -> Framed:
    trunk = FaceMobileNet(BOTH, dropout, start_weights() if begins else None)
    return Framed(trunk, side=96, heads=2, gain=GREY)


def _small(dropout: float, begins: bool) -> Framed:
    return Framed(SmallVgg(BOTH, dropout), side=VIEW, heads=2)


PRESETS: dict[str, Preset] = {
    "standard": Preset(
        "MobileNet at 96x96 that already knows faces",
        _standard,
        crop=96,
        recipe=Recipe(
            epochs=40, optimiser="adamw", rate=1e-3, decay=0.02, head_pace=5.0, cutout=0.3, mixup=0.2
        ),
    ),
    "small": Preset(
        "small VGG at 44x44",
        _small,
        crop=VIEW,
        recipe=Recipe(epochs=60, small_until=0.3, rise=0.2),
    ),
    **SYSTEMS,
}
