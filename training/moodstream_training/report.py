"""Writes the report of a model into a folder: pictures, report.json and a model card."""

import json
from pathlib import Path

import numpy as np

from . import report_pictures as pictures
from .answers import Answers
from .calibrate import fit, on_other_halves
from .evaluate import reliability, softmax
from .export import OUTPUTS
from .figures import figures
from .mistakes_sheet import mistakes_sheet
from .modelcard import model_card
from .report_style import save, styled
from .whole import whole


def report(
    answers: Answers, usage: str, out: Path, with_faces: bool = True, stress: dict | None = None
) -> list[Path]:
    """Writes the report of some answers to faces of `usage` into `out`; returns the files.

    `with_faces`: mistakes.png, too, which shows faces of FER2013 and is not to be published; without, one of
    an earlier report is removed. `stress`: what Java measured under stress. Raises DataError where the folder
    cannot be written.
    """
    found = figures(answers, usage) | {"stress": stress}
    written = [_write(out / "report.json", json.dumps(found, indent=1) + "\n")]
    with styled():
        for name, figure in _drawn(answers, found, with_faces).items():
            save(figure, out / name)
            written.append(out / name)
    if not with_faces:
        (out / "mistakes.png").unlink(missing_ok=True)  # of an earlier report
    return [*written, _write(out / "model-card.md", model_card(found, answers))]


def _drawn(answers: Answers, found: dict, with_faces: bool) -> dict:
    labels, probabilities = answers.faces.labels, answers.probabilities[OUTPUTS[0]]
    drawn = {
        "confusion.png": pictures.confusion(found["labels"]),
        "per-class.png": pictures.per_class(found["labels"], found["intervals"]),
        "reliability.png": pictures.reliability_diagram(_panels(answers)),
        "coverage.png": pictures.coverage(probabilities, labels, answers.abstain_below),
    }
    if answers.run.history:
        drawn["curves.png"] = pictures.curves(found["run"])
    if with_faces:
        drawn["mistakes.png"] = mistakes_sheet(found["mistakes"], answers.faces)
    return drawn


def _panels(answers: Answers) -> dict[str, np.ndarray]:
    """Before and after calibration; what is not calibrated yet is, on the halves it is not measured on."""
    labels = answers.faces.labels
    before = {"Before calibration": reliability(softmax(answers.logits), labels)}
    if answers.calibrated:
        return before | {"Calibrated": reliability(answers.probabilities[OUTPUTS[0]], labels)}
    crossed = on_other_halves(answers.logits, labels, np.random.default_rng(0), fit)
    return before | {"Calibrated on the other half": reliability(crossed, labels)}


def _write(file: Path, text: str) -> Path:
    with whole(file) as part:
        part.write_text(text)
    return file
