"""What the charts draw, counted per week and month or read as days; plain SQL, few rows."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from peewee import SQL, Case, fn

from qingyu.domain.feedback import Kind, Mood
from qingyu.domain.followup import Satisfaction
from qingyu.domain.issue import CLOCKED, ENDED, OPEN, WAITING, State, Urgency
from qingyu.domain.place import Place
from qingyu.domain.voices import Said
from qingyu.domain.weather_days import IssueSpan
from qingyu.storage.tables import Feedback, FollowUp, Issue, Resident

_ENDED = [str(state) for state in ENDED]
_OPEN = [str(state) for state in OPEN]


def opened(bounds: Sequence[datetime]) -> tuple[int, ...]:
    """How many issues were reported between each two bounds."""
    return _per_slot(Issue, Issue.reported_at, bounds)


def closed(bounds: Sequence[datetime]) -> tuple[int, ...]:
    """How many issues were closed (办结) between each two bounds."""
    return _per_slot(Issue, Issue.closed_at, bounds, Issue.state == str(State.CLOSED))


def received(bounds: Sequence[datetime]) -> tuple[int, ...]:
    """How many pieces of feedback came between each two bounds."""
    return _per_slot(Feedback, Feedback.received_at, bounds)


def answers(bounds: Sequence[datetime]) -> tuple[tuple[int, int, int], ...]:
    """(satisfied, mostly, dissatisfied) of the follow-ups between each two bounds."""
    slot = _slot(FollowUp.at, bounds)
    query: Any = (
        FollowUp.select(slot.alias("slot"), FollowUp.satisfaction, fn.COUNT(FollowUp.id))
        .where(
            FollowUp.at >= bounds[0],
            FollowUp.at < bounds[-1],
            FollowUp.satisfaction.is_null(False),
        )
        .group_by(SQL("slot"), FollowUp.satisfaction)
    )
    counted = {(slot, word): count for slot, word, count in query.tuples()}
    words = (Satisfaction.SATISFIED, Satisfaction.MOSTLY, Satisfaction.DISSATISFIED)
    satisfied, mostly, not_so = (
        [counted.get((number, str(word)), 0) for number in range(len(bounds) - 1)] for word in words
    )
    return tuple(zip(satisfied, mostly, not_so, strict=True))


def open_issues(now: datetime) -> tuple[tuple[date, bool], ...]:
    """(day reported, late) of every open issue."""
    late = Issue.state.in_([str(state) for state in CLOCKED]) & (Issue.due_at < now)
    query: Any = Issue.select(_day(Issue.reported_at), Case(None, [(late, 1)], 0)).where(
        Issue.state.in_(_OPEN)
    )
    return tuple((_read_day(day), bool(overdue)) for day, overdue in query.tuples())


def reported_where(since: datetime) -> tuple[tuple[int | None, str], ...]:
    """(building, category) of every issue reported since then."""
    query: Any = Issue.select(Issue.building, Issue.category).where(Issue.reported_at >= since)
    return tuple(query.tuples())


def first_day() -> date | None:
    """The day of the first issue or piece of feedback, None in an empty book."""
    days = [
        table.select(fn.MIN(field)).scalar()
        for table, field in ((Issue, Issue.reported_at), (Feedback, Feedback.received_at))
    ]
    return min((_read_day(str(day)[:10]) for day in days if day is not None), default=None)


def spans(first: date, last: date) -> tuple[IssueSpan, ...]:
    """Every issue that was open on one of these days."""
    before = (Issue.reported_at < _night_after(last),)
    still_open = _spans(Issue.state.in_(_OPEN), *before)
    ended = _spans(Issue.state.in_(_ENDED), Issue.closed_at >= _morning(first), *before)
    return (*still_open, *ended)


def complaints(first: date, last: date) -> tuple[tuple[int | None, str, date], ...]:
    """(building, category, day) of every complaint of these days."""
    query: Any = Feedback.select(
        Feedback.building, Feedback.category, _day(Feedback.received_at)
    ).where(
        Feedback.received_at >= _morning(first),
        Feedback.received_at < _night_after(last),
        Feedback.kind == str(Kind.COMPLAINT),
    )
    return tuple((place, code, _read_day(day)) for place, code, day in query.tuples())


def answers_where(first: date, last: date) -> tuple[tuple[int | None, bool, date], ...]:
    """(building, content, day) of every answer of these days."""
    query: Any = (
        FollowUp.select(Issue.building, FollowUp.satisfaction, _day(FollowUp.at))
        .join(Issue)
        .where(
            FollowUp.at >= _morning(first),
            FollowUp.at < _night_after(last),
            FollowUp.satisfaction.is_null(False),
        )
    )
    discontent = str(Satisfaction.DISSATISFIED)
    return tuple((place, word != discontent, _read_day(day)) for place, word, day in query.tuples())


def _spans(*conditions: Any) -> list[IssueSpan]:
    clocks = (
        (Issue.respond_at, Issue.responded_at),
        (Issue.safe_at, Issue.made_safe_at),
        (Issue.finish_at, Issue.finished_at),
    )
    days = [_day(field) for pair in clocks for field in pair]
    query: Any = Issue.select(
        Issue.building,
        Issue.urgency,
        Issue.dangerous,
        Issue.state,
        _day(Issue.reported_at),
        _day(Issue.closed_at),
        _day(Issue.suspended_at),
        *days,
    ).where(*conditions)
    emergency, waiting = str(Urgency.EMERGENCY), {str(state) for state in WAITING}
    found = []
    for place, urgency, dangerous, state, reported, ended, still, *limits in query.tuples():
        told = [_maybe_day(day) for day in limits]
        pairs = tuple(
            (limit, met) for limit, met in zip(told[::2], told[1::2], strict=True) if limit
        )
        since = _maybe_day(still) if state in waiting else None
        found.append(
            IssueSpan(
                place,
                urgency == emergency,
                bool(dangerous),
                _read_day(reported),
                _maybe_day(ended),
                told[3],
                pairs,
                since,
            )
        )
    return found


def _per_slot(
    table: Any, field: Any, bounds: Sequence[datetime], *conditions: Any
) -> tuple[int, ...]:
    query: Any = (
        table.select(_slot(field, bounds).alias("slot"), fn.COUNT(table.id))
        .where(field >= bounds[0], field < bounds[-1], *conditions)
        .group_by(SQL("slot"))
    )
    counted = Counter(dict(query.tuples()))
    return tuple(counted[number] for number in range(len(bounds) - 1))


def _slot(field: Any, bounds: Sequence[datetime]) -> Any:
    return Case(None, [(field < bound, number) for number, bound in enumerate(bounds[1:])])


def _day(field: Any) -> Any:
    # Whole moments would be parsed one by one, which takes longer than all the rest.
    return fn.DATE(field).coerce(False)


def _read_day(told: Any) -> date:
    return told if isinstance(told, date) else date.fromisoformat(told)


def _maybe_day(told: Any) -> date | None:
    return None if told is None else _read_day(told)


def _morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def _night_after(day: date) -> datetime:
    return _morning(date.fromordinal(day.toordinal() + 1))


def said(start: datetime, end: datetime) -> tuple[Said, ...]:
    """What was said between two moments, oldest first."""
    query: Any = (
        Feedback.select(
            Feedback.id,
            Feedback.category,
            Feedback.text,
            Feedback.building,
            Feedback.unit,
            Feedback.room,
            Feedback.spot,
            Feedback.name,
            Feedback.phone,
            Feedback.resident,
            Feedback.issue,
            Feedback.mood,
            Feedback.voice,
        )
        .where(Feedback.received_at >= start, Feedback.received_at < end)
        .order_by(Feedback.received_at)
    )
    found = []
    for row in query.tuples():
        ident, category, text, *where, name, phone, resident, issue, mood, voice = row
        told = Mood(mood) if mood else None
        place = Place(*where)
        found.append(
            Said(ident, category, text, place, name, phone, resident, issue, told, voice or "")
        )
    return tuple(found)


def resident_names() -> tuple[str, ...]:
    """The names of all residents."""
    query: Any = Resident.select(Resident.name).where(Resident.name != "").distinct()
    return tuple(name for (name,) in query.tuples())
