"""The model card: what a model is, what it was trained on, what it reaches and what it does not."""

from dataclasses import asdict
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from .answers import Answers
from .face_mobilenet import FaceMobileNet
from .presets import PRESETS
from .run import Run
from .train_all import from_others

TEMPLATE = Path(__file__).with_name("model_card.md.jinja")
WEAKEST = 3
"""How many expressions the limits name."""


def model_card(figures: dict, answers: Answers) -> str:
    """The card in Markdown; `figures` are those of `answers`. It names the report's pictures beside it."""
    run, intervals = answers.run, figures["intervals"]
    environment = Environment(
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, undefined=StrictUndefined
    )
    template = environment.from_string(TEMPLATE.read_text())
    wrong = 1 - figures["labels"]["accuracy"]
    return template.render(
        figures,
        preset=PRESETS.get(run.preset),
        pc=percent,
        millions=millions,
        span=lambda name: "({:.1f}-{:.1f})".format(*(100 * end for end in intervals[name])),
        knows_faces=answers.net is not None and isinstance(answers.net.trunk, FaceMobileNet),
        heads=answers.net.heads if answers.net else 1,
        soft=run.recipe is not None and run.recipe.label_share < 1,
        length=_length(run),
        recipe=_recipe(run),
        command=train_command(run),
        curves=bool(run.history),
        left_out=next((both["leftOut"] for both in figures["ferPlus"].values()), 0),
        one_in=f"{1 / wrong:.1f}".removesuffix(".0") if wrong else "none",
        weakest=weakest(figures["labels"]),
        used=_used(answers, figures["usage"]),
    )


def percent(share: float) -> str:
    """0.673 to "67.3 %"."""
    return f"{100 * share:.1f} %"


def millions(count: int) -> str:
    """102961664 to "103 million", 1234567 to "1.2 million"."""
    return f"{count / 1e6:.0f} million" if count >= 1e7 else f"{count / 1e6:.1f} million"


def weakest(labels: dict) -> list[str]:
    """The expressions with the lowest F1, each with what it is most often taken for."""
    names = list(labels["perClass"])
    found = []
    for name in sorted(names, key=lambda n: labels["perClass"][n]["f1"])[:WEAKEST]:
        row = dict(zip(names, labels["confusion"][names.index(name)], strict=True))
        right, faces = row.pop(name), labels["perClass"][name]["support"]
        other = max(row, key=row.get)
        taken = f"read as {other} in {_share(row[other], faces)}"
        found.append(f"{name} (found in {_share(right, faces)}, {taken})")
    return found


def _share(part: int, whole: int) -> str:
    return f"{100 * part / max(whole, 1):.0f} %"


def train_command(run: Run) -> str | None:
    """What trains the same again: the preset, and what its recipe was changed in; None where not known."""
    if run.preset not in PRESETS or run.recipe is None:
        return None
    usual = asdict(PRESETS[run.preset].recipe)
    command = f"train --preset {run.preset} --out runs/{run.preset}"
    for name, value in asdict(run.recipe).items():
        if value != usual[name]:
            command += _option(name.replace("_", "-"), value)
    return " ".join([command, *from_others(run.preset, Path("runs"))])


def _option(name: str, value: object) -> str:
    if isinstance(value, bool):
        return f" --{name}" if value else f" --no-{name}"
    return f" --{name} {value}"


def _length(run: Run) -> str:
    if run.epochs is None:
        return f"weights after epoch {run.chosen}" if run.chosen else run.length()
    return f"{run.length()}; weights after epoch {run.chosen}"


def _recipe(run: Run) -> str:
    if run.recipe is None:
        return ""
    values = {name: value for name, value in asdict(run.recipe).items() if value is not None}
    return ", ".join(f"{name} {value}" for name, value in values.items())


def _used(answers: Answers, usage: str) -> str:
    """What the faces of PublicTest were used for before they were measured on."""
    if usage != "PublicTest":
        return f"Checkpoint, calibration and threshold were chosen on PublicTest, not on {usage}."
    choices = {"checkpoint": True, "calibration": answers.calibrated, "threshold": answers.abstain_below}
    chosen = ", ".join(name for name, made in choices.items() if made)
    return f"Chosen on PublicTest, the faces measured on here: {chosen}. Expect a little less elsewhere."
