from datetime import date

import pytest

from qingyu.domain.duty_person import DutyFacts, PairKind, Wish, WishKind
from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month
from qingyu.domain.steward import Role, Steward
from qingyu.services import Store, duty_people
from qingyu.services import steward as stewards

AWAY = Wish(0, 2, WishKind.LEAVE, date(2026, 12, 24), date(2026, 12, 26), words=" 体检 ")


def test_roles_suggest_the_facts_until_somebody_sets_them(founded: Store) -> None:
    stewards.add(founded, Steward(0, "何秀英", Role.VIEWER), by=1)
    assert [(p.facts.serves, p.facts.lead, p.own) for p in duty_people.people(founded)] == [
        (True, True, False), (True, False, False), (False, False, False),
    ]  # fmt: skip
    facts = DutyFacts(2, lead=True, frail=True, no_evening=True, max_shifts=6)
    duty_people.save_facts(founded, facts, by=1)
    found = duty_people.people(founded)[1]
    assert (found.facts, found.own) == (facts, True)


@pytest.mark.parametrize("most", [-1, 32])
def test_senseless_most_shifts_are_refused(founded: Store, most: int) -> None:
    with pytest.raises(RuleError, match="0 到 31"):
        duty_people.save_facts(founded, DutyFacts(1, max_shifts=most), by=1)


def test_two_people_are_one_pair_whichever_comes_first(founded: Store) -> None:
    duty_people.add_pair(founded, PairKind.APART, 1, 2, by=1)
    with pytest.raises(RuleError, match="已经写过"):
        duty_people.add_pair(founded, PairKind.TOGETHER, 2, 1, by=1)
    with pytest.raises(RuleError, match="不一样"):
        duty_people.add_pair(founded, PairKind.APART, 1, 1, by=1)
    duty_people.remove_pair(founded, 1, by=1)
    assert duty_people.pairs(founded) == ()


def test_leave_is_found_by_month_and_person(founded: Store) -> None:
    duty_people.add_wish(founded, AWAY, by=1)
    (found,) = duty_people.wishes(founded, Month(2026, 12), 2)
    assert (found.words, found.id) == ("体检", 1)
    assert duty_people.wishes(founded, Month(2026, 11)) == ()
    assert duty_people.wishes(founded, steward_id=1) == ()
    changes = duty_people.remove_wish(founded, 1, by=1)
    assert changes.verb == "取消赵文斌请假 12月24日至12月26日"
    with pytest.raises(RuleError, match="不在了"):
        duty_people.remove_wish(founded, 1, by=1)


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        (Wish(0, 2, WishKind.LEAVE, date(2026, 12, 2), date(2026, 12, 1)), "早于"),
        (Wish(0, 2, WishKind.LEAVE, date(2026, 12, 2), date(2028, 12, 1)), "一年"),
        (Wish(0, 2, WishKind.LEAVE, date(2026, 12, 2), date(2026, 12, 2), weekday=7), "星期"),
        (Wish(0, 2, WishKind.LEAVE, date(2026, 12, 2), date(2026, 12, 2), 9), "班次"),
        (Wish(0, 9, WishKind.LEAVE, date(2026, 12, 2), date(2026, 12, 2)), "没有这位管家"),
    ],
)
def test_senseless_leave_is_refused(founded: Store, wish: Wish, why: str) -> None:
    with pytest.raises(RuleError, match=why):
        duty_people.add_wish(founded, wish, by=1)
