"""Files that are there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .data import DataError


@contextmanager
def whole(file: Path) -> Iterator[Path]:
    """A path beside `file` to write to: it takes the file's place at the end, and is gone if the block fails.

    Raises DataError where the disk is full or the folder cannot be written.
    """
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        yield part
        part.replace(file)
    except OSError as fault:
        raise DataError(f"{file} cannot be written: {fault.strerror or fault}.") from fault
    finally:
        if part.parent.is_dir():
            part.unlink(missing_ok=True)
