"""When a handover is late, and who is asked to use the program."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.duty import Shift
from qingyu.domain.handover import Handover, OnDutyNow, Post, ShiftOver, waits
from qingyu.domain.steward import Steward

DAY = date(2026, 11, 23)
NIGHT = Shift(4, "夜", time(22), time(6), 1, evening=True)
PEOPLE = tuple(Steward(number, name) for number, name in enumerate("甲乙丙丁", 1))

moments = st.integers(0, 47).map(lambda half: datetime(2026, 11, 23) + timedelta(minutes=30 * half))
shifts = st.tuples(st.integers(0, 23), st.integers(1, 12)).map(
    lambda both: Shift(both[0], "班", time(both[0]), time((both[0] + both[1]) % 24))
)


@given(
    at=moments,
    shift=shifts,
    here=st.sets(st.sampled_from(PEOPLE)),
    user=st.none() | st.sampled_from(PEOPLE),
    chosen=st.none() | moments,
)
def test_nobody_who_chose_their_name_in_this_shift_is_overruled(
    at: datetime, shift: Shift, here: set[Steward], user: Steward | None, chosen: datetime | None
) -> None:
    on = shift.starts_on(DAY) <= at < shift.ends_on(DAY)
    posts = (Post(DAY, shift, tuple(sorted(here, key=lambda p: p.id))),) if on else ()
    now = OnDutyNow(at, posts, (), "")
    wanted = now.should_sit(user.id if user else None, chosen)
    assert set(wanted) <= here
    assert user not in wanted
    stays = user is not None and chosen is not None and chosen >= shift.starts_on(DAY)
    if user in here or not on or stays:
        assert wanted == ()
    else:
        assert set(wanted) == here


def test_a_night_shift_is_late_in_the_morning() -> None:
    over = ShiftOver(DAY, NIGHT, ("甲",))
    said = [over.late(datetime(2026, 11, 24, *clock)) for clock in ((5, 45), (6, 29), (6, 30))]
    assert said == ["06:00 下班", "刚下班", "晚了 30 分钟"]


def test_a_record_says_how_long_it_waits() -> None:
    record = Handover(1, DAY, NIGHT, "甲", given_by=1, given_at=datetime(2026, 11, 24, 6))
    assert waits(record, datetime(2026, 11, 24, 6, 20)) == "刚签字"
    assert waits(record, datetime(2026, 11, 26, 7)) == "等了 2 天"
    assert not record.unattended


def test_who_takes_over_is_whoever_is_on_now_or_comes_next() -> None:
    early, late = Shift(1, "早", time(8), time(12)), Shift(2, "午", time(12), time(17))
    first, second = Post(DAY, early, PEOPLE[:1]), Post(DAY, late, PEOPLE[1:2])
    before = OnDutyNow(datetime(2026, 11, 23, 11, 45), (first,), (second,), "")
    after = OnDutyNow(datetime(2026, 11, 23, 12, 5), (second,), (), "")
    assert before.after(DAY, early) == after.after(DAY, early) == PEOPLE[1:2]
