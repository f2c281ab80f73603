"""Roster facts, pairs and wishes of stewards: rows ↔ dataclasses."""

from datetime import date
from typing import Any

from qingyu.domain.duty_person import DutyFacts, Pair, PairKind, Wish, WishKind
from qingyu.domain.errors import RuleError
from qingyu.storage import duty
from qingyu.storage.journal import Writer
from qingyu.storage.tables import DutyPair, DutyPerson, DutyWish


def facts() -> dict[int, DutyFacts]:
    """The facts somebody set, by steward."""
    return {
        row.steward_id: DutyFacts(
            row.steward_id, row.serves, row.lead, row.frail, row.no_evening, row.max_shifts
        )
        for row in DutyPerson.select()
    }


def save_facts(writer: Writer, facts: DutyFacts) -> None:
    """Stores a steward's facts."""
    columns: dict[str, Any] = {
        "serves": facts.serves,
        "lead": facts.lead,
        "frail": facts.frail,
        "no_evening": facts.no_evening,
        "max_shifts": facts.max_shifts,
    }
    row = DutyPerson.get_or_none(DutyPerson.steward == facts.steward_id)
    if row is None:
        writer.insert(DutyPerson, steward=facts.steward_id, **columns)
    else:
        writer.update(DutyPerson, row.id, **columns)


def pairs() -> tuple[Pair, ...]:
    """All pairs in the order they were named."""
    query: Any = DutyPair.select().order_by(DutyPair.id)
    return tuple(Pair(row.id, PairKind(row.kind), row.first_id, row.second_id) for row in query)


def add_pair(writer: Writer, pair: Pair) -> int:
    """The id of a new pair."""
    return writer.insert(DutyPair, kind=str(pair.kind), first=pair.first_id, second=pair.second_id)


def remove_pair(writer: Writer, ident: int) -> None:
    """Removes the pair."""
    writer.delete(DutyPair, ident)


def wishes(first: date = date.min, last: date = date.max) -> tuple[Wish, ...]:
    """The leave and wishes that touch these days, the earliest first."""
    query: Any = DutyWish.select().where(DutyWish.last >= first, DutyWish.first <= last)
    return tuple(_wish(row) for row in query.order_by(DutyWish.first, DutyWish.id))


def wish(ident: int) -> Wish:
    """The leave or wish; RuleError when it is gone."""
    row = DutyWish.get_or_none(DutyWish.id == ident)
    if row is None:
        raise RuleError("这条请假已经不在了", "请重新打开这一页。")
    return _wish(row)


def add_wish(writer: Writer, wish: Wish) -> int:
    """The id of a new wish."""
    duty.ensure_shifts(writer)
    return writer.insert(DutyWish, **_columns(wish))


def save_wish(writer: Writer, wish: Wish) -> bool:
    """Whether the stored wish differed and was brought to this."""
    duty.ensure_shifts(writer)
    return writer.update(DutyWish, wish.id, **_columns(wish))


def remove_wish(writer: Writer, ident: int) -> None:
    """Removes the wish."""
    writer.delete(DutyWish, ident)


def _columns(wish: Wish) -> dict[str, Any]:
    return {
        "steward": wish.steward_id,
        "kind": str(wish.kind),
        "first": wish.first,
        "last": wish.last,
        "shift": wish.shift_id,
        "weekday": wish.weekday,
        "words": wish.words,
    }


def _wish(row: Any) -> Wish:
    return Wish(
        row.id,
        row.steward_id,
        WishKind(row.kind),
        row.first,
        row.last,
        row.shift_id,
        row.weekday,
        row.words,
    )
