"""Filling an empty book at once: all or nothing, found by search, dated like any other row."""

from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime
from multiprocessing import get_context

import pytest

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.issue import State
from qingyu.services import Store
from qingyu.storage import bulk, search, tables
from qingyu.storage import issue as issue_rows
from qingyu.storage.bulk import BulkWriter, filling

AT = datetime(2026, 11, 23, 9, 30)


def fill(writer: BulkWriter) -> None:
    writer.add(tables.Building, {"id": 1, "number": 3})
    writer.add(tables.Household, {"id": 1, "building_id": 1, "unit": 2, "room": "501"})
    writer.add(tables.Resident, {"id": 1, "household_id": 1, "name": "单玉兰"})
    writer.add(tables.Steward, {"id": 1, "name": "陆建芬"})
    issue = {"id": 1, "number": 1, "title": "3-2-501 屋面漏水", "category": "house"}
    issue |= {"urgency": "一般", "state": "登记", "reported_at": AT, "review_on": date(2026, 12, 1)}
    writer.add(tables.Issue, issue)
    for number in range(1, 6):
        row = {"id": number, "number": number, "text": f"第{number}次来说漏水", "kind": "报修"}
        row |= {"category": "house", "channel": "微信", "received_at": AT, "issue_id": 1}
        writer.add(tables.Feedback, row)
    writer.count_from("feedback", 5)


def test_rows_read_back_like_any_other(store: Store) -> None:
    with filling(store, "填", at=AT) as writer:
        fill(writer)
    issue = issue_rows.get(1)
    assert (issue.reported_at, issue.review_on, issue.state) == (
        AT,
        date(2026, 12, 1),
        State.REGISTERED,
    )
    with store.operation("登记", by=1) as one:
        assert one.next_number("feedback") == 6


def test_search_texts_are_those_the_program_would_write(store: Store) -> None:
    with filling(store, "填", at=AT) as writer:
        fill(writer)
    stored = dict(store.database.execute_sql("SELECT rowid, body FROM search_text").fetchall())
    nouns = [(Noun.ISSUE, 1), (Noun.RESIDENT, 1), (Noun.STEWARD, 1), (Noun.BUILDING, 1)]
    nouns += [(Noun.FEEDBACK, number) for number in range(1, 6)]
    search.reindex(store.database, nouns, {})
    again = dict(store.database.execute_sql("SELECT rowid, body FROM search_text").fetchall())
    assert stored == again
    assert len(stored) == len(nouns)


def test_what_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), filling(store, "填", at=AT) as writer:
        fill(writer)
        writer.flush()
        _ = 1 // 0
    filled = [table for table in tables.ALL if table is not tables.JournalHead]
    assert not any(table.select().exists() for table in filled)


def test_a_book_in_use_is_refused(founded: Store) -> None:
    with pytest.raises(RuleError, match="已经有资料"), filling(founded, "填", at=AT) as writer:
        fill(writer)


def test_texts_spelt_in_other_processes_come_back_in_order() -> None:
    stretches = [
        [(start + at, "楼道灯不亮", "楼道灯不亮", f"第{at}处", 3, 2, "501", "") for at in range(3)]
        for start in range(1, 31, 3)
    ]
    here = [bulk._texts(0, rows) for rows in stretches]
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        assert list(bulk._spelt_beside(pool, 0, stretches)) == here
