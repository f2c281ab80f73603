from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.calendar import read_holidays
from qingyu.domain.errors import RuleError
from qingyu.domain.issue import Urgency
from qingyu.domain.worktime import (
    CLOSING,
    Deadlines,
    Limits,
    Span,
    Unit,
    deadlines,
    read_limits,
    read_span,
    resume,
)
from qingyu.paths import resource

CALENDAR = read_holidays(resource("holidays"))
LIMITS = read_limits(resource("limits.toml"))
moments = st.datetimes(datetime(2020, 1, 1), datetime(2029, 12, 31))
pauses = st.timedeltas(timedelta(0), timedelta(days=120))
urgencies = st.sampled_from(Urgency)


def due(urgency: Urgency, moment: datetime) -> Deadlines:
    return deadlines(urgency, moment, CALENDAR, LIMITS)


def test_an_emergency_does_not_wait_for_monday() -> None:
    assert due(Urgency.EMERGENCY, datetime(2026, 11, 21, 23, 30)) == Deadlines(
        respond_at=datetime(2026, 11, 22, 1, 30),
        safe_at=datetime(2026, 11, 22, 1, 30),
        finish_at=datetime(2026, 11, 22, 23, 30),
    )


def test_pressing_answers_within_a_day_and_finishes_in_three_working_days() -> None:
    assert due(Urgency.PRESSING, datetime(2026, 11, 20, 9)) == Deadlines(
        respond_at=datetime(2026, 11, 21, 9), finish_at=datetime(2026, 11, 25, 17)
    )


def test_days_skip_the_national_holiday_and_count_the_worked_saturday() -> None:
    found = due(Urgency.NORMAL, datetime(2026, 9, 30, 10))
    assert found.respond_at == datetime(2026, 10, 10, 17)


def test_reports_at_night_and_over_the_weekend_are_due_with_the_friday() -> None:
    friday_night = due(Urgency.NORMAL, datetime(2026, 11, 20, 23, 50))
    sunday = due(Urgency.NORMAL, datetime(2026, 11, 22, 8))
    assert friday_night == sunday
    assert sunday.respond_at == datetime(2026, 11, 25, 17)


def test_a_long_term_issue_has_a_review_date_only() -> None:
    assert due(Urgency.LONG_TERM, datetime(2026, 11, 22, 8)) == Deadlines(
        review_on=date(2026, 12, 18)
    )


def test_an_urgency_without_limits_has_no_clocks() -> None:
    assert deadlines(Urgency.NORMAL, datetime(2026, 1, 1), CALENDAR, Limits()) == Deadlines()


def test_a_pause_over_a_weekend_moves_a_day_limit_by_its_working_days() -> None:
    before = Deadlines(finish_at=datetime(2026, 11, 24, 17), review_on=date(2026, 11, 24))
    after = resume(before, datetime(2026, 11, 20, 9), datetime(2026, 11, 23, 9), CALENDAR)
    assert after == Deadlines(finish_at=datetime(2026, 11, 25, 17), review_on=date(2026, 11, 25))


def test_a_pause_moves_an_hour_limit_by_the_clock() -> None:
    before = Deadlines(finish_at=datetime(2026, 11, 21, 8, 30))
    after = resume(before, datetime(2026, 11, 20, 9), datetime(2026, 11, 20, 12), CALENDAR)
    assert after.finish_at == datetime(2026, 11, 21, 11, 30)


def test_what_was_overdue_before_the_pause_stays_overdue() -> None:
    before = Deadlines(respond_at=datetime(2026, 11, 19, 8), finish_at=datetime(2026, 11, 19, 17))
    assert resume(before, datetime(2026, 11, 20), datetime(2026, 12, 20), CALENDAR) == before


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(RuleError, match="早于"):
        resume(Deadlines(), datetime(2026, 11, 20), datetime(2026, 11, 19), CALENDAR)


@given(urgencies, moments, pauses)
def test_a_later_report_is_never_due_earlier(
    urgency: Urgency, moment: datetime, later: timedelta
) -> None:
    one, two = due(urgency, moment), due(urgency, moment + later)
    for earlier_limit, later_limit in zip(listed(one), listed(two), strict=True):
        assert moment.isoformat() <= earlier_limit <= later_limit


def listed(found: Deadlines) -> list[str]:
    values = (found.respond_at, found.safe_at, found.finish_at, found.review_on)
    return [value.isoformat() for value in values if value is not None]


@given(st.sampled_from([Urgency.NORMAL, Urgency.LONG_TERM]), moments, pauses, pauses)
def test_day_limits_end_at_closing_of_a_working_day_even_after_a_pause(
    urgency: Urgency, moment: datetime, wait: timedelta, pause: timedelta
) -> None:
    found = due(urgency, moment)
    for each in (found, resume(found, moment + wait, moment + wait + pause, CALENDAR)):
        for end in (each.respond_at, each.finish_at):
            assert end is None or (CALENDAR.is_working_day(end) and end.time() == CLOSING)
        assert each.review_on is None or CALENDAR.is_working_day(each.review_on)


@given(urgencies, moments, moments)
def test_a_pause_of_no_length_changes_nothing(
    urgency: Urgency, moment: datetime, paused: datetime
) -> None:
    found = due(urgency, moment)
    assert resume(found, paused, paused, CALENDAR) == found


@given(urgencies, moments, pauses, pauses, pauses)
def test_a_longer_pause_never_ends_earlier(
    urgency: Urgency, moment: datetime, wait: timedelta, pause: timedelta, more: timedelta
) -> None:
    found, stop = due(urgency, moment), moment + wait
    short = resume(found, stop, stop + pause, CALENDAR)
    long = resume(found, stop, stop + pause + more, CALENDAR)
    assert all(a <= b for a, b in zip(listed(short), listed(long), strict=True))
    assert all(a <= b for a, b in zip(listed(found), listed(short), strict=True))


@given(st.builds(Span, st.integers(1, 9999), st.sampled_from(Unit)))
def test_a_span_reads_its_own_text(span: Span) -> None:
    assert read_span(span.text) == span


@pytest.mark.parametrize("text", ["", "3", "三天", "-2 小时", "0 小时", "99999 小时", "2 小时半"])
def test_a_span_that_is_not_one_is_refused(text: str) -> None:
    with pytest.raises(RuleError, match="看不懂时限"):
        read_span(text)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ('"紧急" = "2 小时"', "一段"),
        ('["加急"]', "加急"),
        ('["紧急"]\nrespond = "两小时"', "看不懂"),
        ('["紧急"]\nfix = "2 小时"', "fix"),
        ("[", "写法有误"),
    ],
)
def test_a_broken_table_is_refused_with_file_and_reason(
    tmp_path: Path, broken: str, reason: str
) -> None:
    path = tmp_path / "limits.toml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(RuleError, match=reason) as caught:
        read_limits(path)
    assert "limits.toml" in caught.value.title


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="打不开"):
        read_limits(tmp_path / "limits.toml")
