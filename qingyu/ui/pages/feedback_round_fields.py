"""The fields of one line that is typed back: who went and when, the boxes, the words."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from qingyu.domain.round import RoundKind
from qingyu.domain.round_answer import OTHER_WAY, Answer, BoxRow, Way, box_rows
from qingyu.domain.steward import Steward
from qingyu.ui import theme
from qingyu.ui.widgets.answer_edit import AnswerEdit
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.chooser import choose, chooser
from qingyu.ui.widgets.date_field import DateField
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.roomy_row import roomy_row


class RoundFields(QWidget):
    """Rows of boxes as on paper; `take` is told each digit typed before any word.

    Signals: chosen(str) with the digit of a box that was clicked.
    """

    chosen = Signal(str)

    def __init__(
        self,
        kind: RoundKind,
        today: date,
        people: Sequence[Steward],
        take: Callable[[str], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.who = chooser("谁去的")
        for person in people:
            self.who.addItem(person.name, str(person.id))
        self.day = DateField(today)
        self.day.setAccessibleName("纸上写的日子")
        results, *judged = box_rows(kind)
        self.tick = self._row(results, "结果")
        self.judged = tuple(self._row(row, row.name) for row in judged)
        self.way = ChoiceRow("怎么回访", [(way, way) for way in Way])
        self.way.chosen.connect(self._choose_way)
        self._way = Way.DOOR.value
        self.said = AnswerEdit(take)
        self.said.setAccessibleName("写了几句")
        self.said.setPlaceholderText("先按方框的数字，再照纸上写；可以不写")
        self._lay_out(kind)

    @property
    def walker(self) -> int | None:
        """The id of who went, or None."""
        ident = str(self.who.currentData() or "")
        return int(ident) if ident else None

    def show_walker(self, ident: int | None) -> None:
        """Show who went."""
        choose(self.who, str(ident or ""))

    def show_answer(self, answer: Answer) -> None:
        """Show what is ticked."""
        visit = answer.visit
        _mark(self.tick, answer.tick.value if answer.tick is not None else "")
        for row, value in zip(self.judged, (visit.truthful, visit.timely), strict=False):
            _mark(row, "" if value is None else "是" if value else "不是")
        self._way = visit.how
        _mark(self.way, visit.how)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _row(self, row: BoxRow, name: str) -> ChoiceRow:
        made = ChoiceRow(name, [(box.text, f"{box.key} {box.text}") for box in row.boxes])
        keys = {box.text: box.key for box in row.boxes}
        made.chosen.connect(lambda text: self.chosen.emit(keys[text]))
        return made

    def _choose_way(self, way: str) -> None:
        if way != self._way:
            self.chosen.emit(OTHER_WAY)

    def _lay_out(self, kind: RoundKind) -> None:
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._add("谁去的", roomy_row(self.who, words("纸上的日子", "muted"), self.day))
        self._add("结果", self.tick)
        if kind is RoundKind.FOLLOWUP:
            truthful, timely = self.judged
            asked = (truthful, words(timely.accessibleName(), "muted"), timely, self.way)
            self._add(truthful.accessibleName(), roomy_row(*asked))
        else:
            self.way.hide()
            self.way.setParent(self)
        self._add("写了几句", self.said)
        self._restyle()

    def _add(self, label: str, editor: QWidget) -> None:
        named = words(label, "muted")
        named.setBuddy(editor)
        self._form.addRow(named, editor)

    def _restyle(self) -> None:
        look = theme.current()
        self._form.setHorizontalSpacing(look.gap)
        self._form.setVerticalSpacing(look.px(0.35))


def _mark(row: ChoiceRow, key: str) -> None:
    # Every mark is drawn anew, and most stay as they are while line after line is typed.
    if row.key != key:
        row.set_key(key)
