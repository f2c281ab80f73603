"""Beside the box: what this may belong to, who lives there, and what was recorded last."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qingyu.domain.changes import Noun
from qingyu.domain.feedback import Feedback
from qingyu.domain.issue import State
from qingyu.domain.neighbourhood import Resident
from qingyu.domain.reception import Sheet
from qingyu.services.reception import Surroundings
from qingyu.ui.pages.reception_wording import closed_pill, issue_line, piece_line
from qingyu.ui.widgets.buttons import button
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.choice_line import ChoiceLine
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.link_line import LinkLine
from qingyu.ui.widgets.page_scroll import PageScroll

_CARE = ("独居", "孤寡", "高龄", "残", "空巢", "失能", "重病", "年长", "岁以上")
_TONES = {State.SUSPENDED: "warn", State.REGISTERED: "plain", State.VERIFIED: "plain"}
_MOST_PEOPLE = 4
_ROOM = 3


class ReceptionSide(PageScroll):
    """Three cards, as tall as what they say.

    Signals: issue_chosen(int) with the issue to attach to; open_requested(Noun, int).
    """

    issue_chosen = Signal(int)
    open_requested = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=False)
        self.same = Card("wrench", "像是同一件事")
        self.home = Card("building-2", "这户人家")
        self.recent = Card("history", "刚才登记的")
        self.choices: list[ChoiceLine] = []
        for card in (self.same, self.home, self.recent):
            self.add(card)
        self.column.addStretch(1)
        self.look = button("查看", "link", shortcut="Alt+V", hint="打开选中的工单，写的话都留着")
        self.look.clicked.connect(self._look_at)
        self.same.add_head(self.look)
        self._shown: object = None
        self._has_recent = False
        self._has_room = True
        self.look.hide()
        self.home.hide()
        self.recent.hide()

    def show_surroundings(self, sheet: Sheet, around: Surroundings, chosen: int | None) -> None:
        """Show what is known around a message, one open issue chosen."""
        shown = (sheet.place.value, sheet.household, sheet.resident, not sheet.text.strip(),
                 around.similar, around.closed, around.said_before, chosen)
        if shown == self._shown:
            return
        self._shown = shown
        self._show_same(sheet, around, chosen)
        self._show_home(sheet, len(around.said_before))
        # While much is known about a message, what was recorded before would only push it down.
        known = len(around.similar) + len(sheet.household)
        self._has_room = not sheet.text.strip() or known <= _ROOM
        self.recent.setVisible(self._has_recent and self._has_room)

    def show_recent(self, pieces: Sequence[tuple[Feedback, str]]) -> None:
        """Show what was recorded last, each with the number of its issue or nothing."""
        self.recent.clear()
        self._has_recent = bool(pieces)
        self.recent.setVisible(self._has_recent and self._has_room)
        for piece, issue in pieces:
            line = LinkLine(piece_line(piece), f"工单 {issue}" if issue else "只登记",
                            "info" if issue else "plain")
            noun, ident = Noun.FEEDBACK, piece.id
            if piece.issue_id is not None:
                noun, ident = Noun.ISSUE, piece.issue_id
            self._opens(line, noun, ident)
            self.recent.add_line(line)

    def _show_same(self, sheet: Sheet, around: Surroundings, chosen: int | None) -> None:
        focused = next((line.key for line in self.choices if line.hasFocus()), None)
        self.same.clear()
        self.choices = []
        for issue in around.similar:
            tone = "danger" if issue.dangerous else _TONES.get(issue.state, "info")
            line = ChoiceLine(issue_line(issue), str(issue.state), tone, key=issue.id)
            line.setChecked(issue.id == chosen)
            line.clicked.connect(lambda _=False, ident=issue.id: self.issue_chosen.emit(ident))
            self.choices.append(line)
            self.same.add_line(line)
            if issue.id == focused:
                line.setFocus()
        self.look.setVisible(chosen is not None)
        if around.closed is not None:
            ended = LinkLine(issue_line(around.closed), closed_pill(around.closed, around.now),
                             "good")
            self._opens(ended, Noun.ISSUE, around.closed.id)
            self.same.add_line(ended)
        if not around.similar and around.closed is None:
            self.same.add_line(words(_nothing_alike(sheet), "muted", wrap=True))

    def _show_home(self, sheet: Sheet, said_before: int) -> None:
        self.home.clear()
        place = sheet.place.value
        has_room = place.building is not None and place.room is not None
        self.home.setVisible(has_room or bool(sheet.household))
        for person in sheet.household[:_MOST_PEOPLE]:
            self._add_person(person, person == sheet.resident)
        more = len(sheet.household) - _MOST_PEOPLE
        if more > 0:
            self.home.add_line(words(f"还有 {more} 位住户", "muted"))
        if not sheet.household:
            self.home.add_line(words("住户资料里还没有这一户。", "muted", wrap=True))
        if said_before:
            self.home.add_line(words(f"一年内来件　{said_before} 件", "muted"))

    def _add_person(self, person: Resident, speaks: bool) -> None:
        call = "可回访" if person.may_contact else "不要回访"
        name = f"{person.name}　{person.standing}" + ("　反映人" if speaks else "")
        line = LinkLine(name, call, "good" if person.may_contact else "plain")
        self._opens(line, Noun.RESIDENT, person.id)
        self.home.add_line(line)
        if person.tags:
            care = any(mark in tag for tag in person.tags for mark in _CARE)
            tags = LinkLine("、".join(person.tags), "多关照" if care else "", "warn")
            self._opens(tags, Noun.RESIDENT, person.id)
            self.home.add_line(tags)

    def _look_at(self) -> None:
        for line in self.choices:
            if line.isChecked() and isinstance(line.key, int):
                self.open_requested.emit(Noun.ISSUE, line.key)

    def _opens(self, line: LinkLine, noun: Noun, ident: int) -> None:
        line.clicked.connect(lambda: self.open_requested.emit(noun, ident))


def _nothing_alike(sheet: Sheet) -> str:
    if not sheet.text.strip():
        return "写下来以后，这里会找出没办完的、像是同一件事的工单。"
    if sheet.place.value.building is None:
        spot = sheet.place.value.spot
        return f"{spot}没有没办完的同类工单。" if spot else "说到几幢，就能找出那一幢没办完的工单。"
    return f"{sheet.place.value.building}幢没有没办完的工单。"
