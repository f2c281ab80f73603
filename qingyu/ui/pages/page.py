"""What the window asks of every page."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QWidget

from qingyu.domain.changes import Changes, Noun
from qingyu.ui.contacts import Contacts
from qingyu.ui.drafts import Drafts
from qingyu.ui.operations import Operations
from qingyu.ui.tasks import Tasks
from qingyu.ui.wishes import Wishes


class Desk:
    """What a page is given: operations, the worker, remembered columns, whom to tell its wishes,
    and what was typed and not saved.

    `practice` tells that nothing here touches the real book.
    """

    def __init__(
        self, operations: Operations, tasks: Tasks, settings: QSettings, *, practice: bool = False
    ) -> None:
        self.operations = operations
        self.tasks = tasks
        self.settings = settings
        self.practice = practice
        self.wishes = Wishes()
        self.drafts = Drafts(operations, operations)
        self.contacts = Contacts(operations, operations)


class Page(QWidget):
    """One page; built when first shown, reloaded when something it cares about changed.

    Signals: open_requested(Noun, int) to show a thing on its own page; page_requested(str);
    list_requested(str, object) for another page's list narrowed to an IssueFilter or
    FeedbackFilter; said(str) for a toast that needs no undo.
    """

    CARES: ClassVar[frozenset[Noun]] = frozenset()

    open_requested = Signal(object, int)
    page_requested = Signal(str)
    list_requested = Signal(str, object)
    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.operations = desk.operations

    def reload(self) -> None:
        """Reads again what is shown; keeps the choice and whatever is being typed."""

    def show_safety(self) -> None:
        """Reads again how old the last backup is where the page tells that."""

    def concerns(self, changes: Changes) -> bool:
        """Whether a change makes this page stale."""
        return changes.concerns(self.CARES)

    def open_thing(self, noun: Noun, ident: int) -> None:
        """Shows one thing (an issue, a resident) that belongs on this page."""

    def show_list(self, wanted: object) -> None:
        """Narrows the list of this page to what another page asks for, where it has such a list."""

    def start_new(self) -> None:
        """Begins something new (Ctrl+N) where the page has such a thing."""
        self.page_requested.emit("reception")

    def print_page(self) -> None:
        """Prints what the page shows (Ctrl+P) where it has such a thing."""
        self.said.emit("这一页没有可以打印的内容")

    def focus_start(self) -> None:
        """Puts the keyboard where work begins on this page."""
        self.setFocus()

    def doors(self) -> Mapping[str, Callable[[], object]]:
        """How the forms of this page are opened now, by the step their drafts are kept under."""
        return {}

    def reopen(self, way: Sequence[str]) -> None:
        """Goes the way to a form again: things like 「issue:17」 are shown, doors are opened."""
        for step in way:
            noun, _, ident = step.partition(":")
            if ident.isdigit() and noun in {each.value for each in Noun}:
                self.open_thing(Noun(noun), int(ident))
            elif (door := self.doors().get(step)) is not None:
                door()
