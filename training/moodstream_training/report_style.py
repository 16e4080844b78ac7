"""How the report's pictures look: calm, readable, and in colours that colour-blind people tell apart."""

from pathlib import Path

from matplotlib import rc_context
from matplotlib.figure import Figure

from .whole import whole

COLOURS = {
    "angry": "#D55E00", "disgust": "#009E73", "fear": "#CC79A7", "happy": "#E69F00",
    "sad": "#0072B2", "surprise": "#56B4E9", "neutral": "#7A7A7A",
}  # fmt: skip
"""One colour an expression, the same in every picture (Okabe and Ito 2008; grey for neutral)."""
FIRST, SECOND, ACCENT, QUIET, INK = "#0072B2", "#56B4E9", "#D55E00", "#5F6368", "#303134"
"""Colours of what is no expression, of the same palette."""

STYLE = {
    "font.family": "DejaVu Sans", "font.size": 10.5, "axes.titlesize": 11.5, "axes.titlelocation": "left",
    "axes.titleweight": "bold", "axes.titlepad": 10, "axes.spines.top": False, "axes.spines.right": False,
    "axes.edgecolor": QUIET, "axes.labelcolor": INK, "xtick.color": QUIET, "ytick.color": QUIET,
    "xtick.labelcolor": INK, "ytick.labelcolor": INK, "axes.grid": True, "grid.color": "#E8EAED",
    "axes.axisbelow": True, "legend.frameon": False, "lines.linewidth": 2,
    "figure.constrained_layout.use": True, "figure.constrained_layout.w_pad": 0.12,
    "figure.constrained_layout.h_pad": 0.12, "figure.dpi": 150,
}  # fmt: skip


def styled():
    """The context in which a picture is drawn and saved."""
    return rc_context(STYLE)


def save(figure: Figure, file: Path) -> None:
    """Writes a PNG, whole or not at all; DataError where it cannot be written."""
    with whole(file) as part:
        figure.savefig(part, format="png")


def percent(share: float) -> str:
    """0.673 to "67.3 %"."""
    return f"{100 * share:.1f} %"
