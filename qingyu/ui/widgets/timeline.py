"""What happened, newest first: a date column and words beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from qingyu.domain.frozen import frozen
from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.labels import words


@frozen
class Moment:
    """One entry: when in words, what, who, an optional tone, a link (words and key), an aside."""

    when: str
    text: str
    who: str = ""
    tone: str = ""
    link: str = ""
    key: object = None
    aside: str = ""


class Timeline(QWidget):
    """Moments one under another, wrapped, never cut.

    Signals: moment_requested(object) with the key of the moment whose link was pressed;
    aside_requested(object) with that of the one whose aside was.
    """

    moment_requested = Signal(object)
    aside_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("经过")
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._restyle()

    def set_moments(self, moments: Sequence[Moment]) -> None:
        """Show these, in the order given, instead of what is shown."""
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for row, moment in enumerate(moments):
            self._add(row, moment)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _add(self, row: int, moment: Moment) -> None:
        top = Qt.AlignmentFlag.AlignTop
        said = f"{moment.text}　{moment.who}" if moment.who else moment.text
        text = words(said, moment.tone, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(words(moment.when, "when"), row, 0, top)
        self._grid.addWidget(text, row, 1, 1, 1 if moment.link else 2)
        if moment.link:
            link = ActionButton(moment.link, "link")
            link.clicked.connect(lambda _=False, key=moment.key: self.moment_requested.emit(key))
            self._grid.addWidget(link, row, 2, top)
        if moment.aside:
            aside = ActionButton(moment.aside, "link")
            aside.setAccessibleName(f"{moment.aside}{moment.link}")
            aside.clicked.connect(lambda _=False, key=moment.key: self.aside_requested.emit(key))
            self._grid.addWidget(aside, row, 3, top)

    def _restyle(self) -> None:
        look = theme.current()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(1.2))
        self._grid.setVerticalSpacing(look.px(0.6))
