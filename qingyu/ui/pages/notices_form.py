"""The fields of one kind of notice, each with its help; only what the kind asks for."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from qingyu.domain.notice_kind import Field, NoticeKind
from qingyu.domain.notice_mistake import Mistake
from qingyu.ui import theme
from qingyu.ui.pages.notices_fields import SHORT, Editor, editor_of
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.labels import words

# The number is given when the notice is published.
_GIVEN = "number"
_TWO_COLUMNS_EMS = 34.0


class NoticeForm(QWidget):
    """Editors made from a NoticeKind; what is typed stays as typed and is read by the service.

    Signals: edited() at every change by the user.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind: NoticeKind | None = None
        self._today = date.today()
        self._buildings: tuple[int, ...] = ()
        self._cells: dict[str, _Cell] = {}
        self._paired: bool | None = None
        self._open = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._grid = QGridLayout()
        self._layout.addLayout(self._grid)
        self.more = ActionButton("更多栏目", "quiet", icon="chevron-down")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show_rare)
        self._layout.addWidget(self.more)
        self.more.hide()

    def set_surroundings(self, today: date, buildings: Sequence[int]) -> None:
        """From now on days are counted from today and these buildings are offered."""
        changed = tuple(buildings) != self._buildings
        self._today, self._buildings = today, tuple(buildings)
        if changed and self.kind is not None:
            self.show_kind(self.kind, self.fields())

    def show_kind(self, kind: NoticeKind, fields: Mapping[str, object]) -> None:
        """Shows this kind's fields, filled with what was typed before."""
        for cell in self._cells.values():
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = {}
        self.kind = kind
        for field in kind.fields:
            if field.name == _GIVEN:
                continue
            editor = editor_of(field, self._today, self._buildings, self.edited.emit)
            editor.fill(fields.get(field.name))
            editor.widget.setAccessibleName(field.label)
            self._cells[field.name] = _Cell(field, editor, self)
        rare = [cell for cell in self._cells.values() if cell.field.rare]
        self.more.setVisible(bool(rare))
        self._show_rare(any(fields.get(cell.field.name) for cell in rare))
        self._paired = None
        self._arrange()

    def fields(self) -> dict[str, object]:
        """What is filled in, by field name; empty ones are left out."""
        typed = {name: cell.editor.value() for name, cell in self._cells.items()}
        return {
            name: value
            for name, value in typed.items()
            if (value.strip() if isinstance(value, str) else value)
        }

    def show_mistakes(self, found: Sequence[Mistake], missing: Sequence[str]) -> None:
        """Marks what cannot be read with the reason under it, and what must still be filled in."""
        wrong = {mistake.field: mistake for mistake in found}
        for name, cell in self._cells.items():
            mistake = wrong.get(name)
            cell.set_wrong(mistake, needed=name in missing)

    def focus_first(self) -> None:
        """Puts the keyboard into the first field that is still empty, or the first."""
        cells = [cell for cell in self._cells.values() if not cell.isHidden()]
        needed = next((cell for cell in cells if cell.needed), None)
        first = needed or next(iter(cells), None)
        if first is not None:
            first.editor.widget.setFocus()

    def focus_field(self, name: str) -> None:
        """Puts the keyboard into this field."""
        cell = self._cells.get(name)
        if cell is not None:
            if cell.field.rare:
                self._show_rare(True)
            cell.editor.widget.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._paired = None
            self._arrange()

    def _show_rare(self, shown: bool) -> None:
        self._open = shown
        for cell in self._cells.values():
            if cell.field.rare:
                cell.setVisible(shown)
        self.more.setChecked(shown)
        self.more.set_words("收起" if shown else "更多栏目（标题、称呼、回执、二维码等）")

    def _arrange(self) -> None:
        look = theme.current()
        paired = self.width() >= look.px(_TWO_COLUMNS_EMS)
        if paired == self._paired:
            return
        self._paired = paired
        while self._grid.takeAt(0) is not None:
            pass
        self._grid.setHorizontalSpacing(look.space)
        self._grid.setVerticalSpacing(look.px(0.6))
        row, side = 0, 0
        for cell in self._cells.values():
            short = paired and cell.field.type in SHORT
            if not short and side:
                row, side = row + 1, 0
            if short:
                self._grid.addWidget(cell, row, side)
                row, side = (row + 1, 0) if side else (row, 1)
            else:
                self._grid.addWidget(cell, row, 0, 1, 2)
                row += 1
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1 if paired or not column else 0)


class _Cell(QWidget):
    """Label and help over the editor, what is wrong with it under it."""

    def __init__(self, field: Field, editor: Editor, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.editor = editor
        self.needed = False
        self._label = QLabel()
        self._label.setTextFormat(self._label.textFormat().PlainText)
        self._label.setBuddy(editor.widget)
        self._label.setProperty("look", "strong")
        self._help = words(field.help, "muted", wrap=True)
        self._wrong = words("", "danger", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(0.2))
        column.addWidget(self._label)
        if field.help:
            column.addWidget(self._help)
        column.addWidget(editor.widget)
        column.addWidget(self._wrong)
        column.addStretch(1)
        self._wrong.hide()
        editor.widget.setToolTip(field.help)
        self._tell()

    def set_wrong(self, mistake: Mistake | None, *, needed: bool) -> None:
        """Shows why the field cannot be read, or that it must still be filled in."""
        said = mistake.said if mistake else ""
        self.needed = needed
        self.editor.mark(mistake.row if mistake else 0, mistake.column if mistake else 0, said)
        self._wrong.setText(said)
        self._wrong.setVisible(bool(said))
        self.editor.widget.setAccessibleDescription(said or self.field.help)
        self._tell()

    def _tell(self) -> None:
        mark = " *" if self.field.required else ""
        self._label.setText(self.field.label + mark + ("　还没填" if self.needed else ""))
