"""A book whose nine stewards serve: 陆建芬 and 朱宝芬 lead, December is published by hand."""

from datetime import date

from qingyu.domain.duty_month import Proposal
from qingyu.domain.month import Month
from qingyu.domain.roster import Duty, Slot
from qingyu.domain.steward import Role, Steward
from qingyu.services import Store, duty, duty_month
from qingyu.services import steward as stewards

LEAD, STEWARD, HE, ZHU = 1, 2, 3, 4
MORNING, NOON_SHIFT, EVENING = 1, 2, 3
DECEMBER, JANUARY = Month(2026, 12), Month(2027, 1)
NAMES = ("何秀英", "朱宝芬", "金慧琴", "徐涛", "毛忠林", "张玉菊", "林松坤")


def day(number: int) -> date:
    """That day of December 2026."""
    return date(2026, 12, number)


def crew(store: Store) -> None:
    """Adds seven people to the founded book."""
    for name in NAMES:
        tags = ("党员骨干",) if name == "朱宝芬" else ()
        stewards.add(store, Steward(0, name, Role.VOLUNTEER, "138", tags), by=LEAD)


def duty_of(number: int, shift: int, who: int) -> Duty:
    """Somebody's duty on a day of December."""
    return Duty(Slot(day(number), str(shift)), str(who))


def planned(store: Store, *duties: Duty, publish: bool = True) -> None:
    """Puts these duties into December, published or as a draft."""
    month = Proposal(DECEMBER, duties, "", (), True)
    duty_month.keep_proposal(store, month, by=LEAD)
    if publish:
        duty_month.publish(store, DECEMBER, by=LEAD)


def who(store: Store, number: int, shift: int) -> list[str]:
    """Who serves there, the 值班长 first and starred."""
    found = {each.shift.id: each for each in duty.on_day(store, day(number))}[shift]
    return [p.name + ("*" if p == found.lead else "") for p in found.people]


def seat(store: Store, number: int, shift: int, steward: int) -> int:
    """The id of that assignment."""
    roster = duty_month.month_roster(store, DECEMBER)
    cells = (c for c in roster.cells if (c.on, c.shift.id) == (day(number), shift))
    return next(s.assignment_id for c in cells for s in c.seats if s.steward_id == steward)
