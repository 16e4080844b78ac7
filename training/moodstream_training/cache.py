"""Keeps decoded arrays, so that text and pictures are decoded once."""

import hashlib
import logging
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from .data import DataError
from .whole import whole

VERSION = 1
"""Of what is kept; another number is another file."""
Arrays = dict[str, np.ndarray]

log = logging.getLogger(__name__)


def cache_folder() -> Path:
    """MOODSTREAM_CACHE, else `moodstream-training` in the user's cache folder."""
    if named := os.environ.get("MOODSTREAM_CACHE"):
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "moodstream-training"


def cached(source: Path, state: str, names: list[str], read: Callable[[], Arrays]) -> Arrays:
    """The named arrays of what `read` answers; from the cache if the source had this state when it was read.

    A cache that is broken or cannot be written is a warning, and the source is read.
    """
    place = hashlib.sha256(f"{VERSION} {source.resolve()}".encode()).hexdigest()[:16]
    file = cache_folder() / f"{source.name}-{place}.npz"
    if kept := _kept(file, state, names):
        return kept
    log.info("Reading %s, which takes a while; later runs take what is kept in %s.", source, file.parent)
    arrays = read()
    try:
        with whole(file) as part, open(part, "wb") as out:
            np.savez(out, state=np.array(state), **arrays)
    except DataError as fault:
        log.warning("%s Going on without it.", fault)
    return {name: arrays[name] for name in names}


def _kept(file: Path, state: str, names: list[str]) -> Arrays | None:
    if not file.is_file():
        return None
    try:
        with np.load(file, allow_pickle=False) as arrays:
            return {name: arrays[name] for name in names} if str(arrays["state"]) == state else None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as fault:
        log.warning("%s is broken (%s) and is made anew.", file, type(fault).__name__)
        return None
