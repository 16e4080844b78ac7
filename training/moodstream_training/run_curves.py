"""Accuracy over the epochs of every run in a folder of runs, one small picture a run."""

from pathlib import Path

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from .presets import PRESETS
from .report_pictures import PERCENT
from .report_style import ACCENT, FIRST, INK, QUIET, percent
from .run import Run, run_of_checkpoint

COLUMNS = 4


def runs_of(folder: Path) -> dict[str, Run]:
    """The runs of folder/<preset>/best.ckpt, in the order of PRESETS."""
    files = {name: folder / name / "best.ckpt" for name in PRESETS}
    return {name: run_of_checkpoint(file) for name, file in files.items() if file.is_file()}


def run_curves(runs: dict[str, Run]) -> Figure:
    """Accuracy on the check faces of each run, on one scale; the epoch whose weights are kept is marked."""
    lines = -(-len(runs) // COLUMNS)
    figure = Figure(figsize=(11, 0.6 + 2.1 * lines))
    grid = figure.subplots(lines, COLUMNS, sharey=True, squeeze=False).ravel()
    for axes, (name, run) in zip(grid, runs.items(), strict=False):
        _curve(axes, name, run)
    for axes in grid[len(runs) :]:
        axes.set_visible(False)
    figure.supxlabel("epoch", size="medium", color=INK)
    figure.supylabel("accuracy on the check faces", size="medium", color=INK)
    return figure


def _curve(axes, name: str, run: Run) -> None:
    epochs = [look["epoch"] for look in run.history]
    reached = [look["accuracy"] for look in run.history]
    axes.plot(epochs, reached, color=FIRST, lw=1.6)
    axes.set_title(name, pad=4)
    axes.set(xlim=(0, 1.04 * (run.epochs or epochs[-1])), ylim=(0.2, 0.8))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=4, min_n_ticks=1))
    axes.yaxis.set_major_formatter(PERCENT)
    if run.chosen in epochs:
        kept = reached[epochs.index(run.chosen)]
        axes.plot(run.chosen, kept, "o", ms=7, mfc="white", mec=ACCENT, mew=1.6)
        told = f"{percent(kept)} at epoch {run.chosen} of {run.epochs}"
        axes.text(0.97, 0.06, told, transform=axes.transAxes, ha="right", fontsize=9, color=QUIET)
