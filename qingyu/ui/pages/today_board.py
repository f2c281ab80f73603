"""The cards of the home page; a card that says the same stays, and so does the keyboard's place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qingyu.ui.pages.today_cards import CardContent, Line
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.card_grid import CardGrid
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.link_line import LinkLine


class TodayBoard(QWidget):
    """Cards in columns, the first one widest.

    Signals: goal_requested(object) with the Goal of a line that was clicked or entered.
    """

    goal_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = CardGrid()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._grid)
        self._cards: dict[str, Card] = {}
        self._lines: dict[str, tuple[LinkLine, ...]] = {}
        self._said: dict[str, CardContent] = {}

    def set_cards(self, contents: Sequence[CardContent]) -> None:
        """Show these cards, most urgent first."""
        before = list(self._cards)
        for content in contents:
            if self._said.get(content.key) != content:
                self._fill(content)
        keys = [content.key for content in contents]
        for gone in set(self._cards) - set(keys):
            del self._said[gone], self._lines[gone]
        self._cards = {key: self._cards[key] for key in keys}
        if keys != before:
            self._grid.set_cards(list(self._cards.values()))

    def card(self, key: str) -> Card:
        """The card of this key; KeyError when it is not shown."""
        return self._cards[key]

    def lines(self, key: str) -> tuple[LinkLine, ...]:
        """The links of one card, from top to bottom."""
        return self._lines[key]

    def _fill(self, content: CardContent) -> None:
        card = self._cards.get(content.key)
        if card is None:
            card = Card(content.icon, content.title, content.figure, content.tone,
                        urgent=content.key == "dangerous")
            self._cards[content.key] = card
        self._said[content.key] = content
        old = self._lines.get(content.key, ())
        # Not hasFocus(), which forgets while another program is in front.
        focused = self.window().focusWidget()
        row = next((number for number, line in enumerate(old) if line is focused), None)
        card.clear()
        card.set_icon(content.icon)
        card.set_figure(content.figure, content.tone)
        made = tuple(self._link(each) for each in content.lines)
        self._lines[content.key] = made
        for each in made:
            card.add_line(each)
        if content.calm and not made:
            card.add_line(words(content.calm, "muted", wrap=True))
        if row is not None and made:
            line = made[min(row, len(made) - 1)]
            line.show()
            line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _link(self, line: Line) -> LinkLine:
        made = LinkLine(line.text, line.pill, line.tone, key=line.goal,
                        accent=line.leads_on)
        made.clicked.connect(lambda: self.goal_requested.emit(line.goal))
        return made
