"""The table of docs/training.md: what every preset reaches, costs and was trained on."""

import json
from dataclasses import dataclass
from pathlib import Path

from .answers import Answers, answers
from .data import DataError, Faces
from .evaluate import score
from .export import OUTPUTS
from .modelcard import millions, percent
from .preset import Preset
from .presets import PRESETS
from .size import multiply_adds, parameters
from .whole import whole

BEGIN, END = "<!-- models: begin -->", "<!-- models: end -->"
"""What the table stands between."""
SAME = 0.001
"""Java and Python may differ by this much in accuracy: 0.1 points."""
HEAD = (
    "model", "parameters", "multiply-adds", "accuracy", "macro-F1", "Java, ms a face", "training", "hardware",
    "from system", "its claim",
)  # fmt: skip
NOTE = """\
PublicTest, {faces} faces; `e-six` is judged on its six classes. Multiply-adds of one 48x48 face, each counted
once: convolutions, dense and recurrent layers. Parameters: what training moves, so without the statistics of
batch norms. Java: one core, calls of 32 faces. A star: the checkpoint's predictions, not calibrated. A dash:
not measured."""


@dataclass(frozen=True)
class Trained:
    """What lies in a preset's folder of runs."""

    checkpoint: Path
    model: Path | None  # the exported file, measured in the checkpoint's place
    java: Path | None  # what `moodstream evaluate faces --json` wrote


def found(runs: Path, preset: str) -> Trained | None:
    """`best.ckpt`, `<preset>.onnx` and `java.json` of runs/<preset>/; None without the first."""
    folder = runs / preset
    if not (folder / "best.ckpt").is_file():
        return None
    model, java = folder / f"{preset}.onnx", folder / "java.json"
    return Trained(folder / "best.ckpt", model if model.is_file() else None, java if java.is_file() else None)


def rows(runs: Path, faces: Faces, hardware: str | None = None) -> list[list[str]]:
    """A row of cells for each preset, in the order of PRESETS; what is not trained says so.

    Raises DataError, naming the file, if one is not what it should be, or where Java's accuracy is another.
    """
    if not runs.is_dir():
        raise DataError(f"{runs} is missing: expected a folder with <preset>/best.ckpt of what is trained.")
    return [_row(name, preset, found(runs, name), faces, hardware) for name, preset in PRESETS.items()]


def _row(name: str, preset: Preset, trained: Trained | None, faces: Faces, hardware: str | None) -> list[str]:
    origin = [preset.origin or "ours", preset.claim or "-"]
    if trained is None:
        net = preset.build(0.0, False)
        return [_name(name), *_size(net), "-", "-", "-", "not trained", "-", *origin]
    given = answers(trained.checkpoint, trained.model, faces, hardware)
    if given.run.preset != name:
        raise DataError(f"{trained.checkpoint} holds the network '{given.run.preset}', expected '{name}'.")
    scores = score(given.probabilities[OUTPUTS[0]], given.faces.labels)
    same = None if preset.merges else trained.model  # Java judges e-six on seven classes
    speed = f"{_java(trained.java, same, scores.accuracy):.2f}" if trained.java else "-"
    mark = "" if given.calibrated else " *"
    reached = [percent(scores.accuracy) + mark, percent(scores.macro_f1) + mark, speed]
    return [
        _name(name), *_size(given.net, given.mirror), *reached, _training(given), given.run.hardware, *origin,
    ]  # fmt: skip


def _name(name: str) -> str:
    return f"`{name}`"


def _size(net, mirror: bool = False) -> list[str]:
    return [f"{parameters(net):,}", millions(multiply_adds(net) * (1 + mirror))]


def _training(given: Answers) -> str:
    run = given.run
    by_clock = run.recipe is not None and run.recipe.minutes  # then its length says the minutes
    return run.length() if by_clock else f"{run.length()}, {run.minutes:.0f} minutes"


def _java(file: Path, model: Path | None, accuracy: float) -> float:
    """Milliseconds a face; DataError unless it was measured on this very model."""
    try:
        scores = json.loads(file.read_text())
        java, speed = float(scores["accuracy"]), float(scores["msPerFace"])
    except (ValueError, KeyError, TypeError):
        raise DataError(f"{file} is not what 'moodstream evaluate faces --json' writes.") from None
    if model and abs(java - accuracy) > SAME:
        here = f"{model} has {percent(accuracy)} here: measure it again"
        raise DataError(f"{file} says accuracy {percent(java)}, but {here}.")
    return speed


def markdown(rows: list[list[str]], faces: int) -> str:
    """The table with the note that explains it."""
    lines = [HEAD, ["---", *["---:"] * 5, *["---"] * 4], *rows]
    drawn = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return f"{drawn}\n\n{NOTE.format(faces=f'{faces:,}')}"


def write(document: Path, table: str) -> None:
    """Puts the table between the markers of a document; a new document is made of the markers alone.

    Raises DataError where the document has no markers.
    """
    text = document.read_text() if document.is_file() else f"{BEGIN}\n{END}\n"
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise DataError(f"{document} has no lines '{BEGIN}' and '{END}' for the table to stand between.")
    with whole(document) as part:
        part.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}")
