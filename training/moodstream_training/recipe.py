"""How a network is trained: every choice of a run in one record."""

import json
import math
from dataclasses import Field, dataclass, fields, replace
from pathlib import Path
from typing import Literal, get_args, get_origin

from .data import DataError


@dataclass(frozen=True)
class Recipe:
    """All that shapes a run. With `epochs` the run repeats exactly; with `minutes` the clock drives it."""

    epochs: int = 30
    minutes: float | None = None  # instead of epochs; the epoch under way is finished
    seed: int = 7
    batch: int = 128
    optimiser: Literal["sgd", "adam", "adamw"] = "sgd"
    rate: float = 0.1
    head_pace: float = 1.0  # the last layer's rate, as a multiple of the others'
    decay: float = 5e-4
    dropout: float = 0.3
    schedule: Literal["cosine", "plateau"] = "cosine"
    rise: float = 0.1  # cosine: share of the run in which the rate rises
    plateau_factor: float = 0.5  # plateau: what the rate is multiplied by
    plateau_patience: int = 3  # plateau: epochs without a lower loss before it is
    patience: int = 0  # epochs without a better accuracy before the run stops; 0: never
    label_share: float = 0.7  # of FER2013's label in the targets; the rest are FER+ votes
    smoothing: float = 0.0  # of the targets, towards all classes alike
    mixup: float = 0.0  # alpha of the Beta distribution (Zhang et al. 2018); 0: none
    cutout: float = 0.0  # share of faces that lose a square (DeVries and Taylor 2017)
    balance: Literal["none", "loss", "sampling"] = "none"  # of the classes
    average: bool = True  # an exponential average of the weights is what is kept
    small_until: float = 0.0  # share of the run on crops of two thirds the size, which cost half
    teacher_share: float = 0.0  # of the teachers' answers in the targets, where there are teachers
    teacher_views: bool = False  # teachers answer for each varied crop rather than once for the face as it is
    check_every: int = 1  # epochs between two looks at the check faces
    precision: Literal["auto", "32-true", "bf16-mixed", "16-mixed"] = "auto"

    def __post_init__(self):
        for name in ("label_share", "smoothing", "cutout", "small_until", "teacher_share", "dropout", "rise"):
            if not 0 <= getattr(self, name) <= 1:
                raise DataError(f"{name} is {getattr(self, name)}, expected 0 to 1.")
        if not 0 < self.plateau_factor < 1:
            raise DataError(f"plateau_factor is {self.plateau_factor}, expected between 0 and 1.")
        for name in ("epochs", "minutes", "batch", "rate", "head_pace", "check_every"):
            value = getattr(self, name)
            if value is not None and not 0 < value < math.inf:
                raise DataError(f"{name} is {value}, expected more than 0.")
        for name in ("decay", "mixup", "plateau_patience", "patience"):
            if not 0 <= getattr(self, name) < math.inf:
                raise DataError(f"{name} is {getattr(self, name)}, expected 0 or more.")

    def rate_at(self, share: float) -> float:
        """Learning rate of the cosine schedule at a share of the run: up in a line, down in half a cosine."""
        if share < self.rise:
            return self.rate * (0.05 + 0.95 * share / self.rise)
        fall = min(1.0, (share - self.rise) / max(1 - self.rise, 1e-9))
        return self.rate * max(0.001, (1 + math.cos(math.pi * fall)) / 2)


def read_recipe(file: Path, base: Recipe) -> Recipe:
    """The base with the choices of a JSON file, such as {"rate": 0.01}.

    Raises DataError naming the file and the first choice that is none, or whose value cannot be.
    """
    try:
        choices = json.loads(file.read_text())
    except OSError as fault:
        raise DataError(f"{file} cannot be read: {fault.strerror}.") from fault
    except ValueError as fault:
        raise DataError(f"{file} is not JSON, expected choices such as {{\"rate\": 0.01}}.") from fault
    if not isinstance(choices, dict):
        raise DataError(f"{file} holds no choices, expected such as {{\"rate\": 0.01}}.")
    known = {field.name: field for field in fields(Recipe)}
    for name, value in choices.items():
        if name not in known:
            raise DataError(f"{file}: '{name}' is no choice of a recipe, expected one of {', '.join(known)}.")
        if not _fits(value, known[name]):
            raise DataError(f"{file}: {name} is {value!r}, expected a value like {known[name].default!r}.")
    try:
        return replace(base, **choices)
    except DataError as fault:
        raise DataError(f"{file}: {fault}") from fault


def _fits(value: object, choice: Field) -> bool:
    if get_origin(choice.type) is Literal:
        return value in get_args(choice.type)
    numbers = {float: (int, float), type(None): (int, float, type(None))}  # None: `minutes`
    return type(value) in numbers.get(type(choice.default), (type(choice.default),))
