"""One step of learning and one look at the check faces, for PyTorch Lightning."""

import logging
import os
import time
from dataclasses import asdict

import lightning
import torch
import torch.nn.functional as F
from torch import Tensor

from .augment import Mix, augment, cutout, draw_mix
from .evaluate import score, softmax
from .networks import Framed
from .presets import PRESETS
from .recipe import Recipe

log = logging.getLogger(__name__)


def is_last(recipe: Recipe, epoch: int, share: float) -> bool:
    """Whether an epoch, numbered from 0, is the last, when it begins with a share of the run done.

    By the clock it is an estimate: an epoch takes as long as the ones before it.
    """
    if recipe.minutes:
        return share * (1 + 1 / max(epoch, 1)) >= 1 - 1e-9
    return epoch + 1 >= recipe.epochs


def looks_since_best(history: list[dict[str, float]]) -> int:
    """How many looks at the check faces in a row brought no better accuracy."""
    accuracies = [look["accuracy"] for look in history]
    return len(accuracies) - 1 - accuracies.index(max(accuracies)) if accuracies else 0


LONGEST_KEPT = 0.998
"""The most that a step keeps of an exponential average, as over about 500 steps."""


def kept_share(steps):
    """How much of an average a step keeps after so many, a number or a tensor: little at first."""
    return (1 + steps) / (10 + steps)


class Learner(lightning.LightningModule):
    """Trains a preset's network by a recipe; a checkpoint of it holds all that is needed to go on."""

    def __init__(self, preset: str, recipe: dict, weights: list[float] | None = None, begins: bool = False):
        super().__init__()
        self.save_hyperparameters(ignore="begins")
        self.preset, self.recipe = PRESETS[preset], Recipe(**recipe)
        self.net = self.preset.build(self.recipe.dropout, begins).to(memory_format=torch.channels_last)
        self.weights = None if weights is None else torch.tensor(weights)
        self.seconds, self.seen, self.per_epoch = 0.0, 0, 0
        self.history: list[dict[str, float]] = []
        self.hardware = ""  # of the machine that trained last
        self.teachers: tuple[Framed, ...] = ()  # what they say of a varied view is learnt, too
        self._began, self._losses, self._answers = 0.0, [], []

    @property
    def share(self) -> float:
        """How much of the run is done: 0 at the start, 1 at the end."""
        if self.recipe.minutes:
            return self.seconds / (self.recipe.minutes * 60)
        return self.seen / max(1.0, self.recipe.epochs * self.per_epoch)

    @property
    def ended(self) -> bool:
        """Whether nothing is left of the run: all epochs or minutes are done, or patience is used up."""
        patience = self.recipe.patience
        return self.share >= 1 or (patience > 0 and looks_since_best(self.history) >= patience)

    def optimiser(self, **how) -> torch.optim.Optimizer:
        """The recipe's optimiser, in two groups: body, and head with its own pace. `how` is PyTorch's."""
        recipe = self.recipe
        head = list(self.net.trunk.head.parameters()) if recipe.head_pace != 1 else []
        body = [p for p in self.net.parameters() if not any(p is h for h in head)]
        pace = recipe.head_pace
        groups = [{"params": body}, {"params": head, "pace": pace, "lr": recipe.rate * pace}]
        if recipe.optimiser == "sgd":
            return torch.optim.SGD(groups, recipe.rate, 0.9, weight_decay=recipe.decay, nesterov=True, **how)
        kind = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[recipe.optimiser]
        return kind(groups, recipe.rate, weight_decay=recipe.decay, **how)

    def plateau(self, optimiser: torch.optim.Optimizer) -> torch.optim.lr_scheduler.ReduceLROnPlateau | None:
        """What lowers the rate while the check loss does not fall; None where the rate follows a cosine."""
        recipe = self.recipe
        if recipe.schedule == "cosine":
            return None
        return torch.optim.lr_scheduler.ReduceLROnPlateau(
            optimiser, factor=recipe.plateau_factor, patience=recipe.plateau_patience
        )

    def configure_optimizers(self):
        optimiser = self.optimiser()
        plateau = self.plateau(optimiser)
        if plateau is None:
            return optimiser
        return {
            "optimizer": optimiser,
            "lr_scheduler": {"scheduler": plateau, "monitor": "loss", "frequency": self.recipe.check_every},
        }

    def on_fit_start(self) -> None:
        on_gpu = self.device.type == "cuda"
        self.hardware = torch.cuda.get_device_name(self.device) if on_gpu else f"{os.cpu_count()} CPU cores"

    def on_train_epoch_start(self) -> None:
        # A resumed run varies as an unbroken one does.
        torch.manual_seed(self.recipe.seed * 1000 + self.current_epoch)
        if is_last(self.recipe, self.current_epoch, self.share):
            self.trainer.check_val_every_n_epoch = 1  # the last epoch is looked at, whatever its number
        self._began = time.monotonic()

    def on_train_batch_start(self, batch, index: int) -> None:
        if self.recipe.schedule == "cosine":
            for group in self.optimizers().param_groups:
                group["lr"] = self.recipe.rate_at(self.share) * group.get("pace", 1.0)

    def on_train_epoch_end(self) -> None:
        if self.share >= 1:
            self.trainer.should_stop = True

    @property
    def side(self) -> int:
        """Side of the crops that are learnt from at this time of the run, pixels."""
        return self.preset.crop * 2 // 3 if self.share < self.recipe.small_until else self.preset.crop

    def draw_mix(self, n: int, random: torch.Generator | None = None) -> Mix | None:
        """How the next n faces are blended; None where the recipe blends none."""
        return draw_mix(n, self.recipe.mixup, random) if self.recipe.mixup else None

    def surprise(
        self, faces: Tensor, targets: Tensor, side: int, mix: Mix | None,
        random: torch.Generator | None = None,
    ) -> Tensor:  # fmt: skip
        """The loss of a batch, whatever it is computed on: uint8 faces [n, 1, 48, 48], targets [n, 2, 7]."""
        crops = augment(faces.float() / 255, side, random, self.net.view)
        if self.recipe.cutout:
            crops = cutout(crops, self.recipe.cutout, random)
        if mix:
            crops, targets = mix.of(crops), mix.of(targets)
        if self.teachers:
            targets = targets.lerp(self._taught(crops), self.recipe.teacher_share)
        return self._loss(self.net(crops), targets)

    @torch.no_grad()
    def _taught(self, crops: Tensor) -> Tensor:
        """The mean of what the teachers say of the very same crops: [n, heads, 7]."""
        said = []
        for teacher in self.teachers:
            shown = F.interpolate(crops, (teacher.side, teacher.side), mode="bilinear", align_corners=False)
            said.append(teacher(shown).float().softmax(2))
        return torch.stack(said).mean(dim=0)

    def training_step(self, batch, index: int) -> Tensor:
        faces, targets = batch
        loss = self.surprise(faces, targets, self.side, self.draw_mix(len(faces)))
        self.seen += len(faces)
        self._losses.append(loss.detach())
        self.log("train_loss", loss, prog_bar=True)
        return loss

    def on_train_batch_end(self, outputs, batch, index: int) -> None:
        now = time.monotonic()
        self.seconds, self._began = self.seconds + now - self._began, now

    def _loss(self, logits: Tensor, targets: Tensor) -> Tensor:
        """Mean cross-entropy of logits [n, heads, 7] against as many of the targets [n, 2, 7]."""
        heads = logits.shape[1]
        surprise = -(logits.float().log_softmax(2) * targets[:, :heads]).sum(2)
        if self.weights is not None:
            surprise = surprise * (targets[:, 0] @ self.weights.to(targets)).unsqueeze(1)
        return surprise.mean()

    def validation_step(self, batch, index: int) -> None:
        faces, labels = batch
        logits = self.net.serve(faces.float() / 255)[:, 0].float()
        self._answers.append((logits.cpu(), labels.cpu()))

    def on_validation_epoch_end(self) -> None:
        logits, labels = (torch.cat(part) for part in zip(*self._answers, strict=True))
        learnt = float(torch.stack(self._losses).mean()) if self._losses else float("nan")
        self._answers, self._losses = [], []
        self.log_dict(self.looked(self.current_epoch + 1, learnt, logits, labels), prog_bar=True)

    def looked(self, epoch: int, learnt: float, logits: Tensor, labels: Tensor) -> dict[str, float]:
        """Notes a look at the check faces in the history, and returns its figures."""
        scores = score(softmax(logits.numpy()), labels.numpy()).summary()
        scores["loss"] = float(F.cross_entropy(logits, labels))
        self.history.append({"epoch": epoch, "trainLoss": learnt, "minutes": self.seconds / 60} | scores)
        log.info("%s", {name: round(value, 4) for name, value in self.history[-1].items()})
        return scores

    def on_save_checkpoint(self, checkpoint: dict) -> None:
        names = ("seconds", "seen", "per_epoch", "history", "hardware")
        checkpoint["progress"] = {name: getattr(self, name) for name in names}

    def on_load_checkpoint(self, checkpoint: dict) -> None:
        for name, value in checkpoint["progress"].items():
            setattr(self, name, value)


def new_learner(preset: str, recipe: Recipe, weights: list[float] | None = None) -> Learner:
    """A learner whose checkpoint names its preset and recipe."""
    return Learner(preset, asdict(recipe), weights, begins=True)
