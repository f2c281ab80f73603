"""Leave and wishes marked day by day on a calendar; what lay there before gives way."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta

from qingyu.domain.changes import Changes
from qingyu.domain.duty_person import Wish, WishKind
from qingyu.domain.errors import RuleError
from qingyu.storage import duty_person as rows
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store

_DAY = timedelta(days=1)


def mark_days(
    store: Store,
    steward_id: int,
    days: Collection[date],
    kind: WishKind | None,
    shift_id: int | None = None,
    *,
    by: int | None,
) -> Changes:
    """The change of these days marked as leave or as a wish, or with None cleared again.

    For one shift or, without it, the whole day; longer leave that lies there is cut around them.
    """
    if not days:
        raise RuleError("还没有选日子", "请在日历上点一天或几天。")
    runs = tuple(_runs(days))
    name = steward_rows.get(steward_id).name
    first, last = min(days), max(days)
    when = f"{first.month}月{first.day}日"
    if last != first:
        when += f"至{last.month}月{last.day}日"
    with store.operation(f"{name} {when}{kind or '取消请假'}", by=by) as writer:
        for wish in rows.wishes(first, last):
            if wish.steward_id != steward_id or shift_id not in (None, wish.shift_id):
                continue
            touched = [day for day in days if wish.days(day, day)]
            if not touched:
                continue
            pieces = list(_left_of(wish, touched))
            rows.remove_wish(writer, wish.id)
            for begin, end in pieces:
                rows.add_wish(writer, replace(wish, id=0, first=begin, last=end))
        if kind is not None:
            for begin, end in runs:
                rows.add_wish(writer, Wish(0, steward_id, kind, begin, end, shift_id))
    return writer.changes


def _runs(days: Collection[date]) -> Iterator[tuple[date, date]]:
    """The days as stretches without holes."""
    ordered = sorted(days)
    begin = end = ordered[0]
    for day in ordered[1:]:
        if day > end + _DAY:
            yield begin, end
            begin = day
        end = day
    yield begin, end


def _left_of(wish: Wish, days: Collection[date]) -> Iterator[tuple[date, date]]:
    """What stays of a wish when these days are taken out of it."""
    begin = wish.first
    for first, last in _runs(days):
        if last < begin or first > wish.last:
            continue
        if begin < first:
            yield begin, first - _DAY
        begin = last + _DAY
    if begin <= wish.last:
        yield begin, wish.last
