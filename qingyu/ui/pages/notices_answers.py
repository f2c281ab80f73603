"""Typing return slips back by keyboard: the household, one key for the box, Enter to the next."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from qingyu.domain.place import Place
from qingyu.domain.slip_answer import LONGEST_WORDS, MOST_HEADS, SlipAnswer, SlipProgress
from qingyu.ui import theme
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.date_field import DateField
from qingyu.ui.widgets.draft_form import DraftForm
from qingyu.ui.widgets.flow_row import FlowRow
from qingyu.ui.widgets.labels import words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

Find = Callable[[str], tuple[Place, SlipAnswer | None] | None]


class AnswerEntry(QWidget):
    """One slip after the other: 3-2-501 Enter, 1/2/3, words, Enter.

    `find` answers with the household meant and what it said before, None when it was refused.

    Signals: entered(str, str, int, str, object, bool) with the household, option, heads, words,
    day on the paper and whether it replaces an earlier answer; left().
    """

    entered = Signal(str, str, int, str, object, bool)
    left = Signal()

    def __init__(
        self, title: str, found: SlipProgress, today: date, find: Find,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAccessibleName(f"录回执：{title}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._find = find
        self._options = found.slip.options
        self._place: Place | None = None
        self.replacing = False
        self.heading = words(f"录回执：{title}", "heading", wrap=True)
        self.question = words(found.slip.question, "muted", wrap=True)
        self.home = QLineEdit()
        self.home.setPlaceholderText("3-2-501，或扫回执上的码")
        self.home.setMaxLength(60)
        self.home.setAccessibleName("哪一户")
        self.before = Banner("", "warn", "改成这一次的")
        self.before.hide()
        named = [(option, f"{at} {option}") for at, option in enumerate(self._options, 1)]
        self.option = ChoiceRow("意见", named)
        self.heads = QSpinBox()
        self.heads.setRange(1, MOST_HEADS)
        self.heads.setSuffix(" 人")
        self.heads.setAccessibleName("几个人表态")
        self.said = QLineEdit()
        self.said.setMaxLength(LONGEST_WORDS)
        self.said.setAccessibleName("写的话")
        self.said.setPlaceholderText("照纸上写，可以不写")
        self.day = DateField(today)
        self.day.setAccessibleName("纸上写的日子")
        self.save = ActionButton("记下，下一户", "primary", hint="Enter")
        self.back = ActionButton("录完了", hint="Esc")
        self.hint = words("", "muted", wrap=True)
        self.draft_form = DraftForm(self, "录回执", choices=True)
        self.draft_form.taken.connect(self._take_home)
        self._lay_out()
        self._connect()
        self.start_next()

    @property
    def place(self) -> Place | None:
        """The household being typed in, None before it is known."""
        return self._place

    def start_next(self) -> None:
        """Make room for the next household; the day on the paper stays."""
        self._place, self.replacing = None, False
        self.home.clear()
        self.option.set_key("")
        self.heads.setValue(1)
        self.said.clear()
        self.before.hide()
        self._set_open(False)
        self._tell()
        self.draft_form.begin_anew()
        self.home.setFocus(Qt.FocusReason.OtherFocusReason)

    def correct(self, answer: SlipAnswer) -> None:
        """Show an answer typed before, to be typed anew."""
        self.home.setText(answer.place.code)
        self._place, self.replacing = answer.place, True
        self.option.set_key(answer.option if answer.option in self._options else "")
        self.heads.setValue(answer.heads)
        self.said.setText(answer.words)
        if answer.on_paper is not None:
            self.day.set_day(answer.on_paper)
        self.before.hide()
        self._set_open(True)
        self._tell()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.text()
        if event.key() == Qt.Key.Key_Escape:
            self._step_back()
        elif event.key() in _ENTER:
            self._confirm()
        elif self._place is None:
            super().keyPressEvent(event)
        elif key and key in "123456789" and int(key) <= len(self._options) and not self._refused:
            self.option.choose(self._options[int(key) - 1])
            self._go_on()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    @property
    def _refused(self) -> bool:
        """Whether this household answered before and nobody said that it is to be replaced."""
        return self.before.isVisibleTo(self)

    def _take_home(self) -> None:
        if not self.home.text().strip():
            return
        found = self._find(self.home.text())
        if found is None:
            self.home.selectAll()
            return
        self._place, before = found
        self.home.setText(self._place.code)
        self.replacing = False
        if before is not None:
            told = before.on_paper
            day = f"（{told.month}月{told.day}日）" if told else ""
            said = f"{self._place.code} 已经交过回执：{before.option}{day}。一户只算一张。"
            self.before.set_text(said, "warn", "改成这一次的")
        self.before.setVisible(before is not None)
        self._set_open(before is None)
        self._tell()
        if before is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _replace(self) -> None:
        self.replacing = True
        self.before.hide()
        self._set_open(True)
        self._tell()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        self._tell()
        self.said.setFocus(Qt.FocusReason.OtherFocusReason)

    def _confirm(self) -> None:
        if self._place is None:
            self._take_home()
        elif self._refused:
            self._replace()
        elif not self.option.key:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.entered.emit(
                self._place.code, self.option.key, self.heads.value(), self.said.text(),
                self.day.day, self.replacing,
            )  # fmt: skip

    def _step_back(self) -> None:
        if self._place is None and not self.home.text():
            self.left.emit()
        else:
            self.start_next()

    def _forget_home(self) -> None:
        if self._place is not None:
            self._place = None
            self.before.hide()
            self._set_open(False)
            self._tell()

    def _set_open(self, on: bool) -> None:
        for part in (self.option, self.heads, self.said, self.save):
            part.setEnabled(on)

    def _tell(self) -> None:
        if self._place is None:
            self.hint.setText("写哪一户，回车。录完了按 Esc。")
        elif self._refused:
            self.hint.setText("按回车改成这一次的，按 Esc 换一户。")
        elif not self.option.key:
            self.hint.setText(f"按 1 到 {len(self._options)} 选意见。")
        else:
            self.hint.setText("写几句也行，回车记下，到下一户。")

    def _connect(self) -> None:
        self.home.textEdited.connect(lambda _text: self._forget_home())
        self.option.chosen.connect(lambda _key: self._go_on())
        self.before.action_requested.connect(self._replace)
        self.save.clicked.connect(self._confirm)
        self.back.clicked.connect(self.left)

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        fields = (
            ("哪一户", self.home),
            ("意见", self.option),
            ("人数", self.heads),
            ("写的话", self.said),
            ("纸上的日子", self.day),
        )
        for label, editor in fields:
            named = words(label, "muted")
            named.setBuddy(editor)
            self._form.addRow(named, editor)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.heading, self.question):
            self._column.addWidget(widget)
        self._column.addLayout(self._form)
        for part in (self.before, self.hint, FlowRow(self.save, self.back)):
            self._column.addWidget(part)
        self._restyle()

    def _restyle(self) -> None:
        look = theme.current()
        self._form.setHorizontalSpacing(look.gap)
        self._form.setVerticalSpacing(look.px(0.35))
        self._column.setSpacing(look.px(0.5))
