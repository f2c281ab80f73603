from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.duty import Standing
from qingyu.domain.duty_ledger import Served, carries, carry_words, lines
from qingyu.domain.month import Month, month_of
from qingyu.domain.roster import DayKind

FIRST = date(2026, 9, 1)
served = st.builds(
    Served,
    st.integers(1, 6),
    st.integers(0, 120).map(lambda n: FIRST + timedelta(days=n)),
    st.sampled_from(DayKind),
    st.booleans(),
    st.sampled_from([3.0, 4.0]),
    st.sampled_from(Standing),
)
asked = st.dictionaries(
    st.sampled_from([Month(2026, 9), Month(2026, 10), Month(2026, 12)]),
    st.frozensets(st.integers(1, 8)),
)


@given(st.lists(served), asked)
def test_what_is_carried_over_sums_to_nothing_while_nobody_reaches_the_end_of_it(
    duties: list[Served], turn: dict[Month, frozenset[int]]
) -> None:
    carry = carries(duties, turn, most=None)
    assert abs(sum(carry.values())) < 1e-6
    assert set(carry) == {d.steward_id for d in duties} | {i for who in turn.values() for i in who}


@given(st.lists(served), asked, st.sampled_from([0.0, 1.5, 10.0]))
def test_nobody_ever_carries_more_than_the_most(
    duties: list[Served], turn: dict[Month, frozenset[int]], most: float
) -> None:
    assert all(abs(each) <= most for each in carries(duties, turn, most=most).values())


@given(st.lists(served), asked)
def test_whoever_was_never_asked_owes_nothing(
    duties: list[Served], turn: dict[Month, frozenset[int]]
) -> None:
    turn = {month: who - {1} for month, who in turn.items()}
    mine = [d for d in duties if d.steward_id == 1 and turn.get(month_of(d.on))]
    others = [d for d in duties if d.steward_id != 1]
    assert carries([*others, *mine], turn, most=None).get(1, 0.0) == sum(d.load for d in mine)


def test_a_newcomer_who_helps_out_once_need_not_catch_up_the_month() -> None:
    asked = {Month(2026, 9): frozenset({1, 2})}
    days = [Served(who, FIRST + timedelta(days=n), DayKind.WORKDAY, False, 4)
            for n in range(12) for who in (1, 2)]  # fmt: skip
    help_out = Served(3, FIRST, DayKind.WORKDAY, False, 4, Standing.STAND_IN)
    assert carries([*days, help_out], asked) == {1: -0.5, 2: -0.5, 3: 1.0}


def test_what_was_missed_for_a_year_is_not_made_good_without_end() -> None:
    duties, asked = [], {}
    for number in range(1, 13):
        asked[Month(2026, number)] = frozenset({1, 2})
        duties += [Served(1, date(2026, number, n), DayKind.WORKDAY, False, 4)
                   for n in range(1, 11)]  # fmt: skip
    assert carries(duties, asked) == {1: 10.0, 2: -10.0}
    assert "±10 分" in carry_words(10.0) and "±" not in carry_words(None)


@given(st.lists(served), asked)
def test_a_month_only_moves_those_who_were_asked_or_served(
    duties: list[Served], turn: dict[Month, frozenset[int]]
) -> None:
    last = Month(2026, 12)
    before = carries(
        [d for d in duties if month_of(d.on) < last], {m: w for m, w in turn.items() if m < last}
    )
    after = carries(
        [d for d in duties if month_of(d.on) <= last], {m: w for m, w in turn.items() if m <= last}
    )
    there = {d.steward_id for d in duties if month_of(d.on) == last} | turn.get(last, frozenset())
    for ident, value in before.items():
        assert ident in there or after[ident] == value


def test_who_was_asked_and_not_needed_owes_the_mean() -> None:
    duty = Served(1, FIRST, DayKind.WORKDAY, False, 4)
    assert carries([duty], {Month(2026, 9): frozenset({1, 2})}) == {1: 0.5, 2: -0.5}
    assert carries([duty], {}) == {1: 0.0}


def test_a_no_show_counts_for_nothing_but_is_told() -> None:
    duties = [
        Served(1, FIRST, DayKind.HOLIDAY, True, 3),
        Served(1, FIRST + timedelta(days=1), DayKind.WEEKEND, False, 4, Standing.ABSENT),
        Served(1, FIRST + timedelta(days=2), DayKind.WORKDAY, False, 4, Standing.STAND_IN),
        Served(1, FIRST + timedelta(days=3), DayKind.WEEKEND, True, 3, Standing.EXTRA),
    ]
    (line,) = lines(duties, {1: "陆建芬"}, {1: 1.25})
    assert (line.times, line.load, line.hours) == (3, 2.5 + 1 + 2, 10)
    assert (line.holidays, line.evenings, line.absent, line.extra) == (1, 2, 1, 2)
    assert (line.name, line.carry) == ("陆建芬", 1.25)


def test_whoever_never_served_has_a_line_of_noughts() -> None:
    (line,) = lines([], {3: "何秀英"}, {})
    assert (line.times, line.load, line.carry) == (0, 0, 0)
