"""Which issues come when: the ordinary ones of all the years, and the cast that stands open."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from qingyu.domain.issue import Funding, IssueDraft, Urgency
from qingyu.domain.place import Place
from qingyu.services.demo import cast, courses
from qingyu.services.demo.cast import Role
from qingyu.services.demo.dice import Dice
from qingyu.services.demo.life import LifeWriter
from qingyu.services.demo.lore import MatterLore
from qingyu.services.demo.pace import Pace
from qingyu.services.demo.people import Crew
from qingyu.services.demo.places import PlaceFinder
from qingyu.services.demo.steps import Rules, settled
from qingyu.services.demo.tale import Life, Tale
from qingyu.services.demo.voices import Slots

_RECURRING = ("屋面漏水", "单元门坏", "污水外溢", "管道堵塞", "化粪池满溢")
_TRIES = 60
_QUIET = timedelta(hours=36)


@dataclass
class Coming:
    """One issue to come; with a life when that was settled beforehand."""

    at: datetime
    matter: MatterLore
    place: Place
    urgency: Urgency
    slots: Slots
    clerk: int
    life: Life | None = None
    heard: bool = True
    again: int = 0


class Planner:
    """Casts the open issues and spreads the others."""

    def __init__(
        self, dice: Dice, pace: Pace, finder: PlaceFinder, crew: Crew, rules: Rules, until: datetime
    ) -> None:
        self._dice = dice
        self._pace = pace
        self._finder = finder
        self._crew = crew
        self._rules = rules
        self._until = until
        self._again = 0

    def plan(self, issues: int, opened: int) -> list[Coming | datetime]:
        """Everything to come, the earliest first; a bare moment is an ordinary issue."""
        found: list[Coming | datetime] = []
        for role in cast.roles(self._dice, opened):
            coming = self._cast(role)
            found.append(coming)
            if role.third_time:
                found += self._before(coming)
        found = found[:issues]
        rest = self._pace.moments(issues - len(found), before=self._until - _QUIET)
        return sorted([*found, *rest], key=_when)

    def ordinary(self, at: datetime) -> Coming:
        """An issue as that day may bring it."""
        matter = self._pace.matter(at.date())
        return self._coming(at, matter, self._finder.place(matter), self._dice.spin(matter.urgency))

    def _coming(
        self, at: datetime, matter: MatterLore, place: Place, urgency: Urgency
    ) -> Coming:
        slots = Slots(self._dice, place, self._finder.storeys(place))
        clerk = self._dice.pick(self._crew.recorders).id
        return Coming(at, matter, place, urgency, slots, clerk)

    def _cast(self, role: Role) -> Coming:
        """An open issue that is as late, or not, as its role wants it."""
        matter, urgency = self._matter(role)
        place = self._finder.place(matter)
        for attempt in range(_TRIES):
            at = cast.arrival(self._dice, role, self._until, 1 - attempt / _TRIES)
            coming = self._coming(at, matter, place, urgency)
            coming.life = self._life(role, coming)
            draft = IssueDraft("·", place, urgency=urgency, reported_at=at)
            issue = settled(
                1, draft, coming.life.steps, self._rules,
                people=(None, None), funding=Funding.NONE, obstacle="",
            )  # fmt: skip
            if issue.overdue(self._until) == role.overdue:
                break
        return coming

    def _matter(self, role: Role) -> tuple[MatterLore, Urgency]:
        if role.third_time:
            name = _RECURRING[self._again % len(_RECURRING)]
            self._again += 1
            recurring = self._pace.named(name)
            if recurring is not None:
                return recurring, role.urgencies[0]
        found = self._pace.matter(self._until.date())
        for _ in range(_TRIES * 10):
            fits = [each for each in role.urgencies if each in found.urgency.values]
            if fits and found.dangerous == role.dangerous:
                return found, self._dice.pick(fits)
            found = self._pace.matter(self._until.date())
        return found, role.urgencies[0]

    def _life(self, role: Role, coming: Coming) -> Life:
        dice = self._dice
        course = courses.open_course(dice, role.state)
        safe = role.safe and (coming.matter.dangerous or coming.urgency is Urgency.EMERGENCY)
        course = courses.told_in_full(dice, course, safe=safe)
        tale = Tale(
            coming.matter,
            coming.urgency,
            coming.slots,
            coming.clerk,
            "",
            look_again=cast.day_after(self._until, role.again_in),
            tries=role.tries,
            until=self._until,
            promise_by=cast.day_after(self._until, role.promise_in),
        )
        end = coming.at + (self._until - coming.at) * dice.between(0.45, 0.9)
        when = courses.moments(dice, course, coming.urgency, coming.at, end, self._until)
        return LifeWriter(dice, self._crew, tale).write(course, when)

    def _before(self, coming: Coming) -> list[Coming]:
        """The first and the second time of something that has come for the third."""
        dice = self._dice
        days = dice.whole(30, 70), dice.whole(95, 150)
        moments = [coming.at - timedelta(days=n, hours=dice.between(0, 3)) for n in days]
        what = (coming.matter, coming.place, coming.urgency)
        return [self._coming(at.replace(microsecond=0), *what) for at in moments]


def spread(dice: Dice, issues: int, pieces: int, opened: int) -> list[int]:
    """How many more pieces of feedback each issue gets; open ones and some others get several."""
    found = [0] * issues
    last = 0
    recent = min(0.35, 2.0 * opened / max(pieces, 1))
    for _ in range(pieces):
        if not dice.chance(0.35):
            newest = dice.chance(recent)
            low = max(0, issues - 2 * opened) if newest and opened else 0
            last = dice.whole(low, issues - 1)
        found[last] += 1
    return found


def _when(coming: Coming | datetime) -> datetime:
    return coming if isinstance(coming, datetime) else coming.at
