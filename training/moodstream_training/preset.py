"""What a network that can be named consists of."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from . import CLASSES
from .data import Faces, merge_disgust
from .networks import Framed
from .recipe import Recipe

SIX_CLASSES = tuple(name for name in CLASSES if name != "disgust")


@dataclass(frozen=True)
class Preset:
    """A network by name."""

    summary: str
    build: Callable[[float, bool], Framed]  # of dropout, and whether a run begins: with start weights
    crop: int  # side that crops are trained at, pixels
    recipe: Recipe = field(default_factory=Recipe)
    origin: str = ""  # which of the five systems it is from; "" for ours
    claim: str = ""  # what that system says it reaches
    classes: tuple[str, ...] = CLASSES  # it tells apart; all answer seven probabilities, disgust's may be 0
    any_size: bool = True  # whether it takes crops of other sizes than `crop`

    @property
    def merges(self) -> bool:
        """Whether disgust counts as angry."""
        return self.classes == SIX_CLASSES

    def judged_on(self, faces: Faces) -> Faces:
        """The faces, with labels and votes of the classes that the network tells apart."""
        return faces.with_disgust_as_angry() if self.merges else faces

    def taught(self, targets: np.ndarray) -> np.ndarray:
        """Targets [..., 7] for the classes that the network tells apart."""
        return merge_disgust(targets) if self.merges else targets
