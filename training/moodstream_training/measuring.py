"""The commands that measure trained models: evaluate, report, table."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from .data import USAGES, DataError, Faces

Load = Callable[[argparse.Namespace, str], Faces]


def add_commands(commands, data_options: Callable[[argparse.ArgumentParser], None], load: Load) -> None:
    """Adds the three to a parser's commands; `load` reads the faces that `data_options` name."""
    evaluate = commands.add_parser("evaluate", help="print the figures of a trained model")
    evaluate.add_argument("--json", action="store_true", help="all figures, as JSON")
    evaluate.set_defaults(run=lambda options: _evaluate(options, load))

    report = commands.add_parser("report", help="write pictures, figures and a model card")
    report.add_argument("--out", type=Path, required=True, help="folder to write to")
    report.add_argument(
        "--no-faces", action="store_true", help="no mistakes.png: it shows real people, not to be published"
    )
    report.add_argument(
        "--stress", type=Path, help="JSON of 'moodstream evaluate faces --stress': a table for the card"
    )
    report.set_defaults(run=lambda options: _report(options, load))

    table = commands.add_parser("table", help="measure all presets and write the table of docs/training.md")
    told = "holds <preset>/best.ckpt and, if any, <preset>.onnx and java.json (of 'evaluate faces --json')"
    table.add_argument("--runs", type=Path, default=Path("runs"), help=told)
    table.add_argument("--out", type=Path, required=True, help="the document that has the table's markers")
    table.add_argument("--curves", type=Path, help="also draw the accuracy of every run into this PNG")
    table.set_defaults(run=lambda options: _table(options, load))

    for command in (evaluate, report):
        command.add_argument("--checkpoint", type=Path, help="a .ckpt: its run and, if alone, its answers")
        command.add_argument("--model", type=Path, help="an .onnx, manifest beside it: calibrated answers")
        command.add_argument("--usage", default="PublicTest", choices=USAGES)
    for command in (evaluate, report, table):
        command.add_argument("--hardware", help="what was trained on, where a checkpoint does not say")
        data_options(command)


def _evaluate(options: argparse.Namespace, load: Load) -> None:
    from .figures import figures
    from .text import as_text

    found = figures(_answers(options, load), options.usage)
    print(json.dumps(found, indent=1) if options.json else as_text(found))


def _report(options: argparse.Namespace, load: Load) -> None:
    from .report import report
    from .stress import read_stress

    stress = read_stress(options.stress) if options.stress else None
    answers = _answers(options, load)
    for file in report(answers, options.usage, options.out, not options.no_faces, stress):
        print(f"{file} (faces of real people: not to be published)" if file.name == "mistakes.png" else file)


def _answers(options: argparse.Namespace, load: Load):
    from .answers import answers

    if not (options.checkpoint or options.model):
        raise DataError("There is no model to measure: name one with --checkpoint, --model or both.")
    return answers(options.checkpoint, options.model, load(options, options.usage), options.hardware)


def _table(options: argparse.Namespace, load: Load) -> None:
    from .table import markdown, rows, write

    faces = load(options, "PublicTest")
    write(options.out, markdown(rows(options.runs, faces, options.hardware), len(faces)))
    print(options.out)
    if options.curves:
        from .report_style import save, styled
        from .run_curves import run_curves, runs_of

        with styled():
            save(run_curves(runs_of(options.runs)), options.curves)
        print(options.curves)
