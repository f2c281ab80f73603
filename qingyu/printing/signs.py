"""Signs no office face has (☐ ☑ ☒ ✓ and the weather), drawn by hand as a small TrueType face.

As glyphs of a font they print as vectors and are copied and searched as their characters.
"""

import struct
from collections.abc import Sequence
from math import cos, pi, sin

from qingyu.printing.face import Metrics

Point = tuple[float, float]
Contour = tuple[Point, ...]

_EM = 1000
_SAME = {"✔": "✓", "✅": "☑", "✘": "✗", "❌": "☒", "▢": "☐", "⬜": "☐", "☔": "🌧", "⛆": "🌧"}


def _box(left: float, low: float, right: float, top: float) -> Contour:
    return ((left, low), (left, top), (right, top), (right, low))


def _frame(left: float, low: float, right: float, top: float, wide: float) -> tuple[Contour, ...]:
    inner = _box(left + wide, low + wide, right - wide, top - wide)
    return _box(left, low, right, top), inner[::-1]


def _bar(start: Point, end: Point, wide: float) -> Contour:
    """A straight stroke."""
    (x, y), (to_x, to_y) = start, end
    length = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5
    dx, dy = (to_x - x) / length * wide / 2, (to_y - y) / length * wide / 2
    return _clockwise(((x - dy, y + dx), (to_x - dy, to_y + dx), (to_x + dy, to_y - dx),
                       (x + dy, y - dx)))  # fmt: skip


def _disc(x: float, y: float, radius: float, start: float = 0, turn: float = 2) -> Contour:
    """A disc, or a part of it, from `start` over `turn` half circles; corners too small to see."""
    steps = 40
    arc = (pi * (start + turn * at / steps) for at in range(steps))
    return _clockwise(tuple((x + radius * cos(angle), y + radius * sin(angle)) for angle in arc))


def _ring(x: float, y: float, radius: float, wide: float) -> tuple[Contour, ...]:
    return _disc(x, y, radius), _disc(x, y, radius - wide)[::-1]


def _clockwise(contour: Contour) -> Contour:
    area = sum(
        x * to_y - to_x * y
        for (x, y), (to_x, to_y) in zip(contour, (*contour[1:], contour[0]), strict=True)
    )
    return contour[::-1] if area > 0 else contour


def _rays(x: float, y: float, near: float, far: float, turns: Sequence[float]) -> list[Contour]:
    return [
        _bar(
            (x + near * cos(pi * turn), y + near * sin(pi * turn)),
            (x + far * cos(pi * turn), y + far * sin(pi * turn)),
            58,
        )
        for turn in turns
    ]


def _cloud(low: float) -> tuple[Contour, ...]:
    return (
        _disc(270, low + 150, 150),
        _disc(490, low + 250, 210),
        _disc(740, low + 140, 140),
        _box(270, low, 740, low + 160),
    )


_TICK = (_bar((210, 390), (400, 190), 92), _bar((372, 190), (790, 690), 92))
_CROSS = (_bar((240, 110), (760, 650), 88), _bar((240, 650), (760, 110), 88))
_FRAME = _frame(90, -40, 910, 780, 66)
_EIGHTHS = [at / 4 for at in range(8)]
_DROPS = tuple(_bar((x, 250), (x - 70, 20), 62) for x in (320, 530, 740))

_OUTLINES: dict[str, tuple[Contour, ...]] = {
    "☐": _FRAME,
    "☑": (*_FRAME, *_TICK),
    "☒": (*_FRAME, *_CROSS),
    "✓": _TICK,
    "✗": _CROSS,
    "☀": (_disc(500, 370, 190), *_rays(500, 370, 262, 400, _EIGHTHS)),
    "⛅": (
        _disc(640, 520, 170, -0.05, 1.2),
        *_rays(640, 520, 235, 335, (0.0, 0.25, 0.5, 0.75)),
        *_cloud(20),
    ),
    "☁": _cloud(150),
    "🌧": (*_cloud(320), *_DROPS),
    "⛈": (
        *_cloud(320),
        _clockwise(
            ((500, 290), (360, 90), (480, 90), (400, -70), (640, 160), (520, 160), (600, 290))
        ),
        _DROPS[0],
        _DROPS[2],
    ),
    "☂": (
        _disc(500, 380, 400, 0, 1),
        _box(470, -20, 530, 830),
        _box(470, -40, 680, 20),
        _box(620, -40, 680, 90),
    ),
    "❄": tuple(
        _bar(
            (500 - 400 * cos(pi * turn), 370 - 400 * sin(pi * turn)),
            (500 + 400 * cos(pi * turn), 370 + 400 * sin(pi * turn)),
            72,
        )
        for turn in (1 / 6, 1 / 2, 5 / 6)
    ),
    "⚡": (
        _clockwise(
            ((560, 800), (230, 320), (440, 320), (360, -60), (770, 470), (540, 470), (660, 800))
        ),
    ),
    "⚠": (
        _clockwise(((500, 800), (40, -40), (960, -40))),
        _clockwise(((500, 650), (165, 40), (835, 40)))[::-1],
        _box(462, 240, 538, 500),
        _box(462, 110, 538, 190),
    ),
    "✂": (
        *_ring(200, 560, 150, 62),
        *_ring(200, 180, 150, 62),
        _bar((300, 480), (960, 130), 70),
        _bar((300, 260), (960, 610), 70),
    ),
}


class SignFace:
    """The drawn signs as a face like any other: widths, numbers, a subset as a font file."""

    name = "Signs"
    metrics = Metrics((0, -100, _EM, 900), 880, -120, 880)

    def __init__(self) -> None:
        self._chars = (*_OUTLINES, *_SAME)
        self._shapes = tuple(_OUTLINES)

    def width(self, char: str) -> float | None:
        """One em for a drawn sign, None for any other character."""
        return 1.0 if char in self._chars else None

    def glyph(self, char: str) -> int:
        """The shape's number, from 1."""
        return self._shapes.index(_SAME.get(char, char)) + 1

    def subset(self, chars: Sequence[str]) -> bytes:
        """A font file with only these characters; equal shapes share one number."""
        shapes = dict.fromkeys(_SAME.get(char, char) for char in chars)
        return _font_file([(), *(_OUTLINES[shape] for shape in shapes)])


def _font_file(glyphs: list[tuple[Contour, ...]]) -> bytes:
    """A TrueType file as a PDF embeds it (PDF 32000-1, 9.9): no names, no character map."""
    drawn = [_glyf(contours) for contours in glyphs]
    places = [sum(map(len, drawn[:at])) // 2 for at in range(len(drawn) + 1)]
    points = max(sum(map(len, contours)) for contours in glyphs)
    count = len(glyphs)
    most = max(map(len, glyphs))
    head = struct.pack(
        ">IIIIHHQQhhhhHHhhh",
        0x10000, 0x10000, 0, 0x5F0F3CF5, 3, _EM, 0, 0, 0, -100, _EM, 900, 0, 8, 2, 0, 0,
    )  # fmt: skip
    hhea = struct.pack(">IhhhHhhhhhh8xhH", 0x10000, 880, -120, 0, _EM, 0, 0, _EM, 1, 0, 0, 0, count)
    maxp = struct.pack(">IHHH22x", 0x10000, count, points, most)
    tables = {
        b"glyf": b"".join(drawn),
        b"head": head,
        b"hhea": hhea,
        b"hmtx": struct.pack(">Hh", _EM, 0) * count,
        b"loca": struct.pack(f">{len(places)}H", *places),
        b"maxp": maxp[:14] + struct.pack(">HHHHHHHHH", 2, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    return _assembled(tables)


def _glyf(contours: tuple[Contour, ...]) -> bytes:
    if not contours:
        return b""
    spots = [(round(x), round(y)) for contour in contours for x, y in contour]
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    ends, last = [], -1
    for contour in contours:
        last += len(contour)
        ends.append(last)
    out = struct.pack(">hhhhh", len(contours), min(xs), min(ys), max(xs), max(ys))
    out += struct.pack(f">{len(ends)}HH", *ends, 0)
    out += b"\x01" * len(spots)  # every point lies on the outline
    for values in (xs, ys):
        steps = [to - at for at, to in zip([0, *values], values, strict=False)]
        out += struct.pack(f">{len(steps)}h", *steps)
    return out + b"\x00" * (-len(out) % 4)


def _assembled(tables: dict[bytes, bytes]) -> bytes:
    size = len(tables)
    power = size.bit_length() - 1
    out = struct.pack(">IHHHH", 0x10000, size, 16 << power, power, 16 * size - (16 << power))
    at = 12 + 16 * size
    body = b""
    for tag, content in tables.items():
        padded = content + b"\x00" * (-len(content) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        out += tag + struct.pack(">III", total, at + len(body), len(content))
        body += padded
    return out + body
