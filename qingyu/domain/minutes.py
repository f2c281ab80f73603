"""What the minutes of a week say on paper, whole for the file or masked for the board."""

import re
from collections.abc import Iterator
from datetime import date

from qingyu.domain.frozen import frozen
from qingyu.domain.masking import mask_name, mask_text
from qingyu.domain.review import Action, Agenda, AgendaItem, Discussion, Meeting
from qingyu.domain.vote import Tally, Vote, verdict
from qingyu.domain.week import Week
from qingyu.domain.wording import WEEKDAYS

_SHORTEST_ROOM = 3  # shorter ones are any number
_NO_ROOM = r"(?![\d.:]| ?(?:[元块度吨米平人户天年月日]))"


@frozen
class Minutes:
    """Everything a print of the week needs; meeting None: the agenda is all there is.

    names, rooms: of the residents who may be mentioned and must not be public;
    parties: firms of the address book, which may.
    """

    neighbourhood: str
    week: Week
    meeting: Meeting | None
    agenda: Agenda
    names: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    phone: str = ""
    printed_on: date | None = None

    def texts(self) -> Iterator[str]:
        """Every text somebody wrote, in which a resident may be named."""
        for item in self.agenda.items:
            yield from (item.title, item.why)
        for action in self.agenda.actions:
            yield from (action.what, action.who)
        if self.meeting is None:
            return
        facts = self.meeting.facts
        yield from (facts.place, facts.chair, facts.note_taker)
        yield from (*facts.present, *facts.absent, *facts.guests)
        for said in self.meeting.items:
            yield from (said.item.title, said.item.why, said.words, *said.decisions)
            for action in said.actions:
                yield from (action.what, action.who)
            yield from (vote.question for vote in said.votes)

    def people(self) -> tuple[str, ...]:
        """Who came or took something on, as far as it is a person's name: 社区 is not."""
        told = [action.who for action in self.agenda.actions]
        if self.meeting is not None:
            facts = self.meeting.facts
            told += [facts.chair, facts.note_taker, *facts.present, *facts.absent, *facts.guests]
            told += [action.who for said in self.meeting.items for action in said.actions]
        return tuple(name for name in dict.fromkeys(told) if _is_person(name))


class Board:
    """Makes words fit for the notice board: no full name, telephone or room of a resident."""

    def __init__(self, minutes: Minutes) -> None:
        self._names = minutes.names
        self._parties = frozenset(minutes.parties) - set(minutes.names)
        self._keep = (minutes.phone,) if minutes.phone else ()
        known = sorted(
            {room for room in minutes.rooms if len(room) >= _SHORTEST_ROOM}, key=len, reverse=True
        )
        digits = "|".join(re.escape(room) for room in known)
        self._rooms = re.compile(rf"(?<![\d.:])(?:{digits}){_NO_ROOM}") if known else None

    def words(self, text: str) -> str:
        """The words with what is private hidden."""
        shown = mask_text(text, self._names, self._keep).text
        # 「501那户」 has no word that says it is a room, but it is one of theirs.
        return self._rooms.sub("*室", shown) if self._rooms else shown

    def title(self, item: AgendaItem) -> str:
        """The matter itself; the number of its issue could be read as a room."""
        number, _, rest = item.title.partition(" ")
        return self.words(rest if item.issue is not None and number.isdigit() else item.title)

    def name(self, name: str) -> str:
        """张** of a person; a firm of the address book by its name."""
        return self.words(name) if name in self._parties else mask_name(name)


def meeting_time(meeting: Meeting) -> str:
    """「2026年11月23日（周一）14:00–15:30」."""
    facts = meeting.facts
    on = facts.held_on
    clock = f"{facts.start:%H:%M}" if facts.start else ""
    if facts.start and facts.end:
        clock += f"–{facts.end:%H:%M}"
    return f"{on.year}年{on.month}月{on.day}日（周{WEEKDAYS[on.weekday()]}）{clock}"


def version_words(meeting: Meeting) -> str:
    """「定稿 第 2 版」 or 「草稿，未定稿」."""
    return f"定稿 第 {meeting.version} 版" if meeting.final else "草稿，未定稿"


def action_words(action: Action, who: str) -> str:
    """「问三家报价（赵文斌，11月30日前）」."""
    return f"{action.what}（{who}，{action.by.month}月{action.by.day}日前）"


def vote_words(vote: Vote) -> str:
    """「同意吗：赞成 7、反对 1、弃权 0（人）；…」 with quorum and outcome after it."""
    told = [
        f"{_counted(tally)}（{unit}）"
        for tally, unit in (
            (vote.heads, "人"),
            (vote.households, "户"),
            (vote.area, "平方米"),
        )
        if tally.cast
    ]
    came = verdict(vote, vote.totals)
    owners = ""
    if vote.of_owners:
        owners = f"业主共 {vote.totals.heads} 人、{vote.totals.area} 平方米；"
    question = vote.question.rstrip("：:？?。")
    return f"{question}：{'；'.join(told)}。{owners}{came.words}。"


def discussed(meeting: Meeting) -> tuple[Discussion, ...]:
    """The items the meeting talked about, in the order of its agenda."""
    return tuple(each for each in meeting.items if each.discussed_at is not None)


def undiscussed(meeting: Meeting) -> tuple[Discussion, ...]:
    """The items it did not come to."""
    return tuple(each for each in meeting.items if each.discussed_at is None)


def _is_person(name: str) -> bool:
    return len(name) > 1 and mask_text(name).text == mask_name(name)


def _counted(tally: Tally) -> str:
    return f"赞成 {tally.agree}、反对 {tally.against}、弃权 {tally.abstain}"
