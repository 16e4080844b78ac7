"""Gives each seat, for each expression it shows, the composite that looks most like its neutral self."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from .alignment import face_window
from .composites import Composite, compose
from .data import DataError, Faces
from .script import SEATS, Showing

STUDENTS = Path(__file__).with_name("students.json")


def students(faces: Faces, file: Path = STUDENTS, every: int = 1) -> list[Composite]:
    """The chosen composites (or every n-th), made again from the rows that `students.json` names.

    On one thread: the pictures are small, and sums come out the same on any number of cores.
    """
    torch.set_num_threads(1)
    place = {int(row): i for i, row in enumerate(faces.rows)}
    chosen = json.loads(file.read_text())
    if missing := {row for rows in chosen.values() for row in rows} - place.keys():
        raise DataError(f"{file.name} names {len(missing)} rows that the FER2013 file does not have.")
    return [
        compose(n, n.split("-")[0], faces.where([place[r] for r in rows]))
        for n, rows in list(chosen.items())[::every]
    ]


@dataclass(frozen=True)
class Look:
    """A composite, or its mirror picture, in a seat."""

    composite: Composite
    mirrored: bool = False

    @property
    def name(self) -> str:
        return self.composite.name + ("-mirrored" if self.mirrored else "")

    @property
    def pixels(self) -> np.ndarray:
        return self.composite.pixels[:, ::-1] if self.mirrored else self.composite.pixels


def cast(made: list[Composite], showings: list[Showing]) -> dict[tuple[int, str], Look]:
    """Looks by seat and expression; no two seats share one."""
    seats = _neutral_selves(made)
    looks = {(seat, "neutral"): look for seat, look in enumerate(seats)}
    for emotion in sorted({s.emotion for s in showings} - {"neutral"}):
        wanted = sorted({s.seat for s in showings if s.emotion == emotion})
        found = _matched(seats, wanted, _looks(made, emotion))
        looks |= {(seat, emotion): look for seat, look in found.items()}
    return looks


def _looks(made: list[Composite], emotion: str) -> list[Look]:
    plain = [Look(c) for c in made if c.emotion == emotion]
    return plain + [replace(look, mirrored=True) for look in plain]


def _neutral_selves(made: list[Composite]) -> list[Look]:
    """One neutral look a seat, in a mixed order; mirror pictures only when the composites run out."""
    order = np.random.default_rng(5).permutation(SEATS)
    looks = _looks(made, "neutral")[:SEATS]
    return [looks[i % len(looks)] for i in order]


def _matched(seats: list[Look], wanted: list[int], looks: list[Look]) -> dict[int, Look]:
    """Greedy: the most alike pair first; originals go before mirror pictures."""
    cost = {
        (seat, i): _difference(seats[seat], look) + (1.0 if look.mirrored else 0.0)
        for seat in wanted
        for i, look in enumerate(looks)
    }
    found: dict[int, Look] = {}
    used: set[int] = set()
    for seat, i in sorted(cost, key=cost.__getitem__):
        if seat not in found and i not in used:
            found[seat] = looks[i]
            used.add(i)
    return found


def _difference(a: Look, b: Look) -> float:
    """How differently hair and head shade the rim of two pictures, 0 to about 1."""
    rim = 1 - (face_window() / face_window().max()).numpy()
    difference = np.abs(a.pixels.astype(np.float32) - b.pixels.astype(np.float32)) / 128
    return float((difference * rim).sum() / rim.sum())
