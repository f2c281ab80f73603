"""Independent readers of a PDF: poppler where it is installed, PDFium everywhere."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils is not installed"
)


@dataclass(frozen=True)
class Spot:
    """A character's left edge and baseline on its page, in pt from the lower left corner."""

    char: str
    x: float
    y: float


def pages(pdf: bytes) -> list[str]:
    """The text of each page as PDFium reads it, which tells a hyphen ending a line as U+0002."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            document[number].get_textpage().get_text_bounded().replace("\2", "-")
            for number in range(len(document))
        ]
    finally:
        document.close()


def squeezed(text: str) -> str:
    """The text without any white space: readers disagree about it."""
    return "".join(text.split())


def poppler_text(pdf: bytes, folder: Path) -> str:
    """The text of all pages as pdftotext reads it."""
    return _run("pdftotext", pdf, folder, "-raw")


def poppler_fonts(pdf: bytes, folder: Path) -> list[list[str]]:
    """One row per font: name, type (two words), encoding, emb, sub, uni, object (two words)."""
    return [line.split() for line in _run("pdffonts", pdf, folder).splitlines()[2:]]


def spots(pdf: bytes, page: int = 0) -> list[Spot]:
    """Where every character of a page begins, read from PDFium's character origins."""
    import ctypes

    raw = pypdfium2.raw
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[page].get_textpage()
        found = []
        x, y = ctypes.c_double(), ctypes.c_double()
        for index in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text, index)
            if raw.FPDFText_GetCharOrigin(text, index, x, y) and not chr(code).isspace():
                found.append(Spot(chr(code), x.value, y.value))
        return found
    finally:
        document.close()


@dataclass(frozen=True)
class Glyph:
    """A character's box on its page and its size, in pt from the lower left corner."""

    char: str
    left: float
    low: float
    right: float
    top: float
    size: float


def glyphs(pdf: bytes, page: int = 0) -> list[Glyph]:
    """Every character of a page with its box as PDFium draws it."""
    raw = pypdfium2.raw
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[page].get_textpage()
        found = []
        for index in range(text.count_chars()):
            char = chr(raw.FPDFText_GetUnicode(text, index))
            if not char.isspace() and char != "\ufffe":
                size = raw.FPDFText_GetFontSize(text, index)
                left, low, right, top = text.get_charbox(index)
                found.append(Glyph(char, left, low, right, top, size))
        return found
    finally:
        document.close()


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page in pt."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document[number].get_size() for number in range(len(document))]
    finally:
        document.close()


def _run(tool: str, pdf: bytes, folder: Path, *options: str) -> str:
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    target = ["-"] if tool == "pdftotext" else []
    done = subprocess.run(
        [tool, *options, str(path), *target], capture_output=True, check=True, encoding="utf-8"
    )
    assert not done.stderr, done.stderr
    return done.stdout
