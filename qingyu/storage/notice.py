"""Notices: what was composed, under which number, and until when it hangs."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from qingyu.domain.frozen import frozen
from qingyu.storage.journal import Writer
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

    @property
    def number(self) -> str:
        """The number as printed: 晴雨管家〔2026〕12号."""
        return f"晴雨管家〔{self.year}〕{self.serial}号"


def add(
    writer: Writer,
    *,
    kind: str,
    title: str,
    fields: Mapping[str, object],
    posted_until: date | None,
) -> int:
    """The id of a newly numbered notice."""
    year = writer.at.year
    return writer.insert(
        Table,
        year=year,
        serial=writer.next_number(f"notice-{year}"),
        kind=kind,
        title=title,
        fields=json.dumps(fields, ensure_ascii=False),
        created_at=writer.at,
        created_by=writer.by,
        posted_until=posted_until,
    )


def get(ident: int) -> KeptNotice:
    """The notice of this id."""
    return _notice(Table.get_by_id(ident))


def many(idents: list[int]) -> dict[int, KeptNotice]:
    """The notices of these ids by id; those gone are left out."""
    return {row.id: _notice(row) for row in Table.select().where(Table.id.in_(idents))}


def newest(limit: int = 100) -> tuple[KeptNotice, ...]:
    """Composed notices, newest first."""
    return tuple(_notice(row) for row in Table.select().order_by(Table.id.desc()).limit(limit))


def coming_down(until: date, limit: int = 10) -> tuple[tuple[int, str, date], ...]:
    """(id, title, posted until) of notices whose time is up by then, the oldest first."""
    query = Table.select().where(Table.posted_until <= until).order_by(Table.posted_until)
    return tuple(
        (row.id, row.title, row.posted_until) for row in query.limit(limit) if row.posted_until
    )


def take_down(writer: Writer, ident: int) -> None:
    """Marks a notice as taken down."""
    writer.update(Table, ident, posted_until=None)


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
    )
