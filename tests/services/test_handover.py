from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from qingyu.domain.changes import Changes, Noun
from qingyu.domain.duty import Shift
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import Channel, FeedbackDraft
from qingyu.domain.handover import Counted, Incident
from qingyu.domain.handover import waits as waiting_words
from qingyu.domain.issue import IssueDraft, State, Urgency
from qingyu.domain.place import Place
from qingyu.domain.steward import Steward
from qingyu.services import Store, duty, duty_swap, feedback, handover, issue, journal, roster_paper
from qingyu.services import steward as stewards
from qingyu.storage import duty as duty_rows
from tests.conftest import NOON
from tests.services.duty_book import LEAD, MORNING, NOON_SHIFT, STEWARD

DAY = NOON.date()


@pytest.fixture
def staffed(founded: Store) -> Store:
    duty.set_shift(founded, DAY, "早", [LEAD, STEWARD], LEAD, by=LEAD)
    duty.set_shift(founded, DAY, "午", [STEWARD], by=LEAD)
    return founded


def ids(changes: Changes) -> int:
    return changes.ids(Noun.STEWARD)[0]


def at(store: Store, hour: int, minute: int = 0) -> Store:
    return moved(store, datetime(2026, 11, 23, hour, minute))


def moved(store: Store, now: datetime) -> Store:
    return Store(store.folder, store.database, lambda: now)


def test_the_shift_that_just_ended_is_due_and_filled_in(staffed: Store) -> None:
    busy = at(staffed, 9, 5)
    feedback.record(busy, FeedbackDraft("灯不亮了", Place(3, 2), "张桂芳"), by=LEAD)
    issue.open_new(
        busy, IssueDraft("大门栏杆松动", Place(spot="大门"), dangerous=True,
                         urgency=Urgency.EMERGENCY), by=LEAD,
    )  # fmt: skip
    issue.move(busy, 1, State.VERIFIED, by=LEAD)
    feedback.record(at(staffed, 7), FeedbackDraft("早了"), by=LEAD)
    (over,) = handover.pending(staffed).due
    assert (over.title, over.late(NOON)) == ("11月23日早班", "刚下班")
    assert over.came == ("陆建芬", "赵文斌")
    found = handover.prefilled(staffed, over.on, over.shift.id)
    assert (found.on, found.shift.name, found.people) == (DAY, "早", "陆建芬、赵文斌")
    assert any("09:05" in line and "灯不亮" in line for line in found.happened)
    assert any("大门栏杆松动" in line and "核实" in line for line in found.happened)
    assert not any("早了" in line for line in found.happened)
    assert any("隐患还没排除" in line and "大门栏杆松动" in line for line in found.open_matters)
    assert [thing.name for thing in found.counted] == ["钥匙", "对讲机", "手电", "药箱"]
    assert found.patrol[0].point == "大门"


def test_people_who_came_and_were_called_are_counted(staffed: Store) -> None:
    busy = at(staffed, 10)
    for name, channel in (("张桂芳", Channel.VISIT), ("李明", Channel.VISIT), ("", Channel.PHONE)):
        feedback.record(busy, FeedbackDraft("灯", Place(3, 2), name, channel=channel), by=None)
    found = handover.prefilled(staffed, DAY, MORNING)
    assert found.visitors == "上门 2 位（张桂芳、李明）；来电 1 个（3-2）"


def test_what_another_post_did_at_the_same_time_is_told_by_that_post(staffed: Store) -> None:
    guest = ids(stewards.add(staffed, Steward(0, "何秀英"), by=LEAD))
    duty.save_shift(staffed, Shift(0, "门岗", time(9), time(12)), by=LEAD)
    duty.set_shift(staffed, DAY, "门岗", [guest], by=LEAD)
    busy = at(staffed, 9, 30)
    feedback.record(busy, FeedbackDraft("门岗听来的"), by=guest)
    feedback.record(busy, FeedbackDraft("早班听来的"), by=STEWARD)
    gate, morning = handover.pending(staffed).due
    if gate.shift.name == "早":
        gate, morning = morning, gate
    told = [handover.prefilled(staffed, e.on, e.shift.id).happened for e in (gate, morning)]
    assert ["门岗" in lines[0] for lines in told] == [True, False]
    assert [len(lines) for lines in told] == [1, 1]
    handover.give(staffed, handover.prefilled(staffed, DAY, gate.shift.id), by=guest)
    handover.give(staffed, handover.prefilled(staffed, DAY, MORNING), by=STEWARD)
    left = handover.pending(staffed)
    assert not left.due
    assert {record.shift.name for record in left.waiting} == {"门岗", "早"}


def test_a_shift_is_due_from_half_an_hour_before_its_end_for_a_day(staffed: Store) -> None:
    assert not handover.pending(at(staffed, 11, 29))
    (over,) = handover.pending(at(staffed, 11, 30)).due
    assert over.late(datetime(2026, 11, 23, 11, 30)) == "12:00 下班"
    late = handover.pending(at(staffed, 18)).due
    assert [(each.shift.name, each.late(datetime(2026, 11, 23, 18))) for each in late] == [
        ("午", "晚了 1 小时"), ("早", "晚了 6 小时"),
    ]  # fmt: skip
    tomorrow = datetime(2026, 11, 24, 12)
    for minutes, many in ((0, 2), (1, 1)):
        later = tomorrow + timedelta(minutes=minutes)
        assert len(handover.pending(moved(staffed, later)).due) == many


def test_an_overnight_shift_is_handed_over_in_the_morning(founded: Store) -> None:
    duty.save_shift(founded, Shift(0, "夜", time(22), time(6), 1, evening=True), by=LEAD)
    duty.set_shift(founded, DAY - timedelta(days=1), "夜", [STEWARD], by=LEAD)
    feedback.record(at(founded, 1), FeedbackDraft("半夜狗叫"), by=STEWARD)
    (over,) = handover.pending(at(founded, 7)).due
    assert (over.on, over.came) == (DAY - timedelta(days=1), ("赵文斌",))
    found = handover.prefilled(at(founded, 7), over.on, over.shift.id)
    assert [line[:8] for line in found.happened] == ["01:00 收到"]
    handover.give(at(founded, 7), found, by=STEWARD)
    assert handover.pending(at(founded, 7)).waiting[0].on == over.on


def test_where_nobody_came_the_next_one_writes_it_down_alone(staffed: Store) -> None:
    duty.set_shift(staffed, DAY, "早", [STEWARD], by=LEAD)
    (seat,) = (e for e in duty_rows.assignments(DAY) if e.shift_id == MORNING)
    duty_swap.no_show(staffed, seat.id, by=LEAD)
    (over,) = handover.pending(staffed).due
    assert over.people == "没有人到岗（该来的：赵文斌）"
    record = handover.prefilled(staffed, over.on, over.shift.id)
    handover.give(staffed, record, by=LEAD)
    assert not handover.pending(staffed)
    (done,) = handover.of_days(staffed, DAY, DAY)
    assert (done.unattended, done.given_by, done.taken_by) == (True, None, LEAD)


def test_the_weather_of_the_day_is_typed_once(staffed: Store) -> None:
    handover.give(
        staffed, replace(handover.prefilled(staffed, DAY, MORNING), weather="小雨"), by=STEWARD
    )
    assert handover.prefilled(at(staffed, 16, 40), DAY, NOON_SHIFT).weather == "小雨"


def test_the_book_read_again_tells_of_what_came_in_since(staffed: Store) -> None:
    before = handover.prefilled(at(staffed, 11, 30), DAY, MORNING)
    handover.give(at(staffed, 11, 31), before, by=STEWARD)
    feedback.record(at(staffed, 11, 50), FeedbackDraft("水管爆了"), by=STEWARD)
    assert handover.prefilled(staffed, DAY, MORNING).happened == ()
    assert "水管爆了" in handover.fresh(staffed, DAY, MORNING).happened[0]


def test_both_sign_and_the_next_one_is_somebody_else(staffed: Store) -> None:
    record = handover.prefilled(staffed, DAY, MORNING)
    full = replace(
        record,
        weather="晴",
        words="车棚门要关",
        incidents=(Incident("9:40", "有人跌倒", "扶起来了", "家属"),),
        counted=(Counted("钥匙", 2, 1),),
    )
    handover.give(staffed, full, by=STEWARD)
    (waits,) = handover.pending(staffed).waiting
    assert waits.counted[0].missing
    assert (waits.incidents, waits.words, waits.confirmed) == (full.incidents, "车棚门要关", False)
    assert not handover.pending(staffed).due
    assert waiting_words(waits, NOON + timedelta(minutes=5)) == "刚签字"
    assert waiting_words(waits, NOON + timedelta(hours=3)) == "等了 3 小时"
    with pytest.raises(RuleError, match="不能自己接班"):
        handover.confirm(staffed, waits.id, by=STEWARD)
    handover.confirm(staffed, waits.id, "收到", by=LEAD)
    (done,) = handover.of_days(staffed, DAY, DAY)
    assert (done.taken_by, done.taken_at, done.taker_words) == (LEAD, NOON, "收到")
    assert not handover.pending(staffed)
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
    handover.give(staffed, handover.prefilled(staffed, DAY, MORNING), by=STEWARD)
    mine = [Counted(" 大门 钥匙 ", 4), Counted("红袖章", 6)]
    handover.set_lists(staffed, mine, ["大门", " 河边 ", ""], by=LEAD)
    assert handover.things(staffed) == (Counted("大门 钥匙", 4), Counted("红袖章", 6))
    assert handover.points(staffed) == ("大门", "河边")
    old = handover.prefilled(staffed, DAY, MORNING)
    assert [each.name for each in old.counted] == ["钥匙", "对讲机", "手电", "药箱"]
    assert len(old.patrol) == 6
    handover.set_lists(staffed, [], [], by=LEAD)
    assert (handover.things(staffed), handover.points(staffed)) == ((), ())
    journal.undo(staffed, by=LEAD)
    assert handover.points(staffed) == ("大门", "河边")


@pytest.mark.parametrize(
    ("things", "points", "why"),
    [
        ([Counted("", 1)], [], "名字和数量"),
        ([Counted("钥匙", 0)], [], "名字和数量"),
        ([Counted("钥匙"), Counted(" 钥匙", 2)], [], "「钥匙」写了两次"),
        ([], ["大门", "大门 "], "「大门」写了两次"),
    ],
)
def test_lists_that_make_no_sense_are_refused(
    staffed: Store, things: list[Counted], points: list[str], why: str
) -> None:
    with pytest.raises(RuleError, match=why):
        handover.set_lists(staffed, things, points, by=LEAD)


def test_a_record_nobody_gave_says_so_on_paper(staffed: Store) -> None:
    duty.set_shift(staffed, DAY, "早", [STEWARD], by=LEAD)
    (seat,) = (e for e in duty_rows.assignments(DAY) if e.shift_id == MORNING)
    duty_swap.no_show(staffed, seat.id, by=LEAD)
    handover.give(staffed, handover.prefilled(staffed, DAY, MORNING), by=LEAD)
    sheet = roster_paper.handover_sheet(staffed, DAY, "早")
    assert (sheet.given_by, sheet.taken_by) == ("没有人到岗", "陆建芬")
    assert roster_paper.handover_sheet(staffed, DAY, "", MORNING) == sheet
