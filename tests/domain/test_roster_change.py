from datetime import date, time

import pytest

from qingyu.domain.roster import Duty, Person, RosterProblem, RosterShift, Slot, score
from qingyu.domain.roster_change import blocks, cost, loads, new_faults, number, signed, unfairness
from qingyu.domain.roster_rules import Rule

AM = RosterShift("am", "早", time(8), time(12), 2)
EVE = RosterShift("eve", "晚", time(18), time(21), 2, evening=True)
ZHANG = Person("1", "张三", lead=True, carry=1.0)
LI = Person("2", "李四", no_evening=True)
WANG = Person("3", "王五", carry=-0.5)
PROBLEM = RosterProblem(date(2026, 12, 1), (AM, EVE), (ZHANG, LI, WANG))


def duty(day: int, shift: str, who: str) -> Duty:
    return Duty(Slot(date(2026, 12, day), shift), who)


BASE = frozenset({duty(1, "am", "1"), duty(2, "eve", "3")})


def test_loads_and_unfairness_are_those_of_the_score() -> None:
    assert loads(PROBLEM, BASE) == {"1": 2.0, "2": 0.0, "3": 1.0}
    assert unfairness(loads(PROBLEM, BASE)) == score(PROBLEM, BASE).unfairness


def test_only_the_rules_that_the_change_breaks_are_told() -> None:
    broken = BASE | {duty(5, "eve", "2")}
    assert new_faults(PROBLEM, broken, broken | {duty(8, "am", "2")}) == ()
    (fault,) = new_faults(PROBLEM, BASE, broken)
    assert (fault.rule, fault.words) == (Rule.EVENING, "李四不排晚班，却排了12月5日晚班")


def test_what_keeps_somebody_out_of_a_slot() -> None:
    rules = {fault.rule for fault in blocks(PROBLEM, BASE, duty(3, "am", "3"))}
    assert rules == {Rule.REST}
    assert blocks(PROBLEM, BASE, duty(3, "eve", "1")) == ()


def test_the_cost_of_a_change_is_said_in_words() -> None:
    found = cost(PROBLEM, BASE, (BASE - {duty(2, "eve", "3")}) | {duty(2, "eve", "1")})
    assert found.words == "张三 +1.5，王五 −1.5；全组不公平值 5→12.5（没有原来公平）"
    assert (found.before, found.after, found.broken) == (5.0, 12.5, ())
    assert found.loads == (("张三", 1.5), ("王五", -1.5))
    back = cost(PROBLEM, BASE, (BASE - {duty(1, "am", "1")}) | {duty(1, "am", "2")})
    assert back.words == "张三 −1，李四 +1；全组不公平值 5→3（更公平）"
    assert cost(PROBLEM, BASE, BASE).words == "各人的分数不变；全组不公平值 5→5（一样公平）"


@pytest.mark.parametrize(
    ("value", "text"), [(3.0, "3"), (1.5, "1.5"), (-0.5, "−0.5"), (-0.01, "0"), (1587.25, "1587.2")]
)
def test_numbers_have_no_needless_noughts(value: float, text: str) -> None:
    assert number(value) == text


def test_steps_carry_their_sign() -> None:
    assert (signed(1.5), signed(-2), signed(0)) == ("+1.5", "−2", "+0")
