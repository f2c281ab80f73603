"""What the window does when somebody goes on with a draft, or does not want it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from qingyu.domain.draft import Draft
from qingyu.ui import catalogue
from qingyu.ui.drafts import Drafts

if TYPE_CHECKING:
    from qingyu.ui.window import MainWindow


class DraftOffers(QObject):
    """Opens the page and the form of a draft again, and says what came of it."""

    def __init__(self, drafts: Drafts, window: "MainWindow") -> None:
        super().__init__(window)
        self._drafts = drafts
        self._window = window
        drafts.resume_requested.connect(self._resume)
        drafts.dropped.connect(self._tell_dropped)
        drafts.lost.connect(self._save_words)
        drafts.occupied.connect(self._tell_occupied)

    def _resume(self, draft: Draft) -> None:
        if draft.page not in {entry.destination.key for entry in catalogue.ENTRIES}:
            self._save_words(draft)
            return
        page = self._window.show_page(draft.page)
        page.reopen(draft.way[1:])
        self._drafts.put_back(draft)

    def _tell_dropped(self, draft: Draft) -> None:
        self._window.toasts.show_message(
            f"已不要：{draft.line}", action="撤销", on_action=lambda: self._drafts.take_up(draft)
        )

    def _tell_occupied(self, draft: Draft) -> None:
        words = "那里正写着别的内容，先存好或清空，再回「今日」接着写这一份。"
        self._window.toasts.show_message(words, seconds=12)

    def _save_words(self, draft: Draft) -> None:
        QGuiApplication.clipboard().setText(draft.whole_text)
        words = "原来那一处现在打不开了；写过的话已经复制，可以粘贴到别处。"
        self._window.toasts.show_message(words, seconds=12)
