"""Typing a round back: the line shown, digits for the boxes, words, Enter to the next line."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qingyu.domain.round import UNASKED, Round, RoundKind, RoundLine, read_line_code
from qingyu.domain.round_answer import Answer, press
from qingyu.domain.steward import Steward
from qingyu.ui import theme
from qingyu.ui.pages.feedback_round_fields import RoundFields
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.draft_form import DraftForm, set_place
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.roomy_row import roomy_row

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RoundEntry(QWidget):
    """One round being typed back, line after line in the order of the paper.

    Signals: entered(int, object, str, object) with line number, Answer, words and day on the
    paper; line_wanted(int, int) with number and line of another round that was scanned; left()
    on Esc before anything was typed, or by the button.
    """

    entered = Signal(int, object, str, object)
    line_wanted = Signal(int, int)
    left = Signal()

    def __init__(
        self,
        round_: Round,
        today: date,
        people: Sequence[Steward] = (),
        walker: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"录{round_.name}")
        self._round = round_
        self._line: RoundLine | None = None
        self._answer = Answer()
        self.heading = words("", "muted")
        self.number = words("", "title")
        self.matter = words("", "strong", wrap=True)
        self.fields = RoundFields(round_.kind, today, people, self._press)
        self.fields.show_walker(round_.walker_id if round_.walker_id is not None else walker)
        self.said, self.day, self.tick = self.fields.said, self.fields.day, self.fields.tick
        self.hint = words("", "muted", wrap=True)
        self.next = ActionButton("下一行", "primary", icon="check", hint="回车")
        self.leave = ActionButton("先录到这里", "quiet", hint="Esc")
        self.next.clicked.connect(self._confirm)
        self.leave.clicked.connect(self.left)
        self.fields.chosen.connect(self._tick)
        self.draft_form = DraftForm(self, "照单子录", step="line", choices=True)
        self.setFocusProxy(self.said)
        self._lay_out()
        self.show_round(round_)

    @property
    def line(self) -> RoundLine | None:
        """The line to be typed in now, None when all came back."""
        return self._line

    @property
    def answer(self) -> Answer:
        """What was ticked on this line so far, by whom included."""
        visit = replace(self._answer.visit, walker_id=self.fields.walker)
        return replace(self._answer, visit=visit)

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

    def show_line(self, no: int) -> None:
        """Go to the line of this number, or say what came back on it."""
        line = next((each for each in self._round.lines if each.no == no), None)
        if line is None:
            self.hint.setText(f"{self._round.name} 没有第 {no} 行。")
        elif line.is_open:
            self._show_line(line)
        else:
            self.hint.setText(f"第 {no} 行已经录过了（{line.tick}）。录错了请先撤销那一次。")

    def skip(self, step: int) -> None:
        """Go to the next (1) or the last (-1) open line without typing this one in."""
        lines = self._round.open_lines
        if self._line is None or not lines:
            return
        at = next(at for at, line in enumerate(lines) if line.no == self._line.no)
        self._show_line(lines[(at + step) % len(lines)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.skip(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() == Qt.Key.Key_Escape:
            self._step_back()
        elif event.key() in _ENTER:
            # Whatever has the keyboard leaves Enter to the line; only this button means itself.
            (self.left.emit if self.leave.hasFocus() else self._confirm)()
        elif event.text() and self._press(event.text()):
            self.said.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _press(self, digit: str) -> bool:
        """Whether the digit ticked a box; where one box is all there is, a second is words."""
        kind = self._round.kind
        if self._line is None or (kind is not RoundKind.FOLLOWUP and self._answer.tick is not None):
            return False
        answer = press(kind, self._answer, digit)
        if answer is None:
            return False
        self._take(answer)
        return True

    def _tick(self, digit: str) -> None:
        answer = press(self._round.kind, self._answer, digit)
        if answer is not None:
            self._take(answer)
        self.said.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, answer: Answer) -> None:
        self._answer = answer
        self.fields.show_answer(answer)

    def _confirm(self) -> None:
        scanned = read_line_code(self.said.text())
        if scanned is not None:
            self.said.clear()
            if scanned[0] == self._round.number:
                self.show_line(scanned[1])
            else:
                self.line_wanted.emit(*scanned)
        elif self._line is None:
            self.left.emit()
        elif self._answer.tick is None:
            self.said.setFocus(Qt.FocusReason.OtherFocusReason)
            self.hint.setText("这一行还没有结果。" + self._hint())
        else:
            self.draft_form.finish()
            self.entered.emit(self._line.no, self.answer, self.said.words(), self.day.day)

    def _step_back(self) -> None:
        if self._answer:
            self._take(Answer(visit=replace(UNASKED, how=self._answer.visit.how)))
        elif self.said.text():
            self.said.clear()
        else:
            self.left.emit()
            return
        self.said.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_line(self, line: RoundLine | None) -> None:
        self._line = line
        if line is not None:
            set_place(self, f"round_line:{line.id}", f"{self._round.name} 第 {line.no} 行")
        # The way stays: who goes from door to door does so for the whole paper.
        self._take(Answer(visit=replace(UNASKED, how=self._answer.visit.how)))
        self.said.clear()
        self.fields.setEnabled(line is not None)
        self.number.setText(f"第 {line.no} 行" if line is not None else "录完了")
        self.matter.setText(line.told if line is not None else "这张单子每一行都录回来了。")
        self.hint.setText(self._hint() if line is not None else "")
        self.draft_form.begin_anew()
        self.said.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hint(self) -> str:
        judged = "，6 到 9 答属实和及时，0 换电话或上门"
        asked = judged if self._round.kind is RoundKind.FOLLOWUP else ""
        return (
            f"照方框边的数字按{asked}；要写的话接着写，回车到下一行。"
            "话以数字开头就先按空格。PageDown 先跳过这一行。"
        )

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        buttons = roomy_row(self.next, self.leave)
        head = roomy_row(self.number, self.heading, gap=1.2)
        for widget in (head, self.matter, self.fields, self.hint, buttons):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._restyle()

    def _restyle(self) -> None:
        self._column.setSpacing(theme.current().px(0.5))
