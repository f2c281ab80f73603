"""The rules of carry-over, of promises, and of what a meeting must be told."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError
from qingyu.domain.promise import PromiseLine, PromisesKept
from qingyu.domain.review import (
    Reason,
    Rhythm,
    Topic,
    ordered,
    returns,
)
from qingyu.domain.review_rules import check_vote, names
from qingyu.domain.vote import Tally, Totals, Vote
from qingyu.domain.week import Week

WEEK = Week(date(2026, 11, 23))
DAY = date(2026, 11, 25)
EARLIER = st.none() | st.integers(1, 60).map(lambda n: Week(WEEK.monday - timedelta(weeks=n)))


@given(st.sampled_from((Rhythm.ONCE, Rhythm.WEEKLY)), EARLIER, st.booleans())
def test_a_topic_returns_unless_discussed_and_nothing_open_and_not_recurring(
    rhythm: Rhythm, discussed: Week | None, open_action: bool
) -> None:
    topic = Topic(1, "车棚", rhythm=rhythm, added_on=date(2020, 1, 1))
    done = discussed is not None and not open_action and rhythm is Rhythm.ONCE
    found = returns(topic, week=WEEK, discussed=discussed, open_action=open_action)
    assert found is not done


@pytest.mark.parametrize(
    ("discussed", "due"),
    [(date(2026, 11, 16), False), (date(2026, 11, 2), False), (date(2026, 10, 26), True)],
)
def test_a_monthly_topic_comes_once_a_month(discussed: date, due: bool) -> None:
    topic = Topic(1, "账目", rhythm=Rhythm.MONTHLY, added_on=date(2026, 1, 1))
    assert returns(topic, week=WEEK, discussed=Week(discussed), open_action=False) is due


def test_a_topic_is_not_there_before_it_was_added_nor_after_its_end() -> None:
    later = Topic(1, "车棚", added_on=WEEK.sunday + timedelta(days=1))
    ended = Topic(2, "路灯", added_on=DAY, ended_on=DAY)
    for topic in (later, ended):
        assert not returns(topic, week=WEEK, discussed=None, open_action=False)


def test_reasons_stand_in_the_order_of_urgency_each_once() -> None:
    mixed = [Reason.FRESH, Reason.OVERDUE, Reason.DANGER, Reason.OVERDUE]
    assert ordered(mixed) == (Reason.DANGER, Reason.OVERDUE, Reason.FRESH)


@pytest.mark.parametrize(
    ("kept_at", "today", "late"),
    [
        (datetime(2026, 11, 25, 23, 59), date(2026, 12, 1), False),
        (datetime(2026, 11, 26, 0, 1), date(2026, 12, 1), True),
        (None, DAY, False),
        (None, DAY + timedelta(days=1), True),
    ],
)
def test_a_promise_is_late_after_the_end_of_its_day(
    kept_at: datetime | None, today: date, late: bool
) -> None:
    assert PromiseLine(1, "0001", "换灯", DAY, kept_at).late(today) is late


def test_the_rate_leaves_out_what_is_still_to_come() -> None:
    line = PromiseLine(1, "0001", "换灯", DAY, None)
    assert PromisesKept(open=(line,)).rate is None
    assert PromisesKept(kept=(line, line, line), late=(line,), open=(line,)).rate == 0.75
    assert "75%" in PromisesKept(kept=(line, line, line), late=(line,)).text
    assert PromisesKept().text == "这一周没有到期的答应"


def test_names_are_tidied_and_kept_once() -> None:
    assert names([" 陆建芬", "陆建芬 ", "", "赵\n文斌"]) == ("陆建芬", "赵 文斌")


@pytest.mark.parametrize(
    "vote",
    [
        Vote("", Tally(1)),
        Vote("同意吗"),
        Vote("同意吗", Tally(1, -1)),
        Vote("同意吗", Tally(9), about_funds=True, totals=Totals(8, 100)),
        Vote("同意吗", Tally(8), area=Tally(101), three_quarters=True, totals=Totals(8, 100)),
    ],
)
def test_votes_that_cannot_be_true_are_refused(vote: Vote) -> None:
    with pytest.raises(RuleError) as refused:
        check_vote(vote)
    assert refused.value.hint
