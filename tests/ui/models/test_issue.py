from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from qingyu.domain.issue import Clocks, Issue, State, Urgency
from qingyu.domain.issue_list import Order
from qingyu.domain.place import Place
from qingyu.ui.models.issue import COLUMNS, HEADS, STRETCH, IssueModel, IssueRow, row_of
from qingyu.ui.widgets.roles import RECORD_ROLE, TONE_ROLE

NOW = datetime(2026, 11, 23, 12, 0)
ISSUE = Issue(
    id=1,
    number=1,
    title="屋面漏水",
    place=Place(3, 2, "501"),
    category="house",
    matter="屋面漏水",
    urgency=Urgency.PRESSING,
    dangerous=False,
    detail="",
    state=State.WORKING,
    reported_at=NOW,
    due_at=datetime(2026, 11, 21, 12, 0),
    clocks=Clocks(),
)


class Book:
    """So many issues, answered in stretches like the database does; notes what was asked."""

    def __init__(self, many: int) -> None:
        self.issues = [replace(ISSUE, id=n, number=n) for n in range(1, many + 1)]
        self.asked: list[tuple[Order, bool, int, int]] = []

    def fetch(self, order: Order, descending: bool, offset: int, limit: int) -> Sequence[IssueRow]:
        self.asked.append((order, descending, offset, limit))
        ordered = sorted(self.issues, key=lambda issue: issue.number, reverse=descending)
        return [row_of(issue, "", NOW) for issue in ordered[offset : offset + limit]]


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("many", [0, 1, STRETCH, STRETCH * 2 + 7])
def test_it_is_a_proper_model_while_it_is_read_sorted_and_read_again(many: int) -> None:
    book = Book(many)
    model = IssueModel(book.fetch)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.load(many, anew=True)
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == many
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert model.rowCount() == min(many, STRETCH)
    book.issues = book.issues[:-1]
    model.load(len(book.issues))
    assert model.rowCount() == max(0, min(many - 1, STRETCH))


@pytest.mark.usefixtures("qtbot")
def test_rows_are_read_a_stretch_at_a_time_and_again_as_far_as_shown() -> None:
    book = Book(STRETCH * 3)
    model = IssueModel(book.fetch)
    model.load(len(book.issues), anew=True)
    model.fetchMore(QModelIndex())
    model.load(len(book.issues))
    assert [asked[2:] for asked in book.asked] == [
        (0, STRETCH),
        (STRETCH, STRETCH),
        (0, STRETCH * 2),
    ]
    assert model.rowCount() == STRETCH * 2


@pytest.mark.usefixtures("qtbot")
def test_sorting_is_left_to_the_book() -> None:
    book = Book(5)
    model = IssueModel(book.fetch)
    model.load(5, anew=True)
    model.sort(HEADS.index("急缓"), Qt.SortOrder.DescendingOrder)
    assert book.asked[-1] == (Order.URGENCY, True, 0, STRETCH)
    model.sort(HEADS.index("承办"))
    assert book.asked[-1][0] is Order.URGENCY


@pytest.mark.usefixtures("qtbot")
def test_an_issue_outside_the_filter_is_kept_on_top_and_never_twice() -> None:
    book = Book(STRETCH + 10)
    model = IssueModel(book.fetch)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    far = book.issues[-1]
    model.load(len(book.issues), row_of(far, "", NOW), anew=True)
    assert model.row_of_issue(far.id) == 0
    model.fetchMore(QModelIndex())
    assert model.rowCount() == len(book.issues)
    assert not model.canFetchMore(QModelIndex())
    model.load(len(book.issues))
    assert model.row_of_issue(far.id) == len(book.issues) - 1


def test_an_unchanged_order_only_repaints(qtbot: QtBot) -> None:
    book = Book(3)
    model = IssueModel(book.fetch)
    model.load(3, anew=True)
    book.issues[1] = replace(book.issues[1], title="改过了")
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.load(3)
    assert model.index(1, 1).data() == "3-2-501 改过了"


def test_cells_say_what_the_list_must_tell() -> None:
    row = row_of(ISSUE, "王师傅", NOW)
    said = dict(zip(HEADS, row.cells, strict=True))
    assert len(COLUMNS) == len(HEADS)
    assert said == {
        "编号": "0001",
        "事项": "3-2-501 屋面漏水",
        "地点": "3-2-501",
        "类别": "房屋本体",
        "急缓": "较急",
        "状态": "处理中",
        "期限": "超 2 天",
        "承办": "王师傅",
        "报来时间": "今天 12:00",
    }
    assert row.tones[HEADS.index("期限")] == "danger"


@pytest.mark.usefixtures("qtbot")
def test_danger_is_told_in_words_and_in_red() -> None:
    danger = replace(ISSUE, dangerous=True, urgency=Urgency.EMERGENCY)
    model = IssueModel(lambda *_: [row_of(danger, "", NOW)])
    model.load(1)
    title = model.index(0, HEADS.index("事项"))
    urgency = model.index(0, HEADS.index("急缓"))
    assert title.data() == "[危险] 3-2-501 屋面漏水"
    assert title.data(TONE_ROLE) == urgency.data(TONE_ROLE) == "danger"
    assert urgency.data() == "紧急"
    assert title.data(RECORD_ROLE) == danger
