"""The slips typed back so far beside the one being typed: the last first, each to be corrected."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qingyu.domain.slip_answer import SlipAnswer, SlipProgress
from qingyu.domain.wording import moment
from qingyu.ui.pages.notices_answers import AnswerEntry, Find
from qingyu.ui.pages.notices_ledger_slips import SlipBar
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.card_grid import CardGrid
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.flow_row import FlowRow
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll
from qingyu.ui.widgets.pill import Pill

_SHOWN = 30


class AnswerBoard(PageScroll):
    """AnswerEntry, the count as a bar, and what was typed last.

    Signals: entered(...) as of AnswerEntry; removed(object) with a Place; left().
    """

    entered = Signal(str, str, int, str, object, bool)
    removed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=False)
        self.entry: AnswerEntry | None = None
        self._place = EmBox(card=True, margin=(0.9, 0.8), gap=0.5)
        self.bar = SlipBar()
        self.count = words("", "strong", wrap=True)
        self._place.add(self.count)
        self._place.add(self.bar)
        self.card = Card("clipboard-list", "最近录的")
        self._grid = CardGrid(even=True, column_ems=27.0)
        self._grid.set_cards([self._place, self.card])
        self.add(self._grid)
        self.column.addStretch(1)

    def open_entry(self, title: str, found: SlipProgress, now: datetime, find: Find) -> None:
        """Begin to type the slips of this notice back."""
        self.close_entry()
        self.entry = AnswerEntry(title, found, now.date(), find)
        self.entry.entered.connect(self.entered)
        self.entry.left.connect(self.left)
        self._place.box.insertWidget(0, self.entry)
        self.entry.show()
        self.entry.home.setFocus()

    def close_entry(self) -> None:
        """Put it away."""
        if self.entry is not None:
            self.entry.hide()
            self.entry.deleteLater()
            self.entry = None

    def show_answers(
        self, found: SlipProgress, answers: Sequence[SlipAnswer], now: datetime
    ) -> None:
        """Show the count and the last answers; what is being typed stays."""
        left = f"，还差 {len(found.waiting)} 户" if found.waiting else ""
        self.count.setText(f"收回 {found.answered} / {found.expected} 户{left}")
        self.bar.show_progress(found)
        self.card.clear()
        self.card.set_figure(str(len(answers)) if answers else "")
        for answer in answers[:_SHOWN]:
            self.card.add_line(self._line(answer, now))
        if not answers:
            self.card.add_line(words("还没有录过。", "muted"))

    def _line(self, answer: SlipAnswer, now: datetime) -> QWidget:
        row = FlowRow(words(answer.place.code, "strong"), gap=0.5)
        row.add(Pill(f"{answer.option} {answer.heads} 人", "info"))
        if not answer.known_home:
            row.add(Pill("住户表里没有", "warn"))
        typed = moment(answer.entered_at, now) if answer.entered_at else ""
        row.add(words(f"{typed} {answer.entered_by}".strip(), "muted"))
        row.add_push()
        edit, gone = ActionButton("改", "quiet"), ActionButton("", "quiet", icon="x", hint="删掉")
        edit.setAccessibleName(f"改 {answer.place.code}")
        gone.setAccessibleName(f"删掉 {answer.place.code}")
        edit.clicked.connect(lambda: self._correct(answer))
        gone.clicked.connect(lambda: self.removed.emit(answer.place))
        row.add(edit)
        row.add(gone)
        if not answer.words:
            return row
        block = EmBox(gap=0.0)
        block.add(row)
        block.add(words(f"「{answer.words}」", "muted", wrap=True))
        return block

    def _correct(self, answer: SlipAnswer) -> None:
        if self.entry is not None:
            self.entry.correct(answer)
