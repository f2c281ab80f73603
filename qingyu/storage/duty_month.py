"""Proposed and published months, and what changed in them afterwards: rows ↔ dataclasses."""

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from qingyu.domain.duty_change import Agreement, ChangeKind, DutyChange, ShiftRef
from qingyu.domain.duty_month import RosterVersion, VersionSeat
from qingyu.domain.frozen import frozen
from qingyu.domain.month import Month, month_of
from qingyu.storage.journal import Writer
from qingyu.storage.tables import DutyChange as ChangeRow
from qingyu.storage.tables import DutyMonth, DutyVersion, Steward


@frozen
class MonthRow:
    """How far a month is; `version` counts how often it was published."""

    id: int
    month: Month
    version: int
    published_at: datetime | None
    published_by: int | None
    summary: str


def month(which: Month) -> MonthRow | None:
    """The month, or None when nothing was proposed for it yet."""
    row = DutyMonth.get_or_none(DutyMonth.first == which.first)
    return _month(row) if row is not None else None


def published() -> frozenset[Month]:
    """The months that are published now."""
    query: Any = DutyMonth.select().where(DutyMonth.published_at.is_null(False))
    return frozenset(month_of(row.first) for row in query)


def save_draft(writer: Writer, which: Month, summary: str) -> int:
    """The id of the month, made a draft with this summary."""
    row = month(which)
    if row is None:
        return writer.insert(DutyMonth, first=which.first, summary=summary)
    writer.update(DutyMonth, row.id, summary=summary)
    return row.id


def publish(
    writer: Writer, ident: int, number: int, seats: Sequence[VersionSeat], asked: Collection[int]
) -> None:
    """Freezes these seats as version `number` of the month."""
    writer.update(DutyMonth, ident, version=number, published_at=writer.at, published_by=writer.by)
    rows = [[str(s.on), s.shift_id, s.steward_id, s.name, s.lead] for s in seats]
    writer.insert(
        DutyVersion,
        month=ident,
        number=number,
        at=writer.at,
        by=writer.by,
        seats=json.dumps(rows, ensure_ascii=False),
        asked=json.dumps(sorted(asked)),
    )


def reopen(writer: Writer, ident: int) -> None:
    """Makes a published month a draft again; its versions stay."""
    writer.update(DutyMonth, ident, published_at=None, published_by=None)


def versions(which: Month) -> tuple[RosterVersion, ...]:
    """The month as it was published, newest first."""
    query: Any = DutyVersion.select(DutyVersion, DutyMonth).join(DutyMonth)
    wanted = query.where(DutyMonth.first == which.first).order_by(DutyVersion.number.desc())
    names = _names()
    return tuple(_version(row, names) for row in wanted)


def asked() -> dict[Month, frozenset[int]]:
    """Whose turn it could have been, by month, from each one's newest version."""
    query: Any = DutyVersion.select(DutyVersion, DutyMonth).join(DutyMonth)
    ordered = query.order_by(DutyVersion.number)
    return {month_of(row.month.first): frozenset(json.loads(row.asked)) for row in ordered}


def changes(first: date, last: date) -> tuple[DutyChange, ...]:
    """The changes of shifts on these days, newest first; one side of a swap is enough."""
    here: Any = ChangeRow.on.between(first, last) | ChangeRow.back_on.between(first, last)
    query: Any = ChangeRow.select().where(here)
    names = _names()
    return tuple(_change(row, names) for row in query.order_by(ChangeRow.id.desc()))


def add_change(writer: Writer, change: DutyChange) -> int:
    """The id of a new change, made now by the one who writes."""
    back, agreed = change.back, change.agreed
    return writer.insert(
        ChangeRow,
        kind=str(change.kind),
        version=_version_id(month_of(change.where.on)),
        at=writer.at,
        by=writer.by,
        on=change.where.on,
        shift=change.where.shift_id,
        giver=change.giver_id,
        taker=change.taker_id,
        back_on=back.on if back else None,
        back_shift=back.shift_id if back else None,
        agreed_by=agreed.who if agreed else "",
        agreed_at=agreed.at if agreed else None,
        words=change.words,
        kept=change.kept,
    )


def _version_id(which: Month) -> int | None:
    """The version of the month that is in force, or None while it is a draft."""
    row = month(which)
    if row is None or row.published_at is None:
        return None
    found = DutyVersion.get_or_none(DutyVersion.month == row.id, DutyVersion.number == row.version)
    return found.id if found is not None else None


def _month(row: Any) -> MonthRow:
    return MonthRow(
        row.id,
        month_of(row.first),
        row.version,
        row.published_at,
        row.published_by_id,
        row.summary,
    )


def _version(row: Any, names: dict[int, str]) -> RosterVersion:
    return RosterVersion(
        month_of(row.month.first),
        row.number,
        row.at,
        names.get(row.by_id, ""),
        tuple(
            VersionSeat(date.fromisoformat(on), shift, steward, name, lead)
            for on, shift, steward, name, lead in json.loads(row.seats)
        ),
        frozenset(json.loads(row.asked)),
    )


def _change(row: Any, names: dict[int, str]) -> DutyChange:
    back = ShiftRef(row.back_on, row.back_shift_id) if row.back_on else None
    agreed = Agreement(row.agreed_by, row.agreed_at) if row.agreed_at else None
    return DutyChange(
        row.id,
        ChangeKind(row.kind),
        row.at,
        names.get(row.by_id, ""),
        ShiftRef(row.on, row.shift_id),
        row.giver_id,
        row.taker_id,
        back,
        agreed,
        row.words,
        row.kept,
    )


def _names() -> dict[int, str]:
    query: Any = Steward.select(Steward.id, Steward.name).tuples()
    return dict(query)
