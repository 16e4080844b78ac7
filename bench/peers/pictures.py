"""The pictures that `moodstream benchmark --pictures` leaves, and how a worker tells what it did with them."""

import json
import sys
from pathlib import Path

WARM_UP = 60


def sources(folder):
    """Returns the files of each source, in order."""
    return [sorted(source.iterdir()) for source in sorted(Path(folder).iterdir())]


def in_turn(folder):
    """Returns the files of all sources, one of each in turn."""
    return [file for row in zip(*sources(folder), strict=True) for file in row]


def report(run):
    """Runs a worker with the arguments FOLDER MODEL and prints its frames, faces and seconds as JSON."""
    frames, faces, seconds = run(*sys.argv[1:3])
    print(json.dumps({"frames": frames, "faces": faces, "seconds": seconds, "framesPerSecond": frames / seconds}))
