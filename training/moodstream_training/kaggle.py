"""Reads FER2013 as Kaggle's CSV (plain or gzip, columns in any order), and the FER+ votes that belong to it, row by row."""

import csv
import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from . import SIDE
from .data import USAGES, VOTE_HEADER, DataError

FER_HEADER = ["emotion", "pixels", "Usage"]
GZIP = b"\x1f\x8b"


def read_faces(file: Path) -> dict[str, np.ndarray]:
    """Rows (from 0), labels and pixels of each usage, as "Training/rows" and so on.

    Raises DataError naming the first row that is wrong, whichever usage it has.
    """
    found: dict[str, tuple[list, list, list]] = {usage: ([], [], []) for usage in USAGES}
    with lines_of(file, FER_HEADER) as lines:
        for row, (label, pixels, usage) in lines:
            if usage not in found:
                raise DataError(f"{file.name}, row {row}: usage '{usage}' is not one of {', '.join(USAGES)}.")
            rows, labels, pictures = found[usage]
            rows.append(row)
            labels.append(_label(file, row, label))
            pictures.append(_pixels(file, row, pixels))
    arrays = {}
    for usage, (rows, labels, pictures) in found.items():
        arrays[f"{usage}/rows"] = np.array(rows, np.int64)
        arrays[f"{usage}/labels"] = np.array(labels, np.int64)
        arrays[f"{usage}/pixels"] = np.array(pictures, np.uint8).reshape(-1, SIDE, SIDE)
    return arrays


def read_votes(file: Path, usage: str) -> np.ndarray:
    """FER+ counts of one usage: float32 [n, 10]."""
    votes = []
    with lines_of(file, VOTE_HEADER) as lines:
        for row, line in lines:
            if not all(count.isdecimal() for count in line[1:]):
                raise DataError(f"{file.name}, row {row}: a count of votes is not a whole number from 0.")
            if line[0] == usage:
                votes.append(line[1:])
    return np.array(votes, np.float32).reshape(-1, len(VOTE_HEADER) - 1)


@contextmanager
def lines_of(file: Path, header: list[str]) -> Iterator[Iterator[tuple[int, list[str]]]]:
    """The numbered rows of a CSV file with this header; what is wrong with the file becomes one sentence."""
    try:
        with open(file, "rb") as start:
            packed = start.read(2) == GZIP
        with (gzip.open if packed else open)(file, "rt", encoding="utf-8-sig", newline="") as text:
            first = text.readline()
            text.seek(0)
            separator = max(",;\t", key=first.count)
            yield _checked(file, csv.reader(text, delimiter=separator, skipinitialspace=True), header)
    except (UnicodeDecodeError, csv.Error) as fault:
        raise DataError(f"{file} is not a CSV file, expected '{','.join(header)}' and rows of it.") from fault
    except (EOFError, zlib.error, gzip.BadGzipFile) as fault:
        raise DataError(f"{file} is damaged or cut off: {fault}.".replace("..", ".")) from fault
    except OSError as fault:
        raise DataError(f"{file} cannot be read: {fault.strerror}.") from fault


def _checked(file: Path, lines: Iterator[list[str]], header: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The cells of the header's columns, wherever they are; other columns and rows without content are left out."""
    rows = (line for line in lines if any(cell.strip() for cell in line))
    found = next(rows, [])
    names = [name.strip().lower() for name in found]
    if any(names.count(name.lower()) != 1 for name in header):
        shown = ",".join(found)[:80]
        raise DataError(f"{file.name}: the header is '{shown}', expected '{','.join(header)}'.")
    places = [names.index(name.lower()) for name in header]
    for row, line in enumerate(rows):
        if len(line) != len(found):
            raise DataError(f"{file.name}, row {row}: {len(line)} columns where {len(found)} belong.")
        yield row, [line[place].strip() for place in places]


def _label(file: Path, row: int, text: str) -> int:
    if text not in {"0", "1", "2", "3", "4", "5", "6"}:
        raise DataError(f"{file.name}, row {row}: emotion '{text}' is not one of 0 to 6.")
    return int(text)


def _pixels(file: Path, row: int, text: str) -> np.ndarray:
    try:
        values = np.array(text.split(), dtype=np.int64)
    except ValueError:
        raise DataError(f"{file.name}, row {row}: a pixel is not a whole number.") from None
    except OverflowError:  # beyond 64 bits
        raise DataError(f"{file.name}, row {row}: a pixel is outside 0 to 255.") from None
    if len(values) != SIDE * SIDE:
        raise DataError(f"{file.name}, row {row}: {len(values)} pixels where {SIDE * SIDE} belong.")
    if values.min() < 0 or values.max() > 255:
        raise DataError(f"{file.name}, row {row}: a pixel is outside 0 to 255.")
    return values.astype(np.uint8)
