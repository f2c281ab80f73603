from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.place import Place
from qingyu.domain.recurrence import (
    Occurrence,
    RecurrenceLimits,
    recurrence,
    same_place,
)

ROOF = Place(3, spot="屋面")
TODAY = date(2026, 11, 22)


def leak(number: int, days_ago: int, place: Place = ROOF, category: str = "house") -> Occurrence:
    return Occurrence(number, TODAY - timedelta(days=days_ago), place, category)


def test_the_second_time_is_shown_and_the_third_suggests_a_topic() -> None:
    first, second, third = leak(1, 150), leak(2, 60), leak(3, 0)
    assert recurrence(first, [second, third]).text == ""
    assert recurrence(second, [first, third]).text == "半年内第 2 次"
    found = recurrence(third, [first, second])
    assert (found.count, found.for_topic) == (3, True)
    assert found.text == "半年内第 3 次，建议专题议事"
    assert [each.number for each in found.earlier] == [2, 1]


def test_only_the_last_180_days_count() -> None:
    assert recurrence(leak(9, 0), [leak(1, 180)]).count == 2
    assert recurrence(leak(9, 0), [leak(1, 181)]).count == 1


def test_another_category_or_place_does_not_count() -> None:
    others = [leak(1, 5, category="water"), leak(2, 5, Place(4, spot="屋面")), leak(3, 5, Place(3))]
    assert recurrence(leak(9, 0), others).count == 1


def test_an_unknown_place_never_recurs() -> None:
    assert recurrence(leak(9, 0, Place()), [leak(1, 5, Place())]).count == 1


def test_a_home_is_one_place_whatever_spot_is_named() -> None:
    assert same_place(Place(3, 2, "501", "厨房"), Place(3, 2, "501"))
    assert not same_place(Place(3, 2, "501"), Place(3, 2, "502"))
    assert not same_place(Place(3, 2, spot="楼道"), Place(3, 2, spot="大门"))


def test_the_limits_are_the_neighbourhood_s_own() -> None:
    found = recurrence(leak(9, 0), [leak(1, 20)], RecurrenceLimits(days=30, topic_at=2))
    assert found.text == "30 天内第 2 次，建议专题议事"


@given(st.lists(st.integers(0, 400), max_size=12))
def test_of_one_place_each_counts_those_before_it(days_ago: list[int]) -> None:
    every = [leak(number, days) for number, days in enumerate(days_ago)]
    for one in every:
        before = [o for o in every if (o.on, o.number) < (one.on, one.number)]
        near = [o for o in before if (one.on - o.on).days <= 180]
        assert recurrence(one, every).count == len(near) + 1
