"""Meetings, their agendas, topics, actions and votes: rows ↔ dataclasses."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.review import (
    Action,
    AgendaItem,
    Discussion,
    Meeting,
    MeetingFacts,
    MeetingState,
    Reason,
    Rhythm,
    Topic,
)
from qingyu.domain.vote import Tally, Totals, Vote
from qingyu.domain.week import Week
from qingyu.storage import tables
from qingyu.storage.journal import Writer

_TALLIES = ("heads", "households", "area")


def meeting(week: Week) -> Meeting | None:
    """The meeting of this week with all its items, or None when none was held."""
    row = tables.Meeting.get_or_none(tables.Meeting.monday == week.monday)
    return _meeting(row, _items(row.id)) if row is not None else None


def before(week: Week) -> Meeting | None:
    """The newest meeting of an earlier week, without its items, or None."""
    query = tables.Meeting.select().where(tables.Meeting.monday < week.monday)
    row = query.order_by(tables.Meeting.monday.desc()).first()
    return _meeting(row, ()) if row is not None else None


def weeks(limit: int) -> tuple[Meeting, ...]:
    """The newest meetings, newest first, without their items."""
    query = tables.Meeting.select().order_by(tables.Meeting.monday.desc()).limit(limit)
    return tuple(_meeting(row, ()) for row in query)


def newest_final() -> Week | None:
    """The newest week whose minutes are final, or None."""
    query = tables.Meeting.select().where(tables.Meeting.state == str(MeetingState.FINAL))
    row = query.order_by(tables.Meeting.monday.desc()).first()
    return Week(row.monday) if row is not None else None


def add_meeting(writer: Writer, week: Week, facts: MeetingFacts) -> int:
    """The id of a new meeting, open from now on."""
    return writer.insert(tables.Meeting, monday=week.monday, opened_at=writer.at, **_columns(facts))


def save_facts(writer: Writer, ident: int, facts: MeetingFacts) -> None:
    """Brings the facts of a meeting to these."""
    writer.update(tables.Meeting, ident, **_columns(facts))


def set_state(writer: Writer, ident: int, state: MeetingState, version: int) -> None:
    """Freezes or un-freezes the minutes."""
    writer.update(tables.Meeting, ident, state=str(state), version=version)


def add_item(writer: Writer, meeting_id: int, item: AgendaItem) -> int:
    """The id of the row of a matter on a meeting's agenda."""
    return writer.insert(
        tables.AgendaItem,
        meeting=meeting_id,
        key=item.key,
        title=item.title,
        reasons="\n".join(item.reasons),
        why=item.why,
        issue=item.issue,
        topic=item.topic,
    )


@frozen
class Row:
    """One item of a meeting as it may be changed."""

    id: int
    title: str
    issue: int | None
    decisions: tuple[str, ...]
    discussed_at: datetime | None


def item_row(meeting_id: int, key: str) -> Row | None:
    """The row of a matter on a meeting's agenda, or None."""
    table = tables.AgendaItem
    row: Any = table.get_or_none(table.meeting == meeting_id, table.key == key)
    if row is None:
        return None
    return Row(row.id, row.title, row.issue_id, _lines(row.decisions), row.discussed_at)


def save_item(writer: Writer, row_id: int, **values: object) -> None:
    """Brings words, decisions or discussed_at of an item to these."""
    writer.update(tables.AgendaItem, row_id, **values)


def undiscussed(meeting_id: int) -> tuple[AgendaItem, ...]:
    """The issues on a meeting's agenda that it did not come to."""
    table = tables.AgendaItem
    query = table.select().where(
        table.meeting == meeting_id, table.discussed_at.is_null(), table.issue.is_null(False)
    )
    return tuple(_item(row) for row in query)


def newest_item(key: str) -> AgendaItem | None:
    """A matter as the newest agenda it was on tells it, or None."""
    table = tables.AgendaItem
    row = table.select().where(table.key == key).order_by(table.id.desc()).first()
    return _item(row) if row is not None else None


def topics(*, ended: bool = False) -> tuple[Topic, ...]:
    """The topics put on by hand, oldest first; with ended also those done with."""
    query = tables.Topic.select().order_by(tables.Topic.id)
    if not ended:
        query = query.where(tables.Topic.ended_on.is_null())
    return tuple(_topic(row) for row in query)


def topic(ident: int) -> Topic:
    """The topic; RuleError when it is gone."""
    row = tables.Topic.get_or_none(tables.Topic.id == ident)
    if row is None:
        raise RuleError("这个议题已经不在了", "请看看现在的议程。")
    return _topic(row)


def add_topic(writer: Writer, title: str, detail: str, rhythm: Rhythm) -> int:
    """The id of a new topic."""
    return writer.insert(
        tables.Topic, title=title, detail=detail, rhythm=str(rhythm), added_on=writer.at.date()
    )


def end_topic(writer: Writer, ident: int) -> None:
    """Marks a topic as done with."""
    writer.update(tables.Topic, ident, ended_on=writer.at.date())


def last_discussed(week: Week) -> dict[int, Week]:
    """By topic id the last week before this one in which it was talked about."""
    item, held = tables.AgendaItem, tables.Meeting
    query: Any = (
        item.select(item.topic, held.monday)
        .join(held)
        .where(
            item.topic.is_null(False),
            item.discussed_at.is_null(False),
            held.monday < week.monday,
        )
        .order_by(held.monday)
        .tuples()
    )
    return {ident: Week(monday) for ident, monday in query}


def open_actions() -> tuple[Action, ...]:
    """What was taken on and is not done yet, the next due first."""
    query = tables.Action.select(tables.Action, tables.Meeting.monday).join(tables.Meeting)
    query = query.where(tables.Action.done_at.is_null())
    rows = query.order_by(tables.Action.by_date, tables.Action.id)
    return tuple(_action(row, Week(row.meeting.monday)) for row in rows)


def action(ident: int) -> Action:
    """The action; RuleError when it is gone."""
    row = tables.Action.get_or_none(tables.Action.id == ident)
    if row is None:
        raise RuleError("这件要办的事已经不在了", "请看看现在的清单。")
    return _action(row, None)


def add_action(writer: Writer, meeting_id: int, key: str, what: str, who: str, by_day: date) -> int:
    """The id of a new action."""
    return writer.insert(
        tables.Action, meeting=meeting_id, key=key, what=what, who=who, by_date=by_day
    )


def finish_action(writer: Writer, ident: int) -> None:
    """Marks an action as done now."""
    writer.update(tables.Action, ident, done_at=writer.at)


def add_vote(writer: Writer, meeting_id: int, key: str, vote: Vote) -> int:
    """The id of a new vote."""
    counted = {
        f"{name}_{part}": number
        for name in _TALLIES
        for part, number in asdict(getattr(vote, name)).items()
    }
    return writer.insert(
        tables.Vote,
        meeting=meeting_id,
        key=key,
        question=vote.question,
        about_funds=vote.about_funds,
        three_quarters=vote.three_quarters,
        total_heads=vote.totals.heads,
        total_area=vote.totals.area,
        **counted,
    )


def _items(meeting_id: int) -> tuple[Discussion, ...]:
    actions: dict[str, list[Action]] = {}
    for row in _of(tables.Action, meeting_id):
        actions.setdefault(row.key, []).append(_action(row, None))
    votes: dict[str, list[Vote]] = {}
    for row in _of(tables.Vote, meeting_id):
        votes.setdefault(row.key, []).append(_vote(row))
    return tuple(
        Discussion(
            _item(row),
            row.words,
            _lines(row.decisions),
            row.discussed_at,
            tuple(actions.get(row.key, ())),
            tuple(votes.get(row.key, ())),
        )
        for row in _of(tables.AgendaItem, meeting_id)
    )


def _of(table: Any, meeting_id: int) -> Iterable[Any]:
    rows: Iterable[Any] = table.select().where(table.meeting == meeting_id).order_by(table.id)
    return rows


def _meeting(row: Any, items: tuple[Discussion, ...]) -> Meeting:
    facts = MeetingFacts(
        row.held_on,
        row.start,
        row.end,
        row.place,
        row.chair,
        row.note_taker,
        _lines(row.present),
        _lines(row.absent),
        _lines(row.guests),
    )
    state = MeetingState(row.state)
    return Meeting(row.id, Week(row.monday), facts, row.opened_at, state, row.version, items)


def _columns(facts: MeetingFacts) -> dict[str, object]:
    return {
        name: "\n".join(value) if isinstance(value, tuple) else value
        for name, value in asdict(facts).items()
    }


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


def _item(row: Any) -> AgendaItem:
    reasons = tuple(Reason(name) for name in _lines(row.reasons))
    return AgendaItem(row.key, row.title, reasons, row.why, row.issue_id, row.topic_id)


def _topic(row: Any) -> Topic:
    return Topic(row.id, row.title, row.detail, Rhythm(row.rhythm), row.added_on, row.ended_on)


def _action(row: Any, week: Week | None) -> Action:
    return Action(row.id, row.key, row.what, row.who, row.by_date, row.done_at, week)


def _vote(row: Any) -> Vote:
    heads, households, area = (
        Tally(*(getattr(row, f"{name}_{part}") for part in ("agree", "against", "abstain")))
        for name in _TALLIES
    )
    return Vote(
        row.question,
        heads,
        households,
        area,
        row.about_funds,
        row.three_quarters,
        Totals(row.total_heads, row.total_area),
        row.id,
    )
