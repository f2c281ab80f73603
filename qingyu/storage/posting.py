"""Places to post and what hangs there: rows ↔ PostingPlace, Posting."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from peewee import fn

from qingyu.domain.posting import (
    LedgerLine,
    PlaceKind,
    Posting,
    PostingEvent,
    PostingMark,
    PostingPlace,
)
from qingyu.storage import tables
from qingyu.storage.journal import Writer
from qingyu.storage.notice import period_of

_KINDS = {kind: rank for rank, kind in enumerate(PlaceKind)}


def places(*, everything: bool = False) -> tuple[PostingPlace, ...]:
    """The places in use, boards first, stairwells as one walks; with `everything`, retired too."""
    query = tables.PostingPlace.select()
    if not everything:
        query = query.where(tables.PostingPlace.active)
    found = [_place(row) for row in query]
    return tuple(
        sorted(found, key=lambda p: (_KINDS[p.kind], p.building or 0, p.unit or 0, p.id))
    )


def add_place(writer: Writer, place: PostingPlace) -> int:
    """The id of a new place to post."""
    return writer.insert(tables.PostingPlace, **_columns(place))


def save_place(writer: Writer, place: PostingPlace) -> bool:
    """Whether the stored place differed and was brought to this."""
    return writer.update(tables.PostingPlace, place.id, **_columns(place))


def add(
    writer: Writer,
    notice: int,
    place: int,
    *,
    up_on: date,
    up_by: str,
    until: date | None,
) -> int:
    """The id of a new posting."""
    return writer.insert(
        tables.Posting,
        notice=notice,
        place=place,
        up_on=up_on,
        up_by=up_by,
        until=until,
        entered_at=writer.at,
        entered_by=writer.by,
    )


def take_down(writer: Writer, ident: int, *, down_on: date, down_by: str) -> None:
    """Writes down that a copy came down."""
    writer.update(
        tables.Posting,
        ident,
        down_on=down_on,
        down_by=down_by,
        down_entered_at=writer.at,
        down_entered_by=writer.by,
    )


def set_until(writer: Writer, ident: int, until: date) -> None:
    """Writes down until when a copy hangs."""
    writer.update(tables.Posting, ident, until=until)


def mark(writer: Writer, posting: Posting, event: PostingEvent) -> None:
    """Writes down what happened to a copy."""
    writer.insert(
        tables.PostingEvent,
        notice=posting.notice_id,
        posting=posting.id,
        mark=str(event.mark),
        on=event.on,
        who=event.who,
        words=event.words,
        entered_at=writer.at,
        entered_by=writer.by,
    )


def of_notice(notice: int) -> tuple[Posting, ...]:
    """Every posting of a notice, those that hang first."""
    return _postings(tables.Posting.notice == notice)


def hanging() -> tuple[Posting, ...]:
    """Every copy that hangs now, the first put up first."""
    return _postings(tables.Posting.down_on.is_null())


def ledger(limit: int, idents: Iterable[int] | None = None) -> tuple[LedgerLine, ...]:
    """Numbered notices as lines of the ledger, the newest number first."""
    row = tables.Notice
    query: Any = row.select().order_by(row.year.desc(), row.serial.desc()).limit(limit)
    if idents is not None:
        query = query.where(row.id.in_(list(idents)))
    rows = list(query)
    shown = [each.id for each in rows]
    hung, torn, first = _counts(shown), _torn(shown), _first_until(shown)
    objections = _count_of(tables.Objection, shown, tables.Objection.answered_on.is_null())
    answers = _count_of(tables.SlipAnswer, shown)
    return tuple(
        LedgerLine(
            each.id,
            each.year,
            each.serial,
            each.kind,
            each.title,
            each.created_at,
            each.posted_until,
            *hung.get(each.id, (0, 0)),
            torn.get(each.id, 0),
            first.get(each.id),
            objections.get(each.id, 0),
            answers.get(each.id, 0),
            (each.void_reason or "") if each.voided_at is not None else None,
            period_of(each),
        )
        for each in rows
    )


def _counts(idents: Sequence[int]) -> dict[int, tuple[int, int]]:
    """How many copies hang and how many there ever were, by notice."""
    posting = tables.Posting
    query: Any = (
        posting.select(
            posting.notice, fn.SUM(posting.down_on.is_null()), fn.COUNT(posting.id)
        )
        .where(posting.notice.in_(idents))
        .group_by(posting.notice)
        .tuples()
    )
    return {notice: (int(hang), int(ever)) for notice, hang, ever in query}


def _first_until(idents: Sequence[int]) -> dict[int, date]:
    posting = tables.Posting
    query: Any = (
        posting.select(posting.notice, fn.MIN(posting.until))
        .where(posting.notice.in_(idents), posting.down_on.is_null(), posting.until.is_null(False))
        .group_by(posting.notice)
        .tuples()
    )
    return {notice: _day(until) for notice, until in query}


def _torn(idents: Sequence[int]) -> dict[int, int]:
    """How many copies that hang are torn, by notice."""
    event = tables.PostingEvent
    last = event.select(fn.MAX(event.id)).group_by(event.posting)
    query: Any = (
        event.select(event.notice, fn.COUNT(event.id))
        .join(tables.Posting)
        .where(
            event.id.in_(last),
            event.mark == str(PostingMark.TORN),
            event.notice.in_(idents),
            tables.Posting.down_on.is_null(),
        )
        .group_by(event.notice)
        .tuples()
    )
    return dict(query)


def _count_of(table: Any, idents: Sequence[int], *wanted: Any) -> dict[int, int]:
    query = table.select(table.notice, fn.COUNT(table.id)).where(table.notice.in_(idents), *wanted)
    return dict(query.group_by(table.notice).tuples())


def _postings(wanted: Any) -> tuple[Posting, ...]:
    posting = tables.Posting
    query: Any = (
        posting.select(posting, tables.PostingPlace)
        .join(tables.PostingPlace)
        .where(wanted)
        .order_by(posting.down_on.is_null(False), posting.up_on, posting.id)
    )
    rows = list(query)
    events: dict[int, list[PostingEvent]] = {}
    happened = tables.PostingEvent
    told: Any = happened.select().where(happened.posting.in_([row.id for row in rows]))
    for each in told.order_by(happened.id):
        event = PostingEvent(PostingMark(each.mark), each.on, each.who, each.words)
        events.setdefault(each.posting_id, []).append(event)
    return tuple(
        Posting(
            row.id,
            row.notice_id,
            _place(row.place),
            row.up_on,
            row.up_by,
            row.until,
            row.entered_at,
            row.down_on,
            row.down_by,
            tuple(events.get(row.id, ())),
        )
        for row in rows
    )


def _place(row: Any) -> PostingPlace:
    return PostingPlace(
        row.id, row.name, PlaceKind(row.kind), row.building, row.unit, bool(row.active)
    )


def _columns(place: PostingPlace) -> dict[str, Any]:
    return {
        "name": place.name,
        "kind": str(place.kind),
        "building": place.building,
        "unit": place.unit,
        "active": place.active,
    }


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
