"""Trains presets within a time, most telling first, a process each: one after another or side by side."""

import logging
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from .data import DataError
from .presets import BEGINS_AS, PRESETS
from .train import load

log = logging.getLogger(__name__)

TAUGHT_BY = {
    "standard": ("standard-112", "standard-128"),
    "standard-int8": ("standard-112", "standard-128", "standard"),
    "fast": ("standard-112", "standard-128", "standard"),
}
"""Presets that learn from others, and whose checkpoints they need."""
ORDER = (
    "standard-112", "standard-128", "standard", "fast", "standard-int8",
    "e-nine", "c-custom", "c-mobilenet-v2", "e-six", "b-small", "a-vgg16", "d-cnn", "b-large", "a-crnn",
    "a-cnn", "small",
)  # fmt: skip
"""Most telling first: ours in the order in which they need each other, then the largest claims."""


def train_all(
    presets: list[str],
    out: Path,
    minutes: float,
    beside: int = 1,
    before: Sequence[str] = (),
    more: Sequence[str] = (),
) -> dict[str, str]:
    """Trains presets into `out`/PRESET; returns what became of each, in words.

    What has ended stays, what was stopped goes on. No preset begins before those that it learns from have
    ended. All are told to stop, after the epoch under way, when the time is over. `before` and `more` stand
    before and behind `train`: further arguments, such as where the faces are.
    """
    ends = time.monotonic() + 60 * minutes
    ended = {preset for preset in ORDER if _ended(out / preset)}
    waiting = [preset for preset in ORDER if preset in presets and preset not in ended]
    became = {preset: "ended" for preset in ORDER if preset in presets and preset in ended}
    running: dict[str, subprocess.Popen] = {}
    while waiting or running:
        for preset in [p for p, child in running.items() if child.poll() is not None]:
            became[preset] = _became(out / preset, running.pop(preset))
            ended |= {preset} if became[preset] == "ended" else set()
            log.info("%s: %s", preset, became[preset])
        left = (ends - time.monotonic()) / 60
        ready = [preset for preset in waiting if ended.issuperset(TAUGHT_BY.get(preset, ()))]
        if waiting and (left <= 0 or not (running or ready)):
            became |= {
                p: "not begun: no time" if p in ready else "not begun: its teachers are not there"
                for p in waiting
            }
            waiting = []
        elif ready and len(running) < beside:
            waiting.remove(ready[0])
            running[ready[0]] = _start(
                ready[0], out, [*before, "train", "--stop-after", f"{left:.3f}", *more]
            )
        else:
            time.sleep(0.2)
    return became


def _start(preset: str, out: Path, arguments: list[str]) -> subprocess.Popen:
    told = [*arguments, "--preset", preset, "--out", str(out / preset), *from_others(preset, out)]
    (out / preset).mkdir(parents=True, exist_ok=True)
    with (out / preset / "train.log").open("a") as written:
        program = [sys.executable, "-m", "moodstream_training"]
        return subprocess.Popen(program + told, stdout=written, stderr=subprocess.STDOUT)


def from_others(preset: str, runs: Path) -> list[str]:
    """The options of `train` that name the checkpoints a preset needs, in a folder of runs."""
    options = []
    if preset in TAUGHT_BY:
        options += ["--teacher", *(str(runs / teacher / "best.ckpt") for teacher in TAUGHT_BY[preset])]
    if preset in BEGINS_AS:
        options += ["--start", str(runs / BEGINS_AS[preset] / "best.ckpt")]
    return options


def _became(folder: Path, child: subprocess.Popen) -> str:
    if child.returncode:
        return f"failed, see {folder / 'train.log'}"
    return "ended" if _ended(folder) else "stopped, to go on with the same command"


def _ended(folder: Path) -> bool:
    try:
        return (folder / "last.ckpt").is_file() and load(folder / "last.ckpt").ended
    except DataError:
        return False


def known(presets: list[str]) -> list[str]:
    """The presets, or all of them. Raises DataError naming the first that there is not."""
    for preset in presets:
        if preset not in PRESETS:
            raise DataError(f"There is no preset '{preset}', expected one of {', '.join(ORDER)}.")
    return presets or list(ORDER)
