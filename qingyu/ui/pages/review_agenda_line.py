"""One line of the agenda: the matter as a link, and why it is there under it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.link_line import LinkLine
from qingyu.ui.widgets.pill import Pill


class AgendaLine(QWidget):
    """A link with a pill for every reason, word and tone each, and an optional button `aside`.

    Signals: requested(object) with the key on Enter or a click.
    """

    requested = Signal(object)

    def __init__(
        self,
        text: str,
        reasons: Sequence[tuple[str, str]],
        *,
        why: str = "",
        note: str = "",
        key: object = None,
        aside: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.link = LinkLine(text, note=note, key=key)
        named = "、".join(reason for reason, _tone in reasons)
        told = "，".join(part for part in (text, named, why, note) if part)
        self.link.setAccessibleName(told)
        self.link.requested.connect(self.requested)
        self.setFocusProxy(self.link)
        self._pills = QWidget()
        below = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        below.setHeightForWidth(True)
        self._pills.setSizePolicy(below)
        self._flow = FlowLayout(self._pills, gap=0.4, row_gap=0.25)
        for reason, tone in reasons:
            self._flow.addWidget(Pill(reason, tone))
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.link)
        self._why = words(why, "small", wrap=True)
        self._column.addWidget(self._pills)
        self._column.addWidget(self._why)
        self._why.setVisible(bool(why))
        self.aside = ActionButton(aside, "link", parent=self)
        self.aside.setVisible(bool(aside))
        self.aside.setAccessibleName(f"{aside}：{text}")
        if aside:
            self._flow.addWidget(self.aside)
        self._pills.setVisible(bool(reasons or aside))
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        look = theme.current()
        self._column.setSpacing(0)
        self._column.setContentsMargins(0, 0, 0, look.px(0.35))
        self._flow.setContentsMargins(look.px(0.5), 0, look.px(0.5), 0)
        self._why.setContentsMargins(look.px(0.5), 0, look.px(0.5), 0)
