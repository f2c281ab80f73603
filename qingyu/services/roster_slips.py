"""Personal slips of a month: everybody's, one person's, or only the changed ones."""

from collections.abc import Iterator

from qingyu.domain.duty_month import MonthRoster, RosterCell, RosterState, VersionSeat
from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month
from qingyu.domain.roster_sheet import (
    Slip,
    SlipDuty,
    SlipSheet,
    served,
    short_day,
    state_words,
)
from qingyu.services import duty_month
from qingyu.services.neighbourhood import NAME, PHONE
from qingyu.storage import duty as rows
from qingyu.storage import setting
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store


def slip_sheet(
    store: Store, month: Month, person: str = "", *, changed: bool = False
) -> SlipSheet:
    """The slips in the order of the stewards; RuleError when there is none to print."""
    roster = duty_month.month_roster(store, month)
    slips = tuple(_slips(store, roster))
    if changed:
        _refuse_unpublished(roster)
        slips = tuple(s for s in slips if s.dropped or any(duty.new for duty in s.duties))
    slips = tuple(slip for slip in slips if person in ("", slip.name))
    if not slips:
        raise _nothing(month, person, changed=changed)
    return SlipSheet(
        setting.value(NAME),
        month,
        state_words(roster),
        slips,
        setting.value(PHONE),
        store.now().date(),
    )


def _slips(store: Store, roster: MonthRoster) -> Iterator[Slip]:
    published = roster.state is RosterState.PUBLISHED
    versions = duty_month.versions(store, roster.month) if published else ()
    planned = versions[0].seats if versions else ()
    shifts = {each.id: each.name for each in rows.shifts(retired=True)}
    for steward in steward_rows.stewards(everybody=True):
        own = [cell for cell in roster.cells if _in(cell, steward.id)]
        # A no-show is known to who did not come; only duties that others have are news.
        still = {(cell.on, cell.shift.id) for cell in own}
        gone = [s for s in planned if s.steward_id == steward.id and _key(s) not in still]
        duties = tuple(_duties(roster, steward.id))
        dropped = tuple(f"{short_day(s.on)} {shifts.get(s.shift_id, '')}班" for s in gone)
        if duties or dropped:
            yield Slip(steward.name, duties, dropped)


def _duties(roster: MonthRoster, steward_id: int) -> Iterator[SlipDuty]:
    for day in roster.days:
        for cell in day.cells:
            seats = served(cell.seats)
            own = next((seat for seat in seats if seat.steward_id == steward_id), None)
            if own is not None:
                others = tuple(seat.name for seat in seats if seat.steward_id != steward_id)
                yield SlipDuty(day, cell.shift, others, own.lead, own.changed)


def _in(cell: RosterCell, steward_id: int) -> bool:
    return any(seat.steward_id == steward_id for seat in cell.seats)


def _key(seat: VersionSeat) -> tuple[object, int]:
    return seat.on, seat.shift_id


def _refuse_unpublished(roster: MonthRoster) -> None:
    if roster.state is not RosterState.PUBLISHED:
        raise RuleError(
            f"{roster.month.text}的值班表还没有公布，没有换班的条子", "请先公布，或打印全部值班条。"
        )


def _nothing(month: Month, person: str, *, changed: bool) -> RuleError:
    who = f"{person[:20]}" if person else ""
    if changed:
        return RuleError(f"{month.text}公布以后{who or '没有人'}{'没有' if who else ''}换过班",
                         "不用重印。")  # fmt: skip
    return RuleError(f"{month.text}{who}还没有排班", "请先排班，再打印值班条。")
