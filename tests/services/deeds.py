"""A working day: one operation after another, each told once it is done.

The same deeds on another folder make the same book, so that what a kill left can be held against
it.
"""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.followup import FollowUpDraft, Satisfaction
from qingyu.domain.issue import MoveDetails, Outcome, moves_from
from qingyu.domain.place import Place
from qingyu.domain.steward import Role, Steward
from qingyu.paths import DataFolder
from qingyu.services import Store, feedback, followup, issue, issue_reading, journal, neighbourhood
from qingyu.services import steward as stewards
from qingyu.storage.tables import ALL
from tests.conftest import NOON

MOST = 2_000
SATISFIED = FollowUpDraft(satisfaction=Satisfaction.MOSTLY, words="好")


def deeds(store: Store) -> Iterator[str]:
    """Does one operation at a time, chosen by a fixed chance, and tells its verb."""
    chance = random.Random(7)
    neighbourhood.found(store, "青年路社区", {3: 3}, Steward(0, "陆建芬", Role.LEAD))
    yield "建立"
    stewards.add(store, Steward(0, "赵文斌"), by=1)
    yield "添加"
    issues: list[int] = []
    acts: tuple[Callable[[], str], ...] = (
        lambda: _record(store, chance, issues),
        lambda: _move(store, chance, issues),
        lambda: _move(store, chance, issues),
        lambda: feedback.record(store, FeedbackDraft("灯坏了", Place(3)), by=1).verb,
        lambda: journal.undo(store, by=2).verb,
    )
    for _ in range(MOST):
        try:
            yield chance.choice(acts)()
        except RuleError:
            continue


def _record(store: Store, chance: random.Random, issues: list[int]) -> str:
    draft = FeedbackDraft("漏水" * chance.randrange(1, 400), Place(3, 2, "501"), "张桂芳")
    changes = feedback.record_and_open(store, draft, by=1)
    issues += changes.ids(Noun.ISSUE)
    return changes.verb


def _move(store: Store, chance: random.Random, issues: list[int]) -> str:
    if not issues:
        raise RuleError("还没有工单")
    ident = chance.choice(issues)
    found = issue_reading.find(store, ident)
    moves = moves_from(found.state)
    if not moves:
        raise RuleError("没有可做的")
    if chance.random() < 0.2:
        return followup.record(store, ident, SATISFIED, by=1).verb
    day = NOON.date() + timedelta(days=3)
    details = MoveDetails(
        "等报价", 2, None, day, "供电公司", "", day, issues[0], "陆建芬", Outcome.FIXED
    )
    return issue.move(store, ident, chance.choice(moves).target, details, by=1).verb


def rows_of(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, the journal included, and every search text."""
    names = (*(table._meta.table_name for table in ALL), "search_text")
    run = store.database.execute_sql
    return {name: run(f"SELECT rowid, * FROM {name} ORDER BY rowid").fetchall() for name in names}


def opened(folder: Path) -> Store:
    """The book in this folder with a clock that stands still."""
    return Store.open(DataFolder(folder), clock=lambda: NOON)
