"""The views of 通知公示: writing a notice, the posting ledger, the boards."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from qingyu.ui.pages.page import Desk
from qingyu.ui.widgets.filter_chips import Filter, FilterChipRow

if TYPE_CHECKING:
    from qingyu.ui.pages.notices_boards import BoardMapView
    from qingyu.ui.pages.notices_ledger_view import LedgerView
    from qingyu.ui.pages.notices_ledger_work import LedgerWork
    from qingyu.ui.pages.notices_places import PlacesEditor

COMPOSE, LEDGER, BOARDS, PLACES = "compose", "ledger", "boards", "places"


class NoticeViews(QStackedWidget):
    """A stack of the views with `modes`, the chips that switch them, for the head of the page.

    What hangs where is built when it is first looked at: most visits are to write.

    Signals: mode_changed(str) with compose, ledger or boards; said(str);
    open_requested(object, int); print_requested(int) to print a notice once more,
    again_requested(int) to write one like it.
    """

    mode_changed = Signal(str)
    said = Signal(str)
    open_requested = Signal(object, int)
    print_requested = Signal(int)
    again_requested = Signal(int)

    def __init__(self, desk: Desk, compose: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mode = COMPOSE
        self._desk = desk
        self._compose = compose
        self.modes = FilterChipRow(
            (Filter(COMPOSE, "写通知"), Filter(LEDGER, "张贴台账"), Filter(BOARDS, "公告栏")),
            exclusive=True,
        )
        self.modes.setAccessibleName("看什么")
        self.modes.choose({COMPOSE})
        self.addWidget(compose)
        self.modes.changed.connect(lambda keys: self.show_mode(next(iter(keys), self.mode)))

    @cached_property
    def ledger(self) -> "LedgerView":
        """The posting ledger."""
        from qingyu.ui.pages.notices_ledger_view import LedgerView

        view = LedgerView(self._desk.settings)
        view.compose_requested.connect(lambda: self.show_mode(COMPOSE))
        view.detail.postings.places_requested.connect(self.show_places)
        self.addWidget(view)
        return view

    @cached_property
    def boards(self) -> "BoardMapView":
        """The boards as pictures."""
        from qingyu.ui.pages.notices_boards import BoardMapView

        view = BoardMapView()
        view.notice_requested.connect(self.open_notice)
        view.places_requested.connect(self.show_places)
        self.addWidget(view)
        return view

    @cached_property
    def places(self) -> "PlacesEditor":
        """Where notices may be put up."""
        from qingyu.ui.pages.notices_places import PlacesEditor

        editor = PlacesEditor()
        editor.left.connect(lambda: self.show_mode(BOARDS))
        self.addWidget(editor)
        return editor

    @cached_property
    def work(self) -> "LedgerWork":
        """The hands of all three."""
        from qingyu.ui.pages.notices_ledger_work import LedgerWork

        work = LedgerWork(self._desk.operations, self.ledger, self.boards, self.places)
        work.said.connect(self.said)
        work.open_requested.connect(self.open_requested)
        work.print_requested.connect(self.print_requested)
        work.again_requested.connect(self.again_requested)
        return work

    def show_mode(self, mode: str) -> None:
        """Go over to a view and read it."""
        self.mode = mode
        self.modes.choose({mode})
        if mode == COMPOSE:
            self.setCurrentWidget(self._compose)
        else:
            self.setCurrentWidget(self.ledger if mode == LEDGER else self.boards)
        self.reload()
        self.mode_changed.emit(mode)
        if mode == LEDGER:
            self.ledger.focus_start()

    def show_places(self) -> None:
        """Go over to adding and editing places to post."""
        self.show_mode(BOARDS)
        self.setCurrentWidget(self.places)
        self.work.reload_places()
        self.places.new.setFocus()

    def doors(self) -> dict[str, Callable[[], object]]:
        """How the forms around the ledger are opened, by the steps of their drafts."""
        return {**self.ledger.detail.doors(), **self.work.doors(self.show_places)}

    def open_notice(self, ident: int) -> None:
        """Show one notice on the ledger."""
        if self.ledger.typing and self.ledger.chosen != ident:
            self.ledger.show_answers(False)
        self.show_mode(LEDGER)
        self.ledger.choose(ident)

    def reload(self) -> None:
        """Reads again what is looked at."""
        shown = self.currentWidget()
        if shown is self._compose:
            return
        if shown is self.ledger:
            self.work.reload_ledger()
        elif shown is self.boards:
            self.work.reload_boards()
        elif shown is self.places:
            self.work.reload_places()
