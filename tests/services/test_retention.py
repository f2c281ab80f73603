from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import FeedbackDraft, Kind
from qingyu.domain.issue import State
from qingyu.domain.month import Month
from qingyu.domain.retention import Exemption, RetentionRules, limit
from qingyu.domain.voices import voices
from qingyu.services import (
    Store,
    barometer_month,
    check,
    demo,
    feedback,
    issue_photo,
    journal,
    retention,
    search,
)
from qingyu.storage import retention as rows
from qingyu.storage import tables
from tests.services.issue_book import HOME, bring_to, reported

NAME, PHONE = "张桂芳", "13867412358"


def said_rows() -> list[Any]:
    """Every piece as it is stored."""
    return list(tables.Feedback.select())


def at(store: Store, moment: datetime) -> None:
    store._clock = lambda: moment


def matters(store: Store) -> dict[str, int]:
    """An issue closed long ago, one closed lately, one open; the clock ends at noon today."""
    now = store.now()
    at(store, now - timedelta(days=500))
    old = reported(store, f"{NAME}说厨房漏水，打 138-6741-2358")
    late = reported(store, "另一处漏水")
    opened = reported(store, f"还没修，电话 {PHONE}")
    bring_to(store, old, State.CLOSED)
    at(store, now - timedelta(days=30))
    bring_to(store, late, State.CLOSED)
    at(store, now)
    return {"old": old, "late": late, "open": opened}


def picture(store: Store) -> Path:
    path = store.folder.root.parent / "拍的.jpg"
    Image.new("RGB", (9, 9), "teal").save(path, "JPEG")
    return path


def test_only_what_ended_over_a_year_ago_is_hidden(founded: Store) -> None:
    made = matters(founded)
    told = retention.preview(founded)
    assert (told.feedback, told.issues, told.photos) == (1, 1, 0)
    before = voices(rows.said())
    changes = retention.run(founded)
    pieces = {row.issue_id: row for row in said_rows()}
    assert (pieces[made["old"]].name, pieces[made["old"]].phone) == ("张**", "138****2358")
    assert pieces[made["old"]].text == "张**说厨房漏水，打 138****2358"
    for other in ("late", "open"):
        assert (pieces[made[other]].name, pieces[made[other]].phone) == (NAME, PHONE)
    assert voices(rows.said()) == before
    assert check.faults(founded) == ()
    assert "1 件来件" in changes.verb
    assert retention.preview(founded).is_empty


def test_nothing_of_it_stays_in_the_journal_and_undo_does_not_bring_it_back(
    founded: Store,
) -> None:
    made = matters(founded)
    changes = retention.run(founded)
    old = next(row.id for row in said_rows() if row.issue_id == made["old"])
    for entry in tables.Operation.select():
        if f'["feedback",{old},' in entry.changes:
            assert PHONE not in entry.changes and NAME not in entry.changes
    with pytest.raises(RuleError, match="找不回来"):
        journal.undo(founded, changes.operation, by=1)
    last = journal.last(founded)
    assert last is not None and last.id != changes.operation
    assert check.faults(founded) == ()
    tables.Operation.update(changes="[]").where(tables.Operation.id == 3).execute()
    assert check.faults(founded)


def test_an_entry_edited_by_hand_is_not_sealed_by_blanking_it(founded: Store) -> None:
    matters(founded)
    entry = next(row for row in tables.Operation.select() if '["feedback",1,' in row.changes)
    tables.Operation.update(by=2).where(tables.Operation.id == entry.id).execute()
    retention.run(founded)
    assert any(f"第 {entry.id} 条" in fault for fault in check.faults(founded))


def test_a_second_run_changes_nothing_and_a_kept_matter_stays(founded: Store) -> None:
    made = matters(founded)
    number = tables.Issue.get_by_id(made["old"]).number
    with pytest.raises(RuleError, match="为什么"):
        retention.keep(founded, "工单", number, " ", by=1)
    retention.keep(founded, "工单", number, "还在打官司", by=1)
    assert retention.preview(founded).is_empty
    (kept,) = retention.exemptions(founded)
    assert kept == Exemption("工单", number, "还在打官司")
    retention.let_go(founded, kept, by=1)
    retention.run(founded)
    rows_now = [row.__data__ for row in said_rows()]
    retention.run(founded)
    assert [row.__data__ for row in said_rows()] == rows_now
    assert check.faults(founded) == ()


def test_photos_of_a_home_go_with_their_files(founded: Store) -> None:
    now = founded.now()
    at(founded, now - timedelta(days=500))
    old = reported(founded, "厨房漏水")
    issue_photo.add(founded, old, [picture(founded)], by=1)
    bring_to(founded, old, State.CLOSED)
    at(founded, now)
    assert retention.preview(founded).photos == 1
    assert len(list(founded.folder.photos.rglob("*.jpg"))) == 2
    retention.run(founded)
    assert not tables.Photo.select().exists()
    assert not list(founded.folder.photos.rglob("*.jpg"))
    assert check.faults(founded) == ()


def test_loose_feedback_goes_when_nobody_waits_for_it(founded: Store) -> None:
    now = founded.now()
    at(founded, now - timedelta(days=500))
    thanks = FeedbackDraft("谢谢", HOME, NAME, PHONE, kind=Kind.PRAISE, category="care")
    wanting = FeedbackDraft("漏水", HOME, NAME, PHONE, kind=Kind.REPAIR, category="house")
    for draft in (thanks, wanting):
        feedback.record(founded, draft, by=1)
    at(founded, now)
    retention.run(founded)
    assert [row.phone for row in said_rows()] == ["138****2358", PHONE]


def test_it_is_run_a_week_after_it_was_first_thought_of(founded: Store) -> None:
    assert not retention.is_due(founded)
    now = founded.now()
    at(founded, now + timedelta(days=7))
    assert retention.is_due(founded)
    retention.skip(founded, by=1)
    assert not retention.is_due(founded)


def test_rules_are_the_leads_and_are_kept(founded: Store) -> None:
    retention.set_rules(founded, RetentionRules(0, 6, 30), by=1)
    assert retention.rules(founded) == RetentionRules(0, 6, 30)
    with pytest.raises(RuleError, match="组长"):
        retention.set_rules(founded, RetentionRules(), by=2)


def test_what_is_hidden_is_no_longer_found_by_search(founded: Store) -> None:
    made = matters(founded)
    retention.run(founded)
    found = search.find(founded, NAME)
    ids = {each.id for each in found if each.noun is Noun.FEEDBACK}
    hidden = {row.id for row in said_rows() if row.issue_id == made["old"]}
    assert len(ids) == 2 and not ids & hidden


def test_every_monthly_sheet_says_the_same_afterwards(store: Store) -> None:
    demo.generate(store, seed=4, buildings=3, households=24, issues=24, feedback=40, years=2)
    now = store.now()
    months = [Month(year, number) for year in (now.year - 1, now.year) for number in (4, 9)]
    before = [barometer_month.monthly(store, month) for month in months]
    assert retention.preview(store).feedback > 2
    retention.run(store)
    assert [barometer_month.monthly(store, month) for month in months] == before
    assert check.faults(store) == ()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 800), st.integers(0, 800), st.booleans()), max_size=5),
       st.sampled_from((0, 1, 6, 12, 24)))  # fmt: skip
def test_nothing_younger_than_the_limit_is_taken_and_open_matters_never(
    founded: Store, some: list[tuple[int, int, bool]], months: int
) -> None:
    now = founded.now()
    before = limit(now, months)
    with founded.database.atomic() as step:
        expected = set()
        for said_ago, closed_ago, ended in some:
            ident = reported(founded, f"漏水 {PHONE}")
            said_at = now - timedelta(days=max(said_ago, closed_ago))
            closed_at = now - timedelta(days=min(said_ago, closed_ago))
            state = {"state": "办结", "closed_at": closed_at} if ended else {}
            tables.Issue.update(reported_at=said_at, **state).where(
                tables.Issue.id == ident).execute()  # fmt: skip
            tables.Feedback.update(received_at=said_at).where(
                tables.Feedback.issue == ident).execute()  # fmt: skip
            if before is not None and ended and closed_at < before:
                expected.add(ident)
        due = rows.due(before, before)
        assert due.issues == expected
        assert {row.issue_id for row in said_rows() if row.id in due.feedback} == expected
        step.rollback()
