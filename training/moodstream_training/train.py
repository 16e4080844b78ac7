"""Trains the network within a time budget: SGD, one cycle, averaged weights, a checkpoint an epoch."""

import logging
import math
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel

from .augment import augment
from .data import Faces
from .evaluate import logits_of, score, softmax
from .model import CROP, ExpressionNet, ServingNet, standardise

log = logging.getLogger(__name__)
SMALL_CROP = 32


@dataclass(frozen=True)
class Recipe:
    """All that shapes a run. With `epochs` the run repeats exactly; with `minutes` the clock drives it."""

    minutes: float = 36.0
    epochs: float | None = None
    seed: int = 7
    batch: int = 128
    rate: float = 0.1
    decay: float = 5e-4
    dropout: float = 0.3
    small_until: float = 0.3  # share of the run on 32x32 crops, which cost half
    bfloat16: bool = True


@dataclass
class Progress:
    """How far a run is; saved in every checkpoint."""

    steps: int = 0
    faces: int = 0
    seconds: float = 0.0
    epoch: int = 0
    best: float = 0.0
    history: list[dict] = field(default_factory=list)

    def share(self, recipe: Recipe, faces_per_epoch: int) -> float:
        """0 at the start, 1 at the end."""
        if recipe.epochs:
            return self.faces / (recipe.epochs * faces_per_epoch)
        return self.seconds / (recipe.minutes * 60)


def one_cycle(share: float, peak: float, rise: float = 0.2) -> float:
    """Learning rate at a share of the run: up in a line, down in half a cosine."""
    if share < rise:
        return peak * (0.1 + 0.9 * share / rise)
    return peak * max(0.0005, (1 + math.cos(math.pi * min(1, (share - rise) / (1 - rise)))) / 2)


def averaged(net: nn.Module) -> AveragedModel:
    """Exponential average of weights and batch statistics, quick at first, over about 500 steps later."""

    def mix(average: list[Tensor], current: list[Tensor], count: Tensor) -> None:
        keep = min(0.998, (1 + float(count)) / (10 + float(count)))
        for mean, value in zip(average, current, strict=True):
            mean.lerp_(value, 1 - keep) if mean.is_floating_point() else mean.copy_(value)

    return AveragedModel(net, multi_avg_fn=mix, use_buffers=True)


def train(faces: Faces, check: Faces, recipe: Recipe, out: Path) -> Path:
    """Trains on `faces`, chooses on `check`, leaves `last.pt` and `best.pt` in `out`; resumes if it can."""
    torch.manual_seed(recipe.seed)
    out.mkdir(parents=True, exist_ok=True)
    images, targets = torch.from_numpy(faces.pixels).unsqueeze(1), torch.from_numpy(faces.targets())
    net = ExpressionNet(dropout=recipe.dropout).to(memory_format=torch.channels_last)
    average, progress = averaged(net), Progress()
    optimiser = torch.optim.SGD(net.parameters(), recipe.rate, 0.9, weight_decay=recipe.decay, nesterov=True)
    if (out / "last.pt").is_file():
        progress = _resume(out / "last.pt", net, average, optimiser)
    while progress.share(recipe, len(faces)) < 1:
        _epoch(net, average, optimiser, images, targets, recipe, progress)
        _check(average, check, progress)
        _save(out, net, average, optimiser, recipe, progress)
    return out / "best.pt"


def _epoch(net, average, optimiser, images: Tensor, targets: Tensor, recipe: Recipe, progress: Progress):
    """One pass, shorter if the budget ends."""
    net.train()
    order = torch.randperm(len(images), generator=torch.Generator().manual_seed(recipe.seed + progress.epoch))
    total, seen, began = 0.0, 0, time.monotonic()
    for rows in order.split(recipe.batch):
        share = progress.share(recipe, len(images))
        if share >= 1 or len(rows) < 2:
            break
        for group in optimiser.param_groups:
            group["lr"] = one_cycle(share, recipe.rate)
        side = SMALL_CROP if share < recipe.small_until else CROP
        total += _step(net, optimiser, images[rows].float() / 255, targets[rows], side, recipe) * len(rows)
        average.update_parameters(net)
        now = time.monotonic()
        progress.seconds, began, seen = progress.seconds + now - began, now, seen + len(rows)
        progress.steps, progress.faces = progress.steps + 1, progress.faces + len(rows)
        if progress.steps % 50 == 0:
            log.info("step %d, %.1f %% of the run, loss %.4f", progress.steps, share * 100, total / seen)
    progress.epoch += 1
    progress.history.append({"epoch": progress.epoch, "loss": total / max(seen, 1)})


def _step(net, optimiser, faces: Tensor, targets: Tensor, side: int, recipe: Recipe) -> float:
    """Loss (cross-entropy against soft targets) before one step of the optimiser."""
    crops = standardise(augment(faces, side)).contiguous(memory_format=torch.channels_last)
    with torch.autocast("cpu", torch.bfloat16, enabled=recipe.bfloat16):
        logits = net(crops)
    loss = nn.functional.cross_entropy(logits.float(), targets)
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    optimiser.step()
    return loss.item()


def _check(average: AveragedModel, check: Faces, progress: Progress) -> None:
    """Scores of the averaged weights, into the history and the log."""
    began = time.monotonic()
    scores = score(softmax(logits_of(ServingNet(average.module), check.pixels)), check.labels)
    progress.seconds += time.monotonic() - began
    progress.history[-1] |= scores.summary() | {"minutes": round(progress.seconds / 60, 2)}
    log.info("%s", progress.history[-1])


def _save(out: Path, net, average, optimiser, recipe: Recipe, progress: Progress) -> None:
    """`last.pt` to go on from, and `best.pt` if the averaged weights are better than before."""
    accuracy = progress.history[-1]["accuracy"]
    better = accuracy >= progress.best
    progress.best = max(progress.best, accuracy)
    facts = {"recipe": asdict(recipe), "progress": asdict(progress), "average": average.module.state_dict()}
    if better:
        _write(facts, out / "best.pt")
    more = {"net": net.state_dict(), "ema": average.state_dict(), "optimiser": optimiser.state_dict()}
    _write(facts | more | {"random": torch.get_rng_state()}, out / "last.pt")


def _write(facts: dict, file: Path) -> None:
    """Whole or not at all."""
    torch.save(facts, file.with_suffix(".part"))
    file.with_suffix(".part").replace(file)


def _resume(file: Path, net, average, optimiser) -> Progress:
    saved = torch.load(file, weights_only=True)
    net.load_state_dict(saved["net"])
    average.load_state_dict(saved["ema"])
    optimiser.load_state_dict(saved["optimiser"])
    torch.set_rng_state(saved["random"])
    log.info("going on from %s", file)
    return Progress(**saved["progress"])


def load_best(file: Path) -> tuple[ExpressionNet, dict]:
    """The averaged network of a checkpoint, and the checkpoint's recipe and progress."""
    saved = torch.load(file, weights_only=True)
    net = ExpressionNet(dropout=saved["recipe"]["dropout"])
    net.load_state_dict(saved["average"])
    return net.eval(), {"recipe": saved["recipe"], "progress": saved["progress"]}
