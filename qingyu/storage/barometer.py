"""The counted facts behind the barometer, one row a building, each in one reading."""

from collections import Counter
from datetime import datetime
from typing import Any

from peewee import fn

from qingyu.domain.barometer import BuildingFacts
from qingyu.domain.feedback import Kind
from qingyu.domain.followup import Satisfaction
from qingyu.domain.issue import CLOCKED, State, Urgency
from qingyu.storage.issue import how_many, is_open, overdue
from qingyu.storage.tables import Feedback, FollowUp, Issue


def facts(now: datetime, complaints_since: datetime) -> list[BuildingFacts]:
    """What is open, late, complained of and answered, per building (None: public grounds)."""
    complaints = _complaints(complaints_since)
    answers = _answers(complaints_since)
    missed = _unreachable(complaints_since)
    found = []
    for building, opened, late, emergencies, unsafe in _issues(now):
        satisfied, answered = answers.pop(building, (0, 0))
        found.append(
            BuildingFacts(
                building,
                opened,
                late,
                emergencies,
                unsafe,
                complaints.pop(building, ()),
                satisfied,
                answered,
                missed.pop(building, 0),
            )
        )
    rest = complaints.keys() | answers.keys() | missed.keys()
    return found + [
        BuildingFacts(
            building,
            complaints=complaints.get(building, ()),
            satisfied=answers.get(building, (0, 0))[0],
            answered=answers.get(building, (0, 0))[1],
            unreachable=missed.get(building, 0),
        )
        for building in rest
    ]


def _issues(now: datetime) -> Any:
    past = Issue.state.in_([str(state) for state in CLOCKED]) & (Issue.due_at < now)
    unsafe = Issue.dangerous & Issue.made_safe_at.is_null()
    query: Any = (
        Issue.select(
            Issue.building,
            fn.COUNT(Issue.id),
            how_many(overdue(now)),
            how_many(past & (Issue.urgency == str(Urgency.EMERGENCY))),
            how_many(unsafe),
        )
        .where(is_open())
        .group_by(Issue.building)
    )
    return query.tuples()


# Both below are few rows of one week, counted here: grouping them in SQL would make SQLite walk a
# whole table in the order of the groups.


def _complaints(since: datetime) -> dict[int | None, tuple[tuple[str, int], ...]]:
    query: Any = Feedback.select(Feedback.building, Feedback.category).where(
        Feedback.received_at >= since, Feedback.kind == str(Kind.COMPLAINT)
    )
    counted = Counter(query.tuples())
    found: dict[int | None, tuple[tuple[str, int], ...]] = {}
    for (building, category), count in sorted(counted.items(), key=str):
        found[building] = (*found.get(building, ()), (category, count))
    return found


def _answers(since: datetime) -> dict[int | None, tuple[int, int]]:
    recent: Any = (
        FollowUp.select(Issue.building, FollowUp.satisfaction)
        .join(Issue)
        .where(FollowUp.at >= since, FollowUp.satisfaction.is_null(False))
    )
    found: dict[int | None, tuple[int, int]] = {}
    for building, satisfaction in recent.tuples():
        good, count = found.get(building, (0, 0))
        content = satisfaction != str(Satisfaction.DISSATISFIED)
        found[building] = (good + content, count + 1)
    return found


def _unreachable(since: datetime) -> dict[int | None, int]:
    closed: Any = Issue.select(Issue.building).where(
        Issue.state == str(State.CLOSED), Issue.closed_at >= since, Issue.unreachable
    )
    return dict(Counter(building for (building,) in closed.tuples()))
