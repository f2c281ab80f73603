"""Votes: the owners' quorum and majorities of 民法典 278, and a plain show of hands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.vote import Tally, Totals, Vote, verdict

COUNTS = st.integers(0, 400)
TALLIES = st.builds(Tally, COUNTS, COUNTS, COUNTS)
TOTALS = Totals(90, 9000)


def owners(heads: Tally, area: Tally, *, three_quarters: bool = False) -> Vote:
    return Vote(
        "同意吗", heads, area=area, about_funds=True, three_quarters=three_quarters, totals=TOTALS
    )


@pytest.mark.parametrize(
    ("heads", "area", "three_quarters", "quorum", "passed"),
    [
        # 60 of 90 and 6000 of 9000 are exactly the two thirds that the law asks for.
        (Tally(31, 29), Tally(3001, 2999), False, True, True),
        (Tally(30, 30), Tally(3001, 2999), False, True, False),
        (Tally(31, 29), Tally(3000, 3000), False, True, False),
        (Tally(59), Tally(6000), False, False, False),
        (Tally(60), Tally(5999), False, False, False),
        (Tally(45, 15), Tally(4500, 1500), True, True, True),
        (Tally(44, 16), Tally(4500, 1500), True, True, False),
        (Tally(45, 15), Tally(4499, 1501), True, True, False),
        # Who abstains takes part, and counts against the majority.
        (Tally(30, 0, 30), Tally(6000), False, True, False),
    ],
)
def test_the_law_counts_heads_and_area_apart(
    heads: Tally, area: Tally, three_quarters: bool, quorum: bool, passed: bool
) -> None:
    found = verdict(owners(heads, area, three_quarters=three_quarters), TOTALS)
    assert (found.quorum, found.passed) == (quorum, passed)
    assert found.words.endswith("通过" if quorum else "不生效")


def test_unknown_totals_decide_nothing() -> None:
    found = verdict(owners(Tally(90), Tally(9000)), Totals(90, 0))
    assert not found.passed and found.quorum is False
    assert "总面积还没有填" in found.words


def test_a_show_of_hands_asks_for_no_quorum() -> None:
    assert verdict(Vote("周六打扫吗", Tally(3, 2)), Totals()).passed
    found = verdict(Vote("周六打扫吗", Tally(2, 1, 1)), Totals())
    assert (found.passed, found.quorum) == (False, None)


@given(TALLIES, TALLIES, st.booleans())
def test_nothing_passes_without_quorum_and_more_agreement_never_hurts(
    heads: Tally, area: Tally, three_quarters: bool
) -> None:
    totals = Totals(900, 900)
    before = verdict(owners(heads, area, three_quarters=three_quarters), totals)
    reached = 3 * heads.cast >= 1800 and 3 * area.cast >= 1800
    assert before.quorum is reached
    assert reached or not before.passed
    more = Tally(heads.agree + 1, heads.against, heads.abstain)
    after = verdict(owners(more, area, three_quarters=three_quarters), totals)
    assert after.passed or not before.passed
