from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from qingyu.domain.changes import Noun
from qingyu.domain.feedback import FeedbackDraft, Kind
from qingyu.domain.followup import FollowUpDraft
from qingyu.domain.issue import IssueDraft, MoveDetails, Outcome, State, Urgency
from qingyu.domain.place import Place
from qingyu.paths import DataFolder
from qingyu.services import Store, feedback, followup, issue, neighbourhood, today
from qingyu.storage import notice

MONDAY = datetime(2026, 11, 23, 12, 0)


class Clock:
    """The hands of the book's clock, set by the test."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    store = Store.open(DataFolder(tmp_path / "资料 夹"), clock=clock)
    neighbourhood.found(store, "青年路社区", {3: 2, 5: 2}, None)
    yield store
    store.close()


@pytest.fixture
def opened(book: Store, clock: Clock) -> Callable[..., int]:
    def make(
        title: str,
        urgency: Urgency = Urgency.NORMAL,
        *,
        ago: timedelta = timedelta(),
        dangerous: bool = False,
    ) -> int:
        draft = IssueDraft(
            title, Place(3), urgency=urgency, dangerous=dangerous, reported_at=clock.now - ago
        )
        return issue.open_new(book, draft, by=None).ids(Noun.ISSUE)[0]

    return make


Opened = Callable[..., int]


def wait_for_call(book: Store, ident: int) -> None:
    for state in (State.VERIFIED, State.ASSIGNED, State.WORKING, State.ACCEPTANCE):
        details = MoveDetails(handler_contact_id=contact(book)) if state is State.ASSIGNED else None
        issue.move(book, ident, state, details, by=None)
    done = MoveDetails(accepted_by="何秀英", outcome=Outcome.FIXED)
    issue.move(book, ident, State.FOLLOWUP, done, by=None)


def contact(book: Store) -> int:
    from qingyu.domain.steward import Contact
    from qingyu.services import steward

    if not steward.contacts(book):
        steward.add_contact(book, Contact(0, "水电师傅"), by=None)
    return steward.contacts(book)[0].id


def test_a_new_book_is_empty_and_sunny(book: Store) -> None:
    seen = today.today(book)
    assert seen.is_empty
    assert seen.weather.weather == "晴"
    assert not any((seen.dangerous.total, seen.overdue.total, seen.calls.total, seen.loose.total))


def test_dangers_come_first_and_emergencies_made_safe_after_them(
    book: Store, opened: Opened
) -> None:
    fenced = opened("外墙脱落", Urgency.EMERGENCY, dangerous=True)
    issue.mark_safe(book, fenced, "拉了警戒线", by=None)
    unsafe = opened("飞线充电", Urgency.EMERGENCY, dangerous=True)
    seen = today.today(book)
    assert [each.id for each in seen.dangerous] == [unsafe, fenced]
    assert (seen.dangerous.total, seen.overdue.total, seen.is_empty) == (2, 0, False)


def test_an_unsafe_danger_is_told_once_even_when_it_is_late(book: Store, opened: Opened) -> None:
    late = opened("触电漏电", Urgency.EMERGENCY, ago=timedelta(days=2), dangerous=True)
    seen = today.today(book)
    assert [each.id for each in seen.dangerous] == [late]
    assert seen.overdue.total == 0


def test_late_ones_come_before_those_due_before_midnight(
    book: Store, opened: Opened, clock: Clock
) -> None:
    due_today = opened("化粪池满溢", Urgency.PRESSING, ago=timedelta(hours=22))
    late = opened("楼道灯不亮", Urgency.PRESSING, ago=timedelta(days=3))
    opened("樟树修剪")
    assert [each.id for each in today.today(book).overdue] == [late, due_today]
    clock.now = datetime(2026, 11, 22, 9, 0)
    assert due_today not in [each.id for each in today.today(book).overdue]


def test_what_waits_to_be_looked_at_today_is_due_today(book: Store, opened: Opened) -> None:
    ident = opened("屋面漏水")
    issue.assign(book, [ident], handler_contact_id=contact(book), by=None)
    issue.move(book, ident, State.WORKING, by=None)
    waiting = MoveDetails(reason="等报价", look_again_on=MONDAY.date())
    issue.move(book, ident, State.SUSPENDED, waiting, by=None)
    assert [each.id for each in today.today(book).overdue] == [ident]


def test_lists_are_cut_to_one_look_and_say_how_many_there_are(book: Store, opened: Opened) -> None:
    for number in range(today.SHOWN + 3):
        opened(f"楼道灯不亮 {number}", Urgency.PRESSING, ago=timedelta(days=9))
    overdue = today.today(book).overdue
    assert (len(overdue.shown), overdue.total, overdue.rest) == (today.SHOWN, today.SHOWN + 3, 3)


def test_calls_not_tried_today_come_before_those_tried(
    book: Store, opened: Opened, clock: Clock
) -> None:
    first, second = opened("栏杆松动"), opened("单元门坏")
    for ident in (first, second):
        wait_for_call(book, ident)
        clock.now += timedelta(minutes=1)
    assert [call.issue.id for call in today.today(book).calls] == [first, second]
    followup.record(book, first, FollowUpDraft(reached=False), by=None)
    calls = today.today(book).calls
    assert [call.issue.id for call in calls] == [second, first]
    assert [call.tried_on(MONDAY.date()) for call in calls] == [False, True]


def test_promises_of_the_next_two_days_show_late_ones_first_until_kept(
    book: Store, opened: Opened, clock: Clock
) -> None:
    ident = opened("门禁")
    day = MONDAY.date()
    clock.now = MONDAY - timedelta(days=3)
    issue.promise(book, ident, "先来看看", day - timedelta(days=1), by=None)
    clock.now = MONDAY
    issue.promise(book, ident, "换门禁", day + timedelta(days=2), by=None)
    issue.promise(book, ident, "装监控", day + timedelta(days=3), by=None)
    seen = today.today(book).promises
    assert [each.promise.what for each in seen] == ["先来看看", "换门禁"]
    issue.keep_promise(book, ident, seen.shown[0].promise.id, by=None)
    assert [each.promise.what for each in today.today(book).promises] == ["换门禁"]


def test_feedback_that_wants_an_issue_is_reminded_of_for_two_weeks(
    book: Store, clock: Clock
) -> None:
    for kind in (Kind.REPAIR, Kind.PRAISE):
        feedback.record(book, FeedbackDraft("楼道灯", Place(3), kind=kind), by=None)
    old = FeedbackDraft("楼道灯", received_at=clock.now - timedelta(days=15))
    feedback.record(book, old, by=None)
    feedback.record_and_open(book, FeedbackDraft("漏水了", Place(5)), by=None)
    seen = today.today(book)
    assert [piece.kind for piece in seen.loose] == [Kind.REPAIR]
    assert not seen.is_empty


def test_notices_whose_last_day_has_come_are_to_be_taken_down(book: Store) -> None:
    with book.operation("发布", by=None) as writer:
        for title, until in (("停水", date(2026, 11, 23)), ("征求意见", date(2026, 11, 24))):
            notice.add(writer, kind="free", title=title, fields={}, posted_until=until)
    assert [each.title for each in today.today(book).notices] == ["停水"]


def test_a_discontent_resident_puts_the_issue_among_those_asked_to_reopen(
    book: Store, opened: Opened
) -> None:
    from qingyu.domain.followup import Satisfaction

    ident = opened("屋面漏水")
    wait_for_call(book, ident)
    followup.record(book, ident, FollowUpDraft(satisfaction=Satisfaction.DISSATISFIED), by=None)
    assert [each.id for each in today.today(book).reopen_asked] == [ident]
