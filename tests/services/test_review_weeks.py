"""Weeks of random work: nothing that must be talked about falls off the next agenda."""

import shutil
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError
from qingyu.domain.followup import FollowUpDraft, Satisfaction
from qingyu.domain.issue import OPEN, Issue, MoveDetails, Outcome, State, Urgency, moves_from
from qingyu.domain.place import Place
from qingyu.domain.review import Agenda, MeetingFacts, Rhythm
from qingyu.domain.week import Week, week_of
from qingyu.paths import DataFolder
from qingyu.services import Store, followup, issue, issue_reading, review
from qingyu.storage.tables import Issue as IssueTable
from tests.conftest import NOON
from tests.services.issue_book import LEAD, STEWARD, bring_to, open_issue

DEEDS = (
    "open",
    "done",
    "move",
    "reopen",
    "promise",
    "keep",
    "follow",
    "topic",
    "finish",
    "end",
    "remark",
)
WEEKS = st.lists(
    st.tuples(
        st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 999)), max_size=9),
        st.sampled_from(("none", "draft", "final", "final")),
        st.integers(0, 2**16),
    ),
    min_size=2,
    max_size=6,
)


@dataclass
class Watch:
    """What the test itself remembers, apart from the program: it must agree with the agenda."""

    store: Store
    now: datetime = NOON
    topics: dict[int, Rhythm] = field(default_factory=dict)
    ended: set[int] = field(default_factory=set)
    discussed: dict[int, Week] = field(default_factory=dict)
    actions: dict[int, str] = field(default_factory=dict)
    discontent: dict[int, datetime] = field(default_factory=dict)
    left: set[int] = field(default_factory=set)
    opened: datetime | None = None

    def issues(self) -> list[Issue]:
        rows = [row.id for row in IssueTable.select(IssueTable.id).order_by(IssueTable.id)]
        return [issue_reading.find(self.store, ident) for ident in rows]


def do(watch: Watch, deed: str, chance: int) -> None:
    """One piece of work; what the rules forbid is left undone."""
    store = watch.store
    issues = watch.issues()
    if deed in ("follow", "reopen"):
        wanted = State.FOLLOWUP if deed == "follow" else State.REOPEN_ASKED
        issues = [each for each in issues if each.state is wanted]
    chosen = issues[chance % len(issues)] if issues else None
    if deed == "done":
        bring_to(store, open_issue(store), State.FOLLOWUP)
    elif deed == "open":
        urgency = list(Urgency)[chance % 4]
        open_issue(
            store, place=Place(1 + chance % 3, 1), urgency=urgency, dangerous=chance % 5 == 0
        )
    elif deed == "topic":
        rhythm = list(Rhythm)[chance % 3]
        watch.topics[len(watch.topics) + 1] = rhythm
        review.add_topic(store, f"议题{len(watch.topics)}", rhythm=rhythm, by=LEAD)
    elif deed == "finish" and watch.actions:
        ident = sorted(watch.actions)[chance % len(watch.actions)]
        review.finish_action(store, ident, by=LEAD)
        del watch.actions[ident]
    elif deed == "end" and watch.topics:
        ident = 1 + chance % len(watch.topics)
        review.end_topic(store, ident, by=LEAD)
        watch.ended.add(ident)
    elif chosen is not None:
        work(watch, deed, chosen, chance)


def work(watch: Watch, deed: str, chosen: Issue, chance: int) -> None:
    """One piece of work on an issue."""
    store, day = watch.store, watch.now.date() + timedelta(days=chance % 20)
    if deed in ("move", "reopen"):
        options = [move.target for move in moves_from(chosen.state)]
        target = options[chance % len(options)] if options else State.WORKING
        details = MoveDetails(
            "等", STEWARD, None, day, "供电公司", "", day, 1, "陆建芬", Outcome.FIXED
        )
        issue.move(store, chosen.id, target, details, by=LEAD)
    elif deed == "promise":
        issue.promise(store, chosen.id, "修好", day, by=LEAD)
    elif deed == "keep":
        given = [each.id for each in issue_reading.story(store, chosen.id).promises]
        if given:
            issue.keep_promise(store, chosen.id, given[chance % len(given)], by=LEAD)
    elif deed == "follow":
        told = list(Satisfaction)[chance % 3]
        followup.record(store, chosen.id, FollowUpDraft(satisfaction=told), by=LEAD)
        if told is Satisfaction.DISSATISFIED:
            watch.discontent[chosen.id] = watch.now
    else:
        issue.remark(store, chosen.id, "看过", by=LEAD)


def meet(watch: Watch, week: Week, how: str, chance: int) -> None:
    """A meeting that talks about some of its items, by the bits of the chance."""
    store = watch.store
    facts = MeetingFacts(
        watch.now.date(), time(14), chair="陆建芬", note_taker="赵文斌", present=("陆建芬",)
    )
    review.hold(store, week, facts, by=LEAD)
    watch.opened = watch.now
    watch.left = set()
    for number, item in enumerate(review.agenda(store, week).items):
        if not chance >> number % 16 & 1:
            if item.issue is not None:
                watch.left.add(item.issue)
            continue
        review.discuss(store, week, item.key, "议过", by=LEAD)
        if item.topic is not None:
            watch.discussed[item.topic] = week
        if number % 2:
            before = {each.id for each in review.open_actions(store)}
            review.add_action(store, week, item.key, "办", "赵文斌", week.sunday, by=LEAD)
            (new,) = {each.id for each in review.open_actions(store)} - before
            watch.actions[new] = item.key
    if how == "final":
        review.finalize(store, week, by=LEAD)


def must(watch: Watch, week: Week) -> set[str]:
    """The keys that may not be missing, by the test's own reckoning."""
    wanted: set[str] = set()
    for each in watch.issues():
        story = issue_reading.story(watch.store, each.id)
        due = any(p.kept_at is None and p.by <= week.sunday for p in story.promises)
        alive = each.state in OPEN
        unheard = watch.opened is None or watch.discontent.get(each.id, NOON) >= watch.opened
        told = each.id in watch.discontent and (alive or each.state is State.CLOSED)
        lately = watch.discontent.get(each.id, NOON) > watch.now - timedelta(days=7)
        if (
            each.overdue(watch.now)
            or each.state is State.REOPEN_ASKED
            or (alive and due)
            or (alive and each.id in watch.left)
            or (told and unheard and (watch.opened is not None or lately))
        ):
            wanted.add(f"issue:{each.id}")
    # What became of a matter that was merged is told by a test of its own.
    merged = {f"issue:{each.id}" for each in watch.issues() if each.state is State.MERGED}
    return (wanted | set(watch.actions.values())) - merged


def topics_due(watch: Watch, week: Week) -> set[str]:
    """Exactly the topics that return: not ended, and new, recurring, or with something open."""
    due = set()
    for ident, rhythm in watch.topics.items():
        last = watch.discussed.get(ident)
        again = rhythm is Rhythm.WEEKLY or (
            rhythm is Rhythm.MONTHLY and last is not None and month(last) != month(week)
        )
        left = f"topic:{ident}" in watch.actions.values()
        if ident not in watch.ended and (last is None or again or left):
            due.add(f"topic:{ident}")
    return due


def month(week: Week) -> tuple[int, int]:
    thursday: date = week.monday + timedelta(days=3)
    return thursday.year, thursday.month


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(WEEKS)
def test_nothing_open_falls_off_the_next_agenda(
    founded_book: DataFolder, weeks: list[tuple[list[tuple[str, int]], str, int]]
) -> None:
    with TemporaryDirectory() as folder:
        shutil.copytree(founded_book.root, Path(folder) / "资料")
        watch = Watch(store=Store.open(DataFolder(Path(folder) / "资料"), clock=lambda: watch.now))
        try:
            for deeds, how, chance in weeks:
                live_a_week(watch, deeds, how, chance)
        finally:
            watch.store.close()


def live_a_week(watch: Watch, deeds: list[tuple[str, int]], how: str, chance: int) -> None:
    """A week of work and perhaps a meeting; then the next Monday its agenda is looked at."""
    week = week_of(watch.now.date())
    for number, (deed, choice) in enumerate(deeds):
        watch.now += timedelta(hours=7)
        if number == len(deeds) // 2 and how != "none":
            meet(watch, week, how, chance)
        try:
            do(watch, deed, choice)
        except RuleError:
            if deed == "topic":
                raise
    watch.now = datetime.combine(week.monday + timedelta(days=7), time(9))
    following = week_of(watch.now.date())
    agenda: Agenda = review.agenda(watch.store, following)
    keys = [item.key for item in agenda.items]
    assert len(keys) == len(set(keys))
    assert must(watch, following) <= set(keys)
    assert {key for key in keys if key.startswith("topic:")} == topics_due(watch, following)
    assert {action.id for action in agenda.actions} == set(watch.actions)
