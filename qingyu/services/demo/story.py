"""The stream of what happens: issues and feedback in the order of time, batch by batch."""

import heapq
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from qingyu.domain.feedback import Kind
from qingyu.domain.issue import ENDED, Issue, IssueDraft, Urgency
from qingyu.domain.place import Place
from qingyu.services import rulebook
from qingyu.services.demo import cast, courses, rows, voices
from qingyu.services.demo.dice import Dice, Wheel
from qingyu.services.demo.life import Life, LifeWriter, Tale
from qingyu.services.demo.lore import Lines, MatterLore, matters, work
from qingyu.services.demo.pace import Pace
from qingyu.services.demo.places import PlaceFinder, said
from qingyu.services.demo.plan import Coming, Planner, spread
from qingyu.services.demo.settlement import Settlement
from qingyu.services.demo.steps import KnowingCalendar, Rules, settled
from qingyu.services.demo.voices import Said, Slots, Story
from qingyu.storage import tables
from qingyu.storage.bulk import BulkWriter
from qingyu.storage.store import Store

_LOOSE_SHARE = 0.25
_HEARD_SHARE = 0.88
_MERGED_SHARE = 0.02
_QUARTER = timedelta(days=92)
_LATELY = timedelta(hours=40)
_LOOSE: Wheel[Kind] = Wheel(
    [(Kind.INQUIRY, 36), (Kind.PRAISE, 29), (Kind.SUGGESTION, 27), (Kind.HELP, 8)]
)


@dataclass(frozen=True)
class Amounts:
    """What was asked for."""

    buildings: int
    households: int
    issues: int
    feedback: int
    years: int


@dataclass(frozen=True)
class Piece:
    """One piece of feedback on its way: what was said, and which issue it belongs to."""

    said: Said
    matter: MatterLore
    urgency: Urgency
    title: str
    clerk: int
    issue_id: int | None = None
    again: bool = False


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
        self._waiting: list[tuple[datetime, int, Piece]] = []
        self._queued = 0
        self._recent: deque[tuple[Issue, datetime]] = deque(maxlen=24)
        self._issues = 0
        self._pieces = 0

    def write(self) -> Iterator[int]:
        """Writes everything; yields how many issues and pieces are written so far."""
        amounts = self._amounts
        plan = self._planner.plan(amounts.issues, self._opened)
        heard, loose, more = self._shares()
        for number, coming in enumerate(plan):
            at = coming if isinstance(coming, datetime) else coming.at
            while loose and loose[0] <= at:
                self._hear_in_passing(loose.popleft())
            self._tell(at)
            if isinstance(coming, datetime):
                coming = self._repeated(coming) or self._planner.ordinary(coming)
            coming.heard = number in heard
            coming.again = more[number] if more else 0
            self._open(coming)
            yield self._issues + self._pieces
        while loose:
            self._hear_in_passing(loose.popleft())
        self._tell(self._until)
        self._writer.count_from("issue", self._issues)
        self._writer.count_from("feedback", self._pieces)

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
        title = f"{coming.place.code} {self._line(matter.titles, coming.slots)}".strip()
        story = Story(matter, coming.place, coming.slots, coming.at.year)
        first = None
        if coming.heard:
            first = voices.first(self._dice, story, self._finder.speaker(coming.place))
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
            self._recent.append((issue, ended))
        self._let_in(coming, story, first, home, title, ended)

    def _let_in(
        self, coming: Coming, story: Story, first: Said | None, issue_id: int, title: str,
        ended: datetime,
    ) -> None:  # fmt: skip
        if first is not None:
            piece = Piece(first, coming.matter, coming.urgency, title, coming.clerk, issue_id)
            self._queue(coming.at, piece)
        what = title.removeprefix(coming.place.code).strip()
        for _ in range(coming.again):
            same = first is not None and first.person is not None and self._dice.chance(0.5)
            speaker = first.person if same and first else self._finder.neighbour(coming.place)
            told = voices.once_more(self._dice, story, speaker, what, same=same)
            clerk = self._dice.pick(self._crew.recorders).id
            piece = Piece(told, coming.matter, coming.urgency, title, clerk, issue_id, True)
            self._queue(self._later(coming.at, ended), piece)

    def _later(self, begin: datetime, end: datetime) -> datetime:
        """Some time while the issue is open, by day where that can be."""
        at = begin + (end - begin) * self._dice.share() ** 1.4
        if not 7 <= at.hour < 21:
            by_day = at.replace(hour=self._dice.whole(8, 19))
            at = by_day if begin < by_day < end else at
        return at.replace(microsecond=0)

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
        when = courses.moments(dice, course, coming.urgency, coming.at, coming.at + taken)
        name = first.person.name if first and first.person and first.name else ""
        tale = Tale(coming.matter, coming.urgency, coming.slots, coming.clerk, name, goal)
        return LifeWriter(dice, self._crew, tale).write(course, when)

    def _repeated(self, at: datetime) -> Coming | None:
        """Now and then somebody registers anew what is already on the list."""
        if not self._recent or not self._dice.chance(_MERGED_SHARE):
            return None
        issue, ended = self._dice.pick(self._recent)
        if ended < at + timedelta(hours=2) or issue.place.room or not issue.place:
            return None
        coming = self._planner.ordinary(at)
        matter = self._pace.named(issue.matter)
        assert matter is not None
        slots = Slots(self._dice, issue.place, self._finder.storeys(issue.place))
        return Coming(at, matter, issue.place, issue.urgency, slots, coming.clerk)

    def _target(self, coming: Coming) -> Issue | None:
        """An issue of the same place and matter that is still being worked on."""
        if coming.life is not None:
            return None
        wanted = (coming.place, coming.matter.name)
        soon = coming.at + timedelta(hours=2)
        for issue, ended in self._recent:
            if (issue.place, issue.matter) == wanted and ended > soon and soon < self._until:
                return issue
        return None

    def _hear_in_passing(self, at: datetime) -> None:
        """Something that needs no issue, or lately one that nobody has opened yet."""
        dice = self._dice
        kind = dice.spin(_LOOSE)
        fresh = self._until - at < _LATELY and dice.chance(0.5)
        if fresh or kind is Kind.HELP:
            matter = self._pace.matter(at.date())
            while matter.dangerous or (kind is Kind.HELP and not fresh and matter.kind is not kind):
                matter = dice.pick(matters())
            place = self._finder.place(matter) if self._finder.can(matter) else Place()
            story = Story(matter, place, Slots(dice, place, self._finder.storeys(place)), at.year)
            heard = voices.first(dice, story, self._finder.speaker(place))
        else:
            matter, lines = dice.spin(_passing(kind))
            person = self._finder.home()
            place = self._finder.place(matter) if self._finder.can(matter) else Place()
            if kind is Kind.INQUIRY or matter.where == "grounds":
                place = Place()
            elif person is not None and dice.chance(0.6):
                home = person.home
                place = Place(home.tower.number, home.unit, home.room)
            story = Story(matter, place, Slots(dice, place, 6), at.year)
            heard = voices.in_passing(dice, story, kind, lines, person)
        title = f"{heard.place.code} {matter.name if matter.name != '其他' else heard.text[:20]}"
        urgency = Urgency.NORMAL if not fresh else dice.spin(matter.urgency)
        clerk = dice.pick(self._crew.recorders).id
        self._queue(at, Piece(heard, matter, urgency, title.strip(), clerk))

    def _queue(self, at: datetime, piece: Piece) -> None:
        self._queued += 1
        heapq.heappush(self._waiting, (at, self._queued, piece))

    def _tell(self, until: datetime) -> None:
        """Writes the feedback that has come in by then, numbered as it came."""
        while self._waiting and self._waiting[0][0] <= until:
            at, _, piece = heapq.heappop(self._waiting)
            self._pieces += 1
            number, told = self._pieces, piece.said
            self._writer.add(
                tables.Feedback,
                {
                    "id": number,
                    "number": number,
                    "text": told.text,
                    **rows.place_columns(told.place),
                    "name": told.name,
                    "phone": told.phone,
                    "kind": told.kind.value,
                    "category": piece.matter.category,
                    "matter": piece.matter.name,
                    "dangerous": piece.matter.dangerous and told.kind is not Kind.PRAISE,
                    "urgency": piece.urgency.value,
                    "title": piece.title,
                    "channel": told.channel.value,
                    "may_contact": told.person.may_contact if told.person else bool(told.phone),
                    "received_at": at,
                    "recorded_by_id": piece.clerk,
                    "resident_id": told.person.id if told.person else None,
                    "issue_id": piece.issue_id,
                },
            )
            if piece.again:
                who = told.name or told.place.code or "居民"
                words = f"{who}：{told.text[:40]}（来件 {number:04d}）"
                row = {"issue_id": piece.issue_id, "at": at, "by_id": piece.clerk}
                self._writer.add(tables.IssueEvent, {**row, "verb": "又来反映", "words": words})

    def _write(self, issue: Issue, coming: Coming, life: Life) -> None:
        add = self._writer.add
        self.open_issues += issue.is_open
        add(tables.Issue, rows.issue_row(issue))
        begin = rows.registered(coming.at, coming.clerk)
        add(tables.IssueEvent, {"issue_id": issue.id, **begin})
        for step in life.steps:
            add(tables.IssueEvent, rows.step_row(issue.id, step))
        for promised in life.promises:
            add(tables.Promise, rows.promise_row(issue.id, promised))
        for spent in life.costs:
            add(tables.CostLine, rows.cost_row(issue.id, spent))
        for tried in life.tries:
            add(tables.FollowUp, rows.try_row(issue.id, tried))

    def _patrol(self, coming: Coming) -> str:
        note = self._line(coming.matter.notes, coming.slots)
        where = said(self._dice, coming.place, formal=True)
        return f"{self._dice.pick(work()['patrol'])}{where}{note}"

    def _line(self, lines: Lines, slots: Slots) -> str:
        return self._dice.pick(lines).format_map(slots)


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


def _passing(kind: Kind) -> Wheel[tuple[MatterLore, Lines]]:
    lines = {
        Kind.INQUIRY: lambda each: each.asks,
        Kind.SUGGESTION: lambda each: each.ideas,
        Kind.PRAISE: lambda each: each.thanks,
    }[kind]
    return Wheel(((each, lines(each)), len(lines(each)) ** 0.7) for each in matters() if lines(each))
