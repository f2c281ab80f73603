"""The pages of the window: each built when first shown, or before that while nobody works."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from qingyu.domain.changes import Changes
from qingyu.ui import catalogue
from qingyu.ui.pages.page import Desk, Page
from qingyu.ui.widgets.draft_form import set_place


class PageStack(QStackedWidget):
    """One page in front; the others keep what was typed and are read again when they are shown.

    Signals: built(Page) once for each page, before it is first read.
    """

    built = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale: set[str] = set()
        self.pages: dict[str, Page] = {}
        self.key = ""

    @property
    def page(self) -> Page:
        """The page in front."""
        return self.pages[self.key]

    def bring(self, key: str) -> Page:
        """The page of this key, read afresh where needed, now in front."""
        page = self.refresh(key)
        self.key = key
        self.setCurrentWidget(page)
        page.focus_start()
        return page

    def make_ready(self) -> bool:
        """Whether a page wanted loading, making or reading; one of these was done."""
        for entry in catalogue.ENTRIES:
            key = entry.destination.key
            if key in self._stale:
                self.refresh(key)
            elif key in self.pages:
                continue
            elif catalogue.is_loaded(entry):
                self.build(key)
            else:
                catalogue.load(entry)
            return True
        return False

    def refresh(self, key: str) -> Page:
        """The page of this key, read again unless nothing has changed since."""
        page = self.build(key)
        if key in self._stale:
            self._stale.discard(key)
            page.reload()
        return page

    def build(self, key: str) -> Page:
        """The page of this key, made now unless it was before; nothing is read for it yet."""
        if key not in self.pages:
            # With its parent from the start, it is not styled anew when it is put in.
            entry = catalogue.find(key)
            page = catalogue.build(entry, self._desk, self)
            set_place(page, key, entry.destination.title)
            self.built.emit(page)
            self.pages[key] = page
            self.addWidget(page)
            self._stale.add(key)
        return self.pages[key]

    def spread(self, changes: Changes) -> None:
        """Reads the page in front again if it cares, the others when they are shown."""
        self._stale.update(key for key, page in self.pages.items() if page.concerns(changes))
        if self.key in self._stale:
            self._stale.discard(self.key)
            self.page.reload()
