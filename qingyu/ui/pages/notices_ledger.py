"""What was published lately: open it again, take it down."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qingyu.services.notice import KeptNotice
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.link_line import LinkLine

_SHOWN = 8


class Ledger(Card):
    """Newest first; Enter opens the PDF, one that is due also offers to be taken down.

    Signals: open_requested(int); take_down_requested(int).
    """

    open_requested = Signal(int)
    take_down_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("archive", "最近发布", parent=parent)
        self._published: dict[int, LinkLine] = {}

    def set_notices(self, notices: Sequence[KeptNotice], today: date) -> None:
        """Shows these; those past their day first say so."""
        self.clear()
        self._published = {}
        for kept in notices[:_SHOWN]:
            due = kept.posted_until is not None and kept.posted_until <= today
            line = LinkLine(f"{kept.number}　{kept.title}", "", note="", key=kept.id)
            line.requested.connect(lambda ident: self.open_requested.emit(ident))
            self._published[kept.id] = line
            self.add_line(line)
            if due:
                down = LinkLine("　到期了，按这里记下已撤下", "到期", "warn", key=kept.id)
                down.requested.connect(lambda ident: self.take_down_requested.emit(ident))
                self.add_line(down)
        if not notices:
            self.add_line(words("还没有发布过通知。", "muted"))

    def choose(self, ident: int) -> None:
        """Puts the focus on this notice's line, if it is shown."""
        line = self._published.get(ident)
        if line is not None:
            line.setFocus()
