"""说到做到表 of live data: which promises a period looks at, and the file made of it."""

from datetime import date, datetime, timedelta

from openpyxl import load_workbook

from qingyu.domain.issue import MoveDetails, State
from qingyu.domain.promise import HEADS, Period, PromiseTable
from qingyu.domain.week import Week
from qingyu.services import Store, issue, promise
from tests.conftest import NOON
from tests.services.issue_book import LEAD, STEWARD, open_issue

WEEK = Week(date(2026, 11, 23))


def turn_to(store: Store, moment: datetime) -> None:
    store._clock = lambda: moment


def given_long_ago(store: Store) -> int:
    """An issue with a promise of last year, one of this autumn, and one for next year."""
    ident = open_issue(store)
    for what, days in (("去年", -360), ("秋天", -60)):
        turn_to(store, NOON + timedelta(days=days - 3))
        issue.promise(store, ident, what, store.now().date() + timedelta(days=3), by=STEWARD)
        issue.keep_promise(store, ident, promise_of(store, ident, what), by=LEAD)
    turn_to(store, NOON)
    issue.promise(store, ident, "明年", date(2027, 2, 1), "供电公司", by=LEAD)
    return ident


def promise_of(store: Store, ident: int, what: str) -> int:
    from qingyu.services import issue_reading

    return next(e.id for e in issue_reading.story(store, ident).promises if e.what == what)


def words(store: Store, period: Period) -> list[str]:
    return [line.what for line in promise.kept(store, period, WEEK).every]


def test_a_period_looks_at_its_own_days(founded: Store) -> None:
    given_long_ago(founded)
    assert words(founded, Period.WEEK) == []
    assert words(founded, Period.QUARTER) == ["明年", "秋天"]
    assert words(founded, Period.YEAR) == ["明年", "秋天"]
    assert sorted(words(founded, Period.ALL)) == ["去年", "明年", "秋天"]


def test_what_is_still_owed_is_in_every_period(founded: Store) -> None:
    ident = open_issue(founded)
    turn_to(founded, NOON - timedelta(days=400))
    issue.promise(founded, ident, "修好", founded.now().date(), by=STEWARD)
    turn_to(founded, NOON)
    assert all(words(founded, period) == ["修好"] for period in Period)
    issue.move(founded, ident, State.VOID, MoveDetails(reason="重复"), by=LEAD)
    assert all(words(founded, period) == [] for period in Period)


def test_the_table_is_saved_with_who_and_numbers_as_numbers(founded: Store) -> None:
    given_long_ago(founded)
    kept = promise.kept(founded, Period.ALL, WEEK)
    table = PromiseTable(kept, Period.ALL, founded.now().date(), kept.every)
    path = promise.save_table(founded, table)
    assert path.name == "说到做到表2026-11-23.xlsx" and path.parent == founded.folder.prints
    book = load_workbook(path)
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    book.close()
    assert rows[0][0] == table.finding
    assert tuple(rows[3]) == HEADS
    assert [row[0] for row in rows[4:]] == ["供电公司", "赵文斌", "赵文斌"]
