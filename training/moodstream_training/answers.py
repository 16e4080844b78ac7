"""What a trained model answers, from a checkpoint or from an exported file, and what is known of it."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .calibrate import Calibration
from .data import DataError, Faces
from .evaluate import logits_of, softmax
from .export import OUTPUTS, run_onnx
from .networks import Framed
from .presets import PRESETS
from .run import Run, run_of_checkpoint, run_of_manifest
from .train import load


@dataclass(frozen=True)
class Answers:
    """Answers of one model to some faces."""

    name: str  # the manifest's id, or the preset's name
    faces: Faces  # with the labels that the model is judged on
    probabilities: dict[str, np.ndarray]  # each output's answers [n, 7]
    logits: np.ndarray  # of FER2013's labels before calibration, up to a constant a face: [n, 7]
    calibrated: bool
    run: Run
    net: Framed | None = None  # None where nobody tells which network it is
    mirror: bool = False  # whether a face and its mirror picture are averaged
    int8: bool = False  # whether convolutions are in 8 bits
    abstain_below: float | None = None


def answers(
    checkpoint: Path | None, model: Path | None, faces: Faces, hardware: str | None = None
) -> Answers:
    """The answers of a model file, or else of a checkpoint; with both, the checkpoint tells of the run.

    Raises DataError, naming the file, if one is none, or if the two hold different networks.
    """
    if model is None:
        return _of_checkpoint(checkpoint, faces, hardware)
    manifest = read_manifest(model)
    training = manifest.get("training", {})
    run = run_of_manifest(training, hardware)
    if checkpoint is not None:
        told, run = run.preset, run_of_checkpoint(checkpoint, hardware)
        if told and told != run.preset:
            raise DataError(f"{checkpoint} holds the network '{run.preset}', but {model} '{told}'.")
    return _of_model(model, manifest, run, faces)


def _of_checkpoint(checkpoint: Path, faces: Faces, hardware: str | None) -> Answers:
    learner, run = load(checkpoint), run_of_checkpoint(checkpoint, hardware)
    faces = learner.preset.judged_on(faces)
    logits = logits_of(learner.net, faces.pixels)
    found = {name: softmax(logits[:, head]) for head, name in enumerate(OUTPUTS[: learner.net.heads])}
    return Answers(run.preset, faces, found, logits[:, 0], False, run, learner.net)


def _of_model(model: Path, manifest: dict, run: Run, faces: Faces) -> Answers:
    training = manifest.get("training", {})
    form = training.get("form", {})
    preset = PRESETS.get(run.preset)
    faces = preset.judged_on(faces) if preset else faces
    found = dict(zip(OUTPUTS, _run(model, faces.pixels), strict=False))
    net = preset.build(0.0, False) if preset else None
    if net:
        net.side = form.get("side", net.side)
    fitted = training.get("calibration")
    return Answers(
        manifest["id"], faces, found,
        logits=(Calibration(**fitted) if fitted else Calibration()).undone(found[OUTPUTS[0]]),
        calibrated=fitted is not None, run=run, net=net,
        mirror=form.get("mirror", False), int8=form.get("int8", False),
        abstain_below=manifest.get("abstainBelow"),
    )  # fmt: skip


def read_manifest(model: Path) -> dict:
    """The manifest beside a model file; DataError if it is missing or belongs to another file."""
    file = model.with_suffix(".json")
    for needed in (model, file):
        if not needed.is_file():
            raise DataError(f"{needed} is missing: a model is an .onnx file with its .json beside it.")
    try:
        manifest = json.loads(file.read_text())
        expected = manifest["sha256"]
    except (ValueError, KeyError, TypeError):
        raise DataError(f"{file} is no manifest of a model: expected JSON with 'sha256' and 'id'.") from None
    if expected != hashlib.sha256(model.read_bytes()).hexdigest():
        raise DataError(f"{file} belongs to another {model.name}: its sha256 is not that of the file.")
    return manifest


def _run(model: Path, pixels: np.ndarray) -> list[np.ndarray]:
    try:
        return run_onnx(model, pixels)
    except Exception as fault:
        raise DataError(f"{model} cannot be run on faces [n, 1, 48, 48] ({type(fault).__name__}).") from fault
