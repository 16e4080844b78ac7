"""The command line: train, evaluate, export, composites, sample-class."""

import argparse
import json
import logging
import sys
from dataclasses import asdict
from pathlib import Path

from .data import DataError, load, shared_folder


def main(arguments: list[str] | None = None) -> int:
    """Runs one subcommand; data faults end with one sentence and code 1."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    try:
        options.run(options)
    except DataError as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


def _train(options: argparse.Namespace) -> None:
    from .train import Recipe, train

    folder = shared_folder(options.shared)
    faces = load(folder, "Training")
    recipe = Recipe(minutes=options.minutes, epochs=options.epochs, seed=options.seed)
    train(faces.where(faces.shows_a_face()), load(folder, "PublicTest"), recipe, options.out)


def _evaluate(options: argparse.Namespace) -> None:
    from .evaluate import score
    from .export import run_onnx

    faces = load(shared_folder(options.shared), options.usage)
    probabilities = run_onnx(options.model, faces.pixels)
    mirrored = (probabilities + run_onnx(options.model, faces.pixels[:, :, ::-1].copy())) / 2
    scores = {"plain": score(probabilities, faces.labels), "mirrorAveraged": score(mirrored, faces.labels)}
    print(json.dumps({name: asdict(s) for name, s in scores.items()}, indent=1))


def _export(options: argparse.Namespace) -> None:
    from .export import export

    check = load(shared_folder(options.shared), "PublicTest")
    print(json.dumps(export(options.checkpoint, options.model, options.golden, options.id, check), indent=1))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("moodstream-training", description=__doc__)
    parser.add_argument("--shared", help="folder that holds fer2013/ (default: MOODSTREAM_SHARED)")
    commands = parser.add_subparsers(required=True)

    train = commands.add_parser("train", help="train a model; goes on where it was interrupted")
    train.add_argument("--out", type=Path, required=True, help="folder of the checkpoints")
    train.add_argument("--minutes", type=float, default=36.0, help="time budget that drives the schedule")
    train.add_argument("--epochs", type=float, help="fixed number of epochs instead of a time budget")
    train.add_argument("--seed", type=int, default=7)
    train.set_defaults(run=_train)

    evaluate = commands.add_parser("evaluate", help="score an exported model file")
    evaluate.add_argument("--model", type=Path, required=True, help="the .onnx file")
    evaluate.add_argument("--usage", default="PublicTest")
    evaluate.set_defaults(run=_evaluate)

    export = commands.add_parser("export", help="write the model file, its manifest and golden answers")
    export.add_argument("--checkpoint", type=Path, required=True)
    export.add_argument("--id", required=True, help="a new name for every training run")
    export.add_argument("--model", type=Path, required=True, help="the .onnx file to write")
    export.add_argument("--golden", type=Path, required=True, help="the golden answers to write")
    export.set_defaults(run=_export)
    return parser


if __name__ == "__main__":
    sys.exit(main())
