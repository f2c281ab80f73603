"""Which backups may go: never the newest, and one of each day, week and month stays."""

from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.backup import KeepRule, file_name, made_at, surplus

moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(
    lambda at: at.replace(microsecond=0)
)


@given(moments)
def test_the_name_tells_when(at: datetime) -> None:
    assert made_at(Path("/备份") / file_name(at)) == at


def test_other_files_are_none() -> None:
    for name in ("晴雨备份-20261399-000000.qingyu", "before-0004.db", "晴雨备份-20261123.qingyu"):
        assert made_at(Path(name)) is None


@given(st.lists(moments, min_size=1, max_size=60), st.integers(0, 5), st.integers(0, 5))
def test_what_is_kept_is_as_many_as_the_rule_says(
    times: list[datetime], daily: int, weekly: int
) -> None:
    rule = KeepRule(daily, weekly, 0)
    kept = set(times) - surplus(times, rule)
    assert max(times) in kept
    days = sorted({at.date() for at in times}, reverse=True)[:daily]
    assert {max(at for at in times if at.date() == day) for day in days} <= kept
    assert len(kept) <= 1 + daily + weekly


@given(st.lists(moments, min_size=1, max_size=60))
def test_thinning_out_twice_changes_nothing(times: list[datetime]) -> None:
    kept = set(times) - surplus(times, KeepRule())
    assert not surplus(kept, KeepRule())


def test_two_years_of_daily_backups_come_down_to_a_few() -> None:
    times = [datetime(2025, 1, 1, 20) + timedelta(days=day) for day in range(700)]
    kept = set(times) - surplus(times, KeepRule(7, 8, 24))
    assert len(kept) <= 7 + 8 + 24
    assert min(kept).strftime("%Y-%m") == "2025-01"
