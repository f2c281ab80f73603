"""Which backups may go: never the newest, and one of each day, week and month stays."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.backup import (
    KeepRule,
    Loss,
    Manifest,
    file_name,
    is_old,
    keep_rule,
    made_at,
    read_rule,
    surplus,
)
from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError

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
    rule = KeepRule(daily, weekly, 0, latest=1)
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
    assert len(kept) <= KeepRule(7, 8, 24).most
    assert min(kept).strftime("%Y-%m") == "2025-01"


@given(st.lists(moments, min_size=1, max_size=60, unique=True), st.integers(1, 4))
def test_the_last_few_are_kept_whatever_their_days(times: list[datetime], latest: int) -> None:
    kept = set(times) - surplus(times, KeepRule(1, 0, 0, latest))
    assert set(sorted(times)[-latest:]) <= kept
    assert len(kept) <= KeepRule(1, 0, 0, latest).most


@pytest.mark.parametrize("stored", ["", "7 4", "a b c", "-1 2 3", "0 4 4", "7 4 999"])
def test_a_rule_that_is_not_readable_is_the_usual_one(stored: str) -> None:
    assert read_rule(stored) == KeepRule()


def test_a_rule_of_no_days_is_refused() -> None:
    assert read_rule("3 2 1") == KeepRule(3, 2, 1)
    with pytest.raises(RuleError, match="至少留 1 天"):
        keep_rule(0, 4, 4)
    with pytest.raises(RuleError, match="0 到 60"):
        keep_rule(7, 61, 0)


def test_the_rule_says_what_it_means() -> None:
    assert KeepRule(7, 0, 12).text == (
        "最近 7 天各留最后一份；最近 12 个月各留最后一份；最后 3 份总留着。"
        "加起来最多 22 份，更早的自动删掉。"
    )


def test_a_backup_is_old_after_a_week() -> None:
    now = datetime(2026, 11, 23, 12)
    assert is_old(None, now) and is_old(now - timedelta(days=7), now)
    assert not is_old(now - timedelta(days=6, hours=23), now)


def test_what_would_be_lost_is_told_by_noun() -> None:
    assert "没有改过什么" in Loss(0).text
    told = Loss(3, ((Noun.FEEDBACK, 2), (Noun.ROUND, 1), (Noun.ROUND_LINE, 4))).text
    assert "又做了 3 步，涉及来件 2、走访单 5" in told


def test_a_manifest_tells_what_it_holds() -> None:
    made = Manifest(datetime(2026, 11, 3, 9, 5), "0.1", (("issue", 2), ("notice", 1)), ())
    assert made.text == (
        "2026年11月3日 09:05 存的：来件 0 条，工单 2 件，住户 0 人，通知 1 张，照片 0 张"
    )
