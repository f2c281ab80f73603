"""The main window: navigation, the bar over every page, and the wiring between them."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
)

from qingyu.domain.changes import Changes, Noun
from qingyu.domain.errors import QingyuError
from qingyu.services import Store, duty, neighbourhood, steward
from qingyu.ui import catalogue, theme
from qingyu.ui.ahead import Ahead
from qingyu.ui.backup_keeper import BackupKeeper
from qingyu.ui.bar_state import BarState
from qingyu.ui.draft_offers import DraftOffers
from qingyu.ui.duty_watch import DutyWatch
from qingyu.ui.guard import Guard
from qingyu.ui.operations import Operations
from qingyu.ui.page_stack import PageStack
from qingyu.ui.pages.page import Desk, Page
from qingyu.ui.preferences import Preferences
from qingyu.ui.tasks import Tasks
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.ask_bar import AskBar
from qingyu.ui.widgets.navigation_rail import NavigationRail
from qingyu.ui.widgets.top_bar import TopBar
from qingyu.ui.widgets.window_frame import WindowFrame

if TYPE_CHECKING:
    from qingyu.ui.search_panel import SearchPanel
    from qingyu.ui.steward_menu import StewardMenu
    from qingyu.ui.widgets.toast import ToastStack


_AFTER_FIRST_LOOK_MS = 400


class MainWindow(QMainWindow):
    """One open book on screen; pages are built when first shown.

    Signals: practice_requested(bool) to close it and open the practice book, or the real one.
    """

    practice_requested = Signal(bool)

    def __init__(self, store: Store, preferences: Preferences, *, practice: bool) -> None:
        super().__init__()
        theme.dress(self)
        self.store = store
        self.preferences = preferences
        self.practice = practice
        self.operations = Operations(store, self)
        self.tasks = Tasks(self, store.close)
        self.desk = Desk(self.operations, self.tasks, preferences.settings, practice=practice)
        self._checked = False
        self._lay_out()
        self.guard = Guard(self.cover, self.operations, self)
        self.ahead = Ahead(self.stack, self.tasks, self)
        self.duty_watch = DutyWatch(
            self.operations, preferences, self.ask, lambda person: self.steward_menu.choose(person),
            self,
        )
        # Practice data is nobody's loss.
        self.keeper = None if practice else BackupKeeper(store, self.tasks, self)
        self._connect()
        self.desk.drafts.watch(self)
        self._restore()

    def _lay_out(self) -> None:
        self.setWindowTitle("晴雨管家（练习模式）" if self.practice else "晴雨管家")
        self.setMinimumSize(960, 600)
        self.frame = WindowFrame(self)
        self.frame.set_practice(self.practice)
        self.rail = NavigationRail("晴雨管家", [e.destination for e in catalogue.ENTRIES])
        self.bar = TopBar()
        self.bar.set_practice(self.practice)
        self.bar_state = BarState(self.bar, self.operations, self.preferences, self)
        self.stack = PageStack(self.desk)
        right = QVBoxLayout()
        right.setSpacing(0)
        self.ask = AskBar(self.frame)
        right.addWidget(self.bar)
        right.addWidget(self.ask)
        right.addWidget(self.stack, 1)
        row = QHBoxLayout(self.frame)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        border = 4 if self.practice else 0
        row.setContentsMargins(border, border, border, border)
        self.cover = QStackedWidget(self)
        self.cover.addWidget(self.frame)
        self.setCentralWidget(self.cover)

    def _connect(self) -> None:
        self.rail.page_requested.connect(self.show_page)
        self.stack.built.connect(self._adopt)
        self.stack.built.connect(self.guard.reach)
        self.ahead.loaded.connect(lambda: self.search_panel)
        self.bar.search_changed.connect(self._search)
        self.bar.weather_requested.connect(lambda: self.show_page("barometer"))
        self.bar.undo_requested.connect(self.operations.undo)
        self.bar.steward_requested.connect(lambda: self.steward_menu.open_under(self.bar))
        self.bar.practice_requested.connect(lambda: self.practice_requested.emit(False))
        self.desk.wishes.steward_requested.connect(self.bar.steward_requested)
        self.desk.wishes.practice_requested.connect(self.practice_requested)
        self.desk.wishes.text_size_requested.connect(self.set_text_size)
        self.desk.wishes.dark_requested.connect(self.set_dark)
        self.draft_offers = DraftOffers(self.desk.drafts, self)
        self.operations.changed.connect(self._spread)
        self.operations.done.connect(self._tell)
        self.operations.refused.connect(self._refuse)
        if self.keeper is not None:
            self.keeper.kept.connect(lambda: self.page.show_safety())
            self.keeper.troubled.connect(lambda told: self.toasts.show_message(told, seconds=12))
        for keys, action in (
            ("Ctrl+Z", self.operations.undo),
            ("Ctrl+N", lambda: self.page.start_new()),
            ("Ctrl+P", lambda: self.page.print_page()),
            ("Ctrl+L", self.guard.leave),
            ("F1", self.show_help),
        ):
            # Of the frame, so that they sleep while the window is covered.
            QShortcut(QKeySequence(keys), self.frame, action)

    def _restore(self) -> None:
        self.resize(1366, 768)
        if not self.preferences.geometry.isEmpty():
            self.restoreGeometry(self.preferences.geometry)
        name = neighbourhood.name(self.store)
        self.rail.set_neighbourhood(name)
        people = steward.stewards(self.store)
        last = next((p for p in people if p.name == self.preferences.steward), None)
        alone = people[:1] if self.practice or len(people) == 1 else ()
        if self.practice:
            alone = (*duty.on_duty_now(self.store).people, *alone)
        self.guard.begin(last or next(iter(alone), None))
        self.show_page("today" if name else "welcome")
        self.guard.start()
        self.bar_state.follow()

    # What is not needed before somebody works is built, and its module loaded, at its first use.

    @cached_property
    def search_panel(self) -> "SearchPanel":
        """The answers under the search box."""
        from qingyu.ui.search_panel import SearchPanel

        panel = SearchPanel(self.bar.search, self.frame)
        panel.chosen.connect(self._open_found)
        return panel

    @cached_property
    def toasts(self) -> "ToastStack":
        """The place of short remarks."""
        from qingyu.ui.widgets.toast import ToastStack

        return ToastStack(self.stack)

    @cached_property
    def steward_menu(self) -> "StewardMenu":
        """The menu behind 「现在是谁在用」."""
        from qingyu.ui.steward_menu import StewardMenu

        return StewardMenu(self.operations, self.guard, self)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self.stack.page

    @property
    def pages(self) -> dict[str, Page]:
        """The pages built so far, by key."""
        return self.stack.pages

    def show_page(self, key: str) -> Page:
        """Shows a page by its key, building or reloading it first where needed."""
        page = self.stack.bring(key)
        if key != "welcome":
            self.ahead.wait()
        self.rail.set_current(key)
        self.rail.setVisible(key != "welcome")
        self.bar.setVisible(key != "welcome")
        return page

    def open_thing(self, noun: Noun, ident: int) -> None:
        """Shows one thing on the page where such things open."""
        self.show_page(catalogue.home_of(noun).destination.key).open_thing(noun, ident)

    def show_list(self, key: str, wanted: object) -> None:
        """Shows a page with its list narrowed to a filter."""
        self.show_page(key).show_list(wanted)

    def set_text_size(self, size: TextSize) -> None:
        """Changes the text of everything, at once and for good."""
        self.preferences.text_size = size
        self._apply_theme()

    def set_dark(self, dark: bool) -> None:
        """Changes the colours of everything, at once and for good."""
        self.preferences.dark = dark
        self._apply_theme()

    def come_to_front(self) -> None:
        """Shows the window over all others: somebody started the program again."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_help(self) -> None:
        """Opens the in-app help at the page that is shown."""
        from qingyu.ui.dialogs.help import open_help

        open_help(self.stack.key, self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ahead.watch(self)
        self.duty_watch.start()
        if not self._checked:
            self._checked = True
            QTimer.singleShot(_AFTER_FIRST_LOOK_MS, self, self._tell_troubles)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.ahead.stop()
        self.duty_watch.stop()
        self.desk.drafts.finish()
        self.preferences.geometry = self.saveGeometry()
        self.tasks.finish()
        self.preferences.settings.sync()
        self.store.close()
        super().closeEvent(event)

    def _tell_troubles(self) -> None:
        # What the neighbourhood may word itself is read by half the grammars of the program.
        from qingyu.services import rulebook

        for error in rulebook.troubles(self.store):
            self._refuse(error)

    def _apply_theme(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, self.preferences.text_size, self.preferences.dark)

    def _adopt(self, page: Page) -> None:
        page.open_requested.connect(self.open_thing)
        page.page_requested.connect(self.show_page)
        page.list_requested.connect(self.show_list)
        page.said.connect(lambda words: self.toasts.show_message(words))

    def _spread(self, changes: Changes) -> None:
        self.stack.spread(changes)
        self.ahead.wait()
        if changes.concerns([Noun.NEIGHBOURHOOD]):
            name = neighbourhood.name(self.store)
            self.rail.set_neighbourhood(name)
            if bool(name) is (self.stack.key == "welcome"):
                self.show_page("today" if name else "welcome")

    def _tell(self, changes: Changes, words: str) -> None:
        if changes:
            number = changes.operation
            self.toasts.show_message(
                f"已{words}" if not words.startswith("已") else words,
                action="撤销",
                on_action=lambda: self.operations.undo(number),
            )
        else:
            self.toasts.show_message(words)

    def _refuse(self, error: QingyuError) -> None:
        self.toasts.show_message(str(error), seconds=12)

    def _search(self, typed: str) -> None:
        self.ahead.wait()
        # Reading a query needs the whole grammar of places: not before somebody searches.
        from qingyu.services import search

        found = self.operations.read(search.find, typed, per_noun=8)
        self.search_panel.show_found(found or (), typed)

    def _open_found(self, noun: Noun, ident: int) -> None:
        self.bar.search.clear()
        self.open_thing(noun, ident)
