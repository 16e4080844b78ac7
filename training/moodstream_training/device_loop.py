"""Trains at the speed of a GPU: faces, variations and chance stay on the device, a step is one CUDA graph.

The recipe, the networks, the loss and the checkpoints are those of the loop for CPUs; only chance is drawn
elsewhere, so a run repeats on its own kind of device alone. Without a GPU the same steps run one by one,
which is how the tests see them.
"""

import copy
import logging
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import lightning
import torch
from torch import Tensor, nn

from .augment import Mix
from .checkpoints import save_whole
from .data import DataError, Faces
from .learner import LONGEST_KEPT, Learner, is_last, kept_share

log = logging.getLogger(__name__)

CHUNK = 64
"""Steps whose order, partners and rates are laid out at once; between two the host looks at the clock."""
SAVE_EVERY = 10
"""Seconds between two writings of `last.ckpt`: a GPU's epoch is over sooner than its state is written."""
WARM = 3
"""Steps before a graph is captured: they choose algorithms, and are undone."""


class DeviceLoop:
    """A run on one device. `order(epoch)` gives the rows of an epoch's batches: int64 [steps, batch]."""

    def __init__(
        self, learner: Learner, faces: Faces, targets: Tensor, check: Faces, out: Path,
        order: Callable[[int], Tensor], device: torch.device,
    ):  # fmt: skip
        self.learner, self.out, self.order, self.device = learner.to(device), out, order, device
        self.pixels = torch.from_numpy(faces.pixels).unsqueeze(1).to(device)
        self.targets = targets.to(device)
        self.check = (torch.from_numpy(check.pixels).unsqueeze(1).to(device), torch.from_numpy(check.labels))
        self.random = torch.Generator(device).manual_seed(learner.recipe.seed)
        self.draws = torch.Generator().manual_seed(learner.recipe.seed)
        if learner.weights is not None:
            learner.weights = learner.weights.to(device)
        learner.teachers = tuple(copy.deepcopy(t).to(device).eval() for t in learner.teachers)
        self.optimiser, self.plateau = _optimiser(learner)
        self.average = copy.deepcopy(learner.net).eval().requires_grad_(False)
        self.laid = _Laid(learner.recipe.batch, device)
        self.steps_done, self.learnt = (torch.zeros((), device=device) for _ in range(2))
        self.graphs: dict[int, Callable[[], None]] = {}
        self.epoch, self.best, self.saved = 0, -1.0, 0.0

    def run(self, until: float | None = None) -> None:
        """Trains to the end, or to the end of the epoch in which `time.monotonic()` passes `until`."""
        self.learner.hardware = _name(self.device)
        while not self.learner.ended:
            self._train()
            last = is_last(self.learner.recipe, self.epoch, self.learner.share) or self.learner.share >= 1
            if last or (self.epoch + 1) % self.learner.recipe.check_every == 0:
                self._look()
            self.epoch += 1
            stop = until is not None and time.monotonic() >= until
            if stop or self.learner.ended or time.monotonic() - self.saved > SAVE_EVERY:
                self._save()
            if stop:
                break

    def _train(self) -> None:
        learner, order = self.learner.train(), self.order(self.epoch)
        seed = learner.recipe.seed * 1000 + self.epoch  # a resumed run varies as an unbroken one does
        torch.manual_seed(seed)
        self.random.manual_seed(seed)
        self.draws.manual_seed(seed)
        self.learnt.zero_()
        began, paced = time.monotonic(), learner.seconds
        for rows in order.split(CHUNK):
            pace = (learner.seconds - paced) / CHUNK if learner.seconds > paced else 0.0
            self.laid.put(rows, self._mixes(len(rows)), self._rates(len(rows), pace))
            paced = learner.seconds
            step = self._step(learner.side)
            for _ in range(len(rows)):
                step()
            self._wait()
            learner.seen += rows.numel()
            now = time.monotonic()
            learner.seconds, began = learner.seconds + now - began, now
        self.learnt /= len(order)
        log.info("epoch %d: %.0f faces/s", self.epoch + 1, learner.seen / max(learner.seconds, 1e-9))

    def _mixes(self, steps: int) -> list[Mix | None]:
        batch = self.learner.recipe.batch
        return [self.learner.draw_mix(batch, self.draws) for _ in range(steps)]

    def _rates(self, steps: int, pace: float) -> list[float]:
        """Learning rates of the next steps, when one takes `pace` seconds."""
        learner = self.learner
        if self.plateau:
            return [self.plateau.optimizer.param_groups[0]["lr"]] * steps
        recipe, share = learner.recipe, learner.share
        by_clock, by_count = pace / 60, recipe.batch / learner.per_epoch
        each = by_clock / recipe.minutes if recipe.minutes else by_count / recipe.epochs
        return [recipe.rate_at(share + n * each) for n in range(steps)]

    def _step(self, side: int) -> Callable[[], None]:
        """What does the next of the laid steps on crops of that side."""
        if side not in self.graphs:
            one = lambda: self._once(side)  # noqa: E731
            self.graphs[side] = self._captured(one) if self.device.type == "cuda" else one
        return self.graphs[side]

    def _once(self, side: int) -> None:
        rows, mix, rate = self.laid.next()
        mix = mix if self.learner.recipe.mixup else None
        for group in self.optimiser.param_groups:
            group["lr"].copy_(rate * group["pace"])
        with self._precision():
            loss = self.learner.surprise(self.pixels[rows], self.targets[rows], side, mix, self.random)
        self.optimiser.zero_grad()
        loss.backward()
        self.optimiser.step()
        self.learnt += loss.detach()
        self._mix_average()

    @torch.no_grad()
    def _mix_average(self) -> None:
        """Exponential average, quick at first, over about 500 steps later."""
        if not self.learner.recipe.average:
            return
        self.steps_done += 1
        move = 1 - kept_share(self.steps_done).clamp_max(LONGEST_KEPT)
        means, values = _floats(self.average), _floats(self.learner.net)
        differences = torch._foreach_sub(values, means)
        torch._foreach_mul_(differences, move)
        torch._foreach_add_(means, differences)

    def _captured(self, step: Callable[[], None]) -> Callable[[], None]:
        """The step as a graph; trying it out leaves no trace in the run."""
        # Every step has the same shapes, so a short search for the best algorithms pays.
        torch.backends.cudnn.benchmark, torch.backends.cudnn.benchmark_limit = True, 4
        kept, chance = self._state(), self._chance()
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(WARM):
                step()
        torch.cuda.current_stream().wait_stream(stream)
        graph = torch.cuda.CUDAGraph()
        graph.register_generator_state(self.random)
        with torch.cuda.graph(graph):
            step()
        torch.backends.cudnn.benchmark = False
        self._restore(kept)
        self._put_chance(chance)
        return graph.replay

    def _chance(self) -> list[Tensor]:
        """Where every generator of a run stands."""
        states = [torch.get_rng_state(), self.draws.get_state(), self.random.get_state()]
        return [*states, torch.cuda.get_rng_state(self.device)] if self.device.type == "cuda" else states

    def _put_chance(self, states: list[Tensor]) -> None:
        """Puts all generators back to where `_chance` found them."""
        torch.set_rng_state(states[0])
        self.draws.set_state(states[1])
        self.random.set_state(states[2])
        if self.device.type == "cuda":
            torch.cuda.set_rng_state(states[3], self.device)

    def _state(self) -> dict:
        """A copy of all that a step changes."""
        return copy.deepcopy(
            {
                "net": self.learner.net.state_dict(),
                "average": self.average.state_dict(),
                "optimiser": self.optimiser.state_dict(),
                "numbers": (self.steps_done, self.learnt, self.laid.at),
            }
        )

    @torch.no_grad()
    def _restore(self, state: dict) -> None:
        """Puts the values of a copy where graphs expect them."""
        for module, values in ((self.learner.net, state["net"]), (self.average, state["average"])):
            module.load_state_dict(values)
        for number, value in zip((self.steps_done, self.learnt, self.laid.at), state["numbers"], strict=True):
            number.copy_(value)
        kept = state["optimiser"]["state"]
        parameters = [p for group in self.optimiser.param_groups for p in group["params"]]
        for place, parameter in enumerate(parameters):
            for name, value in self.optimiser.state[parameter].items():
                if place in kept and torch.is_tensor(kept[place].get(name)):
                    value.copy_(kept[place][name])
                elif torch.is_tensor(value):
                    value.zero_()  # there was no step yet

    def _precision(self):
        if self.device.type != "cuda" or self.learner.recipe.precision == "32-true":
            return nullcontext()
        return torch.autocast("cuda", torch.bfloat16, cache_enabled=False)

    def _wait(self) -> None:
        if self.device.type == "cuda":
            torch.cuda.synchronize()

    @property
    def _kept(self) -> nn.Module:
        """The network that is measured and kept."""
        return self.average if self.learner.recipe.average else self.learner.net

    @torch.inference_mode()
    def _look(self) -> None:
        net = self._kept.eval()
        parts = [net.serve(part.float() / 255)[:, 0].float().cpu() for part in self.check[0].split(512)]
        learner = self.learner
        scores = learner.looked(self.epoch + 1, float(self.learnt), torch.cat(parts), self.check[1])
        if self.plateau:
            self.plateau.step(scores["loss"])
        if scores["accuracy"] > self.best:
            self.best = scores["accuracy"]
            save_whole(self._checkpoint(), self.out / "best.ckpt")

    def _checkpoint(self) -> dict:
        """What `train.load` reads: the format of PyTorch Lightning."""
        learner, weights = self.learner, self._kept.state_dict()
        checkpoint = {
            "epoch": self.epoch,
            "global_step": learner.seen // learner.recipe.batch,
            "pytorch-lightning_version": lightning.__version__,
            "state_dict": {f"net.{name}": value.cpu().contiguous() for name, value in weights.items()},
            "hparams_name": "kwargs",
            "hyper_parameters": dict(learner.hparams),
        }
        learner.on_save_checkpoint(checkpoint)
        return checkpoint

    def _save(self) -> None:
        """`last.ckpt`: the run as it stands, to go on from."""
        state = self._state() | {"best": self.best}
        if self.plateau:
            state["plateau"] = self.plateau.state_dict()
            state["rate"] = self.plateau.optimizer.param_groups[0]["lr"]
        whole = self._checkpoint() | {"epoch": self.epoch - 1, "device_loop": _on_cpu(state)}
        save_whole(whole, self.out / "last.ckpt")
        self.saved = time.monotonic()

    def go_on(self, checkpoint: dict) -> None:
        """Takes up a run where `last.ckpt` left it.

        Raises DataError if another loop wrote it.
        """
        state = checkpoint.get("device_loop")
        if state is None:
            last = self.out / "last.ckpt"
            raise DataError(f"{last} was begun on a CPU: go on there, or name another folder with --out.")
        self.epoch, self.best = checkpoint["epoch"] + 1, state["best"]
        if self.plateau:
            self.plateau.load_state_dict(state["plateau"])
            self.plateau.optimizer.param_groups[0]["lr"] = state["rate"]
        self.laid.at.zero_()
        if self.device.type == "cuda":
            self._step(self.learner.side)  # makes the optimiser's state, where the values go
        else:
            self.optimiser.load_state_dict(state["optimiser"])
        self._restore(state)


class _Laid:
    """What the next steps need, laid out on the device, so that a step asks nothing of the host."""

    def __init__(self, batch: int, device: torch.device):
        self.rows, self.partners = (
            torch.zeros(CHUNK, batch, dtype=torch.int64, device=device) for _ in range(2)
        )
        self.shares, self.rates = torch.ones(CHUNK, device=device), torch.zeros(CHUNK, device=device)
        self.at = torch.zeros(1, dtype=torch.int64, device=device)

    def put(self, rows: Tensor, mixes: list[Mix | None], rates: list[float]) -> None:
        steps = len(rows)
        self.rows[:steps].copy_(rows)
        if mixes[0] is not None:
            self.partners[:steps].copy_(torch.stack([m.partner for m in mixes]))
            self.shares[:steps].copy_(torch.stack([m.share for m in mixes]))
        self.rates[:steps].copy_(torch.tensor(rates))
        self.at.zero_()

    def next(self) -> tuple[Tensor, Mix, Tensor]:
        """Rows, blend and rate of the step that comes next."""
        rows, partner, share, rate = (
            laid.index_select(0, self.at).squeeze(0)
            for laid in (self.rows, self.partners, self.shares, self.rates)
        )
        self.at.add_(1).clamp_max_(CHUNK - 1)
        return rows, Mix(share, partner), rate


def _optimiser(learner: Learner):
    """The recipe's optimiser with rates on the device, and what lowers the rate on a plateau, or None."""
    how = {"fused": True} if learner.device.type == "cuda" else {}
    if how and learner.recipe.optimiser != "sgd":
        how["capturable"] = True
    optimiser = learner.optimiser(**how)
    for group in optimiser.param_groups:
        group.setdefault("pace", 1.0)
        group["lr"] = torch.tensor(float(group["lr"]), device=learner.device)
    # The rate itself is a value on the device, so the plateau is watched on a stand-in.
    return optimiser, learner.plateau(torch.optim.SGD([nn.Parameter(torch.zeros(1))], learner.recipe.rate))


def _floats(net: nn.Module) -> list[Tensor]:
    return [value for value in (*net.parameters(), *net.buffers()) if value.is_floating_point()]


def _name(device: torch.device) -> str:
    return torch.cuda.get_device_name(device) if device.type == "cuda" else "CPU"


def _on_cpu(value):
    if torch.is_tensor(value):
        return value.cpu()
    if isinstance(value, dict):
        return {key: _on_cpu(part) for key, part in value.items()}
    return type(value)(_on_cpu(part) for part in value) if isinstance(value, (list, tuple)) else value
