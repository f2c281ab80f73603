from dataclasses import replace
from datetime import datetime

import pytest

from qingyu.domain.issue import MoveDetails, State, Urgency
from qingyu.domain.issue_list import IssueCounts, IssueFilter, Order
from qingyu.domain.place import Place
from qingyu.services import Store, issue, issue_reading
from tests.services.issue_book import LEAD, STEWARD, bring_to, open_issue, reported


@pytest.fixture
def book(founded: Store) -> Store:
    """Five issues: late, dangerous, given to 赵文斌, closed, and a far one."""
    open_issue(founded, "楼道灯不亮", days_ago=60)
    open_issue(
        founded, "飞线充电", place=Place(5, 1, "101"), category="fire",
        urgency=Urgency.EMERGENCY, dangerous=True,
    )
    given = open_issue(founded, "水管漏水", place=Place(5, 2, "201"), category="water")
    issue.assign(founded, [given], handler_id=STEWARD, by=LEAD)
    bring_to(founded, open_issue(founded, "修好了的灯"), State.CLOSED)
    open_issue(founded, "减速带", place=Place(spot="大门口"), urgency=Urgency.LONG_TERM)
    return founded


def titles(store: Store, wanted: IssueFilter, order: Order = Order.NUMBER) -> list[str]:
    return [each.title for each in issue_reading.page(store, wanted, order=order).issues]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (IssueFilter(), ["楼道灯不亮", "飞线充电", "水管漏水", "减速带"]),
        (IssueFilter(overdue=True), ["楼道灯不亮"]),
        (IssueFilter(dangerous=True), ["飞线充电"]),
        (IssueFilter(steward_id=STEWARD), ["水管漏水"]),
        (IssueFilter(building=5), ["飞线充电", "水管漏水"]),
        (IssueFilter(building=5, category="water"), ["水管漏水"]),
        (IssueFilter(building=5, overdue=True), []),
        (IssueFilter(states=frozenset({State.CLOSED})), ["修好了的灯"]),
        (IssueFilter(everything=True, words="灯"), ["楼道灯不亮", "修好了的灯"]),
        (IssueFilter(words="大门口"), ["减速带"]),
        (IssueFilter(words="5-2-201"), ["水管漏水"]),
        (IssueFilter(words="5幢"), ["飞线充电", "水管漏水"]),
        (IssueFilter(words="2"), ["飞线充电"]),
        (IssueFilter(words="%"), []),
        (IssueFilter(words="'; DROP TABLE issue"), []),
    ],
)
def test_filters_combine(book: Store, wanted: IssueFilter, expected: list[str]) -> None:
    assert titles(book, wanted) == expected
    assert issue_reading.count(book, wanted) == len(expected)
    assert issue_reading.page(book, wanted).total == len(expected)


def test_the_chips_count_open_ones(book: Store) -> None:
    assert issue_reading.counts(book, STEWARD) == IssueCounts(4, 1, 1, 1)
    assert issue_reading.counts(book, None).mine == 0


@pytest.mark.parametrize("order", list(Order))
def test_every_order_is_whole_both_ways_and_in_stretches(book: Store, order: Order) -> None:
    wanted = IssueFilter(everything=True)
    for descending in (False, True):
        whole = issue_reading.page(book, wanted, order=order, descending=descending).issues
        assert len({each.id for each in whole}) == 5
        pieces = [
            each
            for offset in range(0, 5, 2)
            for each in issue_reading.stretch(
                book, wanted, order=order, descending=descending, offset=offset, limit=2
            )
        ]
        assert tuple(pieces) == whole


def test_the_most_urgent_due_comes_first_and_the_undated_last(book: Store) -> None:
    due = titles(book, IssueFilter(), Order.DUE)
    assert due == ["楼道灯不亮", "飞线充电", "水管漏水", "减速带"]
    assert titles(book, IssueFilter(), Order.URGENCY)[0] == "飞线充电"


def test_merge_targets_are_open_neighbours_or_what_was_typed(book: Store) -> None:
    own = open_issue(book, "又是水管", place=Place(5, 1, "301"), category="water")
    near = [each.title for each in issue_reading.merge_targets(book, own)]
    assert near == ["水管漏水", "飞线充电"]
    assert [each.number for each in issue_reading.merge_targets(book, own, "1")] == [1]
    assert issue_reading.merge_targets(book, own, "修好了的灯") == ()
    assert issue_reading.merge_targets(book, own, "又是水管") == ()


def test_the_third_time_in_half_a_year_is_suggested_as_a_topic(founded: Store) -> None:
    for days in (200, 100, 50):
        open_issue(founded, "屋面漏水", category="house", days_ago=days)
    last = open_issue(founded, "屋面漏水", category="house")
    told = issue_reading.story(founded, last).recurrence
    assert (told.count, told.text) == (3, "半年内第 3 次，建议专题议事")


def test_a_void_one_does_not_count_as_recurrence(founded: Store) -> None:
    wrong = open_issue(founded, "屋面漏水", days_ago=3)
    issue.move(founded, wrong, State.VOID, MoveDetails(reason="登记错了"), by=LEAD)
    assert issue_reading.story(founded, open_issue(founded)).recurrence.count == 1


def test_the_story_names_everybody(founded: Store) -> None:
    ident = reported(founded, "屋面漏水")
    stored = issue_reading.find(founded, ident)
    edited = replace(stored, lead_id=LEAD, supervisor_id=STEWARD, matter="屋面漏水")
    issue.edit(founded, edited, by=LEAD)
    issue.assign(founded, [ident], handler_id=STEWARD, by=LEAD)
    story = issue_reading.story(founded, ident)
    assert (story.handler, story.lead, story.supervisor) == ("赵文斌", "陆建芬", "赵文斌")
    assert (story.category, story.emergency_fund) == ("房屋本体", True)
    assert [piece.name for piece in story.feedback] == ["张桂芳"]


def test_a_long_overdue_suspension_counts_as_overdue(founded: Store) -> None:
    ident = open_issue(founded)
    bring_to(founded, ident, State.SUSPENDED)
    later = Store(founded.folder, founded.database, lambda: datetime(2026, 12, 20, 9, 0))
    assert titles(later, IssueFilter(overdue=True)) == ["楼道灯不亮"]
    assert issue_reading.counts(later, None).overdue == 1
