"""Makes the bundled sample class: a minute of video, its truth, and its script."""

import csv
import json
from pathlib import Path

import av
import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from .casting import Look, cast
from .composites import Composite
from .gallery import COLUMNS, ROWS, TILE_HEIGHT, TILE_WIDTH, Seat, head, label, room, seats
from .script import ACT_SECONDS, ACTS, Showing, as_json, play

FPS = 5
FRAMES = FPS * ACT_SECONDS * len(ACTS)
WIDTH, HEIGHT = COLUMNS * TILE_WIDTH, ROWS * TILE_HEIGHT
TRUTH_HEADER = ["start_s", "end_s", "tile", "x", "y", "w", "h", "emotion", "composite"]
FADE_SECONDS = 0.4
SWAY = (3.0, 1.6)
"""How far a head moves at most, sideways and up or down, in pixels."""


def make(made: list[Composite], folder: Path) -> list[Path]:
    """Writes class.mp4, class.csv and script.json; the same every time on the same machine."""
    folder.mkdir(parents=True, exist_ok=True)
    showings, places = play(), seats()
    looks = cast(made, showings)
    files = [folder / name for name in ("class.mp4", "class.csv", "script.json")]
    write_video(files[0], showings, places, looks)
    write_truth(files[1], showings, places, looks)
    files[2].write_text(json.dumps(as_json(), indent=1) + "\n")
    return files


def write_truth(file: Path, showings: list[Showing], places: list[Seat], looks: dict) -> None:
    """One line for each seat and expression; boxes are mean places, heads sway around them."""
    with open(file, "w", newline="") as text:
        lines = csv.writer(text, lineterminator="\n")
        lines.writerow(TRUTH_HEADER)
        for s in sorted(showings, key=lambda s: (s.start, s.seat)):
            box = [round(v) for v in places[s.seat].box]
            lines.writerow([s.start, s.end, s.seat, *box, s.emotion, looks[s.seat, s.emotion].name])


def write_video(file: Path, showings: list[Showing], places: list[Seat], looks: dict) -> None:
    """H.264, yuv420p, one thread so that it comes out the same."""
    with av.open(str(file), "w", options={"movflags": "+faststart", "fflags": "+bitexact"}) as container:
        stream = container.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.options = {"crf": "21", "preset": "slow", "threads": "1", "g": str(FPS * ACT_SECONDS)}
        for picture in pictures(showings, places, looks):
            container.mux(stream.encode(_frame(picture)))
        container.mux(stream.encode())


def pictures(showings: list[Showing], places: list[Seat], looks: dict[tuple[int, str], Look]):
    """The frames, one after the other: uint8 [720, 1280, 3] Y, Cb, Cr."""
    still = _still(places)
    labels = _labels(places)
    heads = {key: torch.from_numpy(head(places[key[0]], look.pixels)) for key, look in looks.items()}
    for i in range(FRAMES):
        time = i / FPS
        layers = torch.stack([_shown(heads, showings, seat, time) for seat in range(len(places))])
        layers = F.grid_sample(layers, _sway(places, time), mode="bicubic", align_corners=False)
        front, cover = layers[:, :3], layers[:, 3:].clamp(0, 1)
        tiles = front + still * (1 - cover)
        picture = tiles.view(ROWS, COLUMNS, 3, TILE_HEIGHT, TILE_WIDTH).permute(0, 3, 1, 4, 2)
        picture = picture.reshape(HEIGHT, WIDTH, 3)
        yield torch.where(labels[1], labels[0], picture).round().clamp(0, 255).byte().numpy()


def _still(places: list[Seat]) -> Tensor:
    """The tiles without heads: [25, 3, 144, 256] Y, Cb, Cr."""
    rooms = [np.asarray(room(seat).convert("YCbCr"), np.float32).transpose(2, 0, 1) for seat in places]
    return torch.from_numpy(np.stack(rooms))


def _labels(places: list[Seat]) -> tuple[Tensor, Tensor]:
    """What lies over everything (labels, thin gaps between tiles), and where: [720, 1280, 3 and 1]."""
    nothing = (255, 0, 255)
    picture = Image.new("RGB", (WIDTH, HEIGHT), nothing)
    for seat in places:
        label(picture, seat)
    rgb = np.array(picture)
    rgb[::TILE_HEIGHT] = rgb[TILE_HEIGHT - 1 :: TILE_HEIGHT] = (24, 25, 28)
    rgb[:, ::TILE_WIDTH] = rgb[:, TILE_WIDTH - 1 :: TILE_WIDTH] = (24, 25, 28)
    where = (rgb != np.array(nothing)).any(axis=2, keepdims=True)
    over = np.asarray(Image.fromarray(rgb).convert("YCbCr"), np.float32)
    return torch.from_numpy(over.copy()), torch.from_numpy(where)


def _shown(heads: dict, showings: list[Showing], seat: int, time: float) -> Tensor:
    """A seat's head at a time; two expressions fade into each other around a change."""
    layer = None
    for s in (s for s in showings if s.seat == seat):
        share = min(1.0, max(0.0, (time - s.start) / FADE_SECONDS + 0.5)) if s.start > 0 else 1.0
        if share > 0:
            mine = heads[seat, s.emotion]
            layer = mine if layer is None else layer * (1 - share) + mine * share
    return layer


def _sway(places: list[Seat], time: float) -> Tensor:
    """Where each tile's head layer is read from: slow sways with a mean of zero, [25, 144, 256, 2]."""
    moves = []
    for seat in places:
        pace, phase = 0.10 + 0.017 * (seat.number * 7 % 11), seat.number * 2.4
        x = SWAY[0] * np.sin(2 * np.pi * pace * time + phase)
        y = SWAY[1] * np.sin(2 * np.pi * 0.7 * pace * time + 1.7 * phase)
        moves.append([[1, 0, -2 * x / TILE_WIDTH], [0, 1, -2 * y / TILE_HEIGHT]])
    size = (len(places), 4, TILE_HEIGHT, TILE_WIDTH)
    return F.affine_grid(torch.tensor(moves, dtype=torch.float32), size, align_corners=False)


def _frame(picture: np.ndarray) -> av.VideoFrame:
    """Y, Cb, Cr [720, 1280, 3] as a planar frame in video range with halved colour."""
    luma = np.rint(16 + picture[:, :, 0] * (219 / 255)).astype(np.uint8)
    chroma = picture[:, :, 1:].astype(np.float32).reshape(HEIGHT // 2, 2, WIDTH // 2, 2, 2).mean(axis=(1, 3))
    chroma = np.rint(128 + (chroma - 128) * (224 / 255)).astype(np.uint8)
    planes = np.concatenate([luma.ravel(), chroma[:, :, 0].ravel(), chroma[:, :, 1].ravel()])
    return av.VideoFrame.from_ndarray(planes.reshape(HEIGHT * 3 // 2, WIDTH), format="yuv420p")
