"""Writes the trained network as one ONNX file, its manifest, and golden answers for the Java side."""

import base64
import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from . import CLASSES, SIDE, __version__
from .calibrate import cross_validated, fit
from .data import Faces
from .evaluate import as_batch, logits_of, score, softmax
from .model import ServingNet
from .patterns import patterns
from .train import load_best

OPSET = 17
TOLERANCE = 1e-4
GOLDEN = 64
"""How many golden answers are written."""


def export(checkpoint: Path, model: Path, golden: Path, model_id: str, check: Faces, portraits: np.ndarray):
    """Exports a checkpoint, calibrated on `check`, verifies the file, and returns what was measured.

    The golden answers are for `portraits` (composites, uint8 [n, 48, 48]) and synthetic patterns.
    """
    net, facts = load_best(checkpoint)
    logits = logits_of(ServingNet(net), check.pixels)
    calibration = fit(logits, check.labels)
    serving = ServingNet(net, calibration.temperature, calibration.offsets)
    to_onnx(serving, model)
    gap = disagreement(serving, model, check.pixels[:64])
    if gap > TOLERANCE:
        raise RuntimeError(f"{model} differs from PyTorch by {gap}.")
    measured = {
        "publicTest": score(run_onnx(model, check.pixels), check.labels).summary(),
        "publicTestCrossValidated": cross_validated(logits, check.labels),
        "publicTestUncalibrated": score(softmax(logits), check.labels).summary(),
        "calibration": asdict(calibration),
    }
    write_manifest(model, model_id, _training_facts(model_id, facts) | measured)
    write_golden(golden, model, model_id, np.concatenate([portraits, patterns(GOLDEN - len(portraits))]))
    return measured | {"disagreement": gap}


def _training_facts(model_id: str, facts: dict) -> dict:
    recipe, progress = facts["recipe"], facts["progress"]
    return {
        "run": model_id,
        "data": "FER2013 Training + FER+ votes",
        "seed": recipe["seed"],
        "epochs": progress["epoch"],
        "minutes": round(progress["seconds"] / 60, 1),
        "hardware": "2 CPU cores",
        "version": f"moodstream-training {__version__}, torch {torch.__version__.split('+')[0]}",
    }


def to_onnx(serving: ServingNet, file: Path) -> None:
    """`faces` [n, 1, 48, 48] in 0..1 to `probabilities` [n, 7], weights inside, batch norm folded."""
    file.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        serving.eval(), (torch.rand(2, 1, SIDE, SIDE),), str(file), opset_version=OPSET, dynamo=False,
        input_names=["faces"], output_names=["probabilities"], keep_initializers_as_inputs=False,
        dynamic_axes={"faces": {0: "n"}, "probabilities": {0: "n"}},
    )  # fmt: skip
    whole = onnx.load(file)
    graph = whole.graph
    used = {name for node in graph.node for name in node.input}
    for spare in [weights for weights in graph.initializer if weights.name not in used]:
        graph.initializer.remove(spare)  # left over from constant folding; ONNX Runtime warns about them
    onnx.save(whole, file)
    if [i.name for i in graph.input] != ["faces"] or [o.name for o in graph.output] != ["probabilities"]:
        raise RuntimeError(f"{file} has other inputs or outputs than it should.")


def run_onnx(file: Path, pixels: np.ndarray) -> np.ndarray:
    """Probabilities [n, 7] of the exported file for uint8 faces [n, 48, 48]."""
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    parts = [pixels[i : i + 256] for i in range(0, len(pixels), 256)]
    return np.concatenate([session.run(None, {"faces": as_batch(p).numpy()})[0] for p in parts])


@torch.inference_mode()
def disagreement(serving: ServingNet, file: Path, pixels: np.ndarray) -> float:
    """Largest difference of a probability between PyTorch and ONNX Runtime."""
    return float(np.abs(serving.eval()(as_batch(pixels)).numpy() - run_onnx(file, pixels)).max())


def write_manifest(file: Path, model_id: str, training: dict) -> Path:
    """The manifest beside a model file: what goes in, what comes out, where it comes from."""
    manifest = {
        "format": 1,
        "id": model_id,
        "file": file.name,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "input": {
            "name": "faces", "shape": [-1, 1, SIDE, SIDE], "layout": "NCHW", "scale": 1 / 255, "offset": 0.0,
        },
        "output": {"name": "probabilities", "kind": "probabilities"},
        "classes": list(CLASSES),
        "training": training,
    }  # fmt: skip
    return _write_json(file.with_suffix(".json"), manifest)


def write_golden(file: Path, model: Path, model_id: str, pixels: np.ndarray) -> Path:
    """Faces and the answers the model file gives for them; nobody's picture may be among them."""
    file.parent.mkdir(parents=True, exist_ok=True)
    answers = run_onnx(model, pixels).astype(float).round(6).tolist()
    cases = [
        {"pixels": base64.b64encode(face.tobytes()).decode(), "probabilities": answer}
        for face, answer in zip(pixels, answers, strict=True)
    ]
    return _write_json(file, {"model": model_id, "tolerance": TOLERANCE, "cases": cases})


def _write_json(file: Path, value: dict) -> Path:
    file.write_text(json.dumps(value, indent=1) + "\n")
    return file
