"""The practice neighbourhood as a whole: valid by the program's own rules, alive, repeatable."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from qingyu.domain.category import find as find_category
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.issue import MOVES, OPEN, State
from qingyu.domain.issue_list import IssueFilter
from qingyu.domain.recurrence import Occurrence, recurrence
from qingyu.domain.round import RoundKind
from qingyu.paths import DataFolder
from qingyu.services import Store, blank_form, demo, feedback, notice
from qingyu.services import round as rounds
from qingyu.storage import issue as issue_rows
from qingyu.storage import journal, steward, tables

NOW = datetime(2026, 11, 23, 14, 5)
Rows = list[tuple[object, ...]]


def opened(folder: Path) -> Store:
    return Store.open(DataFolder(folder), clock=lambda: NOW)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the default neighbourhood."""
    folder = tmp_path_factory.mktemp("练习")
    store = opened(folder)
    demo.generate(store)
    store.close()
    return folder


@pytest.fixture
def book(practice: Path) -> Iterator[Store]:
    """That neighbourhood, opened to look at."""
    store = opened(practice)
    yield store
    store.close()


def rows(store: Store, sql: str) -> Rows:
    return [tuple(row) for row in store.database.execute_sql(sql).fetchall()]


def dump(folder: Path) -> str:
    with closing(sqlite3.connect(DataFolder(folder).database)) as connection:
        # When the tables were made differs; what stands in them must not.
        lines = (line for line in connection.iterdump() if "schema_migration" not in line)
        return "\n".join(lines)


def test_default_size_is_what_was_asked_for(book: Store) -> None:
    for table, count in (("building", 16), ("household", 480), ("issue", 240), ("feedback", 360)):
        assert rows(book, f"SELECT COUNT(*) FROM {table}") == [(count,)]
    assert 12 <= len(steward.stewards()) <= 16
    assert book.check() == ()


def test_same_seed_and_moment_give_the_same_book(tmp_path: Path) -> None:
    texts = []
    for name, seed in (("甲", 5), ("乙", 5), ("丙", 6)):
        store = opened(tmp_path / name)
        demo.generate(store, seed=seed, households=60, issues=50, feedback=70, until=NOW)
        store.close()
        texts.append(dump(tmp_path / name))
    assert texts[0] == texts[1] != texts[2]


def test_every_timeline_is_a_walk_through_the_table_of_moves(book: Store) -> None:
    allowed = {(str(move.source), str(move.target), move.verb) for move in MOVES}
    sql = "SELECT id, state, reported_at FROM issue"
    for ident, state, reported_at in rows(book, sql):
        events = rows(
            book,
            f"SELECT source, target, verb, at FROM issue_event WHERE issue_id = {ident}"
            " ORDER BY at, id",
        )
        moves = [event for event in events if event[1] is not None]
        assert events[0] == (None, "登记", "登记", reported_at)
        assert all((source, target, verb) in allowed for source, target, verb, _ in moves[1:])
        assert all(one[1] == two[0] for one, two in pairwise(moves))
        assert moves[-1][1] == state
        assert str(events[-1][3]) <= str(NOW)


def test_nobody_follows_up_his_own_work_and_the_unreached_are_never_satisfied(book: Store) -> None:
    own = "SELECT 1 FROM follow_up f JOIN issue i ON i.id = f.issue_id WHERE f.by_id = i.handler_id"
    assert rows(book, own) == []
    assert rows(book, "SELECT 1 FROM follow_up WHERE reached <> (satisfaction IS NOT NULL)") == []
    calls = rows(book, "SELECT COUNT(*) FROM follow_up")
    assert rows(book, "SELECT COUNT(*) FROM issue_event WHERE verb = '回访'") == calls


def test_the_home_page_has_something_of_everything(book: Store) -> None:
    counts = issue_rows.counts(None, NOW)
    assert 30 <= counts.open <= 60
    assert 3 <= counts.overdue <= 6
    assert counts.dangerous == 2
    states = {issue.state for issue in issue_rows.page(IssueFilter(), NOW)}
    assert states == OPEN
    due = {row[0] for row in rows(book, "SELECT by_date FROM promise WHERE kept_at IS NULL")}
    assert {str(NOW.date()), str(NOW.date() + timedelta(days=1))} <= due
    assert rows(book, f"SELECT COUNT(*) FROM duty_assignment WHERE \"on\" = '{NOW.date()}'") == [
        (6,)
    ]


def test_something_has_come_for_the_third_time(book: Store) -> None:
    def occurrence(issue_id: int) -> Occurrence:
        issue = issue_rows.get(issue_id)
        return Occurrence(issue.number, issue.reported_at.date(), issue.place, issue.category)

    every = [occurrence(issue.id) for issue in issue_rows.page(IssueFilter(everything=True), NOW)]
    found = [
        recurrence(occurrence(issue.id), every)
        for issue in issue_rows.page(IssueFilter(), NOW)
        if issue.place
    ]
    assert sum(each.for_topic for each in found) >= 2


def test_feedback_belongs_where_it_says(book: Store) -> None:
    for category, matter in rows(book, "SELECT DISTINCT category, matter FROM feedback"):
        known = find_category(str(category))
        assert known is not None
        assert known.matter(str(matter)) is not None
    early = "SELECT 1 FROM feedback f JOIN issue i ON i.id = f.issue_id AND i.state <> '合并'"
    assert rows(book, f"{early} WHERE f.received_at < i.reported_at") == []
    assert rows(book, "SELECT 1 FROM feedback WHERE text LIKE '%{%' OR text LIKE '%}%'") == []
    assert rows(book, "SELECT 1 FROM feedback WHERE name <> '' AND instr(text, name) = 0") == []
    channels = rows(book, "SELECT COUNT(DISTINCT channel), COUNT(DISTINCT kind) FROM feedback")
    assert channels == [(7, 6)]
    several = "SELECT 1 FROM feedback GROUP BY issue_id HAVING issue_id AND COUNT(*) > 2"
    assert len(rows(book, several)) >= 3


def test_the_notices_can_be_composed_again(book: Store) -> None:
    kept = notice.newest(book)
    assert {each.posted_until for each in kept if each.posted_until} >= {NOW.date()}
    for each in kept:
        draft = notice.draft(each.kind, each.fields, each.created_at.date())
        assert draft.notice.title == each.title
        assert draft.doubts == ()
        assert "{" not in str(each.fields.values())


def test_rounds_and_forms_came_back_and_some_are_still_out(book: Store) -> None:
    (out,) = rounds.out(book)
    assert rounds.suggested(book, RoundKind.LOOK) and len(out.open_lines) == len(out.lines) > 1
    back = [rounds.by_number(book, number) for number in range(1, out.number)]
    assert {each.kind for each in back} == {RoundKind.FOLLOWUP, RoundKind.PATROL}
    for round_ in back:
        for line in round_.lines:
            assert line.on_paper is not None and line.entered_at is not None
            assert round_.made_at.date() <= line.on_paper <= line.entered_at.date()
    forms = blank_form.out(book)
    assert [form.is_old(NOW.date()) for form in forms].count(True) == 2
    assert rows(book, "SELECT COUNT(*) FROM blank_form WHERE feedback_id IS NOT NULL") != [(0,)]
    taken = "SELECT COUNT(*) FROM feedback JOIN blank_form USING (number) WHERE feedback_id IS NULL"
    assert rows(book, taken) == [(0,)]
    (top,) = rows(book, "SELECT value FROM counter WHERE name = 'feedback'")
    assert top == (max(form.number for form in forms),)


def test_numbers_go_on_after_the_highest(tmp_path: Path) -> None:
    store = opened(tmp_path)
    demo.generate(store, households=20, buildings=2, issues=30, feedback=40)
    feedback.record_and_open(store, FeedbackDraft("3幢楼道灯不亮"), by=None)
    assert rows(store, "SELECT MAX(number) FROM issue") == [(31,)]
    assert rows(store, "SELECT MAX(number) FROM feedback") == [(41,)]
    store.close()


def test_the_journal_has_one_entry_that_cannot_be_undone(book: Store) -> None:
    assert [entry.verb for entry in journal.entries()] == ["生成练习数据"]
    assert journal.last_undoable() is None


@pytest.mark.parametrize(
    "size",
    [
        {"buildings": 0, "households": 0, "issues": 0, "feedback": 0, "years": 0},
        {"buildings": 1, "households": 0, "issues": 9, "feedback": 20, "years": 0},
        {"buildings": 1, "households": 1, "issues": 1, "feedback": 0, "years": 1},
        {"buildings": 3, "households": 50, "issues": 0, "feedback": 12, "years": 1},
        {"buildings": 0, "households": 0, "issues": 12, "feedback": 30, "years": 3},
        {"buildings": 2, "households": 700, "issues": 5, "feedback": 60, "years": 30},
    ],
)
def test_odd_sizes_are_made_exactly(tmp_path: Path, size: dict[str, int]) -> None:
    store = opened(tmp_path)
    counts = demo.generate(store, **size)  # type: ignore[arg-type]
    for table, key in (("issue", "issues"), ("feedback", "feedback"), ("household", "households")):
        assert rows(store, f"SELECT COUNT(*) FROM {table}") == [(size[key],)]
    assert (counts.issues, counts.feedback) == (size["issues"], size["feedback"])
    assert store.check() == ()
    store.close()


def is_empty() -> bool:
    """Whether nothing was written; where the journal's chain begins stands there from the first."""
    filled = [table for table in tables.ALL if table is not tables.JournalHead]
    return not any(table.select().exists() for table in filled)


@pytest.mark.parametrize(
    "size",
    [
        {"issues": -1},
        {"households": -5},
        {"years": -1},
        {"years": 31},
        {"buildings": 0},
        {"buildings": 1, "households": 100_000},
    ],
)
def test_senseless_sizes_are_refused(tmp_path: Path, size: dict[str, int]) -> None:
    store = opened(tmp_path)
    with pytest.raises(RuleError):
        demo.generate(store, **size)  # type: ignore[arg-type]
    assert is_empty()
    store.close()


def test_a_book_with_something_in_it_is_refused(founded: Store) -> None:
    with pytest.raises(RuleError, match="这个文件夹里已经有资料"):
        demo.generate(founded)
    assert rows(founded, "SELECT COUNT(*) FROM issue") == [(0,)]


def test_cancelling_leaves_an_empty_book_that_can_be_filled_again(tmp_path: Path) -> None:
    store = opened(tmp_path)
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 3

    assert demo.generate(store, issues=3000, feedback=3000, cancelled=cancelled).issues == 0
    assert is_empty()
    seen: list[tuple[int, int]] = []
    demo.generate(store, issues=20, feedback=20, on_progress=lambda *each: seen.append(each))
    assert seen[-1] == (80, 80)
    assert all(one[0] <= two[0] for one, two in pairwise(seen))
    store.close()


@pytest.mark.parametrize("hour", [0, 3, 8, 23])
def test_any_hour_of_the_day_will_do(tmp_path: Path, hour: int) -> None:
    until = datetime(2024, 2, 11, hour, 59, 59)
    store = Store.open(DataFolder(tmp_path), clock=lambda: until)
    demo.generate(store, seed=hour, until=until)
    for table, column in (("issue_event", "at"), ("feedback", "received_at"), ("follow_up", "at")):
        assert rows(store, f"SELECT 1 FROM {table} WHERE \"{column}\" > '{until}'") == []
    assert 2 <= issue_rows.counts(None, until).overdue <= 7
    assert issue_rows.count(IssueFilter(states=frozenset({State.SUSPENDED})), until) >= 2
    store.close()
