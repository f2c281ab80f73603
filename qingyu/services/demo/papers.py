"""Rounds and blank forms: some came back, one round and a few forms are still out."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from qingyu.domain.blank_form import FormKind
from qingyu.domain.feedback import Channel
from qingyu.domain.issue import State
from qingyu.domain.place import Place
from qingyu.domain.round import RoundKind, Tick
from qingyu.services.demo.dice import Dice
from qingyu.services.demo.people import Crew
from qingyu.services.demo.rows import Row, place_columns
from qingyu.storage import tables
from qingyu.storage.bulk import BulkWriter

_WORTH_IT = 100  # with fewer pieces of feedback nobody carries paper about
_LINES, _CALLS, _FORMS_OUT, _FORMS_BACK = 8, 4, 8, 4
_WEEK, _DAY = timedelta(days=7), timedelta(days=1)


def write_papers(writer: BulkWriter, dice: Dice, crew: Crew, pieces: int, until: datetime) -> int:
    """The highest feedback number given away, numbers kept for forms that are out included."""
    if pieces < _WORTH_IT:
        return pieces
    writer.flush()
    made = _Rounds(writer, dice.pick(crew.recorders).id)
    followed = _followed(until)
    if followed:
        printed = _morning(min(at for _, at, *_ in followed) - _DAY)
        made.add(RoundKind.FOLLOWUP, printed, None, (_told(row) for row in followed))
    walker = dice.pick(crew.recorders).id
    patrol = _morning(until - 9 * _DAY)
    made.add(RoundKind.PATROL, patrol, walker, _patrolled(patrol + _DAY / 4, walker))
    calls = [_line(row) for row in _to_call()]
    if calls:
        made.add(RoundKind.FOLLOWUP, _morning(until - 2 * _DAY), walker, calls)
    writer.count_from("round", made.number)
    return pieces + _forms(writer, made.by, pieces, until)


class _Rounds:
    """Writes rounds with their lines, numbered as they come."""

    def __init__(self, writer: BulkWriter, by: int) -> None:
        self.number = 0
        self.by = by
        self._writer = writer

    def add(
        self, kind: RoundKind, made_at: datetime, walker: int | None, lines: Iterable[Row]
    ) -> None:
        """Writes one round."""
        self.number += 1
        row = {"id": self.number, "number": self.number, "kind": kind.value, "made_at": made_at}
        self._writer.add(tables.Round, {**row, "made_by_id": self.by, "walker_id": walker})
        for no, line in enumerate(lines, 1):
            typed = {"entered_by_id": self.by} if "tick" in line else {}
            head = {"round_id": self.number, "no": no, **typed}
            self._writer.add(tables.RoundLine, {**head, **line})


def _followed(until: datetime) -> list[Any]:
    """The answered follow-ups of the last days, with what their issues say."""
    told, issue = tables.FollowUp, tables.Issue
    query: Any = (
        told.select(
            told.issue, told.at, told.by, told.how, told.truthful, told.timely, told.satisfaction,
            told.words, issue.title, issue.building, issue.unit, issue.room, issue.spot,
        )
        .join(issue)
        .where(told.satisfaction.is_null(False), told.how.in_(("上门", "电话")))
        .where(told.at >= until - 30 * _DAY)
        .order_by(told.at.desc())
        .limit(_LINES)
        .tuples()
    )  # fmt: skip
    rows = list(query)
    return [row for row in reversed(rows) if rows[0][1] - row[1] < _WEEK]


def _told(row: Any) -> Row:
    ident, at, by, how, truthful, timely, satisfaction, words, title, *place = row
    return {
        **_matter(title, place, ident),
        "tick": Tick(satisfaction).value,
        "words": words,
        "how": how,
        "truthful": truthful,
        "timely": timely,
        "walker_id": by,
        "on_paper": at.date(),
        "entered_at": at,
    }


def _patrolled(at: datetime, walker: int) -> list[Row]:
    place = tables.PublicPlace
    query: Any = place.select().where(place.building.is_null()).order_by(place.id).limit(_LINES)
    told = {"tick": Tick.FINE.value, "walker_id": walker}
    told |= {"on_paper": at.date(), "entered_at": at}
    return [{"matter": row.name, **place_columns(Place(spot=row.name)), **told} for row in query]


def _to_call() -> list[Any]:
    issue = tables.Issue
    query: Any = (
        issue.select(issue.title, issue.building, issue.unit, issue.room, issue.spot, issue.id)
        .where(issue.state == State.FOLLOWUP.value)
        .order_by(issue.finished_at, issue.id)
        .limit(_CALLS)
        .tuples()
    )
    return list(query)


def _line(row: Any) -> Row:
    title, *place, ident = row
    return _matter(title, place, ident)


def _matter(title: str, place: list[Any], issue_id: int) -> Row:
    return {"matter": title, **place_columns(Place(*place)), "issue_id": issue_id}


def _forms(writer: BulkWriter, by: int, pieces: int, until: datetime) -> int:
    """How many numbers the forms still out keep; others came back as pieces from the box."""
    piece = tables.Feedback
    query: Any = (
        piece.select(piece.id, piece.number, piece.received_at)
        .where(piece.channel == Channel.BOX.value)
        .order_by(piece.id.desc())
        .limit(_FORMS_BACK)
        .tuples()
    )
    for ident, number, at in reversed(list(query)):
        row = {"number": number, "kind": FormKind.OPINION.value, "printed_by_id": by}
        row |= {"printed_at": _morning(at - _WEEK), "feedback_id": ident}
        writer.add(tables.BlankForm, {**row, "on_paper": at.date(), "entered_at": at})
    for number in range(_FORMS_OUT):
        old = number < _FORMS_OUT // 4
        kind = FormKind.OPINION if old else FormKind.REPAIR
        row = {"number": pieces + 1 + number, "kind": kind.value, "printed_by_id": by}
        printed = _morning(until - (40 if old else 5) * _DAY)
        writer.add(tables.BlankForm, {**row, "printed_at": printed})
    return _FORMS_OUT


def _morning(at: datetime) -> datetime:
    return datetime.combine(at.date(), time(9))
