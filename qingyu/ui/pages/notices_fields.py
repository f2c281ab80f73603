"""The editor of one field of a notice: what was typed goes in and comes out as it was typed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.notice_kind import Column, Field, FieldType
from qingyu.domain.notice_rows import read_rows, table_of
from qingyu.domain.notice_value import Rows, Value
from qingyu.ui import theme
from qingyu.ui.widgets.buildings_edit import BuildingsEdit
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.day_line import DayLine
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.sheet_edit import SheetColumn, SheetEdit

_SHARES = {FieldType.DATE: 1.9, FieldType.MONEY: 1.4, FieldType.COUNT: 1.0, FieldType.LINE: 1.3}
_FIGURES = (FieldType.MONEY, FieldType.COUNT)
_MOST_BUTTONS = 6
SHORT = frozenset(
    {FieldType.DATE, FieldType.MOMENT, FieldType.MONEY, FieldType.COUNT, FieldType.PHONE}
)


@frozen
class Editor:
    """A widget with the way to read it and to fill it."""

    widget: QWidget
    value: Callable[[], object]
    fill: Callable[[object], None]
    mark: Callable[[int, int, str], None]


def editor_of(
    field: Field, today: date, buildings: Sequence[int], edited: Callable[[], object]
) -> Editor:
    """The editor that suits the type of the field; `edited` is called at a user's change."""
    if field.type is FieldType.TABLE:
        return _table(field, edited)
    if field.type in (FieldType.TEXT, FieldType.ITEMS):
        return _paragraphs(field, edited)
    if field.type in (FieldType.DATE, FieldType.MOMENT):
        day = DayLine(today, timed=field.type is FieldType.MOMENT)
        day.edited.connect(edited)
        return Editor(day, day.text, lambda raw: day.set_text(_plain(raw)), _marking(day.line))
    if field.type is FieldType.BUILDINGS:
        chosen = BuildingsEdit(buildings)
        chosen.edited.connect(edited)
        fill = lambda raw: chosen.set_text(_buildings(raw))  # noqa: E731
        return Editor(chosen, chosen.text, fill, _marking(chosen.line))
    if field.type in (FieldType.CHOICE, FieldType.YES_NO):
        return _choice(field, edited)
    line = QLineEdit()
    line.setPlaceholderText(_hint(field))
    line.setClearButtonEnabled(True)
    line.textEdited.connect(lambda _: edited())
    return Editor(line, line.text, lambda raw: _fill_line(line, raw), _marking(line))


def _paragraphs(field: Field, edited: Callable[[], object]) -> Editor:
    box = _Paragraphs()
    box.setPlaceholderText(_hint(field))
    box.setTabChangesFocus(True)
    box.textChanged.connect(edited)

    def fill(raw: object) -> None:
        box.blockSignals(True)
        box.setPlainText(_plain(raw))
        box.blockSignals(False)

    return Editor(box, box.toPlainText, fill, _marking(box))


def _choice(field: Field, edited: Callable[[], object]) -> Editor:
    choices = ("是", "否") if field.type is FieldType.YES_NO else field.choices
    if len(choices) <= _MOST_BUTTONS:
        row = ChoiceRow(field.label, [(each, each) for each in choices])
        row.chosen.connect(lambda _: edited())

        def take(raw: object) -> None:
            wanted = _plain(raw) or field.default
            row.set_key(wanted if wanted in choices else "")

        return Editor(row, lambda: row.key, take, _marking(row))
    box = QComboBox()
    box.addItems(["", *choices])
    box.currentTextChanged.connect(lambda _: edited())
    return Editor(box, box.currentText, lambda raw: box.setCurrentText(_plain(raw)), _marking(box))


def _table(field: Field, edited: Callable[[], object]) -> Editor:
    columns = [
        SheetColumn(
            column.label + (" *" if column.required else ""),
            _share(column),
            column.type in _FIGURES,
            column.example,
        )
        for column in field.columns
    ]
    place = QWidget()
    sheet = SheetEdit(columns)
    total = words("", "muted", wrap=True)
    column_ = QVBoxLayout(place)
    column_.setContentsMargins(0, 0, 0, 0)
    column_.setSpacing(theme.current().px(0.2))
    column_.addWidget(sheet)
    column_.addWidget(total)
    place.setFocusProxy(sheet)
    sheet.setAccessibleName(field.label)

    def tell() -> None:
        total.setText(_total(field, sheet.rows()))

    def fill(raw: object) -> None:
        sheet.set_rows(_rows(field, raw))
        tell()

    sheet.edited.connect(tell)
    sheet.edited.connect(edited)
    def mark(row: int, at: int, why: str) -> None:
        sheet.set_wrong(row - 1, at, why if row else "")

    return Editor(place, sheet.rows, fill, mark)


def _share(column: Column) -> float:
    """How much of the width a column takes; what must be filled in is what is written most."""
    main = column.required and column.type not in SHORT
    return _SHARES.get(column.type, 1.6) * (1.5 if main else 1.0)


def _total(field: Field, rows: list[list[str]]) -> str:
    """How to work in the sheet, and what its columns add up to."""
    how = "可以从 Excel 复制，在这里 Ctrl+V 粘贴；Ctrl+Delete 删一行，Ctrl+Insert 插一行。"
    readable: list[tuple[Value | None, ...]] = []
    for row in rows:
        try:
            readable += read_rows([row], field).cells
        except RuleError:
            continue
    if not readable or not any(column.type in _FIGURES for column in field.columns):
        return how
    table = table_of(replace(field, total=True), Rows(tuple(readable)))
    sums = [
        f"{head} {total}"
        for head, total, figure in zip(table.heads, table.total, table.figures, strict=True)
        if figure and total
    ]
    return f"合计：{'，'.join(sums)}。{how}" if sums else how


def _rows(field: Field, raw: object) -> list[list[object]]:
    if not isinstance(raw, list | tuple):
        return []
    names = [column.name for column in field.columns]
    labels = [column.label for column in field.columns]
    return [
        [row.get(n, row.get(label)) for n, label in zip(names, labels, strict=True)]
        if isinstance(row, dict)
        else list(row)
        for row in raw
    ]


def _marking(widget: QWidget) -> Callable[[int, int, str], None]:
    def mark(_row: int, _column: int, why: str) -> None:
        theme.set_look(widget, "wrong", "true" if why else "")

    return mark


def _hint(field: Field) -> str:
    shown = field.example.strip() or field.default.strip()
    return f"例如：{shown}" if shown else ""


def _plain(raw: object) -> str:
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, list | tuple):
        return "\n".join(str(each) for each in raw)
    return "" if raw is None else str(raw)


def _buildings(raw: object) -> str:
    if isinstance(raw, list | tuple):
        return "、".join(f"{each}幢" if isinstance(each, int) else str(each) for each in raw)
    return _plain(raw)


def _fill_line(line: QLineEdit, raw: object) -> None:
    line.setText(_plain(raw))
    line.setCursorPosition(0)


class _Paragraphs(QPlainTextEdit):
    """A box of a few lines, growing with what is typed."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(
            lambda _size: self.updateGeometry()
        )

    def sizeHint(self) -> QSize:
        look = theme.current()
        tall = round(self.document().size().height()) * self.fontMetrics().lineSpacing()
        return QSize(look.px(20), min(max(tall + look.px(1.4), look.px(4.6)), look.px(14)))
