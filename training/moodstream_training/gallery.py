"""Draws a gallery of webcam tiles: calm rooms, shoulders, and composite faces in soft ovals."""

import colorsys
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

COLUMNS, ROWS = 5, 5
TILE_WIDTH, TILE_HEIGHT = 256, 144
FINE = 4
"""Shapes are drawn this many times larger, then reduced, so that their edges are smooth."""


@dataclass(frozen=True)
class Seat:
    """How one student sits: place of the face square in the tile (pixels) and colours (RGB 0..255)."""

    number: int  # from 1
    centre_x: float
    centre_y: float
    side: float  # of the square that FER2013 would frame
    wall: tuple[int, int, int]
    clothes: tuple[int, int, int]
    skin: tuple[int, int, int]
    hair: tuple[int, int, int]
    long_hair: bool

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Mean place of the face square in the whole picture: x, y, w, h in pixels."""
        row, column = divmod(self.number - 1, COLUMNS)
        x = column * TILE_WIDTH + self.centre_x - self.side / 2
        return x, row * TILE_HEIGHT + self.centre_y - self.side / 2, self.side, self.side


def seats(seed: int = 3) -> list[Seat]:
    """The 25 seats, the same every time."""
    random = np.random.default_rng(seed)
    return [_seat(number, random) for number in range(1, COLUMNS * ROWS + 1)]


def _seat(number: int, random: np.random.Generator) -> Seat:
    def colour(hue: float, saturation: float, value: float) -> tuple[int, int, int]:
        return tuple(int(255 * c) for c in colorsys.hsv_to_rgb(hue % 1, saturation, value))

    return Seat(
        number=number,
        centre_x=128 + random.uniform(-14, 14),
        centre_y=70 + random.uniform(-2, 2),
        side=float(random.integers(56, 59) * 2),
        wall=colour(number * 0.382, random.uniform(0.10, 0.22), random.uniform(0.62, 0.8)),
        clothes=colour(number * 0.618, random.uniform(0.25, 0.5), random.uniform(0.3, 0.55)),
        skin=colour(random.uniform(0.055, 0.075), random.uniform(0.28, 0.42), 0.7),
        hair=colour(0.07, random.uniform(0.2, 0.45), random.uniform(0.13, 0.26)),
        long_hair=bool(random.integers(0, 2)),
    )


def room(seat: Seat) -> Image.Image:
    """A tile without its student: an out-of-focus wall with something on it, and shoulders."""
    random = np.random.default_rng(seat.number)
    picture = Image.new("RGB", (TILE_WIDTH * FINE, TILE_HEIGHT * FINE), seat.wall)
    draw = ImageDraw.Draw(picture)
    _furnish(draw, seat, random)
    picture = picture.filter(ImageFilter.GaussianBlur(3.5 * FINE))
    draw = ImageDraw.Draw(picture)
    x, width = seat.centre_x, seat.side
    shoulders = (x - 0.95 * width, seat.centre_y + 0.46 * width, x + 0.95 * width, TILE_HEIGHT + 70)
    draw.rounded_rectangle(_fine(shoulders), radius=int(0.5 * width * FINE), fill=seat.clothes)
    picture = picture.filter(ImageFilter.GaussianBlur(0.6 * FINE))
    return picture.resize((TILE_WIDTH, TILE_HEIGHT), Image.Resampling.LANCZOS)


def _furnish(draw: ImageDraw.ImageDraw, seat: Seat, random: np.random.Generator) -> None:
    """A shelf with books, a window, or a picture, on the freer side."""

    def shade(factor: float) -> tuple[int, int, int]:
        return tuple(min(255, int(c * factor)) for c in seat.wall)

    left = seat.centre_x > TILE_WIDTH / 2
    x0, x1 = (8, 70) if left else (TILE_WIDTH - 70, TILE_WIDTH - 8)
    match seat.number % 3:
        case 0:
            draw.rectangle(_fine((x0, 62, x1, 66)), fill=shade(0.6))
            for x in range(x0 + 3, x1 - 8, 9):
                hue = tuple(int(c) for c in random.integers(70, 170, 3))
                draw.rectangle(_fine((x, 62 - int(random.integers(22, 38)), x + 7, 62)), fill=hue)
        case 1:
            draw.rectangle(_fine((x0, 10, x1, 84)), fill=shade(1.28))
            draw.rectangle(_fine(((x0 + x1) / 2 - 1, 10, (x0 + x1) / 2 + 1, 84)), fill=shade(0.85))
        case _:
            draw.rectangle(_fine((x0 + 8, 22, x1 - 8, 72)), fill=shade(0.62))
            draw.rectangle(_fine((x0 + 12, 26, x1 - 12, 68)), fill=shade(1.15))


def head(seat: Seat, face: np.ndarray) -> np.ndarray:
    """Hair, neck and face [48, 48] as float32 [4, 144, 256]: Y, Cb, Cr times cover, and cover 0..1.

    The face's grey values become the picture's luma as they are; the seat's skin only gives the colour.
    """
    layer = Image.new("RGBA", (TILE_WIDTH * FINE, TILE_HEIGHT * FINE), (*seat.hair, 0))
    draw = ImageDraw.Draw(layer)
    x, y, s = seat.centre_x, seat.centre_y, seat.side
    if seat.long_hair:
        draw.rounded_rectangle(
            _fine((x - 0.5 * s, y - 0.3 * s, x + 0.5 * s, y + 0.6 * s)), radius=int(0.2 * s * FINE),
            fill=(*seat.hair, 255),
        )  # fmt: skip
    shadow = tuple(int(c * 0.62) for c in seat.skin)
    draw.rectangle(_fine((x - 0.2 * s, y + 0.3 * s, x + 0.2 * s, y + 0.6 * s)), fill=(*shadow, 255))
    draw.ellipse(_fine((x - 0.47 * s, y - 0.57 * s, x + 0.47 * s, y + 0.3 * s)), fill=(*seat.hair, 255))
    layer = layer.filter(ImageFilter.GaussianBlur(1.2 * FINE))
    layer = layer.resize((TILE_WIDTH, TILE_HEIGHT), Image.Resampling.LANCZOS)
    behind = np.asarray(layer.convert("RGB").convert("YCbCr"), np.float32).transpose(2, 0, 1)
    cover = np.asarray(layer.getchannel("A"), np.float32) / 255
    luma, oval = _face_layer(seat, face)
    tint = np.asarray(Image.new("RGB", (1, 1), seat.skin).convert("YCbCr"), np.float32)[0, 0]
    front = np.stack([luma, np.full_like(luma, tint[1]), np.full_like(luma, tint[2])])
    colour = behind * cover * (1 - oval) + front * oval
    return np.concatenate([colour, (cover + oval - cover * oval)[None]]).astype(np.float32)


def _face_layer(seat: Seat, face: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Luma and cover [144, 256] of a face in its soft oval."""
    y, x = np.mgrid[0:TILE_HEIGHT, 0:TILE_WIDTH].astype(np.float32) + 0.5
    u, v = (x - seat.centre_x) / seat.side, (y - seat.centre_y) / seat.side  # -0.5..0.5 inside the square
    scale = 48 / seat.side
    reading = (scale, 0, 24 - scale * seat.centre_x, 0, scale, 24 - scale * seat.centre_y)
    edged = Image.fromarray(np.pad(face, 8, mode="edge"))
    reading = (reading[0], 0, reading[2] + 8, 0, reading[4], reading[5] + 8)
    luma = edged.transform((TILE_WIDTH, TILE_HEIGHT), Image.Transform.AFFINE, reading, Image.Resampling.BICUBIC)
    distance = np.sqrt((u / 0.43) ** 2 + (v / 0.52) ** 2)
    return np.asarray(luma, np.float32), np.clip((1.0 - distance) / 0.14, 0, 1).astype(np.float32)


def label(picture: Image.Image, seat: Seat) -> None:
    """The seat's name, small, in the tile's lower left corner."""
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=11)
    row, column = divmod(seat.number - 1, COLUMNS)
    x, y = column * TILE_WIDTH + 8, (row + 1) * TILE_HEIGHT - 23
    draw.rounded_rectangle((x, y, x + 48, y + 16), radius=4, fill=(32, 34, 38))
    draw.text((x + 24, y + 8), f"seat {seat.number:02d}", font=font, fill=(235, 235, 235), anchor="mm")


def _fine(box: tuple[float, ...]) -> tuple[int, ...]:
    return tuple(int(round(v * FINE)) for v in box)
