from datetime import date

import pytest

from qingyu.domain.duty_person import Wish, WishKind, usual_facts
from qingyu.domain.steward import Role, Steward

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("steward", "serves", "lead"),
    [
        (Steward(1, "甲", Role.LEAD), True, True),
        (Steward(2, "乙", Role.STEWARD), True, False),
        (Steward(3, "丙", Role.STEWARD, tags=("党员骨干",)), True, True),
        (Steward(4, "丁", Role.VOLUNTEER, tags=("楼栋长",)), True, True),
        (Steward(5, "戊", Role.VIEWER, tags=("党员骨干",)), False, False),
        (Steward(6, "己", Role.LEAD, active=False), False, False),
    ],
)
def test_role_and_tags_suggest_who_serves_and_leads(
    steward: Steward, serves: bool, lead: bool
) -> None:
    facts = usual_facts(steward)
    assert (facts.serves, facts.lead, facts.max_shifts) == (serves, lead, None)


def test_a_wish_speaks_of_its_days_weekday_and_shift() -> None:
    every = Wish(1, 1, WishKind.LEAVE, MONDAY, date(2026, 12, 6))
    mondays = Wish(2, 1, WishKind.UNWANTED, MONDAY, date(2026, 12, 6), 3, 0)
    assert every.covers(date(2026, 11, 25), 1)
    assert not every.covers(date(2026, 12, 7), 1)
    assert mondays.covers(date(2026, 11, 30), 3)
    assert not mondays.covers(date(2026, 11, 30), 2)
    assert not mondays.covers(date(2026, 12, 1), 3)


def test_the_days_of_a_wish_are_cut_to_the_month_asked_for() -> None:
    wish = Wish(1, 1, WishKind.LEAVE, MONDAY, date(2027, 6, 1), weekday=2)
    assert wish.days(date(2026, 12, 1), date(2026, 12, 31)) == tuple(
        date(2026, 12, day) for day in (2, 9, 16, 23, 30)
    )
    assert wish.days(date(2028, 1, 1), date(2028, 1, 31)) == ()
