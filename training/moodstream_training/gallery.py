"""Draws a gallery of webcam tiles: calm rooms, shoulders, and composite faces in soft ovals."""

import colorsys
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

COLUMNS, ROWS = 5, 5
TILE_WIDTH, TILE_HEIGHT = 256, 144
FINE = 4
"""Shapes are drawn this many times larger, then reduced, so that their edges are smooth."""

WALLS = (0.10, 0.58, 0.33, 0.08, 0.52, 0.62)
"""Hues of the walls: sand, blue-grey, sage."""


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
        wall=colour(WALLS[number % len(WALLS)], random.uniform(0.06, 0.15), random.uniform(0.66, 0.82)),
        clothes=colour(number * 0.618, random.uniform(0.2, 0.45), random.uniform(0.3, 0.55)),
        skin=colour(random.uniform(0.055, 0.07), random.uniform(0.28, 0.40), 0.7),
        hair=colour(0.07, random.uniform(0.15, 0.4), random.uniform(0.12, 0.24)),
        long_hair=random.random() < 0.45,
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

    The face's grey values become the picture's luma as they are; the seat's skin only gives the colour,
    less of it where the face is dark (hair, eyes).
    """
    behind, cover = _hair_and_neck(seat)
    luma, oval = _face_layer(seat, face)
    tint = np.asarray(Image.new("RGB", (1, 1), seat.skin).convert("YCbCr"), np.float32)[0, 0, 1:]
    colourful = np.clip(luma / 130, 0.3, 1)
    front = np.stack([luma, *(128 + (t - 128) * colourful for t in tint)])
    colour = behind * cover * (1 - oval) + front * oval
    return np.concatenate([colour, (cover + oval - cover * oval)[None]]).astype(np.float32)


def _hair_and_neck(seat: Seat) -> tuple[np.ndarray, np.ndarray]:
    """Y, Cb, Cr [3, 144, 256] and cover [144, 256] of what stands behind the face."""
    x, y, s = seat.centre_x, seat.centre_y, seat.side
    layer = Image.new("RGBA", (TILE_WIDTH * FINE, TILE_HEIGHT * FINE), (*seat.hair, 0))
    draw = ImageDraw.Draw(layer)
    if seat.long_hair:
        for side in (-1, 1):
            lock = (x + side * 0.31 * s, y + 0.12 * s)
            draw.ellipse(
                _fine((lock[0] - 0.17 * s, lock[1] - 0.5 * s, lock[0] + 0.17 * s, lock[1] + 0.42 * s)),
                fill=(*seat.hair, 255),
            )
    for shade, half, top in ((0.80, 0.21, 0.30), (0.66, 0.19, 0.30)):
        bottom = 0.62 if shade > 0.7 else 0.47
        tone = tuple(int(c * shade) for c in seat.skin)
        box = _fine((x - half * s, y + top * s, x + half * s, y + bottom * s))
        draw.rounded_rectangle(box, radius=int(0.1 * s * FINE), fill=(*tone, 255))
    draw.ellipse(_fine((x - 0.45 * s, y - 0.57 * s, x + 0.45 * s, y + 0.28 * s)), fill=(*seat.hair, 255))
    layer = layer.filter(ImageFilter.GaussianBlur(1.6 * FINE))
    layer = layer.resize((TILE_WIDTH, TILE_HEIGHT), Image.Resampling.LANCZOS)
    behind = np.asarray(layer.convert("RGB").convert("YCbCr"), np.float32).transpose(2, 0, 1)
    return behind, np.asarray(layer.getchannel("A"), np.float32) / 255


def _face_layer(seat: Seat, face: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Luma and cover [144, 256] of a face in its soft oval."""
    y, x = np.mgrid[0:TILE_HEIGHT, 0:TILE_WIDTH].astype(np.float32) + 0.5
    u, v = (x - seat.centre_x) / seat.side, (y - seat.centre_y) / seat.side  # -0.5..0.5 inside the square
    scale, edge = 48 / seat.side, 8
    reading = (scale, 0, 24 + edge - scale * seat.centre_x, 0, scale, 24 + edge - scale * seat.centre_y)
    size = (TILE_WIDTH, TILE_HEIGHT)
    picture = Image.fromarray(np.pad(face, edge, mode="edge"))
    luma = picture.transform(size, Image.Transform.AFFINE, reading, Image.Resampling.BICUBIC)
    distance = np.sqrt((u / 0.45) ** 2 + (v / 0.52) ** 2)
    return np.asarray(luma, np.float32), np.clip((1.0 - distance) / 0.18, 0, 1).astype(np.float32)


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
