"""The faces of each role, found character by character, and text made fit to print."""

import threading
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.paths import resource

SERIF, SERIF_BOLD = "NotoSerifSC_400Regular.ttf", "NotoSerifSC_700Bold.ttf"
SANS, SANS_BOLD = "NotoSansSC_400Regular.ttf", "NotoSansSC_700Bold.ttf"
RARE = "HanaMinB.ttf"

# Signs no bundled face has, drawn by another sign's shape; they still copy as typed.
_LIKE = {"☐": "□", "▢": "□", "⬜": "□", "\u2011": "-", "\u2043": "•", "\u301c": "～"}
_NEWLINES = str.maketrans({"\r": "\n", "\v": "\n", "\f": "\n", "\u2028": "\n", "\u2029": "\n"})


class Face:
    """One font file: which characters it has, how wide they are, and its subset."""

    def __init__(self, path: Path) -> None:
        from reportlab.pdfbase.ttfonts import TTFontFace

        self.path = path
        self.ttf: Any = TTFontFace(str(path))
        self.name: str = self.ttf.name.decode("ascii", "replace")
        self._lock = threading.Lock()

    def width(self, char: str) -> float | None:
        """The advance in em, None when the face has no glyph for the character."""
        code = ord(char)
        if not self.ttf.charToGlyph.get(code):
            return None
        return float(self.ttf.charWidths[code]) / 1000

    def glyph(self, char: str) -> int:
        """The glyph's number in the font file."""
        return int(self.ttf.charToGlyph[ord(char)])

    def subset(self, chars: Sequence[str]) -> bytes:
        """A font file with only these characters; equal glyphs share one number."""
        with self._lock:
            return bytes(self.ttf.makeSubset([ord(char) for char in chars]))


@cache
def load(path: Path) -> Face:
    """The face of this file, read once in a program's life (0.1 s, 25 MB)."""
    return Face(path)


@frozen
class Glyph:
    """Where a character is drawn from: the face, the character whose shape is used, em wide."""

    face: Face
    shape: str
    width: float


class Chain:
    """The faces one role is set in, first choice first; remembers every character it met."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self.paths = paths
        self._met: dict[str, Glyph | None] = {}

    def find(self, char: str) -> Glyph | None:
        """The glyph from the first face that has one, or None."""
        try:
            return self._met[char]
        except KeyError:
            glyph = self._met[char] = self._look(char)
            return glyph

    def glyph(self, char: str) -> Glyph:
        """Like find, but RuleError for a character that cannot be printed."""
        glyph = self.find(char)
        if glyph is None:
            raise RuleError(f"{_name(char)}没有字形，印不出来", "请换一个写法。")
        return glyph

    def width(self, char: str) -> float:
        """The advance in em."""
        return self.glyph(char).width

    def _look(self, char: str) -> Glyph | None:
        shape = _LIKE.get(char, char)
        if shape == char and unicodedata.category(char) == "Zs" and char != "\u3000":
            shape = " "
        for path in self.paths:
            face = load(path)
            for candidate in dict.fromkeys((char, shape)):
                width = face.width(candidate)
                if width is not None:
                    return Glyph(face, candidate, width)
        return None


@frozen
class Faces:
    """Which chain sets which role of a document (an office has 仿宋, 小标宋, 黑体, 楷体)."""

    body: Chain
    title: Chain
    heading: Chain
    subheading: Chain
    plain: Chain
    strong: Chain

    def role(self, name: str) -> Chain:
        """The chain of a role by its name."""
        return {
            "body": self.body,
            "title": self.title,
            "heading": self.heading,
            "subheading": self.subheading,
            "plain": self.plain,
            "strong": self.strong,
        }[name]


@cache
def bundled() -> Faces:
    """The faces that every computer has, because the program carries them."""

    def chain(*names: str) -> Chain:
        return Chain(tuple(resource("fonts", name) for name in names))

    return Faces(
        body=chain(SERIF, SANS, RARE),
        title=chain(SERIF_BOLD, SANS_BOLD, SERIF, RARE),
        heading=chain(SANS_BOLD, SERIF_BOLD, SERIF, RARE),
        subheading=chain(SERIF_BOLD, SANS_BOLD, SERIF, RARE),
        plain=chain(SANS, SERIF, RARE),
        strong=chain(SANS_BOLD, SERIF_BOLD, SERIF, RARE),
    )


@cache
def _is_unseen(char: str) -> bool:
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return True
    return unicodedata.category(char) in ("Cc", "Cf", "Cs") and char != "\n"


def clean(text: str) -> str:
    """The text without what nobody can see (control and direction marks); tabs become spaces."""
    if text.isascii() and text.isprintable():
        return text
    plain = text.replace("\r\n", "\n").translate(_NEWLINES).replace("\t", "  ")
    return "".join(char for char in plain if not _is_unseen(char))


def preflight(text: str, chain: Chain, where: str) -> None:
    """Nothing, or RuleError that names the first character without a glyph and where it stands."""
    for number, line in enumerate(clean(text).split("\n"), start=1):
        for column, char in enumerate(line, start=1):
            if chain.find(char) is None:
                near = line[max(0, column - 6) : column - 1]
                after = f"（“{near}”之后）" if near else ""
                raise RuleError(
                    f"{where}第{number}行第{column}个字{_name(char)}没有字形，印不出来{after}",
                    "请删去它，或换一个写法。",
                )


def legible(text: str, chain: Chain) -> str:
    """The text with each character that has no glyph spelt out: 〔表情〕 or 〔U+2B9AC〕."""
    shown = clean(text)
    if all(char == "\n" or chain.find(char) for char in set(shown)):
        return shown
    return "".join(
        char if char == "\n" or chain.find(char) else _spelt(char) for char in shown
    ).replace("〔表情〕〔表情〕", "〔表情〕")


def _spelt(char: str) -> str:
    if unicodedata.category(char) in ("So", "Sk"):
        return "〔表情〕"
    return f"〔U+{ord(char):04X}〕"


def _name(char: str) -> str:
    shown = f"“{char}”" if char.isprintable() else ""
    return f"{shown}（U+{ord(char):04X}）"
