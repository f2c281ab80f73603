"""Handover (交接班): a record filled in from what happened, signed by both."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from qingyu.domain.changes import Changes
from qingyu.domain.duty import Assignment, Shift
from qingyu.domain.errors import RuleError
from qingyu.domain.handover import (
    USUAL_POINTS,
    USUAL_THINGS,
    Counted,
    Handover,
    Patrol,
    Pending,
    ShiftOver,
    shift_title,
)
from qingyu.domain.right import Right
from qingyu.storage import duty as duty_rows
from qingyu.storage import handover as rows
from qingyu.storage import setting
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store

THINGS, POINTS = "duty.things", "duty.points"
_SOON, _LATE, _WEEK = timedelta(minutes=30), timedelta(hours=24), timedelta(days=7)
_MOST_WAITING, _MOST_LEFT = 10, 50
_NEVER = "?"  # nobody has set the list; an empty one is a list too


def pending(store: Store) -> Pending:
    """Shifts to be handed over, the latest first, and records of a week nobody has confirmed.

    A shift is due from half an hour before its end until a day after, also one to which nobody
    came; one that nobody was to serve in is not.
    """
    today = store.now().date()
    return Pending(_due(store), rows.waiting(today - _WEEK, today, _MOST_WAITING))


def left_waiting(store: Store) -> tuple[Handover, ...]:
    """Records of more than a week ago that nobody has confirmed, the newest first."""
    before = store.now().date() - _WEEK - timedelta(days=1)
    return rows.waiting(date.min, before, _MOST_LEFT)


def _due(store: Store) -> tuple[ShiftOver, ...]:
    now = store.now()
    first, last = (now - _LATE).date() - timedelta(days=1), now.date()
    signed = rows.recorded(first, last)
    shifts = {shift.id: shift for shift in duty_rows.shifts_or_usual(retired=True)}
    names = {each.id: each.name for each in steward_rows.stewards(everybody=True)}
    seats: dict[tuple[date, int], list[Assignment]] = {}
    for seat in duty_rows.assignments(first, last):
        seats.setdefault((seat.on, seat.shift_id), []).append(seat)
    over = [
        _over(on, shifts[shift_id], here, names)
        for (on, shift_id), here in seats.items()
        if (on, shift_id) not in signed
        and now - _LATE <= shifts[shift_id].ends_on(on) <= now + _SOON
        and shifts[shift_id].starts_on(on) <= now
    ]
    return tuple(sorted(over, key=lambda each: each.shift.ends_on(each.on), reverse=True))


def _over(
    on: date, shift: Shift, seats: Iterable[Assignment], names: Mapping[int, str]
) -> ShiftOver:
    here = tuple(seats)
    came = tuple(names[seat.steward_id] for seat in here if seat.served)
    absent = tuple(names[seat.steward_id] for seat in here if not seat.served)
    return ShiftOver(on, shift, came, absent)


def prefilled(store: Store, on: date, shift_id: int) -> Handover:
    """The record of a shift as it stands, or one filled in from the book and not stored yet."""
    return rows.of_shift(on, shift_id) or fresh(store, on, shift_id)


def fresh(store: Store, on: date, shift_id: int) -> Handover:
    """A record filled in from the book as it is now, whatever was signed before."""
    shift = duty_rows.shift(shift_id)
    seats = [seat for seat in duty_rows.assignments(on) if seat.shift_id == shift_id]
    names = {each.id: each.name for each in steward_rows.stewards(everybody=True)}
    # What happened in a shift is gathered from half the book: not before somebody asks.
    from qingyu.services import handover_filling

    told = handover_filling.told(store, on, shift)
    return Handover(
        0,
        on,
        shift,
        _over(on, shift, seats, names).people,
        told.weather,
        told.visitors,
        happened=told.happened,
        open_matters=told.open_matters,
        patrol=tuple(Patrol(point) for point in points(store)),
        counted=things(store),
    )


def give(store: Store, record: Handover, *, by: int | None) -> Changes:
    """The change of a record signed by the one who goes; RuleError once it was confirmed.

    Where nobody came, whoever writes it down comes next: it waits for no one.
    """
    if by is None:
        raise RuleError("还不知道是谁交班", "请先在右上角选好「现在是谁在用」。")
    stored = rows.of_shift(record.on, record.shift.id)
    if stored is not None and stored.confirmed:
        raise RuleError("这一班已经交接过了", "有遗漏请写在下一班的记录里。")
    if record.shift.starts_on(record.on) > store.now():
        raise RuleError("这一班还没有开始", "请在下班前填写。")
    alone = _unattended(record)
    verb = f"{record.title}没有人到岗，记下来" if alone else f"交班 {record.title}"
    with store.operation(verb, by=by, needs=Right.RECORD) as writer:
        rows.save(writer, record, unattended=alone)
    return writer.changes


def _unattended(record: Handover) -> bool:
    seats = duty_rows.assignments(record.on)
    here = [seat for seat in seats if seat.shift_id == record.shift.id]
    return bool(here) and not any(seat.served for seat in here)


def confirm(store: Store, handover_id: int, words: str = "", *, by: int | None) -> Changes:
    """The change of a record confirmed by the one who comes: somebody else than who signed it."""
    record = rows.get(handover_id)
    if by is None:
        raise RuleError("还不知道是谁接班", "请先在右上角选好「现在是谁在用」。")
    if record.confirmed:
        raise RuleError("这一班已经有人接了", "不用再确认一次。")
    if by == record.given_by:
        raise RuleError("交班的人不能自己接班", "请接班的人选好自己的名字再确认。")
    late = record.on < store.now().date() - _WEEK
    verb = f"{'补' if late else ''}接班 {shift_title(record.on, record.shift)}"
    with store.operation(verb, by=by, needs=Right.RECORD) as writer:
        rows.confirm(writer, handover_id, words.strip())
    return writer.changes


def of_days(store: Store, first: date, last: date) -> tuple[Handover, ...]:
    """The stored records of these days, the latest first."""
    return rows.of_days(first, last)


def things(store: Store) -> tuple[Counted, ...]:
    """What is counted at every handover, with the usual number."""
    stored = setting.value(THINGS, _NEVER)
    if stored == _NEVER:
        return USUAL_THINGS
    pairs = (line.rpartition(" ") for line in stored.splitlines())
    return tuple(Counted(name, int(usual)) for name, _, usual in pairs)


def points(store: Store) -> tuple[str, ...]:
    """The points of the round that every shift looks at."""
    stored = setting.value(POINTS, _NEVER)
    return USUAL_POINTS if stored == _NEVER else tuple(stored.splitlines())


def set_lists(
    store: Store, counted: Sequence[Counted], names: Sequence[str], *, by: int | None
) -> Changes:
    """The change of what is counted and of the points of the round; old records keep theirs."""
    clean = [replace(each, name=_one_line(each.name)) for each in counted]
    if any(not each.name or each.usual < 1 for each in clean):
        raise RuleError("每样东西要有名字和数量", "数量至少写 1；不用清点的请删掉。")
    spots = [spot for name in names if (spot := _one_line(name))]
    for listed in ([each.name for each in clean], spots):
        twice = next((name for name in listed if listed.count(name) > 1), "")
        if twice:
            raise RuleError(f"「{twice}」写了两次", "请改一个名字，或删掉一个。")
    with store.operation("修改清点的东西和巡查点", by=by) as writer:
        setting.put(writer, THINGS, "\n".join(f"{each.name} {each.usual}" for each in clean))
        setting.put(writer, POINTS, "\n".join(spots))
    return writer.changes


def _one_line(text: str) -> str:
    return " ".join(text.split())
