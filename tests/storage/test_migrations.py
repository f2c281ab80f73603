import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from qingyu.domain.feedback_list import FeedbackFilter
from qingyu.domain.month import Month
from qingyu.paths import DataFolder
from qingyu.services import (
    Store,
    duty,
    duty_month,
    feedback_reading,
    issue_reading,
    notice,
    posting,
)
from qingyu.storage import database

_ISSUE = (
    "INSERT INTO issue (id, number, title, spot, category, matter, urgency, dangerous, detail,"
    " state, reported_at, funding, obstacle, referred_to, their_number) VALUES"
    " (1, 1, '漏水', '', 'house', '', '一般', 0, '', '登记', '2026-11-23 12:00:00',"
    " '无', '', '', '')"
)
_EVENT = (
    "INSERT INTO issue_event (issue_id, at, verb, words)"
    " VALUES (1, '2026-11-23 12:00:00', '登记', '')"
)
_PIECE = (
    "INSERT INTO feedback (id, number, text, spot, name, phone, kind, category, matter, dangerous,"
    " urgency, title, channel, may_contact, received_at, issue_id, no_issue) VALUES"
    " (1, 1, '漏水', '', '', '', '报修', 'house', '', 0, '一般', '', '上门', 1,"
    " '2026-11-23 12:00:00', 1, 0)"
)
_DUTY = (
    "INSERT INTO steward (id, name, role, phone, tags, active)"
    " VALUES (1, '陆建芬', '组长', '', '', 1)",
    "INSERT INTO duty_shift (id, name, start, end, places) VALUES"
    " (1, '早', '08:00:00', '12:00:00', 2), (2, '晚', '18:00:00', '21:00:00', 2)",
    'INSERT INTO duty_assignment (id, "on", shift_id, steward_id, lead)'
    " VALUES (1, '2026-11-23', 1, 1, 1)",
)

_TOLD = (
    "INSERT INTO steward (id, name, role, phone, tags, active) VALUES"
    " (1, '陆建芬', '组长', '', '', 1)",
    "INSERT INTO promise (id, issue_id, what, by_date) VALUES (1, 1, '周五修好', '2026-11-27')",
    "INSERT INTO promise (id, issue_id, what, by_date) VALUES (2, 1, '再来看', '2026-11-28')",
    "INSERT INTO issue_event (issue_id, at, by_id, verb, words)"
    " VALUES (1, '2026-11-23 12:00:00', 1, '答应', '周五修好（11月27日前）')",
)


def test_a_book_of_version_0_1_with_rows_in_it_is_brought_to_today(tmp_path: Path) -> None:
    from playhouse.migrations import Runner

    folder = DataFolder(tmp_path / "资料 夹")
    folder.root.mkdir()
    book = database.BookDatabase(folder.database)
    old = [name for name in database.migration_names() if name < "0004"]
    Runner(book, str(database.MIGRATIONS)).up(old[-1])
    book.close()
    with closing(sqlite3.connect(folder.database)) as written:
        for sql in (_ISSUE, _EVENT, _PIECE, *_TOLD):
            written.execute(sql)
        written.commit()
    store = Store.open(folder)
    assert store.check() == ()
    (line,) = feedback_reading.lines(store, FeedbackFilter())
    assert (line.piece.text, line.piece.mood, line.issue_number) == ("漏水", None, 1)
    assert not issue_reading.find(store, 1).unreachable
    promises = issue_reading.story(store, 1).promises
    assert [each.who for each in promises] == ["陆建芬", ""]
    store.close()


def test_numbers_taken_back_in_an_old_book_are_listed_as_void(tmp_path: Path) -> None:
    from playhouse.migrations import Runner

    folder = DataFolder(tmp_path / "资料 夹")
    folder.root.mkdir()
    book = database.BookDatabase(folder.database)
    old = [name for name in database.migration_names() if name < "0007"]
    Runner(book, str(database.MIGRATIONS)).up(old[-1])
    book.close()
    with closing(sqlite3.connect(folder.database)) as written:
        written.executemany(
            "INSERT INTO notice (year, serial, kind, title, fields, created_at)"
            " VALUES (2026, ?, 'free', ?, '{}', '2026-11-02 09:00:00')",
            [(1, "甲"), (3, "丙")],
        )
        written.execute("INSERT INTO counter (name, value) VALUES ('notice-2026', 4)")
        written.commit()
    store = Store.open(folder, clock=lambda: datetime(2026, 11, 23, 12))
    assert store.check() == ()
    assert [(line.serial, line.title, line.void_reason) for line in posting.ledger(store)] == [
        (4, "（没有留下内容）", "发布后撤销了"),
        (3, "丙", None),
        (2, "（没有留下内容）", "发布后撤销了"),
        (1, "甲", None),
    ]
    fields = {"title": "丁", "body": "新的。"}
    assert notice.published(store, notice.publish(store, "free", fields, by=None)).serial == 5
    store.close()


def test_duty_ticked_before_there_were_proposals_stays_and_evenings_are_known(
    tmp_path: Path,
) -> None:
    from playhouse.migrations import Runner

    folder = DataFolder(tmp_path / "资料 夹")
    folder.root.mkdir()
    book = database.BookDatabase(folder.database)
    old = [name for name in database.migration_names() if name < "0010"]
    Runner(book, str(database.MIGRATIONS)).up(old[-1])
    book.close()
    with closing(sqlite3.connect(folder.database)) as written:
        for sql in _DUTY:
            written.execute(sql)
        written.commit()
    store = Store.open(folder)
    assert store.check() == ()
    assert [(s.name, s.evening, s.retired) for s in duty.shifts(store)] == [
        ("早", False, False), ("晚", True, False),
    ]  # fmt: skip
    (served, *_) = duty.on_day(store, date(2026, 11, 23))
    assert [person.name for person in served.people] == ["陆建芬"]
    chart = duty_month.month_roster(store, Month(2026, 11))
    assert [seat.pinned for cell in chart.cells for seat in cell.seats] == [True]
    store.close()
