"""The agenda of a week: every matter under its most urgent reason."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qingyu.domain.review import Agenda, AgendaItem, Reason
from qingyu.ui.pages.review_agenda_line import AgendaLine
from qingyu.ui.pages.review_wording import LOOKS, reason_pills
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.card_grid import CardGrid
from qingyu.ui.widgets.link_line import LinkLine

_SHOWN = 8
_AT_ONCE = 16
_ALL = 1 << 20


class AgendaBoard(QWidget):
    """A card for each reason, the most urgent first; long ones unfold.

    Signals: item_requested(object) with the AgendaItem that was clicked or entered;
    end_requested(int) with the id of a topic that shall not return.
    """

    item_requested = Signal(object)
    end_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[AgendaLine, ...] = ()
        self._agenda: Agenda | None = None
        self._talked: frozenset[str] = frozenset()
        self._unfolded: set[Reason] = set()
        self._coming: list[tuple[Reason, Sequence[AgendaItem]]] = []
        # What stands on each card, the card, its lines: one that says the same stays.
        self._made: dict[Reason, tuple[object, Card, list[AgendaLine]]] = {}
        self._grid = CardGrid(even=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._grid)

    def show_agenda(self, agenda: Agenda, talked: frozenset[str] = frozenset()) -> None:
        """Show these matters; the keys in `talked` were talked about already."""
        if (agenda, talked) == (self._agenda, self._talked):
            return
        other = self._agenda is None or agenda.week != self._agenda.week
        if other:
            self._unfolded.clear()
            self._made.clear()
        self._agenda = agenda
        self._talked = talked
        self._fill(_AT_ONCE if other else _ALL)

    def _fill(self, at_once: int = _ALL) -> None:
        agenda = self._agenda
        if agenda is None:
            return
        groups = [(reason, agenda.of(reason)) for reason in Reason]
        self._coming = [(reason, items) for reason, items in groups if items]
        there = {reason for reason, _ in self._coming}
        self._made = {reason: made for reason, made in self._made.items() if reason in there}
        self._fill_on([], [], at_once, self.focused_key, agenda)

    def _fill_on(
        self,
        cards: list[Card],
        made: list[AgendaLine],
        at_once: int,
        focused: str | None,
        agenda: Agenda,
    ) -> None:
        """The most urgent cards now, the rest a moment later: making lines takes its time."""
        if agenda is not self._agenda:
            return
        until = len(made) + at_once
        while self._coming and len(made) < until:
            cards.append(self._kept_card(*self._coming.pop(0), made))
        self._grid.set_cards(cards)
        self.lines = tuple(made)
        back = next((line for line in made if focused and line.link.key == focused), None)
        if back is not None:
            back.link.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._coming:
            rest = None if back is not None else focused
            QTimer.singleShot(
                0, self, lambda: self._fill_on(cards, made, at_once, rest, agenda)
            )

    @property
    def focused_key(self) -> str | None:
        """The key of the matter that has the keyboard."""
        # Not hasFocus(), which forgets while another program is in front.
        focused = self.window().focusWidget()
        found = (line.link.key for line in self.lines if line.link is focused)
        return next((key for key in found if isinstance(key, str)), None)

    def _kept_card(
        self, reason: Reason, items: Sequence[AgendaItem], made: list[AgendaLine]
    ) -> Card:
        talked = frozenset(item.key for item in items if item.key in self._talked)
        says = (tuple(items), talked, reason in self._unfolded)
        before = self._made.get(reason)
        if before is None or before[0] != says:
            lines: list[AgendaLine] = []
            before = (says, self._card(reason, items, lines), lines)
            self._made[reason] = before
        made += before[2]
        return before[1]

    def _card(
        self, reason: Reason, items: Sequence[AgendaItem], made: list[AgendaLine]
    ) -> Card:
        icon, tone = LOOKS[reason]
        card = Card(icon, str(reason), str(len(items)), tone, urgent=reason is Reason.DANGER)
        shown = items if reason in self._unfolded else items[:_SHOWN]
        for item in shown:
            line = AgendaLine(
                item.title,
                reason_pills(item),
                why=item.why,
                note="已议" if item.key in self._talked else "",
                key=item.key,
                aside="" if item.topic is None else "不再议",
            )
            if item.topic is not None:
                line.aside.clicked.connect(
                    lambda _=False, topic=item.topic: self.end_requested.emit(topic)
                )
            line.requested.connect(lambda _key, item=item: self.item_requested.emit(item))
            made.append(line)
            card.add_line(line)
        if len(shown) < len(items):
            rest = LinkLine(f"还有 {len(items) - len(shown)} 件，全部列出来", accent=True)
            rest.clicked.connect(lambda: self._unfold(reason))
            card.add_line(rest)
        return card

    def _unfold(self, reason: Reason) -> None:
        at = sum(line.isVisible() for line in self.lines)
        self._unfolded.add(reason)
        self._fill()
        if self.lines:
            self.lines[min(at, len(self.lines) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
