"""Writes a trained network as one ONNX file, its manifests, and golden answers for the Java side."""

import base64
import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from . import CLASSES, SIDE, __version__
from .abstention import threshold
from .calibrate import Calibration, cross_validated, fit
from .data import DataError, Faces
from .eight_bits import EightBits
from .evaluate import as_batch, score, softmax
from .networks import Framed, Served
from .padding import fold
from .patterns import patterns
from .presets import BEGINS_AS
from .quantise import quantise
from .stress import mixed
from .train import load
from .whole import whole

OPSET = 17
TOLERANCE = 1e-4
TOLERANCE_INT8 = 0.03
"""Other processors round 8-bit products in other places."""
GOLDEN = 64
"""How many golden answers are written."""
OUTPUTS = ("probabilities", "votes")
"""Names of the graph's outputs: calibrated to FER2013's labels, and to FER+ votes."""


@dataclass(frozen=True)
class Form:
    """How a network is exported: choices that need no other training."""

    mirror: bool = False  # the answer is the mean over a face and its mirror picture
    side: int | None = None  # crops are scaled to this side, in place of the one that was trained at
    int8: bool = False


def export(
    checkpoint: Path, model: Path, model_id: str, check: Faces, form: Form, ranges: np.ndarray
) -> dict:
    """Exports a checkpoint, calibrated on `check`, with its manifests; returns what was measured.

    `ranges`: uint8 faces [n, 48, 48], not of `check`, that set the ranges of an int8 version.
    """
    learner = load(checkpoint)
    if form.side and learner.preset.origin:
        raise DataError(f"{learner.hparams['preset']} takes faces of one size: leave --side out.")
    learner.net.side = form.side or learner.net.side
    if isinstance(learner.net.trunk, EightBits):
        if not form.int8:
            raise DataError(f"{learner.hparams['preset']} was fitted to 8 bits: export it with --int8.")
        learner.net.trunk.settle()
    check = learner.preset.judged_on(check)
    truths = [check.labels, *([check.majority()] if learner.net.heads == 2 else [])]
    if not (truths[-1] >= 0).any():
        raise DataError(f"{checkpoint} answers FER+ votes too, and the faces have none: add --votes.")
    with whole(model) as part:
        gap = _write(learner.net, [Calibration()] * len(truths), form, part, ranges)
        logits = [Calibration().undone(answer) for answer in run_onnx(part, check.pixels)]
        fitted = [fit(z[y >= 0], y[y >= 0]) for z, y in zip(logits, truths, strict=True)]
        _write(learner.net, fitted, form, part, ranges)
        answers, stressed = run_onnx(part, check.pixels), run_onnx(part, mixed(check).pixels)
    training = _training_facts(model_id, learner, form)
    for head, truth in enumerate(truths):
        measured = _measured(answers[head], truth, fitted[head])
        suffix = "" if head == 0 else f"-{OUTPUTS[head]}"
        facts = training | measured
        where, known = _where(facts, suffix), truth >= 0
        below = threshold(answers[head][known], stressed[head][known], truth[known])
        write_manifest(model, model_id + suffix, facts, OUTPUTS[head], below, where)
        training |= {f"{OUTPUTS[head]}Output": measured}
    return training | {"disagreement": gap}


def _write(net: Framed, fitted: list[Calibration], form: Form, file: Path, ranges: np.ndarray) -> float:
    """Writes the network, a calibration a head; returns how far it is from PyTorch, before 8 bits."""
    served = Served(net, [f.temperature for f in fitted], [list(f.offsets) for f in fitted], form.mirror)
    to_onnx(served, file)
    gap = disagreement(served, file, np.random.default_rng(1).integers(0, 256, (64, SIDE, SIDE), np.uint8))
    if gap > TOLERANCE:
        raise DataError(f"{file.name} would differ from PyTorch by {gap:.2g}: not written.")
    if form.int8:
        quantise(file, file, ranges)
    return gap


def _measured(answers: np.ndarray, truth: np.ndarray, fitted: Calibration) -> dict:
    """Figures of the file's own answers, on the faces whose truth is known."""
    answers, truth = answers[truth >= 0], truth[truth >= 0]
    logits = fitted.undone(answers)
    return {
        "faces": len(truth),
        "publicTest": score(answers, truth).summary(),
        "publicTestCrossValidated": cross_validated(logits, truth),
        "publicTestUncalibrated": score(softmax(logits), truth).summary(),
        "calibration": asdict(fitted),
    }


def _training_facts(model_id: str, learner, form: Form) -> dict:
    return {
        "run": model_id,
        "preset": learner.hparams["preset"],
        "classesToldApart": list(learner.preset.classes),
        "recipe": asdict(learner.recipe),
        "data": "FER2013 Training" + (" + FER+ votes" if learner.net.heads == 2 else ""),
        "form": asdict(form) | {"side": learner.net.side},
        "epochs": learner.history[-1]["epoch"],
        "minutes": round(learner.seconds / 60, 1),
        "hardware": learner.hardware or "not recorded",
        "version": f"moodstream-training {__version__}, torch {torch.__version__.split('+')[0]}",
    }


def to_onnx(served: Served, file: Path) -> None:
    """`faces` [n, 1, 48, 48] in 0..1 to `probabilities` (and `votes`) [n, 7], weights inside."""
    names = list(OUTPUTS[: served.net.heads])
    with whole(file) as part:
        torch.onnx.export(
            served.eval(), (torch.rand(2, 1, SIDE, SIDE),), str(part), opset_version=OPSET, dynamo=False,
            input_names=["faces"], output_names=names, keep_initializers_as_inputs=False,
            dynamic_axes={name: {0: "n"} for name in ["faces", *names]},
        )  # fmt: skip
        written = onnx.load(part)
        fold(written)
        graph = written.graph
        if [i.name for i in graph.input] != ["faces"] or [o.name for o in graph.output] != names:
            raise RuntimeError(f"{file} has other inputs or outputs than it should.")
        onnx.save(written, part)


def run_onnx(file: Path, pixels: np.ndarray) -> list[np.ndarray]:
    """Probabilities [n, 7] of each output of an exported file, for uint8 faces [n, 48, 48]."""
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    parts = [
        session.run(None, {"faces": as_batch(pixels[i : i + 256]).numpy()})
        for i in range(0, len(pixels), 256)
    ]
    return [np.concatenate(part) for part in zip(*parts, strict=True)]


@torch.inference_mode()
def disagreement(served: Served, file: Path, pixels: np.ndarray) -> float:
    """Largest difference of a probability between PyTorch and ONNX Runtime."""
    ours, theirs = served.eval()(as_batch(pixels)), run_onnx(file, pixels)
    return max(float(np.abs(a.numpy() - b).max()) for a, b in zip(ours, theirs, strict=True))


def _where(training: dict, suffix: str) -> dict:
    """On which providers the network runs whole: a GPU leaves a part of 8 bits to the CPU."""
    if not training["form"]["int8"]:
        return {"providers": ["cpu", "cuda"]}
    begun = BEGINS_AS.get(training["preset"])
    return {"providers": ["cpu"]} | ({"floatForm": begun + suffix} if begun else {})


def write_manifest(
    file: Path, model_id: str, training: dict, output: str, abstain_below: float, where: dict | None = None
) -> Path:
    """The manifest of one output of a model file: what goes in and comes out, where it is from and runs."""
    manifest = {
        "format": 1,
        "id": model_id,
        "file": file.name,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "input": {
            "name": "faces", "shape": [-1, 1, SIDE, SIDE], "layout": "NCHW", "scale": 1 / 255, "offset": 0.0,
        },
        "output": {"name": output, "kind": "probabilities"},
        "classes": list(CLASSES),
        "abstainBelow": abstain_below,
        **(where or {}),
        "training": training,
    }  # fmt: skip
    name = file.stem if output == OUTPUTS[0] else f"{file.stem}-{output}"
    return _write_json(file.with_name(f"{name}.json"), manifest)


def write_golden(file: Path, model: Path, model_id: str, portraits: np.ndarray, tolerance: float) -> Path:
    """Faces and the answers the model file gives: portraits, then patterns; nobody's picture among them."""
    pixels = np.concatenate([portraits, patterns(GOLDEN - len(portraits))])
    answers = run_onnx(model, pixels)[0].astype(float).round(6).tolist()
    cases = [
        {"pixels": base64.b64encode(face.tobytes()).decode(), "probabilities": answer}
        for face, answer in zip(pixels, answers, strict=True)
    ]
    return _write_json(file, {"model": model_id, "tolerance": tolerance, "cases": cases})


def _write_json(file: Path, value: dict) -> Path:
    with whole(file) as part:
        part.write_text(json.dumps(value, indent=1) + "\n")
    return file
