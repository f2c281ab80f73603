"""Typing a round back: the line shown, a digit for the box, words, Enter to the next line."""

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from qingyu.domain.round import Round, RoundLine, Tick, ticks
from qingyu.ui import theme
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.date_field import DateField
from qingyu.ui.widgets.labels import words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LONGEST = 1000


class RoundEntry(QWidget):
    """One round being typed back, line after line in the order of the paper.

    Signals: entered(int, object, str, object) with line number, Tick, words and day on the paper;
    left() on Esc before a box is chosen.
    """

    entered = Signal(int, object, str, object)
    left = Signal()

    def __init__(self, round_: Round, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"录{round_.name}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._round = round_
        self._line: RoundLine | None = None
        self._boxes = ticks(round_.kind)
        self.heading = words("", "heading", wrap=True)
        self.number = words("", "title")
        self.matter = words("", "strong", wrap=True)
        self.day = DateField(today)
        self.day.setAccessibleName("纸上写的日子")
        named = [(tick.value, f"{at} {tick}") for at, tick in enumerate(self._boxes, 1)]
        self.tick = ChoiceRow("结果", named)
        self.said = QLineEdit()
        self.said.setMaxLength(_LONGEST)
        self.said.setAccessibleName("写了几句")
        self.said.setPlaceholderText("照纸上写，可以不写")
        self.hint = words("", "muted", wrap=True)
        self.tick.chosen.connect(lambda _key: self._go(self.said))
        self.said.returnPressed.connect(self._confirm)
        self._lay_out()
        self.show_round(round_)

    @property
    def line(self) -> RoundLine | None:
        """The line to be typed in now, None when all came back."""
        return self._line

    def show_round(self, round_: Round) -> None:
        """Show it as it stands now: an open line stays with what is typed, else the next comes."""
        self._round = round_
        open_lines = round_.open_lines
        now = self._line.no if self._line is not None else 0
        left = f"还有 {len(open_lines)} 行" if open_lines else "全部回来了"
        self.heading.setText(f"{round_.name}　{left}")
        if any(line.no == now for line in open_lines):
            return
        later = (line for line in open_lines if line.no > now)
        self._show_line(next(later, open_lines[0] if open_lines else None))

    def skip(self, step: int) -> None:
        """Go to the next (1) or the last (-1) open line without typing this one in."""
        lines = self._round.open_lines
        if self._line is None or not lines:
            return
        at = next(at for at, line in enumerate(lines) if line.no == self._line.no)
        self._show_line(lines[(at + step) % len(lines)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        box = event.text()
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.skip(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() == Qt.Key.Key_Escape:
            self._step_back()
        elif event.key() in _ENTER:
            self._confirm()
        elif box and box in "123456789" and int(box) <= len(self._boxes):
            self.tick.choose(self._boxes[int(box) - 1].value)
            self._go(self.said)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _confirm(self) -> None:
        if self._line is None:
            return
        if not self.tick.key:
            self._go(self)
            return
        self.entered.emit(self._line.no, Tick(self.tick.key), self.said.text(), self.day.day)

    def _step_back(self) -> None:
        if self.said.hasFocus() or self.tick.key:
            self.tick.set_key("")
            self._go(self)
        else:
            self.left.emit()

    def _show_line(self, line: RoundLine | None) -> None:
        self._line = line
        self.tick.set_key("")
        self.said.clear()
        for editor in (self.tick, self.said, self.day):
            editor.setEnabled(line is not None)
        self.number.setText(f"第 {line.no} 行" if line is not None else "录完了")
        place = line.place.text if line is not None else ""
        matter = line.matter if line is not None else "这张单子每一行都录回来了。"
        self.matter.setText(matter if place in matter else f"{place}　{matter}")
        boxes = f"按 1 到 {len(self._boxes)} 选结果，写几句，回车到下一行。"
        self.hint.setText(f"{boxes}PageDown 先跳过这一行。" if line is not None else "")
        self._go(self)

    def _go(self, widget: QWidget) -> None:
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        fields = (("结果", self.tick), ("写了几句", self.said), ("纸上的日子", self.day))
        for label, editor in fields:
            named = words(label, "muted")
            named.setBuddy(editor)
            self._form.addRow(named, editor)
        self._column = QVBoxLayout(self)
        for widget in (self.heading, self.number, self.matter):
            self._column.addWidget(widget)
        self._column.addLayout(self._form)
        self._column.addWidget(self.hint)
        self._column.addStretch(1)
        self._restyle()

    def _restyle(self) -> None:
        look = theme.current()
        self._form.setHorizontalSpacing(look.gap)
        self._form.setVerticalSpacing(look.px(0.35))
        self._column.setSpacing(look.px(0.5))
