"""The life of one issue: who did what when, in which words."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from qingyu.domain.feedback import Kind
from qingyu.domain.followup import TRIES, FollowUpDraft, Satisfaction
from qingyu.domain.issue import Funding, MoveDetails, Outcome, State
from qingyu.domain.steward import Contact, Steward
from qingyu.services.demo.courses import by_day
from qingyu.services.demo.dice import Dice, Wheel
from qingyu.services.demo.lore import work
from qingyu.services.demo.people import Crew
from qingyu.services.demo.steps import NOTHING, SAFE, VERBS, Step
from qingyu.services.demo.tale import Life, Promised, Spent, Tale, Tried

_HOW: Wheel[str] = Wheel([("电话", 76), ("上门", 16), ("微信", 8)])
_OUTCOMES: Wheel[Outcome] = Wheel(
    [(Outcome.FIXED, 90), (Outcome.PARTLY, 7.5), (Outcome.IMPOSSIBLE, 2.5)]
)


class LifeWriter:
    """Writes a life stage by stage; each stage is one method of the same name."""

    def __init__(self, dice: Dice, crew: Crew, tale: Tale) -> None:
        self._dice = dice
        self._crew = crew
        self._tale = tale
        self._state = State.REGISTERED
        self._handler: Steward | Contact | None = None
        self._outcome = Outcome.FIXED
        self._clerk = dice.pick(crew.workers)
        self.life = Life()
        if dice.chance(0.5):
            self.life.lead = self._clerk.id
        if dice.chance(0.22):
            self.life.supervisor = dice.pick(crew.leads).id

    def write(self, course: Sequence[str], moments: Sequence[datetime]) -> Life:
        """The life that follows this course."""
        for stage, at in zip(course, moments, strict=True):
            getattr(self, stage)(at)
        return self.life

    @property
    def _handler_id(self) -> int | None:
        return self._handler.id if isinstance(self._handler, Steward) else None

    @property
    def _doer(self) -> int:
        """Who writes down how the work goes."""
        return self._handler_id or self._clerk.id

    def _line(self, lines: Sequence[str]) -> str:
        return self._dice.pick(lines).format_map(self._tale.slots)

    def _words(self, occasion: str) -> str:
        outside = isinstance(self._handler, Contact)
        kind = Kind.REPAIR if outside else self._tale.matter.kind
        return self._line(work()[f"{occasion}.{kind}"])

    def _say(self, at: datetime, by: int, verb: str, words: str) -> None:
        self.life.steps.append(Step(at, by, verb, words))

    def _move(
        self, at: datetime, by: int, target: State, words: str = "", details: MoveDetails = NOTHING
    ) -> None:
        verb = VERBS[self._state, target]
        self.life.steps.append(Step(at, by, verb, words, self._state, target, details))
        self._state = target

    def make_safe(self, at: datetime) -> None:
        """Fences, power off, people away: before anything else."""
        words = self._line(self._tale.matter.safe or ("先围好，提醒大家绕开",))
        self._say(at, self._clerk.id, SAFE, words)

    def verify(self, at: datetime) -> None:
        lore = self._tale.matter
        seen = self._dice.chance(0.8)
        words = self._line(lore.found if seen else work()["verified"])
        self._move(at, self._clerk.id, State.VERIFIED, words)
        wanted = self._tale.promise_by
        if wanted is not None or (lore.promise and self._dice.chance(0.16)):
            by = wanted or at.date() + timedelta(days=self._dice.whole(2, 7))
            self._promise(at, by)

    def assign(self, at: datetime) -> None:
        trade = self._crew.trades.get(self._tale.matter.trade, ())
        outside = bool(trade) and self._dice.chance(0.78)
        if outside:
            party = self._dice.pick(trade)
            self._handler, details = party, MoveDetails(handler_contact_id=party.id)
        else:
            worker = self._dice.pick(self._crew.workers)
            self._handler, details = worker, MoveDetails(handler_id=worker.id)
        by = self._dice.pick((self._clerk.id, self._dice.pick(self._crew.leads).id))
        self._move(at, by, State.ASSIGNED, f"承办：{self._handler.name}", details)

    def start(self, at: datetime) -> None:
        words = self._words("started")
        self._move(at, self._doer, State.WORKING, words)
        if self._dice.chance(0.1):
            self.life.obstacle = self._words("obstacles")

    def progress(self, at: datetime) -> None:
        self._say(at, self._doer, "记录", self._words("progress"))

    def suspend(self, at: datetime) -> None:
        day = self._tale.look_again
        if day is None or day < at.date():
            day = at.date() + timedelta(days=self._dice.whole(5, 40))
        reason = self._words("suspended")
        details = MoveDetails(reason=reason, look_again_on=day)
        self._move(at, self._doer, State.SUSPENDED, f"{reason}；{_day(day)}再看", details)

    def resume(self, at: datetime) -> None:
        words = self._line(work()["resumed"])
        self._move(at, self._doer, State.WORKING, words)

    def finish(self, at: datetime) -> None:
        self._outcome = self._dice.spin(_OUTCOMES)
        words = self._line(self._tale.matter.done)
        if self._outcome is Outcome.FIXED:
            self._spend(at)
        else:
            words = self._words("partly" if self._outcome is Outcome.PARTLY else "impossible")
        self._move(at, self._doer, State.ACCEPTANCE, words)

    def send_back(self, at: datetime) -> None:
        words = self._words("sent_back")
        self._move(at, self._clerk.id, State.WORKING, words, MoveDetails(reason=words))

    def accept(self, at: datetime) -> None:
        checker = self._crew.other_than(self._dice, self._handler_id)
        told = self._tale.told_by if self._dice.chance(0.3) else ""
        name, words = told or checker.name, self._words("accepted")
        details = MoveDetails(reason=words, accepted_by=name, outcome=self._outcome)
        line = "；".join(filter(None, (words, f"验收：{name}", f"结果：{self._outcome}")))
        self._move(at, checker.id, State.FOLLOWUP, line, details)
        self._keep_promises(at)
        tries = self._tale.tries
        self._call_in_vain(tries, tries + 1, at, self._tale.until or at, checker.id)

    def close(self, at: datetime) -> None:
        caller = self._crew.other_than(self._dice, self._handler_id).id
        missed = TRIES if self._dice.chance(0.04) else self._dice.pick((0, 0, 0, 0, 1))
        before = self.life.steps[-1].at
        self._call_in_vain(missed, missed + (missed < TRIES), before, at, caller)
        reason, unreachable = f"{TRIES} 次没联系上", missed == TRIES
        if not unreachable:
            self._try(at, caller, "好" if self._outcome is Outcome.FIXED else "一般")
            reason = f"回访{self.life.tries[-1].draft.satisfaction}"
        details = MoveDetails(
            reason=reason, outcome=self._outcome, unreachable=unreachable
        )
        line = "；".join(filter(None, (reason, f"结果：{self._outcome}")))
        self._move(at, caller, State.CLOSED, line, details)

    def discontent(self, at: datetime) -> None:
        caller = self._crew.other_than(self._dice, self._handler_id).id
        said = self._try(at, caller, "不好")
        reason = f"回访不满意：{said}"
        self._move(at, caller, State.REOPEN_ASKED, reason, MoveDetails(reason=reason))

    def reopen(self, at: datetime) -> None:
        self._move(at, self._dice.pick(self._crew.leads).id, State.WORKING)

    def ask_again(self, at: datetime) -> None:
        words = self._line(work()["reopen"])
        self._move(at, self._clerk.id, State.REOPEN_ASKED, words, MoveDetails(reason=words))

    def keep_closed(self, at: datetime) -> None:
        words = self._line(work()["not_reopened"])
        by = self._dice.pick(self._crew.leads).id
        self._move(at, by, State.CLOSED, words, MoveDetails(reason=words))

    def refer(self, at: datetime) -> None:
        to = self._tale.matter.refer or "社区居委会"
        number = f"{at:%m%d}{self._dice.whole(1, 60):02d}" if self._dice.chance(0.5) else ""
        day = self._tale.look_again
        if day is None or day < at.date():
            day = at.date() + timedelta(days=self._dice.whole(4, 15))
        details = MoveDetails(referred_to=to, their_number=number, chase_on=day)
        line = f"转给{to}{f'（{number}）' if number else ''}；{_day(day)}催办"
        self._move(at, self._clerk.id, State.REFERRED, line, details)

    def answered(self, at: datetime) -> None:
        self._outcome = self._dice.pick((Outcome.FIXED, Outcome.FIXED, Outcome.NOT_OURS))
        words = self._line(self._tale.matter.done) if self._outcome is Outcome.FIXED else ""
        line = "；".join(filter(None, (words, f"结果：{self._outcome}")))
        details = MoveDetails(reason=words, outcome=self._outcome)
        self._move(at, self._clerk.id, State.FOLLOWUP, line, details)
        self._keep_promises(at)

    def take_back(self, at: datetime) -> None:
        words = self._line(work()["taken_back"])
        self._move(at, self._clerk.id, State.WORKING, words, MoveDetails(reason=words))

    def decline(self, at: datetime) -> None:
        words = self._words("declined")
        self._move(at, self._clerk.id, State.DECLINED, words, MoveDetails(reason=words))

    def void(self, at: datetime) -> None:
        words = self._line(work()["void"])
        self._move(at, self._clerk.id, State.VOID, words, MoveDetails(reason=words))

    def merge(self, at: datetime) -> None:
        assert self._tale.target is not None
        ident, number = self._tale.target
        reason = self._line(work()["merged"])
        details = MoveDetails(reason=reason, target_id=ident)
        self._move(at, self._clerk.id, State.MERGED, f"{reason}；并入工单 {number:04d}", details)

    def _call_in_vain(
        self, times: int, parts: int, begin: datetime, end: datetime, by: int
    ) -> None:
        """That many calls nobody answers, one after each part of the time."""
        at = begin
        for number in range(times):
            wanted = max(at, begin + (end - begin) * (number + 1) / parts)
            at = by_day(self._dice, wanted, at, end)
            self._try(at, by, "")

    def _try(self, at: datetime, by: int, feeling: str) -> str:
        """One call; the words of whoever answered."""
        dice, at = self._dice, at.replace(microsecond=0)
        how = dice.spin(_HOW)
        if not feeling:
            self.life.tries.append(Tried(at, by, FollowUpDraft(how, reached=False)))
            self._say(at, by, "回访", f"{how}没联系上")
            return ""
        said, level = self._answer(feeling)
        timely = level is Satisfaction.SATISFIED or dice.chance(0.4)
        draft = FollowUpDraft(how, True, True, timely, level, said)
        self.life.tries.append(Tried(at, by, draft))
        self._say(at, by, "回访", f"{how}，{level}" + (f"：{said}" if said else ""))
        return said

    def _answer(self, feeling: str) -> tuple[str, Satisfaction]:
        if feeling == "不好":
            return self._words("dissatisfied"), Satisfaction.DISSATISFIED
        if self._dice.chance(0.78 if feeling == "好" else 0.25):
            said = self._words("followed") if self._dice.chance(0.6) else ""
            return said, Satisfaction.SATISFIED
        return self._words("mostly"), Satisfaction.MOSTLY

    def _promise(self, at: datetime, by: date) -> None:
        what = self._line(self._tale.matter.promise or ("给个准信",))
        self.life.promises.append(Promised(what, by, self._clerk.name))
        self._say(at, self._clerk.id, "答应", f"{what}（{by}前）")

    def _keep_promises(self, at: datetime) -> None:
        for promise in self.life.promises:
            if promise.kept_at is None:
                promise.kept_at = at
                self._say(at, self._clerk.id, "兑现答应", "")

    def _spend(self, at: datetime) -> None:
        lore = self._tale.matter
        if not lore.costs or self.life.costs or not self._dice.chance(0.55):
            return
        what, price = self._dice.pick(lore.costs).rsplit(" ", 1)
        yuan = max(5, round(int(price) * self._dice.between(0.8, 1.25) / 5) * 5)
        receipt = f"{self._dice.whole(1, 9999):04d}" if self._dice.chance(0.4) else ""
        self.life.costs.append(Spent(what, yuan * 100, receipt))
        self._say(at, self._doer, "费用", f"{what} {yuan:.2f} 元")
        if lore.funding is not Funding.NONE:
            self.life.funding = lore.funding
        elif yuan > 150:
            self.life.funding = self._dice.pick((Funding.STREET, Funding.CROWD, Funding.SELF))


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
