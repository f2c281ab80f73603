"""The faces of each role, found character by character, and text made fit to print."""

import os
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.paths import resource
from qingyu.printing.face import Face, Metrics
from qingyu.printing.signs import SignFace

SERIF, SERIF_BOLD = "NotoSerifSC_400Regular.ttf", "NotoSerifSC_700Bold.ttf"
SANS, SANS_BOLD = "NotoSansSC_400Regular.ttf", "NotoSansSC_700Bold.ttf"
RARE = "HanaMinB.ttf"

FACE_CHOICES = ("bundled", "office")
_OFFICE = (
    ("仿宋", "body", ("simfang.ttf", "STFANGSO.TTF")),
    ("小标宋", "title", ("FZXBSJW.TTF", "方正小标宋简体.ttf", "方正小标宋_GBK.ttf")),
    ("黑体", "heading", ("simhei.ttf",)),
    ("楷体", "subheading", ("simkai.ttf", "STKAITI.TTF")),
)

# Signs no bundled face has, drawn by another sign's shape; they still copy as typed.
_LIKE = {"\u2011": "-", "\u2043": "•", "\u301c": "～"}
_NEWLINES = str.maketrans({"\r": "\n", "\v": "\n", "\f": "\n", "\u2028": "\n", "\u2029": "\n"})


class FontFile:
    """The face a TrueType file holds; RuleError for a file that cannot be embedded."""

    def __init__(self, path: Path) -> None:
        from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

        try:
            self._ttf: Any = TTFontFace(str(path))
        except (TTFError, OSError) as error:
            raise RuleError(
                f"字体文件 {path.name} 不能用来打印（只认 TrueType 字形的 .ttf 文件）",
                "请换一个字体文件，或改用程序自带的字体。",
            ) from error
        self.name: str = self._ttf.name.decode("ascii", "replace")
        self.metrics = Metrics(
            tuple(self._ttf.bbox),
            self._ttf.ascent,
            self._ttf.descent,
            self._ttf.capHeight,
            self._ttf.stemV,
            self._ttf.italicAngle,
        )
        self._lock = threading.Lock()

    def width(self, char: str) -> float | None:
        """The advance in em, None when the face has no glyph for the character."""
        code = ord(char)
        if not self._ttf.charToGlyph.get(code):
            return None
        return float(self._ttf.charWidths[code]) / 1000

    def glyph(self, char: str) -> int:
        """The glyph's number in the font file."""
        return int(self._ttf.charToGlyph[ord(char)])

    def subset(self, chars: Sequence[str]) -> bytes:
        """A font file with only these characters; equal glyphs share one number."""
        with self._lock:
            return bytes(self._ttf.makeSubset([ord(char) for char in chars]))


@cache
def load(path: Path) -> FontFile:
    """The face of this file, read once in a program's life (0.1 s, 25 MB)."""
    return FontFile(path)


_SIGNS = SignFace()


@frozen
class Glyph:
    """Where a character is drawn from: the face, the character whose shape is used, em wide.

    heavy: a thin face stands in for a bold one, so its strokes are thickened.
    """

    face: Face
    shape: str
    width: float
    heavy: bool = False


class Chain:
    """The faces one role is set in, first choice first; remembers every character it met."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self.paths = paths
        self._bold = any(path.name in (SANS_BOLD, SERIF_BOLD) for path in paths)
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
        width = _SIGNS.width(char)
        if width is not None:
            return Glyph(_SIGNS, char, width)
        for path in self.paths:
            face = load(path)
            for candidate in dict.fromkeys((char, shape)):
                width = face.width(candidate)
                if width is not None:
                    heavy = self._bold and path.name in (SERIF, RARE)
                    return Glyph(face, candidate, width, heavy)
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


def faces_of(choice: str = "", folders: tuple[Path, ...] | None = None) -> Faces:
    """The faces of a choice: "" for the program's own, "office" for 仿宋, 楷体, 黑体, 小标宋.

    What the computer does not have is set in the program's own faces; RuleError for another
    choice, or a file that cannot be embedded.
    """
    if choice not in ("", *FACE_CHOICES):
        raise RuleError(f"没有「{choice}」这套字体", f"可以用：{'、'.join(FACE_CHOICES)}。")
    if choice != "office":
        return bundled()
    return _office(font_folders() if folders is None else folders)


def font_folders() -> tuple[Path, ...]:
    """Where Windows keeps the fonts of this computer and of this user."""
    windows, local = os.environ.get("WINDIR"), os.environ.get("LOCALAPPDATA")
    folders = [Path(windows, "Fonts")] if windows else []
    return (*folders, Path(local, "Microsoft", "Windows", "Fonts")) if local else tuple(folders)


def office_found(folders: tuple[Path, ...] | None = None) -> tuple[str, ...]:
    """Which of an office's faces this computer has: 仿宋, 小标宋, 黑体, 楷体."""
    looked = font_folders() if folders is None else folders
    return tuple(name for name, _role, files in _OFFICE if _first(files, looked))


@cache
def _office(folders: tuple[Path, ...]) -> Faces:
    own = bundled()
    chains = {}
    for _name, role, files in _OFFICE:
        path = _first(files, folders)
        if path is not None:
            load(path)
            chains[role] = Chain((path, *own.role(role).paths))
    return replace(own, **chains)


def _first(files: tuple[str, ...], folders: tuple[Path, ...]) -> Path | None:
    paths = (folder / name for name in files for folder in folders)
    return next((path for path in paths if path.is_file()), None)


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
    lines = clean(text).split("\n")
    for number, line in enumerate(lines, start=1):
        for column, char in enumerate(line, start=1):
            if chain.find(char) is None:
                near = line[max(0, column - 6) : column - 1]
                after = f"（“{near}”之后）" if near else ""
                row = f"第{number}行" if len(lines) > 1 else ""
                raise RuleError(
                    f"{where}{row}第{column}个字{_name(char)}没有字形，印不出来{after}",
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
