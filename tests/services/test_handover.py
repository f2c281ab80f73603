from dataclasses import replace
from datetime import date, datetime

import pytest

from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.handover import Counted, Incident
from qingyu.domain.issue import IssueDraft, State, Urgency
from qingyu.domain.place import Place
from qingyu.services import Store, duty, feedback, handover, issue
from tests.conftest import NOON
from tests.services.duty_book import LEAD, MORNING, STEWARD

DAY = NOON.date()


@pytest.fixture
def staffed(founded: Store) -> Store:
    duty.set_shift(founded, DAY, "早", [LEAD, STEWARD], LEAD, by=LEAD)
    duty.set_shift(founded, DAY, "午", [STEWARD], by=LEAD)
    return founded


def at(store: Store, hour: int, minute: int = 0) -> Store:
    return Store(store.folder, store.database, lambda: datetime(2026, 11, 23, hour, minute))


def test_the_shift_that_just_ended_is_due_and_filled_in(staffed: Store) -> None:
    busy = at(staffed, 9, 5)
    feedback.record(busy, FeedbackDraft("灯不亮了", Place(3, 2), "张桂芳"), by=LEAD)
    issue.open_new(
        busy, IssueDraft("大门栏杆松动", Place(spot="大门"), dangerous=True,
                         urgency=Urgency.EMERGENCY), by=LEAD,
    )  # fmt: skip
    issue.move(busy, 1, State.VERIFIED, by=LEAD)
    feedback.record(at(staffed, 7), FeedbackDraft("早了"), by=LEAD)
    found = handover.due(staffed)
    assert found is not None
    assert (found.on, found.shift.name, found.people) == (DAY, "早", "陆建芬、赵文斌")
    assert any("09:05" in line and "灯不亮" in line for line in found.happened)
    assert any("大门栏杆松动" in line and "核实" in line for line in found.happened)
    assert not any("早了" in line for line in found.happened)
    assert any("隐患还没排除" in line and "大门栏杆松动" in line for line in found.open_matters)
    assert [thing.name for thing in found.counted] == ["钥匙", "对讲机", "手电", "药箱"]
    assert found.patrol[0].point == "大门"


def test_nothing_is_due_in_the_middle_of_a_shift_or_long_after(staffed: Store) -> None:
    assert handover.due(at(staffed, 10)) is None
    assert handover.due(at(staffed, 11, 30)) is not None
    assert (
        handover.due(Store(staffed.folder, staffed.database, lambda: datetime(2026, 11, 24, 6)))
        is None
    )


def test_both_sign_and_the_next_one_is_somebody_else(staffed: Store) -> None:
    record = handover.due(staffed)
    assert record is not None
    full = replace(
        record,
        weather="晴",
        words="车棚门要关",
        incidents=(Incident("9:40", "有人跌倒", "扶起来了", "家属"),),
        counted=(Counted("钥匙", 2, 1),),
    )
    handover.give(staffed, full, by=STEWARD)
    waits = handover.waiting(staffed)
    assert waits is not None
    assert waits.counted[0].missing
    assert (waits.incidents, waits.words, waits.confirmed) == (full.incidents, "车棚门要关", False)
    assert handover.due(staffed) is None
    assert duty.on_duty_now(staffed).waiting == waits
    with pytest.raises(RuleError, match="不能自己接班"):
        handover.confirm(staffed, waits.id, by=STEWARD)
    handover.confirm(staffed, waits.id, "收到", by=LEAD)
    (done,) = handover.of_days(staffed, DAY, DAY)
    assert (done.taken_by, done.taken_at, done.taker_words) == (LEAD, NOON, "收到")
    assert handover.waiting(staffed) is None
    for again in (
        lambda: handover.confirm(staffed, waits.id, by=LEAD),
        lambda: handover.give(staffed, full, by=STEWARD),
    ):
        with pytest.raises(RuleError):
            again()


def test_a_record_may_be_mended_until_it_is_confirmed(staffed: Store) -> None:
    record = handover.prefilled(staffed, DAY, MORNING)
    handover.give(staffed, record, by=STEWARD)
    stored = handover.prefilled(staffed, DAY, MORNING)
    handover.give(staffed, replace(stored, weather="雨"), by=LEAD)
    (only,) = handover.of_days(staffed, DAY, DAY)
    assert (only.weather, only.given_by, only.id) == ("雨", LEAD, stored.id)


def test_it_needs_a_name_and_a_shift_that_has_begun(staffed: Store) -> None:
    with pytest.raises(RuleError, match="谁交班"):
        handover.give(staffed, handover.prefilled(staffed, DAY, MORNING), by=None)
    later = handover.prefilled(staffed, date(2026, 11, 25), MORNING)
    with pytest.raises(RuleError, match="还没有开始"):
        handover.give(staffed, later, by=LEAD)
    handover.give(staffed, handover.prefilled(staffed, DAY, MORNING), by=LEAD)
    with pytest.raises(RuleError, match="谁接班"):
        handover.confirm(staffed, 1, by=None)


def test_things_and_points_are_the_neighbourhoods_own(staffed: Store) -> None:
    handover.set_things(staffed, [Counted(" 大门 钥匙 ", 4), Counted("红袖章", 6)], by=LEAD)
    assert handover.things(staffed) == (Counted("大门 钥匙", 4), Counted("红袖章", 6))
    handover.set_points(staffed, ["大门", " 河边 ", "", "大门"], by=LEAD)
    assert handover.points(staffed) == ("大门", "河边")
    with pytest.raises(RuleError, match="名字和数量"):
        handover.set_things(staffed, [Counted("", 1)], by=LEAD)
