"""How checkpoints are written."""

import io
from pathlib import Path

import torch
from lightning.fabric.plugins.io import TorchCheckpointIO

from .whole import whole


class WholeCheckpoints(TorchCheckpointIO):
    """Checkpoints that are whole or as they were before, even when the disk is full.

    Lightning alone writes to the system's temporary folder and moves; onto another disk that is a copy, and
    half of one may stay under the final name.
    """

    def save_checkpoint(self, checkpoint: dict, path: str | Path, storage_options: object = None) -> None:
        save_whole(checkpoint, Path(path))


def save_whole(checkpoint: dict, file: Path) -> None:
    """Writes a checkpoint whole or not at all."""
    content = io.BytesIO()  # torch.save would hide the cause of a failed write
    torch.save(checkpoint, content)
    with whole(file) as part:
        part.write_bytes(content.getbuffer())
