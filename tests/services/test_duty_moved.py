"""Changes after publishing that fill an empty place or reach over the end of the month."""

from datetime import date, datetime

import pytest

from qingyu.domain.duty_change import ChangeKind
from qingyu.domain.duty_month import Proposal
from qingyu.domain.duty_person import Wish, WishKind
from qingyu.domain.errors import RuleError
from qingyu.domain.roster import Duty, Slot
from qingyu.services import (
    Store,
    duty,
    duty_across,
    duty_month,
    duty_moved,
    duty_people,
    duty_reason,
    duty_swap,
    journal,
    roster_changes,
)
from tests.services.duty_book import (
    DECEMBER,
    EVENING,
    HE,
    JANUARY,
    LEAD,
    MORNING,
    NOON_SHIFT,
    STEWARD,
    ZHU,
    crew,
    day,
    duty_of,
    planned,
    seat,
    who,
)

NEW_YEAR = date(2027, 1, 1)


@pytest.fixture
def published(founded: Store) -> Store:
    """December published: 1日早 陆建芬 何秀英, 31日晚 朱宝芬; January a draft: 2日早 赵文斌."""
    crew(founded)
    planned(
        founded,
        duty_of(1, MORNING, LEAD), duty_of(1, MORNING, HE), duty_of(31, EVENING, ZHU),
    )  # fmt: skip
    january = Duty(Slot(date(2027, 1, 2), str(MORNING)), str(STEWARD))
    duty_month.keep_proposal(founded, Proposal(JANUARY, (january,), "", (), True), by=LEAD)
    return founded


def names(store: Store, on: date, shift: int) -> list[str]:
    found = {each.shift.id: each for each in duty.on_day(store, on)}[shift]
    return [person.name for person in found.people]


def own(store: Store, who_id: int) -> list[int]:
    return [e.assignment_id for e in duty_moved.around(store, DECEMBER) if e.steward_id == who_id]


def test_somebody_moves_to_an_empty_place_and_back(published: Store) -> None:
    at = datetime(2026, 11, 22, 9)
    moved = duty_moved.move(
        published, seat(published, 1, MORNING, HE), day(2), NOON_SHIFT,
        agreed="何秀英", agreed_at=at, words="看病", by=LEAD,
    )  # fmt: skip
    assert moved.verb == "何秀英从12月1日早班调到12月2日午班"
    assert (who(published, 1, MORNING), who(published, 2, NOON_SHIFT)) == (["陆建芬*"], ["何秀英"])
    (change,) = duty_swap.changes(published, DECEMBER)
    assert change.kind is ChangeKind.MOVED and change.words == "看病"
    assert change.agreed is not None and (change.agreed.who, change.agreed.at) == ("何秀英", at)
    assert "从12月1日调过来的，何秀英同意" in duty_reason.why(published, day(2), NOON_SHIFT, HE)[0]
    roster = duty_month.month_roster(published, DECEMBER)
    (told,) = roster_changes.since_published(published, roster).words
    assert told == "12月1日早班：何秀英调到12月2日午班（何秀英 11月22日同意）"
    journal.undo(published, by=LEAD)
    assert who(published, 1, MORNING) == ["陆建芬*", "何秀英"]


def test_a_move_into_january_is_kept_there_and_told_in_both_months(published: Store) -> None:
    duty_moved.move(
        published, seat(published, 31, EVENING, ZHU), date(2027, 1, 4), MORNING,
        agreed="本人", by=LEAD,
    )  # fmt: skip
    assert names(published, date(2027, 1, 4), MORNING) == ["朱宝芬"]
    assert duty_swap.changes(published, DECEMBER) == duty_swap.changes(published, JANUARY)
    (seat_there,) = [
        s for c in duty_month.month_roster(published, JANUARY).cells
        if c.on == date(2027, 1, 4) for s in c.seats
    ]  # fmt: skip
    assert seat_there.pinned


def test_two_duties_of_two_months_are_swapped_both_ways(published: Store) -> None:
    back = own(published, STEWARD)[0]
    duty_swap.swap(
        published, seat(published, 31, EVENING, ZHU), STEWARD, back_id=back, agreed="两人", by=LEAD
    )
    assert who(published, 31, EVENING) == ["赵文斌"]
    assert names(published, date(2027, 1, 2), MORNING) == ["朱宝芬"]
    journal.undo(published, by=LEAD)
    assert who(published, 31, EVENING) == ["朱宝芬*"]
    duty_month.publish(published, JANUARY, by=LEAD)
    duty_swap.swap(
        published, seat(published, 31, EVENING, ZHU), STEWARD, back_id=back, agreed="两人", by=LEAD
    )
    assert duty_month.month_roster(published, JANUARY).changed


def test_a_rule_broken_over_the_end_of_the_month_is_told_and_kept_knowingly(
    published: Store,
) -> None:
    held = seat(published, 1, MORNING, HE)
    duty_moved.move(published, held, day(31), EVENING, agreed="本人", by=LEAD)
    come = {Duty(Slot(NEW_YEAR, str(MORNING)), str(HE))}
    with pytest.raises(RuleError, match="12月31日晚班到1月1日早班休息不到12小时"):
        duty_across.check(published, come, set(), knowingly=False)
    assert "休息不到" in duty_across.check(published, come, set(), knowingly=True)


def test_leave_in_the_other_month_stands_against_it(published: Store) -> None:
    leave = Wish(0, ZHU, WishKind.LEAVE, date(2027, 1, 2), date(2027, 1, 2))
    duty_people.add_wish(published, leave, by=LEAD)
    given, back = seat(published, 31, EVENING, ZHU), own(published, STEWARD)[0]
    with pytest.raises(RuleError, match="朱宝芬1月2日早班请了假"):
        duty_swap.swap(published, given, STEWARD, back_id=back, agreed="两人", by=LEAD)
    duty_swap.swap(
        published, given, STEWARD, back_id=back, agreed="两人", knowingly=True, by=LEAD
    )
    assert "请了假" in duty_swap.changes(published, JANUARY)[0].kept


def test_what_a_move_over_the_month_costs_is_the_difference_of_the_loads(published: Store) -> None:
    given = seat(published, 31, EVENING, ZHU)
    cost = duty_across.price_of_move(published, given, Slot(NEW_YEAR, str(MORNING)))
    assert cost.loads == (("朱宝芬", 0.5),)
    swapped = duty_across.price_of_swap(published, given, HE)
    assert dict(swapped.loads) == {"朱宝芬": -1.5, "何秀英": 1.5}


def test_what_cannot_be_moved_says_why(published: Store) -> None:
    held = seat(published, 1, MORNING, HE)
    for place, agreed, told in (
        ((day(1), MORNING), "本人", "已经在"),
        ((day(2), MORNING), " ", "谁同意"),
    ):
        with pytest.raises(RuleError, match=told):
            duty_moved.move(published, held, *place, agreed=agreed, by=LEAD)
    draft = own(published, STEWARD)[0]
    with pytest.raises(RuleError, match="还没有公布"):
        duty_moved.move(published, draft, date(2027, 1, 5), MORNING, agreed="本人", by=LEAD)
