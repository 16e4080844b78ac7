"""The report's pictures of figures; each takes what `figures` found and draws one matplotlib figure."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator, PercentFormatter

from .abstention import curve, kept
from .report_style import ACCENT, COLOURS, FIRST, INK, QUIET, SECOND, percent

PERCENT = PercentFormatter(1, decimals=0, symbol=" %")


def curves(run: dict) -> Figure:
    """Loss, accuracy and macro-F1 over the epochs; the epoch whose weights are kept is marked."""
    history = run["history"]
    epochs = [look["epoch"] for look in history]
    figure = Figure(figsize=(10, 4.2))
    loss, right = figure.subplots(1, 2)
    for axes, title in ((loss, "Loss (cross-entropy)"), (right, "Check faces")):
        axes.set(title=title, xlabel="epoch")
        axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
        axes.set_xlim(0, 1.04 * epochs[-1])
    learnt = [look["trainLoss"] for look in history]
    _line(loss, epochs, learnt, QUIET, "varied training faces, their targets")
    _line(loss, epochs, [look["loss"] for look in history], FIRST, "check faces, labels")
    _line(right, epochs, [look["accuracy"] for look in history], FIRST, "accuracy")
    _line(right, epochs, [look["macroF1"] for look in history], SECOND, "macro-F1")
    right.yaxis.set_major_formatter(PERCENT)
    best = next((look for look in history if look["epoch"] == run["chosen"]), None)
    if best:
        right.plot(best["epoch"], best["accuracy"], "o", ms=9, mfc="white", mec=ACCENT, mew=2)
        right.set_title(f"Check faces (kept: epoch {best['epoch']}, accuracy {percent(best['accuracy'])})")
    for axes in (loss, right):
        axes.legend(loc="best")
    return figure


def _line(axes, x: list, y: list, colour: str, label: str) -> None:
    axes.plot(x, y, color=colour, label=label, marker="o" if len(x) < 30 else None, ms=4)


def confusion(labels: dict) -> Figure:
    """Rows are labels, columns answers; the colour is the share of the row, the small number its faces."""
    names, counts = list(labels["perClass"]), np.array(labels["confusion"])
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    figure = Figure(figsize=(7.8, 7.2))
    axes = figure.subplots()
    axes.grid(False)
    axes.spines[:].set_visible(False)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set(xlabel="answer", ylabel="label", title="What each label is read as, in % of its faces")
    axes.set_xticks(range(len(names)), names)
    axes.set_yticks(range(len(names)), [f"{n}\n{c} faces" for n, c in zip(names, counts.sum(1), strict=True)])
    axes.tick_params(length=0)
    for (row, column), share in np.ndenumerate(shares):
        middle = {"ha": "center", "va": "center", "color": "white" if share > 0.5 else INK}
        weight = "bold" if row == column else "normal"
        axes.text(column, row - 0.09, f"{100 * share:.0f} %", weight=weight, **middle)
        axes.text(column, row + 0.22, counts[row, column], fontsize=8, **middle)
    return figure


def per_class(labels: dict, intervals: dict) -> Figure:
    """Precision, recall and F1 of each expression, with 95 % intervals over the faces."""
    kinds = {"precision": 0.4, "recall": 0.7, "f1": 1.0}
    figure = Figure(figsize=(10, 4.6))
    axes = figure.subplots()
    for place, (name, scores) in enumerate(labels["perClass"].items()):
        for offset, (kind, strength) in zip((-0.27, 0, 0.27), kinds.items(), strict=True):
            x, value = place + offset, scores[kind]
            axes.bar(x, value, 0.25, color=COLOURS[name], alpha=strength)
            low, high = intervals[f"{name}.{kind}"]
            axes.plot([x, x], [low, high], color=INK, lw=1)
            paper = {"fc": "white", "ec": "none", "pad": 0.6}
            axes.text(x, high + 0.015, f"{100 * value:.0f}", ha="center", fontsize=8.5, color=INK, bbox=paper)
    axes.axhline(labels["macroF1"], color=QUIET, lw=1, ls="--", zorder=0.5)
    axes.set_title(f"Precision, recall and F1 in %; dashed: macro-F1 {percent(labels['macroF1'])}")
    names = [f"{name}\n{scores['support']} faces" for name, scores in labels["perClass"].items()]
    axes.set_xticks(range(len(names)), names)
    axes.set_ylim(0, 1.08)
    axes.grid(False, axis="x")
    axes.yaxis.set_major_formatter(PERCENT)
    keys = [Patch(color=QUIET, alpha=a, label="F1" if k == "f1" else k) for k, a in kinds.items()]
    axes.legend(handles=keys, loc="upper right", ncols=3)
    return figure


def reliability_diagram(panels: dict[str, np.ndarray]) -> Figure:
    """Accuracy against confidence (Guo et al. 2017) above the histogram of confidences; a column a panel."""
    figure = Figure(figsize=(5.2 * len(panels), 6.2))
    grid = figure.subplots(2, len(panels), sharex=True, sharey="row", squeeze=False, height_ratios=(3, 1))
    for (diagram, histogram), (title, bins) in zip(grid.T, panels.items(), strict=True):
        faces, confidence, accuracy = bins.T
        width = 1 / len(bins)
        middle = (np.arange(len(bins)) + 0.5) * width
        error = float((faces * np.abs(confidence - accuracy)).sum() / faces.sum())
        diagram.plot([0, 1], [0, 1], color=QUIET, lw=1, ls="--", label="accuracy = confidence")
        low, gap = np.minimum(confidence, accuracy), confidence - accuracy
        diagram.bar(middle, low, 0.92 * width, color=FIRST)
        gaps = ((gap, "#F2C4A7", "confidence above accuracy"), (-gap, SECOND, "accuracy above confidence"))
        for part, colour, label in gaps:
            diagram.bar(middle, np.maximum(part, 0), 0.92 * width, low, color=colour, label=label)
        diagram.set(title=f"{title}: ECE {error:.3f}", ylim=(0, 1))
        histogram.bar(middle, faces / faces.sum(), 0.92 * width, color=QUIET)
        histogram.set(xlabel="confidence: highest probability", xlim=(0, 1))
        for axes in (diagram, histogram):
            axes.yaxis.set_major_formatter(PERCENT)
            axes.xaxis.set_major_formatter(PERCENT)
    grid[0, 0].set_ylabel("accuracy")
    grid[1, 0].set_ylabel("share of faces")
    grid[0, 0].legend(loc="upper left")
    return figure


def coverage(probabilities: np.ndarray, labels: np.ndarray, abstain_below: float | None) -> Figure:
    """Accuracy of the faces that are kept as the threshold rises, with 95 % normal intervals."""
    share, accuracy = curve(probabilities, labels)
    spread = 1.96 * np.sqrt(accuracy * (1 - accuracy) / (share * len(labels)))
    shown = share >= 0.2
    figure = Figure(figsize=(8.6, 4.8))
    axes = figure.subplots()
    low, high = accuracy - spread, np.minimum(accuracy + spread, 1)
    axes.fill_between(share[shown], low[shown], high[shown], color=FIRST, alpha=0.15, lw=0)
    axes.plot(share[shown], accuracy[shown], color=FIRST)
    for below in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        left = kept(probabilities, labels, below)
        if left.coverage >= 0.2:
            axes.plot(left.coverage, left.accuracy, "o", color=FIRST, ms=5)
            _note(axes, left, f"{below:g}", (0, 10), QUIET, "center")
    if abstain_below:
        own = kept(probabilities, labels, abstain_below)
        axes.plot(own.coverage, own.accuracy, "o", ms=10, mfc="white", mec=ACCENT, mew=2)
        left = f"{percent(own.coverage)} kept, {percent(own.accuracy)} right"
        _note(axes, own, f"the model's own {abstain_below:g}:\n{left}", (16, -30), ACCENT, "left")
    axes.set(
        title="Accuracy when unsure answers count as not readable (dots: thresholds)",
        xlabel="coverage: share of faces kept", ylabel="accuracy of the kept faces", xlim=(1.01, 0.2),
    )  # fmt: skip
    axes.xaxis.set_major_formatter(PERCENT)
    axes.yaxis.set_major_formatter(PERCENT)
    return figure


def _note(axes, at, text: str, shift: tuple[int, int], colour: str, side: str) -> None:
    place = (at.coverage, at.accuracy)
    axes.annotate(text, place, xytext=shift, textcoords="offset points", ha=side, color=colour, fontsize=9.5)
