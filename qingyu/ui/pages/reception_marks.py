"""The words that guesses rest on, marked in the text: each field by another line and ground."""

from collections.abc import Iterable
from itertools import accumulate

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from qingyu.domain.reception import Mark
from qingyu.ui import theme

_LINE = QTextCharFormat.UnderlineStyle
# Colour only helps: every field has a line of its own, and its row quotes the same words.
_LOOKS = {
    "place": ("info", _LINE.SingleUnderline),
    "name": ("plain", _LINE.DashUnderline),
    "phone": ("plain", _LINE.DotLine),
    "kind": ("good", _LINE.DashDotLine),
    "topic": ("good", _LINE.SingleUnderline),
    "urgency": ("warn", _LINE.DashDotDotLine),
    "channel": ("plain", _LINE.DashDotLine),
    "may_contact": ("plain", _LINE.DashDotDotLine),
    "mood": ("warn", _LINE.DotLine),
    "dangerous": ("danger", _LINE.WaveUnderline),
}


def show_marks(box: QPlainTextEdit, text: str, marks: Iterable[Mark]) -> None:
    """Mark these stretches of the box's text and no others, without touching the text."""
    wanted = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    places = _utf16_positions(text[: max((mark.end for mark in wanted), default=0)])
    box.setExtraSelections([_selection(box, mark, places) for mark in wanted])


def _selection(
    box: QPlainTextEdit, mark: Mark, places: tuple[int, ...]
) -> QTextEdit.ExtraSelection:
    look = theme.current()
    tone, line = _LOOKS[mark.field]
    shape = QTextCharFormat()
    shape.setBackground(look.colour(f"{tone}_soft"))
    shape.setUnderlineStyle(line)
    shape.setUnderlineColor(look.colour(tone))
    cursor = QTextCursor(box.document())
    cursor.setPosition(places[mark.start])
    cursor.setPosition(places[mark.end], QTextCursor.MoveMode.KeepAnchor)
    selection = QTextEdit.ExtraSelection()
    selection.format = shape
    selection.cursor = cursor
    return selection


def _utf16_positions(text: str) -> tuple[int, ...]:
    """Where each character stands as Qt counts: an emoji takes two places."""
    return tuple(accumulate((1 + (ord(char) > 0xFFFF) for char in text), initial=0))
