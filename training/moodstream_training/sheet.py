"""Shows composites side by side, and lists which faces each was made of."""

import json
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from .composites import Composite

COLUMNS, FACE, LINE = 16, 72, 14


def write_list(file: Path, made: list[Composite]) -> None:
    """Name to rows of the FER2013 file; chosen lines of it make `students.json`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [f" {json.dumps(c.name)}: {json.dumps(c.rows)}" for c in made]
    file.write_text("{\n" + ",\n".join(lines) + "\n}\n")


def write_sheet(file: Path, made: list[Composite]) -> None:
    """A grey picture with every composite above its name, each class on lines of its own."""
    places, row, column = [], 0, 0
    for i, composite in enumerate(made):
        new_class = i > 0 and made[i - 1].emotion != composite.emotion
        row, column = (row + 1, 0) if new_class or column == COLUMNS else (row, column)
        places.append((column * (FACE + 4) + 2, row * (FACE + LINE) + 2))
        column += 1
    sheet = Image.new("L", (COLUMNS * (FACE + 4), (row + 1) * (FACE + LINE) + 2), 245)
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(size=10)
    for (x, y), composite in zip(places, made, strict=True):
        face = Image.fromarray(composite.pixels).resize((FACE, FACE), Image.Resampling.BICUBIC)
        sheet.paste(face, (x, y))
        draw.text((x + FACE // 2, y + FACE), composite.name, font=font, fill=60, anchor="ma")
    file.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(file, optimize=True)
