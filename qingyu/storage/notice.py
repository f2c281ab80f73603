"""Notices: what was composed, under which number, and until when it hangs."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from peewee import Value, fn

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.notice_number import notice_number
from qingyu.domain.publicity import Publicity
from qingyu.domain.today import NoticeDue
from qingyu.storage import tables
from qingyu.storage.journal import Writer
from qingyu.storage.notice_undo import printed_counter
from qingyu.storage.tables import Notice as Table


@frozen
class KeptNotice:
    """A composed notice as it was filled in; number as (year, serial)."""

    id: int
    year: int
    serial: int
    kind: str
    title: str
    fields: Mapping[str, object]
    created_at: datetime
    posted_until: date | None
    void_reason: str | None = None
    period: Publicity | None = None

    @property
    def number(self) -> str:
        """The number as printed: 晴雨管家〔2026〕12号."""
        return notice_number(self.year, self.serial)

    @property
    def is_void(self) -> bool:
        """Whether it was withdrawn; its number stays listed."""
        return self.void_reason is not None


def add(
    writer: Writer,
    *,
    kind: str,
    title: str,
    fields: Mapping[str, object],
    posted_until: date | None,
) -> int:
    """The id of a newly numbered notice: one more than the year's last, whatever became of it."""
    year = writer.at.year
    return writer.insert(
        Table,
        year=year,
        serial=last_serial(year) + 1,
        kind=kind,
        title=title,
        fields=json.dumps(fields, ensure_ascii=False),
        created_at=writer.at,
        created_by=writer.by,
        posted_until=posted_until,
    )


def last_serial(year: int) -> int:
    """The highest number of this year, 0 when there is none."""
    query: Any = Table.select(fn.MAX(Table.serial)).where(Table.year == year)
    return int(query.scalar() or 0)


def get(ident: int) -> KeptNotice:
    """The notice of this id; RuleError when it is gone."""
    row = Table.get_or_none(Table.id == ident)
    if row is None:
        raise RuleError("这张通知已经不在了", "请回到列表重新选择。")
    return _notice(row)


def by_number(year: int, serial: int) -> KeptNotice | None:
    """The notice of this number, or None."""
    row = Table.get_or_none(Table.year == year, Table.serial == serial)
    return _notice(row) if row is not None else None


def many(idents: list[int]) -> dict[int, KeptNotice]:
    """The notices of these ids by id; those gone are left out."""
    return {row.id: _notice(row) for row in Table.select().where(Table.id.in_(idents))}


def newest(limit: int = 100) -> tuple[KeptNotice, ...]:
    """Composed notices, newest first."""
    return tuple(_notice(row) for row in Table.select().order_by(Table.id.desc()).limit(limit))


def coming_down(until: date, limit: int = 10) -> tuple[NoticeDue, ...]:
    """The notices that hang and whose time is up by then, the oldest first.

    A notice of which no posting was ever noted counts as hanging until its own last day.
    """
    posting, objection = tables.Posting, tables.Objection
    waiting = objection.select(fn.COUNT(objection.id)).where(
        objection.notice == Table.id, objection.answered_on.is_null()
    )
    hanging: Any = (
        posting.select(Table.id, Table.title, fn.MIN(posting.until), fn.COUNT(posting.id), waiting)
        .join(Table)
        .where(posting.down_on.is_null(), posting.until <= until)
        .group_by(Table.id)
        .tuples()
    )
    noted = posting.select(posting.id).where(posting.notice == Table.id)
    unnoted: Any = (
        Table.select(Table.id, Table.title, Table.posted_until, Value(0), waiting)
        .where(Table.posted_until <= until, Table.voided_at.is_null(), ~fn.EXISTS(noted))
        .tuples()
    )
    found = [NoticeDue(ident, title, _day(day), *told)
             for ident, title, day, *told in (*hanging, *unnoted)]  # fmt: skip
    return tuple(sorted(found, key=lambda due: (due.until, due.id))[:limit])


def take_down(writer: Writer, ident: int) -> None:
    """Marks a notice of which no posting was noted as taken down."""
    writer.update(Table, ident, posted_until=None)


def withdraw(writer: Writer, ident: int, reason: str) -> None:
    """Marks a notice as void; its number and text stay."""
    writer.update(Table, ident, voided_at=writer.at, void_reason=reason)


def note_printed(writer: Writer, kept: KeptNotice) -> None:
    """Remembers that this number left the house on paper or as an opened PDF."""
    writer.raise_counter(printed_counter(kept.year), kept.serial)


def set_period(writer: Writer, ident: int, period: Publicity) -> None:
    """Writes down the 公示期 of a notice, which hangs until its end."""
    writer.update(
        Table,
        ident,
        period_first=period.first,
        period_days=period.days,
        day_one_counts=period.day_one_counts,
        posted_until=period.end,
    )


def period_of(row: Any) -> Publicity | None:
    """The 公示期 on a row of notices."""
    if row.period_first is None or row.period_days is None:
        return None
    return Publicity(row.period_first, row.period_days, bool(row.day_one_counts))


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _notice(row: Table) -> KeptNotice:
    return KeptNotice(
        row.id,
        row.year,
        row.serial,
        row.kind,
        row.title,
        json.loads(row.fields),
        row.created_at,
        row.posted_until,
        (row.void_reason or "") if row.voided_at is not None else None,
        period_of(row),
    )
