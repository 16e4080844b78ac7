"""The command line: train, search, evaluate, report, table, export, fold, detectors, composites, ..."""

import argparse
import json
import logging
import sys
import time
from dataclasses import fields, replace
from pathlib import Path
from typing import Literal, get_args, get_origin

import numpy as np
import torch

from . import CLASSES, SIDE
from .data import DataError, Faces
from .measuring import add_commands
from .networks import Framed
from .presets import PRESETS
from .recipe import Recipe, read_recipe
from .source import Source, shared_source

SAMPLE = Path(__file__).parents[2] / "ingest-producer/src/main/resources/sample"
DETECTORS = Path(__file__).parents[2] / "detector-stream/src/main/resources/models"
PORTRAIT_STEP = 3
"""Every third student also stands among the golden answers."""


def main(arguments: list[str] | None = None) -> int:
    """Runs one subcommand; data faults end with one sentence and code 1."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    try:
        options.run(options)
    except DataError as fault:
        print(fault, file=sys.stderr)
        return 1
    except OSError as fault:  # no room, no right, no folder
        print(f"{fault.filename or 'A file'}: {fault.strerror or fault}.", file=sys.stderr)
        return 1
    return 0


def _load(options: argparse.Namespace, usage: str) -> Faces:
    """Faces of --data with --votes, else of the shared folder."""
    if options.votes and not options.data:
        raise DataError(f"{options.votes} are the votes of no faces: name their CSV file with --data.")
    if options.data:
        return Source(options.data, options.votes).load(usage)
    return shared_source(options.shared).load(usage)


def _train(options: argparse.Namespace) -> None:
    from .train import Begin, train

    recipe = PRESETS[options.preset].recipe
    if options.recipe:
        recipe = read_recipe(options.recipe, recipe)
    given = {f.name: getattr(options, f.name) for f in fields(Recipe) if getattr(options, f.name) is not None}
    recipe = replace(recipe, **given)
    if bool(options.teacher) != (recipe.teacher_share > 0):
        share = f"the share of '{options.preset}' is {recipe.teacher_share:g}"
        raise DataError(f"--teacher and a --teacher-share above 0 belong together: {share}.")
    until = None if options.stop_after is None else time.monotonic() + 60 * options.stop_after
    faces, check = (_load(options, usage) for usage in ("Training", "PublicTest"))
    faces = faces.where(faces.shows_a_face())
    begin = Begin(options.start and _network(options.start), [_network(file) for file in options.teacher])
    train(options.preset, recipe, faces, check, options.out, begin, until=until)


def _train_all(options: argparse.Namespace) -> None:
    from .train_all import known, train_all

    presets, beside = known(options.presets), options.side_by_side
    before = _given({"--shared": options.shared})
    more = _given({"--data": options.data, "--votes": options.votes})
    became = train_all(presets, options.out, options.minutes, beside, before, more)
    print("\n".join(f"{preset:15} {what}" for preset, what in became.items()))
    if any(what.startswith("failed") for what in became.values()):
        raise DataError("Not all presets could be trained.")


def _given(options: dict[str, object]) -> list[str]:
    return [part for name, value in options.items() if value is not None for part in (name, str(value))]


def _network(checkpoint: Path) -> Framed:
    from .train import load

    return load(checkpoint).net


def _search(options: argparse.Namespace) -> None:
    from .search import search, table

    faces = _load(options, "Training")
    kept = faces.where(faces.shows_a_face())
    print(table(search(options.preset, kept, options.out, options.trials, options.epochs, options.faces)))


def _export(options: argparse.Namespace) -> None:
    from .casting import students
    from .export import TOLERANCE, TOLERANCE_INT8, Form, export, write_golden

    form = Form(options.mirror, options.side, options.int8)
    check = _load(options, "PublicTest")
    measured = export(options.checkpoint, options.model, options.id, check, form, _ranges(options))
    if options.golden:
        faces = shared_source(options.shared).load("Training")  # the composites are made of these
        portraits = np.stack([c.pixels for c in students(faces, every=PORTRAIT_STEP)])
        tolerance = TOLERANCE_INT8 if options.int8 else TOLERANCE
        write_golden(options.golden, options.model, options.id, portraits, tolerance)
    print(json.dumps(measured, indent=1))


def _fold(options: argparse.Namespace) -> None:
    from .padding import fold_file

    for model in options.models:
        print(f"{model}: {fold_file(model)} paddings are part of convolutions now")


def _detectors(options: argparse.Namespace) -> None:
    from .detectors import lay_out

    for file in lay_out(options.out):
        print(file)


def _ranges(options: argparse.Namespace) -> np.ndarray:
    """Faces that set the ranges of 8 bits, from all over Training: uint8 [n, 48, 48], none without --int8."""
    from .quantise import CALIBRATION

    if not options.int8:
        return np.empty((0, SIDE, SIDE), np.uint8)
    pixels = _load(options, "Training").pixels
    return pixels[:: -(-len(pixels) // CALIBRATION)]


def _composites(options: argparse.Namespace) -> None:
    from .composites import candidates
    from .sheet import write_list, write_sheet

    torch.set_num_threads(1)  # sums come out the same on any number of cores
    faces = shared_source(options.shared).load("Training")
    found = [c for emotion in options.classes for c in candidates(faces, emotion, options.count)]
    write_list(options.out / "candidates.json", found)
    write_sheet(options.out / "candidates.png", found)


def _sample_class(options: argparse.Namespace) -> None:
    from .casting import students
    from .sample_class import make
    from .sheet import write_sheet

    made = students(shared_source(options.shared).load("Training"))
    make(made, options.out)
    if options.sheet:
        write_sheet(options.sheet, made)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("moodstream-training", description=__doc__)
    parser.add_argument("--shared", help="folder that holds fer2013/ (default: MOODSTREAM_SHARED)")
    commands = parser.add_subparsers(required=True)

    train = commands.add_parser("train", help="train a network; goes on where it was interrupted")
    train.add_argument("--preset", default="standard", choices=PRESETS)
    train.add_argument("--out", type=Path, required=True, help="folder of the checkpoints")
    train.add_argument("--recipe", type=Path, help="choices in place of the preset's, as search writes them")
    train.add_argument("--start", type=Path, help="checkpoint whose weights the network begins with")
    train.add_argument("--teacher", type=Path, nargs="+", default=[], help="checkpoints to learn from, too")
    train.add_argument("--stop-after", type=float, help="minutes after which to stop for now, to go on later")
    _data_options(train)
    _recipe_options(train)
    train.set_defaults(run=_train)

    every = commands.add_parser("train-all", help="train presets within a time, the most telling first")
    every.add_argument("--out", type=Path, required=True, help="folder of the runs, one folder a preset")
    every.add_argument("--minutes", type=float, required=True, help="for all of them together")
    every.add_argument("--side-by-side", type=int, default=1, help="how many at a time")
    every.add_argument("--presets", nargs="+", default=[], help="which (default: all)")
    _data_options(every)
    every.set_defaults(run=_train_all)

    search = commands.add_parser("search", help="randomised search of a recipe; goes on to so many trials")
    search.add_argument("--preset", default="standard", choices=PRESETS)
    search.add_argument("--out", type=Path, required=True, help="folder of the record and best-recipe.json")
    search.add_argument("--trials", type=int, required=True, help="how many there are to be in the end")
    search.add_argument("--epochs", type=int, default=5, help="of each trial")
    search.add_argument("--faces", type=float, default=1.0, help="share that trials learn from, up to 1")
    _data_options(search)
    search.set_defaults(run=_search)

    add_commands(commands, _data_options, _load)

    export = commands.add_parser("export", help="write the model file, its manifest and golden answers")
    export.add_argument("--checkpoint", type=Path, required=True)
    export.add_argument("--id", required=True, help="a new name for every training run")
    export.add_argument("--model", type=Path, required=True, help="the .onnx file to write")
    export.add_argument("--golden", type=Path, help="the golden answers to write")
    export.add_argument(
        "--mirror", action="store_true", help="answer the mean of a face and its mirror picture"
    )
    export.add_argument("--side", type=int, help="scale crops to this side, in place of the preset's")
    export.add_argument("--int8", action="store_true", help="convolutions in 8 bits")
    _data_options(export)
    export.set_defaults(run=_export)

    fold = commands.add_parser("fold", help="make models that were exported earlier faster: same answers")
    fold.add_argument("models", type=Path, nargs="+", help=".onnx files, their manifests beside them")
    fold.set_defaults(run=_fold)

    detectors = commands.add_parser("detectors", help="lay the detector's networks out for CPUs")
    detectors.add_argument("--out", type=Path, default=DETECTORS, help="folder (default: the detector's)")
    detectors.set_defaults(run=_detectors)

    composites = commands.add_parser("composites", help="propose composite students, to choose from by eye")
    composites.add_argument("--out", type=Path, required=True, help="folder for candidates.json and .png")
    composites.add_argument("--count", type=int, default=32, help="candidates of each class")
    composites.add_argument("--classes", nargs="+", default=CLASSES, choices=CLASSES)
    composites.set_defaults(run=_composites)

    sample = commands.add_parser("sample-class", help="make class.mp4, class.csv and script.json")
    sample.add_argument("--out", type=Path, default=SAMPLE, help=f"folder (default: {SAMPLE.name} of ingest)")
    sample.add_argument("--sheet", type=Path, help="also write a picture of all composites")
    sample.set_defaults(run=_sample_class)
    return parser


def _data_options(parser: argparse.ArgumentParser) -> None:
    faces = "Kaggle's CSV (plain or .gz), or a folder with train/angry/*.jpg and so on (default: --shared's)"
    parser.add_argument("--data", type=Path, help=faces)
    parser.add_argument("--votes", type=Path, help="FER+ votes of the CSV that --data names")


def _recipe_options(parser: argparse.ArgumentParser) -> None:
    """One option for each field of the recipe; what is not given stays as the preset has it."""
    for field in fields(Recipe):
        name, kind = f"--{field.name.replace('_', '-')}", type(field.default)
        if kind is bool:
            parser.add_argument(name, action=argparse.BooleanOptionalAction)
        elif get_origin(field.type) is Literal:
            parser.add_argument(name, choices=get_args(field.type))
        else:
            parser.add_argument(name, type=float if field.default is None else kind)


if __name__ == "__main__":
    sys.exit(main())
