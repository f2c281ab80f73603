from datetime import date

import pytest

from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month
from qingyu.services import (
    Store,
    duty,
    duty_month,
    duty_moved,
    duty_seat,
    duty_swap,
    duty_versions,
    roster_changes,
)
from qingyu.services import steward as stewards
from tests.services.duty_book import (
    DECEMBER,
    EVENING,
    HE,
    LEAD,
    MORNING,
    NOON_SHIFT,
    ZHU,
    crew,
    day,
    duty_of,
    planned,
    seat,
)


@pytest.fixture
def published(founded: Store) -> Store:
    crew(founded)
    planned(founded, duty_of(1, MORNING, LEAD), duty_of(1, MORNING, HE), duty_of(2, EVENING, ZHU))
    return founded


def told(store: Store) -> list[tuple[str, int, str]]:
    found = duty_versions.history(store, DECEMBER)
    return [(line.kind, line.version, line.words) for line in found]


def test_versions_and_changes_are_told_newest_first(published: Store) -> None:
    duty_swap.swap(
        published, seat(published, 1, MORNING, HE), 5, agreed="两人", words="看病", by=LEAD
    )
    duty_moved.move(
        published, seat(published, 2, EVENING, ZHU), day(3), NOON_SHIFT, agreed="本人", by=LEAD
    )
    assert told(published) == [
        ("调班", 1, "12月2日晚班：朱宝芬调到12月3日午班"),
        ("换班", 1, "12月1日早班：何秀英换给金慧琴"),
        ("公布", 1, "第 1 版公布，3 人次"),
    ]
    line = duty_versions.history(published, DECEMBER)[1]
    assert (line.by, line.agreed, line.remark) == ("陆建芬", "两人（11月23日）", "看病")


def test_an_old_version_is_seen_as_it_was(published: Store) -> None:
    duty_month.reopen(published, DECEMBER, by=LEAD)
    duty_seat.take(published, day(1), MORNING, HE, by=LEAD)
    duty_seat.put(published, day(5), NOON_SHIFT, HE, by=LEAD)
    duty_month.publish(published, DECEMBER, by=LEAD)
    stewards.save(published, stewards.find(published, "何秀英"), by=LEAD)
    before = duty_month.month_roster(published, DECEMBER)
    old = duty_versions.as_published(published, DECEMBER, 1)
    seats = {(c.on.day, c.shift.id): [s.name for s in c.seats] for c in old.cells if c.seats}
    assert seats == {(1, MORNING): ["陆建芬", "何秀英"], (2, EVENING): ["朱宝芬"]}
    assert duty_month.month_roster(published, DECEMBER) == before
    newest, _first = told(published)
    assert newest[2] == "第 2 版公布，3 人次；比上一版添了 1 人次，去了 1 人次"
    with pytest.raises(RuleError, match="没有第 9 版"):
        duty_versions.as_published(published, DECEMBER, 9)


def test_a_month_that_was_never_published_has_no_history(founded: Store) -> None:
    duty.set_shift(founded, date(2026, 12, 1), "早", [1], by=1)
    assert duty_versions.history(founded, DECEMBER) == ()


def test_the_wall_never_names_who_did_not_come(founded: Store) -> None:
    duty.set_shift(founded, date(2026, 11, 23), "早", [LEAD], by=LEAD)
    november = Month(2026, 11)
    duty_month.publish(founded, november, by=LEAD)
    roster = duty_month.month_roster(founded, november)
    ident = next(s.assignment_id for c in roster.cells for s in c.seats)
    duty_swap.no_show(founded, ident, by=LEAD)
    duty_swap.stand_in(founded, date(2026, 11, 23), MORNING, 2, instead_of=LEAD, by=LEAD)
    roster = duty_month.month_roster(founded, november)
    words = roster_changes.since_published(founded, roster).words
    assert words == ("11月23日早班：赵文斌顶班",)
    assert [line.words for line in duty_versions.history(founded, november)][:2] == [
        "11月23日早班：赵文斌顶班，替陆建芬",
        "11月23日早班：陆建芬没来",
    ]
