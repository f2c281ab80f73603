import json
from datetime import datetime, timedelta

import pytest

from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.steward import Role, Steward
from qingyu.services import Store, check, feedback, identity, journal
from qingyu.services import steward as stewards
from qingyu.storage import tables
from tests.conftest import NOON

LEAD, STEWARD = 1, 2
PIN, OTHER = "2580", "74103"


def clock(store: Store, later: float = 0) -> None:
    moment = store.now() + timedelta(seconds=later)
    store._clock = lambda: moment


@pytest.fixture
def guarded(founded: Store) -> Store:
    """The book whose lead has set a PIN."""
    identity.set_pin(founded, LEAD, PIN, by=LEAD)
    return founded


def test_without_pins_a_name_is_enough_and_nothing_is_asked(founded: Store) -> None:
    assert not identity.is_guarded(founded)
    assert identity.prove(founded, LEAD).name == "陆建芬"
    feedback.record(founded, FeedbackDraft("灯坏了"), by=None)


def test_the_lead_is_let_in_by_the_pin_alone(guarded: Store) -> None:
    assert identity.is_guarded(guarded)
    assert identity.prove(guarded, LEAD, "２５８０").id == LEAD
    with pytest.raises(RuleError, match="PIN 不对"):
        identity.prove(guarded, LEAD, OTHER)
    assert identity.prove(guarded, STEWARD).id == STEWARD, "who has none needs none"


def test_wrong_tries_cost_time_but_never_shut_out(guarded: Store) -> None:
    waits = []
    for _ in range(9):
        with pytest.raises(RuleError, match="PIN 不对"):
            identity.prove(guarded, LEAD, OTHER)
        waits.append(identity.seconds_left(guarded, LEAD))
        with pytest.raises(RuleError, match=f"请等 {waits[-1]} 秒"):
            identity.prove(guarded, LEAD, PIN)
        clock(guarded, waits[-1])
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert identity.prove(guarded, LEAD, PIN)
    assert identity.seconds_left(guarded, LEAD) == 0


def test_a_restart_does_not_shorten_the_wait_nor_a_clock_set_back_lengthen_it(
    guarded: Store,
) -> None:
    for _ in range(4):
        with pytest.raises(RuleError, match="不对"):
            identity.prove(guarded, LEAD, OTHER)
        clock(guarded, 8)
    clock(guarded, -8)
    guarded.close()
    again = Store.open(guarded.folder, clock=guarded._clock)
    assert identity.seconds_left(again, LEAD) == 8
    again._clock = lambda: datetime(2020, 1, 1)
    with pytest.raises(RuleError, match="请等 8 秒"):
        identity.prove(again, LEAD, PIN)
    clock(again, 8)
    assert identity.prove(again, LEAD, PIN)
    again.close()


def test_the_lead_gives_anybody_a_new_pin_and_others_only_themselves(guarded: Store) -> None:
    identity.set_pin(guarded, STEWARD, OTHER, by=LEAD)
    with pytest.raises(RuleError, match="还没有写现在的"):
        identity.set_pin(guarded, STEWARD, "8520", by=STEWARD)
    identity.set_pin(guarded, STEWARD, "8520", old=OTHER, by=STEWARD)
    assert identity.with_pin(guarded) == {LEAD, STEWARD}
    for forbidden in (identity.set_pin, identity.remove_pin):
        args = (LEAD, OTHER) if forbidden is identity.set_pin else (LEAD,)
        with pytest.raises(RuleError, match="只有组长"):
            forbidden(guarded, *args, by=STEWARD)
    assert identity.prove(guarded, STEWARD, "8520")


def test_the_first_pin_is_the_leads(founded: Store) -> None:
    with pytest.raises(RuleError, match="组长先设"):
        identity.set_pin(founded, STEWARD, PIN, by=STEWARD)
    with pytest.raises(RuleError, match="还不知道是谁"):
        identity.set_pin(founded, LEAD, PIN, by=None)


def test_a_lead_who_forgot_comes_back_by_the_printed_code_once(guarded: Store) -> None:
    code = identity.make_recovery(guarded, PIN, by=LEAD)
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    with pytest.raises(RuleError, match=r"看错|对不上"):
        identity.recover(guarded, wrong, LEAD, OTHER)
    with pytest.raises(RuleError, match="只给组长"):
        identity.recover(guarded, code, STEWARD, OTHER)
    identity.recover(guarded, code.lower().replace(" ", "-"), LEAD, OTHER)
    assert identity.prove(guarded, LEAD, OTHER)
    assert not identity.has_recovery(guarded)
    with pytest.raises(RuleError, match="没有还能用的恢复码"):
        identity.recover(guarded, code, LEAD, PIN)
    assert journal.entries(guarded, 1)[0].verb == "用恢复码给陆建芬重设 PIN"


def test_another_books_code_is_wrong_and_costs_time(guarded: Store) -> None:
    old = identity.make_recovery(guarded, PIN, by=LEAD)
    identity.make_recovery(guarded, PIN, by=LEAD)
    with pytest.raises(RuleError, match="恢复码不对"):
        identity.recover(guarded, old, LEAD, OTHER)
    with pytest.raises(RuleError, match="请等 1 秒"):
        identity.recover(guarded, old, LEAD, OTHER)


def test_a_second_lead_needs_a_pin_to_come_in(guarded: Store) -> None:
    stewards.add(guarded, Steward(0, "何秀英", Role.LEAD), by=LEAD)
    with pytest.raises(RuleError, match="还没有 PIN"):
        identity.prove(guarded, 3)
    identity.set_pin(guarded, 3, OTHER, by=LEAD)
    assert identity.prove(guarded, 3, OTHER)


@pytest.mark.parametrize("role", [Role.STEWARD, Role.VIEWER])
def test_the_last_lead_with_a_pin_is_not_lost(guarded: Store, role: Role) -> None:
    lead = stewards.stewards(guarded)[0]
    with pytest.raises(RuleError, match="没有一位组长"):
        stewards.save(guarded, Steward(lead.id, lead.name, role), by=LEAD)
    with pytest.raises(RuleError, match="没有一位组长"):
        stewards.retire(guarded, LEAD, by=LEAD)
    assert identity.is_guarded(guarded)


def test_taking_the_last_pin_away_is_as_before_there_were_any(guarded: Store) -> None:
    identity.make_recovery(guarded, PIN, by=LEAD)
    identity.remove_pin(guarded, LEAD, old=PIN, by=LEAD)
    assert not identity.is_guarded(guarded)
    assert not identity.has_recovery(guarded)
    assert identity.prove(guarded, LEAD)


def test_no_pin_stands_in_the_journal_and_nothing_of_it_is_undone(guarded: Store) -> None:
    identity.set_pin(guarded, STEWARD, OTHER, by=LEAD)
    told = json.dumps([*tables.Operation.select().tuples()], default=str, ensure_ascii=False)
    assert PIN not in told and OTHER not in told and "argon2" not in told
    assert "给赵文斌设 PIN" in told
    last = journal.last(guarded)
    assert last is None or "PIN" not in last.verb
    assert all(row.pin.startswith("$argon2id$") for row in tables.StewardPin.select())
    assert check.faults(guarded, thorough=True) == ()


def test_a_retired_steward_neither_comes_in_nor_signs(guarded: Store) -> None:
    stewards.retire(guarded, STEWARD, by=LEAD)
    with pytest.raises(RuleError, match="已停用"):
        identity.prove(guarded, STEWARD)
    with pytest.raises(RuleError, match="已停用"):
        feedback.record(guarded, FeedbackDraft("灯坏了"), by=STEWARD)


def test_a_volunteer_takes_back_own_entries_only_and_nobody_the_leads(guarded: Store) -> None:
    stewards.add(guarded, Steward(0, "何秀英", Role.VOLUNTEER), by=LEAD)
    own = feedback.record(guarded, FeedbackDraft("灯坏了"), by=3)
    others = feedback.record(guarded, FeedbackDraft("门坏了"), by=STEWARD)
    with pytest.raises(RuleError, match="值班志愿者"):
        journal.undo(guarded, others.operation, by=3)
    assert journal.undo(guarded, own.operation, by=3)
    demoted = stewards.save(guarded, Steward(STEWARD, "赵文斌", Role.VIEWER), by=LEAD)
    for ident in (3, STEWARD):
        with pytest.raises(RuleError):
            journal.undo(guarded, demoted.operation, by=ident)


def test_idle_time_is_fifteen_minutes_until_the_lead_says_otherwise(guarded: Store) -> None:
    assert identity.idle_minutes(guarded) == 15
    identity.set_idle_minutes(guarded, 0, by=LEAD)
    assert identity.idle_minutes(guarded) == 0
    with pytest.raises(RuleError, match="只有组长"):
        identity.set_idle_minutes(guarded, 30, by=STEWARD)
    assert guarded.now() == NOON
