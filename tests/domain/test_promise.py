"""说到做到表: what is in time, late, broken or still to come, and how it is told."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.promise import (
    HEADS,
    Period,
    PromiseLine,
    PromiseTable,
    Standing,
    days_of,
    late_words,
    promises_kept,
)
from qingyu.domain.week import week_of

TODAY = date(2026, 11, 23)
DAYS = st.integers(-40, 40).map(lambda number: TODAY + timedelta(days=number))
LINES = st.builds(
    PromiseLine,
    issue=st.integers(1, 9),
    number=st.just("0001"),
    what=st.sampled_from(("换灯", "来看")),
    by=DAYS,
    kept_at=st.none() | DAYS.filter(lambda day: day <= TODAY).map(
        lambda day: datetime.combine(day, time(23, 59))
    ),
    who=st.sampled_from(("", "赵文斌")),
)


@given(st.lists(LINES, max_size=12))
def test_every_promise_stands_in_one_place_and_the_rate_follows(lines: list[PromiseLine]) -> None:
    kept = promises_kept(lines, TODAY)
    assert sorted(map(id, kept.every)) == sorted(map(id, lines))
    assert all(line.standing(TODAY) is Standing.KEPT for line in kept.kept)
    assert all(line.days_late(TODAY) > 0 for line in kept.late)
    assert all(line.kept_at is None and line.by >= TODAY for line in kept.open)
    settled = len(kept.kept) + len(kept.late)
    assert kept.rate == (len(kept.kept) / settled if settled else None)


@given(LINES)
def test_words_of_lateness_say_the_days(line: PromiseLine) -> None:
    days = line.days_late(TODAY)
    assert late_words(line, TODAY) == (
        "" if not days else f"晚了 {days} 天" if line.kept_at else f"超 {days} 天"
    )


@given(DAYS)
def test_a_longer_period_looks_at_no_fewer_days_ahead(today: date) -> None:
    week = week_of(today)
    spans = [days_of(period, week, today) for period in Period]
    assert all(first <= today <= last for first, last in spans)
    assert spans[-1] == (date.min, date.max)


def test_the_table_is_told_in_lines_and_in_cells() -> None:
    late = PromiseLine(1, "0001", "换灯", date(2026, 11, 20), None, "赵文斌", "3-2 楼道灯不亮")
    kept = PromiseLine(
        2, "0002", "来看", date(2026, 11, 20), datetime(2026, 11, 22, 9), "", "车棚"
    )
    told = promises_kept([late, kept], TODAY)
    table = PromiseTable(told, "这一周", TODAY, told.every)
    assert table.text.split("\n") == [
        "说到做到表（这一周）：说到做到 0 件，晚了 2 件，还没到期 0 件（0%）",
        "1. 赵文斌：换灯（11月20日前）过了还没做到，超 3 天　3-2 楼道灯不亮",
        "2. 没写是谁：来看（11月20日前）晚了才做到，晚了 2 天　车棚",
    ]
    assert all(len(row) == len(HEADS) for row in table.rows)
    assert table.rows[1][3:] == ("2026-11-20", "2026-11-22", "2", "晚了才做到")
