from datetime import date, datetime, time

import pytest

from qingyu.domain.duty import Assignment, Shift, Standing

MORNING = Shift(1, "早", time(8), time(12))
NIGHT = Shift(4, "夜巡", time(22), time(6), evening=True)
DAY = date(2026, 11, 23)


def test_a_shift_lasts_from_its_start_to_its_end_also_past_midnight() -> None:
    assert (MORNING.hours, NIGHT.hours) == (4, 8)
    assert NIGHT.ends_on(DAY) == datetime(2026, 11, 24, 6)
    assert MORNING.ends_on(DAY) == datetime(2026, 11, 23, 12)


@pytest.mark.parametrize(
    ("shift", "clock", "on"),
    [(MORNING, time(8), True), (MORNING, time(12), False), (NIGHT, time(23), True),
     (NIGHT, time(5, 59), True), (NIGHT, time(6), False)],
)  # fmt: skip
def test_a_shift_covers_its_hours(shift: Shift, clock: time, on: bool) -> None:
    assert shift.covers(datetime.combine(DAY, clock)) is on


def test_only_who_did_not_come_has_not_served() -> None:
    every = {s: Assignment(1, DAY, 1, 1, standing=s).served for s in Standing}
    assert [s for s, served in every.items() if not served] == [Standing.ABSENT]
