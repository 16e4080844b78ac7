"""A contact sheet of the surest mistakes. It shows real people's faces and is not to be published."""

from matplotlib.figure import Figure

from .data import Faces
from .report_style import COLOURS, QUIET

COLUMNS = 6


def mistakes_sheet(found: dict, faces: Faces) -> Figure:
    """`found` is what `figures.mistakes` lists; `faces` holds the rows that it names."""
    place = {int(row): i for i, row in enumerate(faces.rows)}
    shown = found["surest"]
    rows = max(1, -(-len(shown) // COLUMNS))
    figure = Figure(figsize=(2.05 * COLUMNS, 2.55 * rows + 0.9))
    agreed, sure = found["sureAndFerPlusAgrees"], f"{found['sure']} above {100 * found['sureFrom']:.0f} %"
    figure.suptitle(
        f"The surest mistakes: label → answer. FER+'s taggers side with the answer in {agreed} of {sure}.\n"
        "Faces of real people: not to be published.",
        fontsize=11.5, ha="left", x=0.02,
    )  # fmt: skip
    grid = figure.subplots(rows, COLUMNS, squeeze=False).ravel()
    for axes in grid:
        axes.set_axis_off()
    for axes, mistake in zip(grid, shown, strict=False):
        _frame(axes, COLOURS[mistake["answer"]])
        face = faces.pixels[place[mistake["row"]]]
        axes.imshow(face, cmap="gray", vmin=0, vmax=255, interpolation="bicubic")
        title = f"{mistake['label']} → {mistake['answer']} {100 * mistake['confidence']:.0f} %"
        axes.set_title(title, fontsize=9, loc="center", pad=5)
        voted = f"FER+: {mistake['ferPlus'] or 'no majority'}"
        axes.set_xlabel(voted, fontsize=8.5, color=QUIET)
    return figure


def _frame(axes, colour: str) -> None:
    axes.set_axis_on()
    axes.grid(False)
    axes.set(xticks=[], yticks=[])
    axes.spines[:].set(visible=True, color=colour, linewidth=3)
