"""A table as it stands in a spreadsheet: rows, cells and what they are called there."""

import re
from enum import StrEnum

from qingyu.domain.frozen import frozen
from qingyu.domain.plain_text import is_unseen

_INVISIBLE_EDGE = "' \n\t"


class CellKind(StrEnum):
    """What a spreadsheet holds in a cell."""

    TEXT = "文字"
    NUMBER = "数字"
    DATE = "日期"
    FORMULA = "公式"
    FAULT = "错误值"


@frozen
class SheetCell:
    """What stands in a cell, as text, and what the spreadsheet takes it for."""

    text: str = ""
    kind: CellKind = CellKind.TEXT


@frozen
class SheetRow:
    """A row by the number the spreadsheet shows; cells from column A on."""

    number: int
    cells: tuple[SheetCell, ...] = ()

    def at(self, column: int) -> SheetCell:
        """The cell of a column counted from 0, an empty one beyond the end."""
        return self.cells[column] if column < len(self.cells) else EMPTY


EMPTY = SheetCell()


def column_letter(column: int) -> str:
    """The letters over a column counted from 0: A, Z, AA, XFD."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def tidy(text: str) -> str:
    """The text without unseen characters, a leading apostrophe and outer space; words untouched."""
    if text.isprintable():
        return text.strip().lstrip(_INVISIBLE_EDGE)
    plain = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    plain = plain.replace("\u00a0", " ").replace("\u3000", " ")
    # A zero-width joiner holds emoji together, so only control characters go.
    kept = "".join(char for char in plain if char in "\n\t\u200d" or not is_unseen(char))
    return kept.strip().lstrip(_INVISIBLE_EDGE)


def one_line(text: str) -> str:
    """The tidy text on one line, without space between Chinese characters: 张 三 → 张三."""
    plain = " ".join(tidy(text).replace("\u200d", "").split())
    return re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", plain)
