"""The stream of what happens: issues and feedback in the order of time, batch by batch."""

from collections import deque
from collections.abc import Iterator
from datetime import datetime, timedelta

from qingyu.domain.frozen import frozen
from qingyu.domain.issue import ENDED, Issue, IssueDraft, Urgency
from qingyu.domain.place import Place
from qingyu.services import rulebook
from qingyu.services.demo import cast, courses, rows, voices
from qingyu.services.demo.dice import Dice
from qingyu.services.demo.hearing import Hearing, Piece
from qingyu.services.demo.life import LifeWriter
from qingyu.services.demo.lore import Lines, MatterLore, matters, work
from qingyu.services.demo.pace import Pace
from qingyu.services.demo.papers import write_papers
from qingyu.services.demo.places import PlaceFinder, said
from qingyu.services.demo.plan import Coming, Planner, spread
from qingyu.services.demo.settlement import Settlement
from qingyu.services.demo.steps import KnowingCalendar, Rules, settled
from qingyu.services.demo.tale import Life, Tale
from qingyu.services.demo.voices import Said, Slots, Story
from qingyu.storage import tables
from qingyu.storage.bulk import BulkWriter
from qingyu.storage.store import Store

_LOOSE_SHARE = 0.25
_HEARD_SHARE = 0.88
_MERGED_SHARE = 0.02
_QUARTER = timedelta(days=92)


@frozen
class Amounts:
    """What was asked for."""

    buildings: int
    households: int
    issues: int
    feedback: int
    years: int


class Stream:
    """Writes all issues and feedback; `open_issues` counts those left open."""

    def __init__(
        self, store: Store, writer: BulkWriter, dice: Dice, settlement: Settlement,
        amounts: Amounts, until: datetime,
    ) -> None:  # fmt: skip
        self.open_issues = 0
        self._writer = writer
        self._dice = dice
        self._crew = settlement.crew
        self._until = until
        self._amounts = amounts
        self._finder = PlaceFinder(dice, settlement.streets)
        calendar = KnowingCalendar(rulebook.calendar(store))
        self._rules = Rules(calendar, rulebook.limits(store))
        start = until - (timedelta(days=365 * amounts.years) or _QUARTER)
        days = (until - start).days
        self._opened = cast.how_many(amounts.households, amounts.issues, days)
        ramp = self._opened / 25 / max(amounts.issues / days, 0.01) - 1
        possible = [each for each in matters() if self._finder.can(each)]
        self._pace = Pace(
            dice, calendar, possible,
            first=start.date(), last=until.date(), ramp=min(max(ramp, 0.0), 6.0),
        )  # fmt: skip
        self._planner = Planner(dice, self._pace, self._finder, self._crew, self._rules, until)
        self._hearing = Hearing(writer, dice, self._finder, self._pace, self._crew, until)
        self._recent: deque[tuple[Issue, datetime, MatterLore]] = deque(maxlen=24)
        self._issues = 0

    def write(self) -> Iterator[int]:
        """Writes everything; yields how many issues and pieces are written so far."""
        amounts = self._amounts
        plan = self._planner.plan(amounts.issues, self._opened)
        heard, loose, more = self._shares()
        for number, coming in enumerate(plan):
            at = coming if isinstance(coming, datetime) else coming.at
            while loose and loose[0] <= at:
                self._hearing.in_passing(loose.popleft())
            self._hearing.tell(at)
            if isinstance(coming, datetime):
                coming = self._repeated(coming) or self._planner.ordinary(coming)
            coming.heard = number in heard
            coming.again = more[number] if more else 0
            self._open(coming)
            yield self._issues + self._hearing.pieces
        while loose:
            self._hearing.in_passing(loose.popleft())
        self._hearing.tell(self._until)
        self._writer.count_from("issue", self._issues)
        given = write_papers(
            self._writer, self._dice, self._crew, self._hearing.pieces, self._until
        )
        self._writer.count_from("feedback", given)

    def _shares(self) -> tuple["_Heard", deque[datetime], list[int]]:
        """Which issues begin with feedback, when the pieces without issue come, how many more."""
        issues, feedback = self._amounts.issues, self._amounts.feedback
        attached = round(feedback * (1 - _LOOSE_SHARE)) if issues else 0
        begun = min(attached, round(issues * _HEARD_SHARE))
        more = spread(self._dice, issues, attached - begun, self._opened) if issues else []
        loose = self._pace.moments(feedback - attached, before=self._until)
        return _Heard(self._dice, issues, begun), deque(loose), more

    def _open(self, coming: Coming) -> None:
        """Writes one issue with its whole life and lets its feedback come in."""
        self._issues += 1
        ident, matter = self._issues, coming.matter
        title = _titled(coming.place, self._line(matter.titles, coming.slots))
        story = Story(matter, coming.place, coming.slots, coming.at.year)
        first = None
        if coming.heard:
            speaker = self._finder.speaker(coming.place, who=matter.who)
            first = voices.first(self._dice, story, speaker)
        detail = first.text if first else self._patrol(coming)
        target = self._target(coming)
        life = coming.life or self._closed(coming, first, target)
        draft = IssueDraft(
            title, coming.place, matter.category, matter.name, coming.urgency, matter.dangerous,
            detail, coming.at,
        )  # fmt: skip
        issue = settled(
            ident, draft, life.steps, self._rules,
            people=(life.lead, life.supervisor), funding=life.funding, obstacle=life.obstacle,
        )  # fmt: skip
        self._write(issue, coming, life)
        if target is not None:
            row = {"issue_id": target.id, "at": life.steps[-1].at, "by_id": life.steps[-1].by}
            words = f"工单 {issue.code} {issue.title}"
            self._writer.add(tables.IssueEvent, {**row, "verb": "并入", "words": words})
        home = target.id if target else ident
        ended = next((step.at for step in life.steps if step.target in ENDED), self._until)
        if issue.is_open or target is None:
            self._recent.append((issue, ended, matter))
        self._let_in(coming, story, first, home, title, ended)

    def _let_in(
        self, coming: Coming, story: Story, first: Said | None, issue_id: int, title: str,
        ended: datetime,
    ) -> None:  # fmt: skip
        if first is not None:
            piece = Piece(first, coming.matter, coming.urgency, title, coming.clerk, issue_id)
            self._hearing.queue(coming.at, piece)
        what = title.removeprefix(coming.place.code).strip()
        at_home = coming.matter.where in voices.IN_HOMES - {"top"}
        for _ in range(coming.again):
            same = first is not None and (at_home or self._dice.chance(0.45))
            if same and first is not None:
                speaker, again = first.person, story
            else:
                speaker, place = self._finder.neighbour(coming.matter, coming.place)
                again = Story(coming.matter, place, story.slots, story.year, story.used)
            told = voices.once_more(self._dice, again, speaker, what, same=same)
            clerk = self._dice.pick(self._crew.recorders).id
            piece = Piece(told, coming.matter, coming.urgency, title, clerk, issue_id, True)
            self._hearing.queue(self._later(coming.at, ended), piece)

    def _later(self, begin: datetime, end: datetime) -> datetime:
        """Some time while the issue is open, by day where that can be."""
        at = begin + (end - begin) * self._dice.share() ** 1.4
        return courses.by_day(self._dice, at, begin, end)

    def _closed(self, coming: Coming, first: Said | None, target: Issue | None) -> Life:
        dice = self._dice
        room = (self._until - coming.at) * 0.93
        taken = min(courses.length(dice, coming.urgency), room)
        course = courses.closed_course(dice, coming.matter, slow=taken > timedelta(days=4))
        goal = None
        if target is not None:
            course, taken, goal = ("merge",), timedelta(hours=1), (target.id, target.number)
        danger = coming.matter.dangerous or coming.urgency is Urgency.EMERGENCY
        course = courses.told_in_full(dice, course, safe=danger)
        end = coming.at + taken
        when = courses.moments(dice, course, coming.urgency, coming.at, end, self._until)
        name = first.person.name if first and first.person and first.name else ""
        tale = Tale(coming.matter, coming.urgency, coming.slots, coming.clerk, name, goal)
        return LifeWriter(dice, self._crew, tale).write(course, when)

    def _repeated(self, at: datetime) -> Coming | None:
        """Now and then somebody registers anew what is already on the list."""
        if not self._recent or not self._dice.chance(_MERGED_SHARE):
            return None
        issue, ended, matter = self._dice.pick(self._recent)
        if ended < at + timedelta(hours=2) or issue.place.room or not issue.place:
            return None
        slots = Slots(self._dice, issue.place, self._finder.storeys(issue.place))
        clerk = self._dice.pick(self._crew.recorders).id
        return Coming(at, matter, issue.place, issue.urgency, slots, clerk)

    def _target(self, coming: Coming) -> Issue | None:
        """An issue of the same place and matter that is still being worked on."""
        if coming.life is not None:
            return None
        soon = coming.at + timedelta(hours=2)
        for issue, ended, matter in self._recent:
            alike = matter is coming.matter and issue.place == coming.place
            # A danger merged would be the other's danger too; such a story is left untold.
            if alike and soon < ended and not matter.dangerous:
                return issue
        return None

    def _write(self, issue: Issue, coming: Coming, life: Life) -> None:
        add = self._writer.add
        self.open_issues += issue.is_open
        add(tables.Issue, rows.issue_row(issue))
        begin = rows.registered(coming.at, coming.clerk)
        add(tables.IssueEvent, {"issue_id": issue.id, **begin})
        events = rows.step_rows(issue.id, life.steps)
        self._writer.add_whole(tables.IssueEvent, rows.EVENT_COLUMNS, events)
        for promised in life.promises:
            add(tables.Promise, rows.promise_row(issue.id, promised))
        for spent in life.costs:
            add(tables.CostLine, rows.cost_row(issue.id, spent))
        for tried in life.tries:
            add(tables.FollowUp, rows.try_row(issue.id, tried))

    def _patrol(self, coming: Coming) -> str:
        note = self._line(coming.matter.notes, coming.slots)
        place = coming.place
        known = not place.building and place.spot and note.startswith(place.spot)
        where = "" if known else said(self._dice, place, formal=True)
        return f"{self._dice.pick(work()['patrol'])}{where}{note}"

    def _line(self, lines: Lines, slots: Slots) -> str:
        return self._dice.pick(lines).format_map(slots)


def _titled(place: Place, words: str) -> str:
    """The title as the desk proposes it: 3-2 楼道灯不亮, 大门口 路面有坑."""
    return f"{place.code} {words}".strip()


class _Heard:
    """Which of the issues begin with feedback: exactly so many, evenly spread."""

    def __init__(self, dice: Dice, issues: int, begun: int) -> None:
        self._dice = dice
        self._left = issues
        self._begun = begun

    def __contains__(self, _number: object) -> bool:
        begins = self._dice.share() * self._left < self._begun
        self._left -= 1
        self._begun -= begins
        return begins
