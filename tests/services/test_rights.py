"""Every public function that writes, by every role: the table of rights holds in the services."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from qingyu.domain.errors import RuleError
from qingyu.domain.right import Right, may, refusal
from qingyu.domain.steward import Role
from qingyu.paths import DataFolder
from qingyu.services import Store, identity
from qingyu.storage import tables
from tests.conftest import NOON
from tests.services.issue_book import LEAD
from tests.services.test_journal import ACTIONS
from tests.services.test_journal import written as written  # the book they act on


class _TakenBack(Exception):
    pass


@pytest.fixture(scope="module")
def book(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("rights") / "资料"
    shutil.copytree(written, folder)
    store = Store.open(DataFolder(folder), clock=lambda: NOON)
    yield store
    store.close()


@pytest.fixture(scope="module")
def needed(book: Store) -> dict[str, Right]:
    """What each action needs, as the journal says after the lead did it."""
    return {name: _done(book, name) for name in ACTIONS}


def _done(store: Store, name: str) -> Right:
    """The right an action took; everything is as it was afterwards."""
    needs = ""
    with suppress(_TakenBack), store.database.atomic():
        changes = ACTIONS[name](store)
        needs = str(tables.Operation.get_by_id(changes.operation).needs)
        raise _TakenBack
    return Right(needs)


def _become(store: Store, role: Role) -> None:
    tables.Steward.update(role=str(role)).where(tables.Steward.id == LEAD).execute()


@pytest.mark.parametrize("role", [Role.STEWARD, Role.VOLUNTEER, Role.VIEWER])
def test_what_the_table_forbids_is_refused_and_the_rest_is_done(
    book: Store, needed: dict[str, Right], role: Role
) -> None:
    _become(book, role)
    try:
        for name, right in needed.items():
            if may(role, right):
                assert _done(book, name) is right, name
                continue
            entries = tables.Operation.select().count()
            with pytest.raises(RuleError) as told:
                ACTIONS[name](book)
            assert told.value.title == refusal(role).title, name
            assert tables.Operation.select().count() == entries
    finally:
        _become(book, Role.LEAD)


def test_a_viewer_may_write_nothing_at_all(needed: dict[str, Right]) -> None:
    assert not [name for name, right in needed.items() if may(Role.VIEWER, right)]


def test_what_only_the_lead_may_do_is_told(needed: dict[str, Right]) -> None:
    assert {name for name, right in needed.items() if right is Right.MANAGE} == {
        "neighbourhood.rename", "steward.add", "steward.retire", "barometer.set_formula",
        "print_faces.choose", "identity.set_idle_minutes", "backup.keep",
        "retention.set_rules", "retention.keep", "reveal.set_hiding",
    }  # fmt: skip


def test_who_gives_no_name_does_everything_until_a_lead_has_a_pin(book: Store) -> None:
    for right in Right:
        identity.require(book, right, by=None)
    with suppress(_TakenBack), book.database.atomic():
        identity.set_pin(book, LEAD, "2580", by=LEAD)
        identity.require(book, Right.RECORD, by=None)
        with pytest.raises(RuleError, match="还不知道是谁"):
            identity.require(book, Right.WORK, by=None)
        raise _TakenBack
