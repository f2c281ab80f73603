"""A topic of one's own for the agenda: one line and how often it returns."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QWidget

from qingyu.domain.review import Rhythm
from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.draft_form import DraftForm
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words

_WORDS = {Rhythm.ONCE: "议完为止", Rhythm.WEEKLY: "每周都议", Rhythm.MONTHLY: "每月都议"}


class TopicLine(QFrame):
    """A line and what there is to say about it; Enter or the button puts it on the agenda.

    Signals: added(str, str, object) with the topic, what is told about it, and the Rhythm.
    """

    added = Signal(str, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("加一个议题")
        self.line = QLineEdit()
        self.line.setMaxLength(100)
        self.line.setPlaceholderText("例如：车棚怎么收费（回车加上）")
        self.line.setAccessibleName("加一个议题")
        self.detail = QLineEdit()
        self.detail.setMaxLength(300)
        self.detail.setPlaceholderText("说明，可以不写")
        self.detail.setAccessibleName("议题的说明")
        self.rhythm = ChoiceRow("多久议一次", [(each, _WORDS[each]) for each in Rhythm])
        self.rhythm.choose(Rhythm.ONCE)
        self.button = ActionButton("加上", icon="plus")
        label = words("加一个议题(&T)", "strong")
        label.setBuddy(self.line)
        self._flow = FlowLayout(self, gap=0.6)
        for part in (label, self.line, self.detail, self.rhythm, self.button):
            self._flow.addWidget(part)
        self.line.returnPressed.connect(self._add)
        self.detail.returnPressed.connect(self._add)
        self.button.clicked.connect(self._add)
        DraftForm(self, "加一个议题", choices=True)
        self._restyle()

    def clear(self) -> None:
        """Ready for the next topic."""
        self.line.clear()
        self.detail.clear()
        self.rhythm.choose(Rhythm.ONCE)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _add(self) -> None:
        self.added.emit(self.line.text(), self.detail.text(), Rhythm(self.rhythm.key))

    def _restyle(self) -> None:
        look = theme.current()
        self.line.setMinimumWidth(look.px(17))
        self.detail.setMinimumWidth(look.px(17))
        self._flow.setContentsMargins(look.px(1.0), look.px(0.6), look.px(1.0), look.px(0.6))
