"""The practice neighbourhood's duty: three published months, a draft, what happened in them."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from qingyu.domain.calendar import read_holidays
from qingyu.domain.duty import Assignment, Shift, Standing
from qingyu.domain.duty_change import ChangeKind
from qingyu.domain.duty_person import PairKind, Wish
from qingyu.domain.month import Month, month_of
from qingyu.domain.steward import Steward
from qingyu.paths import resource
from qingyu.services.demo.dice import Dice
from qingyu.services.demo.duty import SHIFTS, Happened, Rota, came_instead, wishes
from qingyu.services.demo.duty_handovers import write_handovers
from qingyu.storage import tables
from qingyu.storage.bulk import BulkWriter

_DAY = timedelta(days=1)
_AHEAD = 3


def write_duty(writer: BulkWriter, dice: Dice, crew: Sequence[Steward], until: datetime) -> None:
    """Writes shifts, facts, wishes, months with their seats and changes, the last handovers."""
    for shift in SHIFTS:
        writer.add(tables.DutyShift, _shift_row(shift))
    now = month_of(until.date())
    wanted = wishes(crew, now)
    rota = Rota(dice, crew, wanted, read_holidays(resource("holidays")))
    _write_people(writer, rota, crew, wanted)
    current: list[Assignment] = []
    for number, month in enumerate((now.before.before, now.before, now, now.after), 1):
        seats = list(rota.fill(month, until.date() + _DAY * (_AHEAD + 1)))
        published = month != now.after
        _write_month(writer, number, month, seats if published else (), crew)
        changes = list(rota.happen(seats, month.first, until.date())) if published else []
        for change in changes:
            _write_change(writer, change, crew, number)
        instead = {change.planned.id: came_instead(rota, change) for change in changes}
        current = [row for seat in seats for row in instead.get(seat.id, (seat,))]
        for seat in current:
            writer.add(tables.DutyAssignment, _seat_row(seat))
        if month == now:
            over = [each for each in _by_shift(current) if each[1].ends_on(each[0]) <= until]
            write_handovers(writer, over, crew)


def _write_people(
    writer: BulkWriter, rota: Rota, crew: Sequence[Steward], wanted: Sequence[Wish]
) -> None:
    for ident, facts in rota.facts.items():
        if facts.frail or facts.no_evening:
            writer.add(
                tables.DutyPerson,
                {
                    "steward_id": ident,
                    "serves": facts.serves,
                    "lead": facts.lead,
                    "frail": facts.frail,
                    "no_evening": facts.no_evening,
                    "max_shifts": facts.max_shifts,
                },
            )
    for wish in wanted:
        writer.add(
            tables.DutyWish,
            {
                "steward_id": wish.steward_id,
                "kind": wish.kind.value,
                "first": wish.first,
                "last": wish.last,
                "shift_id": wish.shift_id,
                "weekday": wish.weekday,
                "words": wish.words,
            },
        )
    pair = {"kind": PairKind.TOGETHER.value, "first_id": crew[-4].id, "second_id": crew[-5].id}
    writer.add(tables.DutyPair, pair)


def _write_month(
    writer: BulkWriter,
    ident: int,
    month: Month,
    seats: Sequence[Assignment],
    crew: Sequence[Steward],
) -> None:
    row: dict[str, object] = {"id": ident, "first": month.first}
    if not seats:
        writer.add(tables.DutyMonth, {**row, "summary": "按分数从少到多排的草稿，还可以再排一次"})
        return
    at = datetime.combine(month.before.first.replace(day=25), time(15))
    by = crew[0].id
    published = {"version": 1, "published_at": at, "published_by_id": by}
    writer.add(tables.DutyMonth, row | published)
    names = {person.id: person.name for person in crew}
    frozen = [
        [str(seat.on), seat.shift_id, seat.steward_id, names[seat.steward_id], seat.lead]
        for seat in seats
    ]
    writer.add(
        tables.DutyVersion,
        {
            "id": ident,
            "month_id": ident,
            "number": 1,
            "at": at,
            "by_id": by,
            "seats": json.dumps(frozen, ensure_ascii=False),
            "asked": json.dumps(sorted(names)),
        },
    )


def _write_change(
    writer: BulkWriter, change: Happened, crew: Sequence[Steward], version: int
) -> None:
    seat = change.planned
    starts = SHIFTS[seat.shift_id - 1].starts_on(seat.on)
    names = {person.id: person.name for person in crew}
    giver, taker = names[seat.steward_id], names[change.taker_id or seat.steward_id]
    swap = change.kind is ChangeKind.SWAP
    row: dict[str, object] = {
        "kind": change.kind.value,
        "version_id": version,
        "at": starts - _DAY if swap else starts + timedelta(minutes=15),
        "by_id": crew[0].id,
        "on": seat.on,
        "shift_id": seat.shift_id,
        "giver_id": seat.steward_id,
        "taker_id": change.taker_id,
    }
    if swap:
        row |= {"agreed_by": f"{giver}、{taker}", "agreed_at": starts - _DAY, "words": "家里有事"}
    else:
        missed = row | {"kind": ChangeKind.ABSENT.value, "taker_id": None, "words": "打电话没接"}
        writer.add(tables.DutyChange, missed)
    writer.add(tables.DutyChange, row)


def _by_shift(seats: Sequence[Assignment]) -> Iterator[tuple[date, Shift, list[int]]]:
    served = [seat for seat in seats if seat.served]
    days = sorted({seat.on for seat in served})
    for day in days:
        for shift in SHIFTS:
            here = [s.steward_id for s in served if (s.on, s.shift_id) == (day, shift.id)]
            if here:
                yield day, shift, here


def _seat_row(seat: Assignment) -> dict[str, object]:
    return {
        "id": seat.id,
        "on": seat.on,
        "shift_id": seat.shift_id,
        "steward_id": seat.steward_id,
        "lead": seat.lead,
        "standing": None if seat.standing is Standing.PLANNED else seat.standing.value,
    }


def _shift_row(shift: Shift) -> dict[str, object]:
    return {
        "id": shift.id,
        "name": shift.name,
        "start": shift.start,
        "end": shift.end,
        "places": shift.places,
        "evening": shift.evening,
    }
