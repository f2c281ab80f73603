"""The practice neighbourhood's duty keeps the rules it shows."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from qingyu.domain.duty_change import ChangeKind
from qingyu.domain.duty_month import RosterState
from qingyu.domain.month import Month, month_of
from qingyu.paths import DataFolder
from qingyu.services import Store, demo, duty_ledger, duty_month, duty_people, duty_swap, handover

NOW = datetime(2026, 11, 23, 12, 0)
THIS = month_of(NOW.date())


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.open(DataFolder(tmp_path_factory.mktemp("demo")), clock=lambda: NOW)
    demo.generate(store, seed=7, issues=30, feedback=30)
    yield store
    store.close()


def test_three_months_are_published_and_the_next_is_a_draft(book: Store) -> None:
    months = (THIS.before.before, THIS.before, THIS, THIS.after)
    charts = [duty_month.month_roster(book, month) for month in months]
    assert [chart.state for chart in charts] == [RosterState.PUBLISHED] * 3 + [RosterState.DRAFT]
    assert [chart.faults for chart in charts] == [()] * 4
    assert all(chart.changed for chart in charts[:3])
    assert all(chart.published_at and chart.published_at < NOW for chart in charts[:3])
    assert {c.kind for c in duty_swap.changes(book, THIS)} == {
        ChangeKind.SWAP, ChangeKind.ABSENT, ChangeKind.STAND_IN,
    }  # fmt: skip


def test_everybody_carries_about_the_same(book: Store) -> None:
    ledger = duty_ledger.ledger(book, THIS.before.before, THIS)
    assert abs(sum(line.carry for line in ledger.lines)) < 1e-3
    capped = {p.facts.steward_id for p in duty_people.people(book) if p.facts.max_shifts}
    loads = [line.load for line in ledger.lines if line.steward_id not in capped]
    assert max(loads) - min(loads) <= 5
    assert sum(line.absent for line in ledger.lines) == 3


def test_people_have_leave_wishes_and_facts_of_their_own(book: Store) -> None:
    facts = [person.facts for person in duty_people.people(book)]
    assert sum(fact.frail for fact in facts) == 2
    assert any(fact.no_evening for fact in facts)
    assert duty_people.wishes(book, THIS.after)
    assert len(duty_people.pairs(book)) == 1


def test_the_last_shift_still_waits_to_be_handed_over(book: Store) -> None:
    records = handover.of_days(book, date(2026, 11, 1), NOW.date())
    assert len(records) == 9
    assert [record.confirmed for record in records] == [False] + [True] * 8
    assert all(record.given_by != record.taken_by for record in records)
    assert handover.pending(book).waiting == records[:1]
    assert handover.pending(book).due[0].came
    assert any(record.incidents for record in records)
    assert any(thing.missing for record in records for thing in record.counted)


@pytest.mark.parametrize(
    "until", [datetime(2024, 2, 1), datetime(2026, 1, 31, 23, 59), datetime(2025, 10, 4, 8)]
)
def test_any_day_of_the_year_will_do(tmp_path: Path, until: datetime) -> None:
    store = Store.open(DataFolder(tmp_path), clock=lambda: until)
    demo.generate(store, seed=3, issues=5, feedback=5, until=until)
    now = month_of(until.date())
    for month in (now.before, now, now.after):
        assert duty_month.month_roster(store, month).faults == ()
    assert duty_month.month_roster(store, Month(2023, 1)).state is RosterState.NONE
    store.close()
