"""The wall chart's days, shifts and seats, from the rows of a month."""

from datetime import date

from qingyu.domain.duty import Assignment, Shift
from qingyu.domain.duty_month import RosterCell, RosterDay, RosterVersion, Seat
from qingyu.services import almanac, rulebook
from qingyu.services.duty_problem import DutyBook
from qingyu.storage.store import Store

_Seats = dict[tuple[date, int], set[int]]


def wall(store: Store, book: DutyBook, published: RosterVersion | None) -> tuple[RosterDay, ...]:
    """Every day of the month; seats that differ from the published version are marked."""
    calendar = rulebook.calendar(store)
    was = _seats(published)
    today = store.now().date()
    own: dict[tuple[date, int], list[Assignment]] = {}
    for each in book.assignments:
        own.setdefault((each.on, each.shift_id), []).append(each)
    days = []
    for day in book.problem.days:
        line = almanac.day_line(day)
        term = "" if "后" in line.term else line.term
        days.append(
            RosterDay(
                day,
                book.problem.kind(day),
                calendar.holiday_name(day),
                line.lunar.removeprefix("农历"),
                "、".join(part for part in (term, line.festival) if part),
                tuple(
                    _cell(book, day, shift, own.get((day, shift.id), []), was, over=day < today)
                    for shift in book.shifts
                ),
            )
        )
    return tuple(days)


def _seats(version: RosterVersion | None) -> _Seats | None:
    if version is None:
        return None
    found: _Seats = {}
    for seat in version.seats:
        found.setdefault((seat.on, seat.shift_id), set()).add(seat.steward_id)
    return found


def _cell(
    book: DutyBook,
    day: date,
    shift: Shift,
    own: list[Assignment],
    was: _Seats | None,
    *,
    over: bool,
) -> RosterCell:
    planned = None if was is None else was.get((day, shift.id), set())
    seats = tuple(
        Seat(
            each.id,
            each.steward_id,
            book.stewards[each.steward_id].name,
            each.lead,
            each.standing,
            each.pinned,
            planned is not None and each.steward_id not in planned,
            each.kept,
        )
        for each in own
    )
    served = {each.steward_id for each in own if each.served}
    cell = RosterCell(day, shift, seats, planned is not None and served != planned)
    # Before the book began, or before its roster did, nobody was lacking.
    gap = "" if over and not own and not planned else _gap(cell)
    return RosterCell(day, shift, seats, cell.changed, gap)


def _gap(cell: RosterCell) -> str:
    lacks = f"缺{cell.empty}人" if cell.empty else ""
    if cell.led or not cell.shift.places:
        return lacks
    return f"{lacks}，缺值班长" if lacks else "缺值班长"
