"""Real .xlsx files for the tests, made by openpyxl or put together part by part."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

SHEET = "xl/worksheets/sheet1.xml"
HEADERS = ("幢", "单元", "室", "姓名", "电话", "身份", "标签", "备注")


def workbook(path: Path, *rows: Sequence[object], sheet: str = "住户") -> Path:
    """An .xlsx of one sheet with these rows, the header included."""
    book: Any = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def residents(path: Path, *rows: Sequence[object]) -> Path:
    """An .xlsx with our headers over these rows."""
    return workbook(path, HEADERS, *rows)


def changed(path: Path, **cells: object) -> Path:
    """The file with some cells of its first sheet set anew."""
    book: Any = load_workbook(path)
    for name, value in cells.items():
        book.worksheets[0][name] = value
    book.save(path)
    return path


def with_part(path: Path, part: str, content: bytes) -> Path:
    """The file with one part's bytes replaced, or added."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return path


def part_of(path: Path, part: str) -> bytes:
    """The bytes of one part."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(part)
