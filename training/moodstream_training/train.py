"""Trains a preset by a recipe, with PyTorch Lightning: progress, checkpoints, early stopping."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import lightning
import numpy as np
import torch
from lightning.pytorch.callbacks import (
    Callback,
    EarlyStopping,
    ModelCheckpoint,
    TQDMProgressBar,
    WeightAveraging,
)
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset

from . import CLASSES
from .augment import augment
from .checkpoints import WholeCheckpoints
from .data import DataError, Faces
from .device_loop import DeviceLoop
from .eight_bits import EightBits
from .evaluate import logits_of, softmax
from .face_mobilenet import FaceMobileNet, renormalise
from .learner import LONGEST_KEPT, Learner, kept_share, new_learner
from .networks import Framed, standardise
from .presets import PRESETS
from .recipe import Recipe


class Batches(IterableDataset):
    """Faces and targets in a new order every epoch."""

    def __init__(self, faces: Faces, targets: np.ndarray, recipe: Recipe):
        self.pixels, self.targets = torch.from_numpy(faces.pixels).unsqueeze(1), torch.from_numpy(targets)
        self.labels, self.recipe, self.epoch = torch.from_numpy(faces.labels), recipe, 0

    def __len__(self) -> int:
        return len(self.labels) // self.recipe.batch

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        order = self.order(self.epoch)
        self.epoch += 1
        for rows in order:
            yield self.pixels[rows], self.targets[rows]

    def order(self, epoch: int) -> Tensor:
        """The rows of an epoch's batches: int64 [batches, batch]."""
        random = torch.Generator().manual_seed(self.recipe.seed + epoch)
        n = len(self.labels)
        if self.recipe.balance == "sampling":
            order = torch.multinomial(class_weights(self.labels)[self.labels], n, True, generator=random)
        else:
            order = torch.randperm(n, generator=random)
        return order[: len(self) * self.recipe.batch].view(len(self), self.recipe.batch)


def class_weights(labels: Tensor) -> Tensor:
    """What makes each class count the same, mean 1 over the faces: [7]."""
    counts = torch.bincount(labels, minlength=len(CLASSES)).float()
    return len(labels) / (len(CLASSES) * counts.clamp_min(1))


@dataclass(frozen=True)
class Begin:
    """What a run begins with and learns from beside the labels."""

    start: Framed | None = None  # a trained network whose weights it takes
    teachers: Sequence[Framed] = ()  # networks to learn from, too


def train(
    preset: str,
    recipe: Recipe,
    faces: Faces,
    check: Faces,
    out: Path,
    begin: Begin = Begin(),  # noqa: B008, it is frozen
    watch: Sequence[Callback] = (),
    until: float | None = None,
    device: torch.device | None = None,
) -> Path:
    """Trains on `faces`, measures on `check` after every epoch, leaves `best.ckpt` and `last.ckpt` in `out`.

    Goes on from `last.ckpt` if it is there; a run that has ended stays as it is. `watch`: callbacks that look
    on. `until`: a time of `time.monotonic()` after which the epoch under way is the last for now. `device`:
    the whole run stays on it (see `device_loop`), by itself on a GPU where there is one; on CPUs PyTorch
    Lightning runs it. Returns the best checkpoint.

    Raises DataError if `out` holds another recipe's or network's, if the network cannot do what the recipe
    asks for, or if the disk is full.
    """
    last, named = out / "last.ckpt", PRESETS[preset]
    if recipe.small_until and not named.any_size:
        raise DataError(f"small_until needs a network that takes crops of any size, unlike '{preset}'.")
    if begin.teachers and not recipe.teacher_share:
        raise DataError("Teachers need a teacher_share above 0.")
    faces, check = named.judged_on(faces), named.judged_on(check)
    fixed = None if recipe.teacher_views or not begin.teachers else _told(begin.teachers, faces)
    targets = named.taught(blended(faces.targets(recipe.label_share), recipe, fixed))
    batches = Batches(faces, targets, recipe)
    if not len(batches):
        raise DataError(f"There are {len(faces)} faces to learn from, fewer than a batch of {recipe.batch}.")
    goes_on = last.is_file()
    learner = load(last, preset) if goes_on else _first(preset, recipe, batches, begin.start)
    if learner.recipe != recipe:
        raise DataError(
            f"{last} was trained by another recipe, {learner.recipe}: name another folder with --out."
        )
    if goes_on and learner.ended:
        return out / "best.ckpt"
    learner.per_epoch = len(batches) * recipe.batch
    learner.teachers = tuple(begin.teachers) if recipe.teacher_views else ()
    if device is None and torch.cuda.is_available():
        device = torch.device("cuda")
    if device is not None:
        loop = DeviceLoop(learner, faces, batches.targets, check, out, batches.order, device)
        if goes_on:
            loop.go_on(torch.load(last, weights_only=True, map_location=device))
        loop.run(until)
    else:
        _on_cpu(learner, batches, check, out, [*watch, *([_StopsAt(until)] if until is not None else [])])
    return out / "best.ckpt"


def _first(preset: str, recipe: Recipe, batches: Batches, start: Framed | None) -> Learner:
    """A learner at the beginning of its run."""
    weights = class_weights(batches.labels).tolist() if recipe.balance == "loss" else None
    torch.manual_seed(recipe.seed)  # the weights that a network begins with
    learner = new_learner(preset, recipe, weights)
    trunk, begun = learner.net.trunk, None if start is None else start.trunk
    some = torch.randperm(len(batches.labels), generator=torch.Generator().manual_seed(recipe.seed))[:512]
    crops = augment(batches.pixels[some].float() / 255, learner.preset.crop, view=learner.net.view)
    if isinstance(trunk, EightBits):
        if not isinstance(begun, FaceMobileNet):
            raise DataError(
                f"'{preset}' fits a trained MobileNet to 8 bits: name its checkpoint with --start."
            )
        trunk.take(begun.eval(), standardise(crops) * learner.net.gain)
    elif begun is not None:
        if type(begun) is not type(trunk):
            raise DataError(f"'{preset}' cannot begin with another network's weights: leave --start out.")
        trunk.load_state_dict(begun.state_dict())
    elif isinstance(trunk, FaceMobileNet):  # the weights it starts from have no statistics
        renormalise(learner.net, crops)
    return learner


def _told(teachers: Sequence[Framed], faces: Faces) -> np.ndarray:
    """The mean of what teachers say of each face and its mirror picture: [n, heads, 7]."""
    return np.mean([softmax(logits_of(t, faces.pixels, mirror=True)) for t in teachers], axis=0)


def _on_cpu(learner: Learner, batches: Batches, check: Faces, out: Path, watch: Sequence[Callback]) -> None:
    recipe, last = learner.recipe, out / "last.ckpt"
    if last.is_file():
        saved = torch.load(last, weights_only=True, map_location="cpu")
        if "device_loop" in saved:
            raise DataError(f"{last} was begun on a GPU: go on there, or name another folder with --out.")
        batches.epoch = saved["epoch"] + 1
    checks = [(torch.from_numpy(p).unsqueeze(1), torch.from_numpy(y)) for p, y in _parts(check)]
    trainer = lightning.Trainer(
        max_epochs=-1 if recipe.minutes else recipe.epochs,
        precision=precision(recipe),
        callbacks=[*_callbacks(recipe, out), *watch],
        logger=False,
        default_root_dir=out,
        num_sanity_val_steps=0,
        check_val_every_n_epoch=recipe.check_every,
        enable_model_summary=False,
        plugins=[WholeCheckpoints()],
    )
    # Generators of their own, as loaders would draw from the run's, at another time when it goes on.
    trainer.fit(
        learner.train(),
        DataLoader(batches, batch_size=None, generator=torch.Generator()),
        DataLoader(checks, batch_size=None, generator=torch.Generator()),
        ckpt_path=last if last.is_file() else None,
    )


class _StopsAt(Callback):
    """Ends the fit with the epoch under way, once the time has come; the run itself has not ended."""

    def __init__(self, until: float):
        self.until = until

    def on_train_epoch_end(self, trainer: lightning.Trainer, learner: lightning.LightningModule) -> None:
        trainer.should_stop |= time.monotonic() >= self.until


def _parts(check: Faces, size: int = 256) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    for start in range(0, len(check), size):
        yield check.pixels[start : start + size], check.labels[start : start + size]


def blended(targets: np.ndarray, recipe: Recipe, teacher: np.ndarray | None) -> np.ndarray:
    """Targets [n, 2, 7], smoothed, with a teacher's answers mixed in."""
    targets = targets * (1 - recipe.smoothing) + recipe.smoothing / len(CLASSES)
    if teacher is not None:
        targets = targets * (1 - recipe.teacher_share) + teacher * recipe.teacher_share
    return targets.astype(np.float32)


def precision(recipe: Recipe) -> str:
    """16 bits where they are faster: a GPU, or a CPU that multiplies bfloat16."""
    if recipe.precision != "auto":
        return recipe.precision
    if torch.cuda.is_available() or torch.cpu._is_avx512_bf16_supported():
        return "bf16-mixed"
    return "32-true"


def _callbacks(recipe: Recipe, out: Path) -> list[Callback]:
    each = {"enable_version_counter": False, "save_on_train_epoch_end": True}
    best = ModelCheckpoint(out, "best", monitor="accuracy", mode="max", **each)
    last = ModelCheckpoint(out, "last", **each)  # `save_last` would skip epochs that are not the best
    callbacks: list[Callback] = [best, last, TQDMProgressBar(refresh_rate=25)]
    if recipe.average:
        callbacks.append(WeightAveraging(multi_avg_fn=_mix))
    if recipe.patience:
        callbacks.append(EarlyStopping("accuracy", mode="max", patience=recipe.patience))
    return callbacks


def _mix(average: list[Tensor], current: list[Tensor], count: Tensor) -> None:
    """Exponential average, quick at first, over about 500 steps later."""
    keep = min(LONGEST_KEPT, kept_share(float(count)))
    for mean, value in zip(average, current, strict=True):
        mean.lerp_(value, 1 - keep) if mean.is_floating_point() else mean.copy_(value)


def load(checkpoint: Path, preset: str | None = None) -> Learner:
    """The learner of a checkpoint, ready to answer.

    Raises DataError if the file is none, or another preset's than expected.
    """
    learner, expected = None, f"'{preset}'" if preset else f"one of {', '.join(PRESETS)}"
    try:
        saved = torch.load(checkpoint, weights_only=True, map_location="cpu")
        found = saved["hyper_parameters"]["preset"]
        if found in PRESETS and preset in (None, found):
            learner = Learner.load_from_checkpoint(checkpoint, map_location="cpu", weights_only=True)
    except Exception as fault:
        raise DataError(f"{checkpoint} is no checkpoint of this package ({type(fault).__name__}).") from fault
    if learner is None:
        raise DataError(f"{checkpoint} holds the network '{found}', expected {expected}.")
    return learner.eval()
