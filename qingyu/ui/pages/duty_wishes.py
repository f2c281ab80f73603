"""Leave and standing wishes of one person: a list to take back from, a form that adds to it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from qingyu.domain.duty import Shift
from qingyu.domain.duty_person import Wish, WishKind, wish_words
from qingyu.ui.widgets.date_field import DateField
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.link_line import LinkLine
from qingyu.ui.widgets.section import Section

_WEEKDAYS = "一二三四五六日"
_KINDS = (
    (WishKind.UNWANTED, "不太方便，能不排就不排"),
    (WishKind.LEAVE, "请假，一定不排"),
)


class WishForm(InlineForm):
    """One leave or wish from a day to another, on one weekday or every day, of one shift or all.

    Signals: answered(Wish); those of InlineForm.
    """

    answered = Signal(object)

    def __init__(
        self,
        steward_id: int,
        shifts: Sequence[Shift],
        first: date,
        last: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("哪些时候不方便", "记下来", parent)
        self._steward_id = steward_id
        self.weekday = QComboBox()
        self.weekday.addItem("每天", None)
        for number, name in enumerate(_WEEKDAYS):
            self.weekday.addItem(f"每周{name}", number)
        self.shift = QComboBox()
        self.shift.addItem("全天", None)
        for shift in shifts:
            self.shift.addItem(f"{shift.name}班", shift.id)
        self.kind = QComboBox()
        for kind, text in _KINDS:
            self.kind.addItem(text, kind)
        self.first, self.last = DateField(first), DateField(last)
        self.words = QLineEdit()
        self.words.setMaxLength(60)
        self.words.setPlaceholderText("例如：接孙子放学")
        for label, editor in (
            ("周几", self.weekday),
            ("哪一班", self.shift),
            ("怎么算", self.kind),
            ("从哪天", self.first),
            ("到哪天", self.last),
            ("说明", self.words),
        ):
            self.add_field(label, editor)
        self.confirmed.connect(self._answer)

    def _answer(self) -> None:
        wrong = self.last.day < self.first.day
        self.mark(self.last if wrong else None)
        if not wrong:
            self.answered.emit(
                Wish(
                    0,
                    self._steward_id,
                    WishKind(self.kind.currentData()),
                    self.first.day,
                    self.last.day,
                    self.shift.currentData(),
                    self.weekday.currentData(),
                    self.words.text().strip(),
                )
            )


class WishesPart(Section):
    """What somebody asked for from today on, each line with a press to take it back.

    Signals: remove_requested(int) with the wish; those of Section.
    """

    remove_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("请假和不方便的时候", "添加（比如每周三下午）", parent=parent)
        self.lines: list[QWidget] = []
        self._none = words("还没有写过。可以写「每周三下午」这样固定的时候。", "muted", wrap=True)
        self.add(self._none)

    def show_wishes(self, wishes: Sequence[Wish], shifts: Sequence[Shift]) -> None:
        """Show these."""
        names = {shift.id: shift.name for shift in shifts}
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines.clear()
        for wish in wishes:
            told = wish_words(wish, names.get(wish.shift_id or 0, ""))
            line = LinkLine(told, "删除", "plain", key=wish.id)
            line.requested.connect(self.remove_requested)
            self.add(line)
            self.lines.append(line)
        self._none.setVisible(not wishes)
