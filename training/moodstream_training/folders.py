"""Reads FER2013 as folders of pictures, train/angry/*.jpg and so on, as Kaggle's msambare/fer2013 has."""

from pathlib import Path

import numpy as np
from PIL import Image

from . import CLASSES, SIDE
from .data import DataError

SPLITS = {"Training": ("train",), "PublicTest": ("validation", "test"), "PrivateTest": ("test",)}
"""Folders of each usage; the first that is there counts. `test` alone is PublicTest: see split_of."""
PICTURES = {".jpg", ".jpeg", ".png"}


def split_of(folder: Path, usage: str) -> Path:
    """The folder of one usage.

    Raises DataError where it is missing, or where PrivateTest would be the faces that PublicTest is.
    """
    if usage == "PrivateTest" and not (folder / "validation").is_dir():
        raise DataError(f"{folder} has no validation/, so test/ is what checkpoints are chosen on.")
    for name in SPLITS[usage]:
        if (folder / name).is_dir():
            return folder / name
    raise DataError(f"{folder} has no folder {' or '.join(SPLITS[usage])} for {usage}.")


def pictures_of(split: Path) -> list[tuple[Path, int]]:
    """All pictures of a split with their labels, class by class in FER2013's order, then by name."""
    for found in split.iterdir():
        if found.is_dir() and found.name not in CLASSES and not found.name.startswith("."):
            raise DataError(f"{found} is not named after a class, expected one of {', '.join(CLASSES)}.")
    return [
        (file, label)
        for label, name in enumerate(CLASSES)
        for file in sorted((split / name).glob("[!.]*"))
        if file.suffix.lower() in PICTURES
    ]


def newest(split: Path, pictures: list[tuple[Path, int]]) -> float:
    """When a picture or a class's folder was changed last, seconds since 1970."""
    return max(file.stat().st_mtime for file in [split, *split.iterdir(), *(file for file, _ in pictures)])


def read_pictures(pictures: list[tuple[Path, int]]) -> dict[str, np.ndarray]:
    """Rows (place in the list), labels and pixels of pictures, made grey and 48x48 where they are not."""
    pixels = [_pixels(file) for file, _ in pictures]
    return {
        "rows": np.arange(len(pictures)),
        "labels": np.array([label for _, label in pictures], np.int64),
        "pixels": np.array(pixels, np.uint8).reshape(-1, SIDE, SIDE),
    }


def _pixels(file: Path) -> np.ndarray:
    try:
        with Image.open(file) as picture:
            grey = picture.convert("L")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise DataError(f"{file} cannot be read as a picture.") from fault
    if grey.size != (SIDE, SIDE):
        grey = grey.resize((SIDE, SIDE), Image.Resampling.BILINEAR)
    return np.asarray(grey)
