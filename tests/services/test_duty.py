"""Duty entered by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from qingyu.domain.duty import Shift
from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month
from qingyu.services import Store, duty, duty_month, duty_swap, journal, neighbourhood

DAY = date(2026, 11, 23)


def served(store: Store) -> dict[str, list[str]]:
    return {d.shift.name: [p.name for p in d.people] for d in duty.on_day(store, DAY)}


def test_a_day_has_three_shifts_before_anybody_set_any(founded: Store) -> None:
    assert served(founded) == {"早": [], "午": [], "晚": []}


def test_a_shift_is_replaced_as_a_whole_and_undone_as_a_whole(founded: Store) -> None:
    duty.set_shift(founded, DAY, "早", [1], 1, by=1)
    duty.set_shift(founded, DAY, "早", [1, 2], 2, by=1)
    assert served(founded)["早"] == ["赵文斌", "陆建芬"]
    journal.undo(founded, by=1)
    assert served(founded)["早"] == ["陆建芬"]
    journal.undo(founded, by=1)
    assert served(founded)["早"] == []


def test_the_leader_must_serve_in_the_shift(founded: Store) -> None:
    with pytest.raises(RuleError, match="值班长"):
        duty.set_shift(founded, DAY, "早", [1], 2, by=1)


def test_an_unknown_shift_is_refused_and_nothing_is_written(founded: Store) -> None:
    with pytest.raises(RuleError, match="班次"):
        duty.set_shift(founded, DAY, "夜", [1], by=1)
    assert served(founded) == {"早": [], "午": [], "晚": []}


@pytest.fixture
def at(founded: Store) -> Callable[[int, int], Store]:
    """The book at another time of the same day."""

    def moved(hour: int, minute: int = 0) -> Store:
        return Store(founded.folder, founded.database, lambda: datetime(2026, 11, 23, hour, minute))

    return moved


def test_the_usual_shifts_know_which_of_them_is_an_evening(founded: Store) -> None:
    assert [(s.name, s.evening) for s in duty.shifts(founded)] == [
        ("早", False), ("午", False), ("晚", True),
    ]  # fmt: skip


def test_a_new_shift_joins_the_usual_ones(founded: Store) -> None:
    duty.save_shift(founded, Shift(0, "夜巡班", time(21), time(23), 1, evening=True), by=1)
    assert [s.name for s in duty.shifts(founded)] == ["早", "午", "晚", "夜巡"]
    assert "夜巡" in served(founded)


@pytest.mark.parametrize(
    ("shift", "why"),
    [
        (Shift(0, "", time(8), time(9)), "名字"),
        (Shift(0, "早", time(6), time(7)), "已经有早班"),
        (Shift(0, "夜", time(8), time(8)), "同一个时间"),
        (Shift(0, "夜", time(8), time(9), 0), "1 到 20"),
    ],
)
def test_a_senseless_shift_is_refused(founded: Store, shift: Shift, why: str) -> None:
    with pytest.raises(RuleError, match=why):
        duty.save_shift(founded, shift, by=1)


def test_new_hours_leave_published_months_as_they_were(founded: Store) -> None:
    duty.set_shift(founded, DAY, "早", [1], 1, by=1)
    duty.set_shift(founded, date(2026, 12, 1), "早", [1], 1, by=1)
    duty_month.publish(founded, Month(2026, 11), by=1)
    morning = duty.shifts(founded)[0]
    duty.save_shift(founded, replace(morning, start=time(7)), by=1)
    assert [s.start for s in duty.shifts(founded)][:1] == [time(7)]
    old, new = (duty.on_day(founded, each)[0] for each in (DAY, date(2026, 12, 1)))
    assert (old.shift.start, [p.id for p in old.people]) == (time(8), [1])
    assert (new.shift.start, [p.id for p in new.people]) == (time(7), [1])
    chart = duty_month.month_roster(founded, Month(2026, 11))
    assert [(s.name, s.start.hour) for s in chart.shifts] == [("早", 8), ("午", 13), ("晚", 18)]


def test_a_shift_with_duty_ahead_is_not_taken_out(founded: Store) -> None:
    duty.set_shift(founded, date(2026, 12, 1), "早", [1], 1, by=1)
    with pytest.raises(RuleError, match="还排了 1 人次"):
        duty.remove_shift(founded, 1, by=1)
    duty.remove_shift(founded, 2, by=1)
    assert [s.name for s in duty.shifts(founded)] == ["早", "晚"]


def test_ticks_by_hand_are_refused_once_the_month_is_published(founded: Store) -> None:
    duty.set_shift(founded, DAY, "早", [1], 1, by=1)
    duty_month.publish(founded, Month(2026, 11), by=1)
    with pytest.raises(RuleError, match="已经公布") as refused:
        duty.set_shift(founded, DAY, "早", [2], by=1)
    assert "换班" in refused.value.hint


def test_who_is_on_duty_now_and_next(at: Callable[[int, int], Store]) -> None:
    store = at(9, 30)
    neighbourhood.rename(store, "青年路社区", "0571-87005521", by=1)
    duty.set_shift(store, DAY, "早", [2, 1], 1, by=1)
    duty.set_shift(store, DAY, "晚", [2], by=1)
    now = duty.on_duty_now(store)
    assert now.words == "早班 8–12　陆建芬（值班长）、赵文斌"
    assert (now.phone, now.names) == ("0571-87005521", ("陆建芬", "赵文斌"))
    between = duty.on_duty_now(at(12, 30))
    assert (between.words, between.coming[0].names) == ("现在没有值班", "还没有人")
    duty.set_shift(store, date(2026, 11, 25), "午", [1], by=1)
    evening = duty.on_duty_now(at(18, 0))
    assert evening.names == ("赵文斌",)
    (after,) = evening.coming
    assert (after.on, after.names) == (date(2026, 11, 25), "陆建芬")


def test_two_posts_at_once_are_both_on_duty(at: Callable[[int, int], Store]) -> None:
    store = at(9, 30)
    duty.save_shift(store, Shift(0, "门岗", time(9), time(12)), by=1)
    duty.set_shift(store, DAY, "早", [2], by=1)
    duty.set_shift(store, DAY, "门岗", [1], 1, by=1)
    now = duty.on_duty_now(store)
    assert now.words == "早班 8–12　赵文斌；门岗班 9–12　陆建芬（值班长）"
    assert now.names == ("陆建芬", "赵文斌")


def test_whoever_is_on_duty_is_to_use_the_program(at: Callable[[int, int], Store]) -> None:
    duty.set_shift(at(8, 0), DAY, "早", [2], by=1)
    now = duty.on_duty_now(at(9, 0))
    (zhao,) = now.people
    begun = datetime(2026, 11, 23, 8)
    assert now.should_sit(None, None) == (zhao,)
    assert now.should_sit(1, None) == (zhao,)
    assert now.should_sit(1, begun - timedelta(minutes=1)) == (zhao,)
    assert now.should_sit(1, begun) == ()  # chose their own name in this shift
    assert now.should_sit(zhao.id, None) == ()
    assert duty.on_duty_now(at(12, 30)).should_sit(1, None) == ()


def test_a_shift_past_midnight_still_holds_the_post(at: Callable[[int, int], Store]) -> None:
    night = Shift(0, "夜", time(22), time(6), 1, evening=True)
    duty.save_shift(at(9, 0), night, by=1)
    duty.set_shift(at(9, 0), date(2026, 11, 22), "夜", [2], by=1)
    assert duty.on_duty_now(at(5, 59)).names == ("赵文斌",)
    assert duty.on_duty_now(at(6, 0)).shift is None


def test_whoever_did_not_come_is_not_shown(founded: Store) -> None:
    duty.set_shift(founded, DAY, "早", [1, 2], 1, by=1)
    duty_swap.no_show(founded, 1, by=1)
    assert served(founded)["早"] == ["赵文斌"]
