"""What a training run did, as its checkpoints tell."""

from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch

from .learner import looks_since_best
from .recipe import Recipe
from .train import load

UNKNOWN = "not recorded"


@dataclass(frozen=True)
class Run:
    """A training run; what is not known is None or empty."""

    preset: str
    recipe: Recipe | None
    chosen: int | None  # epoch whose weights are kept
    epochs: int | None = None  # all that were trained
    minutes: float | None = None
    hardware: str = UNKNOWN
    history: list[dict[str, float]] = field(default_factory=list)

    @property
    def stopped_early(self) -> bool:
        """Whether accuracy had not risen for as many looks as the recipe waits."""
        if not self.recipe or not self.recipe.patience:
            return False
        return looks_since_best(self.history) >= self.recipe.patience

    def length(self) -> str:
        """How far the run came, in words: "40 epochs", "not trained to the end: 3 of 40 epochs"."""
        if self.epochs is None or self.recipe is None:
            return UNKNOWN
        epochs = "1 epoch" if self.epochs == 1 else f"{self.epochs} epochs"
        if self.recipe.minutes:
            got = f"{epochs} in {self.minutes:g} of {self.recipe.minutes:g} minutes"
            return got if self.minutes >= self.recipe.minutes else f"not trained to the end: {got}"
        if self.epochs >= self.recipe.epochs:
            return epochs
        if self.stopped_early:
            return f"{self.epochs} of at most {self.recipe.epochs} epochs, stopped early"
        return f"not trained to the end: {self.epochs} of {self.recipe.epochs} epochs"

    def as_json(self) -> dict:
        """All of it, with the recipe's fields by name."""
        return asdict(self) | {"length": self.length(), "stoppedEarly": self.stopped_early}


def run_of_checkpoint(file: Path, hardware: str | None = None) -> Run:
    """The run that a checkpoint is from; `last.ckpt` beside it tells of the epochs after it.

    `hardware` is what to say where the checkpoint does not. Raises DataError where the file is no checkpoint.
    """
    learner = load(file)
    saved, last = _saved(file), _saved(file.with_name("last.ckpt"))
    same = last is not None and last["hyper_parameters"] == saved["hyper_parameters"]
    end = last if same and last["epoch"] >= saved["epoch"] else saved
    progress = end["progress"]
    return Run(
        preset=saved["hyper_parameters"]["preset"],
        recipe=learner.recipe,
        chosen=saved["epoch"] + 1,
        epochs=end["epoch"] + 1,
        minutes=round(progress["seconds"] / 60, 1),
        hardware=progress.get("hardware") or hardware or UNKNOWN,
        history=progress["history"],
    )


def run_of_manifest(training: dict, hardware: str | None = None) -> Run:
    """What a manifest's `training` tells of the run: nothing of the epochs after the chosen one."""
    known = training.get("hardware", UNKNOWN)
    recipe = training.get("recipe")
    return Run(
        preset=training.get("preset", ""),
        recipe=Recipe(**recipe) if recipe else None,
        chosen=training.get("epochs"),
        minutes=training.get("minutes"),
        hardware=hardware or known if known == UNKNOWN else known,
    )


def _saved(file: Path) -> dict | None:
    return torch.load(file, weights_only=True, map_location="cpu") if file.is_file() else None
