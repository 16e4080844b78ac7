"""Randomised search of a recipe, with Optuna: batch size, optimiser, rate, dropout and decay.

Trials learn from nine tenths of Training and are measured on the tenth left: PublicTest stays unseen.
"""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import optuna
from lightning.pytorch.callbacks import Callback
from optuna.trial import FrozenTrial, Trial, TrialState

from .data import DataError, Faces
from .presets import PRESETS
from .recipe import Recipe
from .train import load, train
from .whole import whole

RATES = {"sgd": (0.005, 0.3), "adam": (1e-4, 1e-2), "adamw": (1e-4, 1e-2)}
"""Range of the rate by optimiser."""
BATCHES = [32, 64, 128, 256]
ENDED = (TrialState.COMPLETE, TrialState.PRUNED)
FAULT = "fault"
"""What the record calls the reason why a trial failed."""


class Cut(Callback):
    """Ends a trial whose accuracy is below the median of the others after as many epochs."""

    def __init__(self, trial: Trial):
        self.trial = trial

    def on_validation_end(self, trainer, learner) -> None:
        self.trial.report(float(trainer.callback_metrics["accuracy"]), trainer.current_epoch + 1)
        if self.trial.should_prune():
            raise optuna.TrialPruned


def search(
    preset: str, faces: Faces, out: Path, trials: int, epochs: int = 5, share: float = 1.0
) -> list[FrozenTrial]:
    """Goes on to so many trials in `out`; leaves the best one's choices in `best-recipe.json`.

    `faces`: those of Training; a `share` of them, 0 to 1, is learnt from. A trial that was cut off in the
    middle is started again, one that failed is not. Returns the trials, best first. Raises DataError if `out`
    holds another search.
    """
    if not 0 < share <= 1:
        raise DataError(f"--faces is {share}, expected more than 0 and at most 1.")
    recipe = replace(PRESETS[preset].recipe, epochs=epochs, minutes=None, patience=0, check_every=1)
    study = _study(out, {"preset": preset, "epochs": epochs, "share": share, "faces": len(faces)})
    learn, held = held_out(faces, share)
    while len(study.get_trials(states=ENDED)) < trials:
        study.sampler = optuna.samplers.RandomSampler(recipe.seed + _drawn(study))
        trial = study.ask()
        try:
            drawn = replace(recipe, **choices(trial))
            study.tell(trial, _accuracy(trial, preset, drawn, learn, held, out / "trial"))
        except optuna.TrialPruned:
            study.tell(trial, state=TrialState.PRUNED)
        except Exception as fault:  # no memory, say: the next search draws another
            trial.set_user_attr(FAULT, f"{type(fault).__name__}: {fault}")
            study.tell(trial, state=TrialState.FAIL)
            raise
    with whole(out / "best-recipe.json") as part:
        part.write_text(json.dumps(study.best_params, indent=1) + "\n")
    return sorted(study.get_trials(states=ENDED), key=lambda trial: -trial.value)


def _drawn(study: optuna.Study) -> int:
    """Trials that came to an end, good or bad: those cut off do not count, as if never interrupted."""
    return sum(trial.state in ENDED or FAULT in trial.user_attrs for trial in study.trials)


def choices(trial: Trial) -> dict:
    """One draw of what is searched, as fields of a recipe."""
    optimiser = trial.suggest_categorical("optimiser", list(RATES))
    return {
        "optimiser": optimiser,
        "rate": trial.suggest_float("rate", *RATES[optimiser], log=True),
        "batch": trial.suggest_categorical("batch", BATCHES),
        "dropout": trial.suggest_float("dropout", 0.0, 0.6),
        "decay": trial.suggest_float("decay", 1e-6, 1e-2, log=True),
    }


def held_out(faces: Faces, share: float, seed: int = 11) -> tuple[Faces, Faces]:
    """A share of nine tenths of the faces, and the other tenth; always the same ones."""
    order = np.random.default_rng(seed).permutation(len(faces))
    held, rest = np.split(order, [len(faces) // 10])
    return faces.where(np.sort(rest[: round(len(rest) * share)])), faces.where(np.sort(held))


def _study(out: Path, facts: dict) -> optuna.Study:
    """The search of a folder, with trials that were cut off put in line again."""
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    out.mkdir(parents=True, exist_ok=True)
    file = out / "search.sqlite"
    pruner = optuna.pruners.MedianPruner(n_startup_trials=5, n_warmup_steps=1)
    try:
        study = optuna.create_study(
            storage=f"sqlite:///{file}", study_name="search", direction="maximize", pruner=pruner,
            load_if_exists=True,
        )  # fmt: skip
    except Exception as fault:
        raise DataError(
            f"{file} cannot be used as the record of a search ({type(fault).__name__})."
        ) from fault
    if study.user_attrs and study.user_attrs != facts:
        raise DataError(f"{out} holds another search, {study.user_attrs}: name another folder with --out.")
    for name, value in facts.items():
        study.set_user_attr(name, value)
    for trial in study.get_trials(states=(TrialState.RUNNING,)):
        study.tell(trial.number, state=TrialState.FAIL)
        study.enqueue_trial(trial.params)
    return study


def _accuracy(
    trial: Trial, preset: str, recipe: Recipe, learn: Faces, held: Faces, folder: Path
) -> float:
    """Best accuracy on the held faces over the epochs of one training, of which nothing is kept."""
    shutil.rmtree(folder, ignore_errors=True)  # what an interrupted search left
    try:
        train(preset, recipe, learn, held, folder, watch=[Cut(trial)])
        return max(epoch["accuracy"] for epoch in load(folder / "last.ckpt").history)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def table(trials: list[FrozenTrial]) -> str:
    """The trials as lines of text; one that was cut short has the accuracy it had by then."""
    lines = ["trial  accuracy  epochs  optimiser  rate     batch  dropout  decay"]
    for trial in trials:
        accuracy = max(trial.intermediate_values.values())
        lines.append(
            f"{trial.number:>5}  {accuracy:>8.4f}  {trial.last_step:>6}  "
            "{optimiser:<9}  {rate:<7.2g}  {batch:>5}  {dropout:>7.2f}  {decay:.1g}".format(**trial.params)
        )
    return "\n".join(lines)
