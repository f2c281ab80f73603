"""An issue (工单): a thing to be done, and the one table of moves it may make."""

from datetime import date, datetime
from enum import StrEnum

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.place import NOWHERE, Place
from qingyu.domain.wording import code


class State(StrEnum):
    """Where an issue stands."""

    REGISTERED = "登记"
    VERIFIED = "已核实"
    ASSIGNED = "已派单"
    WORKING = "处理中"
    SUSPENDED = "挂起"
    ACCEPTANCE = "待验收"
    FOLLOWUP = "待回访"
    CLOSED = "办结"
    DECLINED = "不予受理"
    REFERRED = "转办"
    MERGED = "合并"
    VOID = "作废"
    REOPEN_ASKED = "申请重开"


ENDED = frozenset({State.CLOSED, State.DECLINED, State.MERGED, State.VOID})
OPEN = frozenset(State) - ENDED
# Somebody else's turn: no clock runs, and the time is given back when it is ours again.
WAITING = frozenset({State.SUSPENDED, State.REFERRED})
# Only in these does a clock run; elsewhere somebody else's date is awaited.
CLOCKED = frozenset(
    {State.REGISTERED, State.VERIFIED, State.ASSIGNED, State.WORKING, State.ACCEPTANCE}
)


class Urgency(StrEnum):
    """How fast it must go; the limits behind each are data."""

    EMERGENCY = "紧急"
    PRESSING = "较急"
    NORMAL = "一般"
    LONG_TERM = "长期"


class Outcome(StrEnum):
    """What came of it: 办结 is not 修好."""

    FIXED = "修好"
    PARTLY = "部分解决"
    IMPOSSIBLE = "无法解决"
    NOT_OURS = "非本组职责"


class Funding(StrEnum):
    """Who pays (资金来源)."""

    NONE = "无"
    SELF = "自筹"
    MAINTENANCE_FUND = "维修资金"
    STREET = "街道补助"
    CROWD = "众筹"
    OWNER = "产权单位"


class Need(StrEnum):
    """What a move must be told before it may happen."""

    REASON = "原因"
    HANDLER = "承办人"
    LOOK_AGAIN = "再看日期"
    REFERRED_TO = "转给谁"
    CHASE = "催办日期"
    TARGET = "并入的工单"
    ACCEPTED_BY = "验收人"
    OUTCOME = "办理结果"


@frozen
class Move:
    """One allowed step: from, to, what people call it, what it needs."""

    source: State
    target: State
    verb: str
    needs: tuple[Need, ...] = ()


def _moves() -> tuple[Move, ...]:
    s = State
    path = (
        Move(s.REGISTERED, s.VERIFIED, "核实"),
        Move(s.VERIFIED, s.ASSIGNED, "派单", (Need.HANDLER,)),
        Move(s.ASSIGNED, s.WORKING, "开始处理"),
        Move(s.WORKING, s.ACCEPTANCE, "报完工"),
        Move(s.WORKING, s.SUSPENDED, "挂起", (Need.REASON, Need.LOOK_AGAIN)),
        Move(s.SUSPENDED, s.WORKING, "继续处理"),
        Move(s.ACCEPTANCE, s.FOLLOWUP, "验收通过", (Need.ACCEPTED_BY, Need.OUTCOME)),
        Move(s.ACCEPTANCE, s.WORKING, "验收退回", (Need.REASON,)),
        Move(s.FOLLOWUP, s.CLOSED, "办结", (Need.OUTCOME, Need.REASON)),
        Move(s.FOLLOWUP, s.REOPEN_ASKED, "申请重开", (Need.REASON,)),
        Move(s.CLOSED, s.REOPEN_ASKED, "申请重开", (Need.REASON,)),
        Move(s.DECLINED, s.REOPEN_ASKED, "申请重开", (Need.REASON,)),
        Move(s.REOPEN_ASKED, s.WORKING, "重开"),
        Move(s.REOPEN_ASKED, s.CLOSED, "不重开", (Need.REASON,)),
        Move(s.REFERRED, s.WORKING, "收回自办", (Need.REASON,)),
        Move(s.REFERRED, s.FOLLOWUP, "对方已办", (Need.OUTCOME,)),
    )
    declined = (
        Move(s.REGISTERED, s.DECLINED, "不予受理", (Need.REASON,)),
        Move(s.VERIFIED, s.DECLINED, "不予受理", (Need.REASON,)),
    )
    living = (s.REGISTERED, s.VERIFIED, s.ASSIGNED, s.WORKING, s.SUSPENDED)
    beside = tuple(
        Move(source, target, verb, needs)
        for source in living
        for target, verb, needs in (
            (s.REFERRED, "转办", (Need.REFERRED_TO, Need.CHASE)),
            (s.MERGED, "合并", (Need.TARGET,)),
            (s.VOID, "作废", (Need.REASON,)),
        )
    )
    return path + declined + beside


MOVES = _moves()


@frozen
class MoveDetails:
    """What the person told about a move; which of it is needed, the table says."""

    reason: str = ""
    handler_id: int | None = None
    handler_contact_id: int | None = None
    look_again_on: date | None = None
    referred_to: str = ""
    their_number: str = ""
    chase_on: date | None = None
    target_id: int | None = None
    accepted_by: str = ""
    outcome: Outcome | None = None
    unreachable: bool = False

    def has(self, need: Need) -> bool:
        """Whether this need is answered."""
        answers = {
            Need.REASON: bool(self.reason.strip()),
            Need.HANDLER: self.handler_id is not None or self.handler_contact_id is not None,
            Need.LOOK_AGAIN: self.look_again_on is not None,
            Need.REFERRED_TO: bool(self.referred_to.strip()),
            Need.CHASE: self.chase_on is not None,
            Need.TARGET: self.target_id is not None,
            Need.ACCEPTED_BY: bool(self.accepted_by.strip()),
            Need.OUTCOME: self.outcome is not None,
        }
        return answers[need]


def moves_from(state: State) -> tuple[Move, ...]:
    """The moves an issue in this state may make, the usual one first."""
    return tuple(move for move in MOVES if move.source is state)


def check_move(source: State, target: State, details: MoveDetails) -> Move:
    """The move of the table; RuleError when it is not allowed or lacks something."""
    move = next((m for m in moves_from(source) if m.target is target), None)
    if move is None:
        allowed = "、".join(m.verb for m in moves_from(source)) or "没有可做的动作"
        raise RuleError(f"「{source}」的工单不能直接变成「{target}」", f"现在可以：{allowed}。")
    missing = [need for need in move.needs if not details.has(need)]
    if missing:
        raise RuleError(f"{move.verb}还缺{'、'.join(missing)}", "请补上再试。")
    return move


@frozen
class Clocks:
    """The three limits of one issue and when each was met."""

    respond_at: datetime | None = None
    safe_at: datetime | None = None
    finish_at: datetime | None = None
    responded_at: datetime | None = None
    made_safe_at: datetime | None = None
    finished_at: datetime | None = None

    def due(self, state: State) -> datetime | None:
        """The earliest limit still unmet, None while no clock runs."""
        if state not in CLOCKED:
            return None
        pairs = (
            (self.respond_at, self.responded_at),
            (self.safe_at, self.made_safe_at),
            (self.finish_at, self.finished_at),
        )
        return min((limit for limit, met in pairs if limit and not met), default=None)


@frozen
class IssueDraft:
    """What is known when an issue is opened."""

    title: str
    place: Place = NOWHERE
    category: str = "policy"
    matter: str = ""
    urgency: Urgency = Urgency.NORMAL
    dangerous: bool = False
    detail: str = ""
    reported_at: datetime | None = None


@frozen
class Issue:
    """An issue as stored; people by id, see services for their names.

    `suspended_at` is since when its clocks stand still, 挂起 or 转办; `unreachable` that it was
    closed because no resident could be reached, which says nothing about how content they are.
    """

    id: int
    number: int
    title: str
    place: Place
    category: str
    matter: str
    urgency: Urgency
    dangerous: bool
    detail: str
    state: State
    reported_at: datetime
    due_at: datetime | None
    clocks: Clocks
    review_on: date | None = None
    closed_at: datetime | None = None
    look_again_on: date | None = None
    handler_id: int | None = None
    handler_contact_id: int | None = None
    lead_id: int | None = None
    supervisor_id: int | None = None
    funding: Funding = Funding.NONE
    obstacle: str = ""
    outcome: Outcome | None = None
    referred_to: str = ""
    their_number: str = ""
    merged_into_id: int | None = None
    suspended_at: datetime | None = None
    unreachable: bool = False

    @property
    def code(self) -> str:
        """The number as printed and scanned: 0198."""
        return code(self.number)

    @property
    def heading(self) -> str:
        """The matter with its place before it, unless the title names the place itself."""
        named = self.place.named_in(self.title)
        return self.title if named else f"{self.place.code} {self.title}"

    @property
    def is_open(self) -> bool:
        """Whether anything is still to be done."""
        return self.state in OPEN

    def overdue(self, now: datetime) -> bool:
        """Whether an unmet limit has passed, or a date to look again or chase has come."""
        if self.due_at is not None:
            return self.due_at < now
        return (
            self.state in WAITING
            and self.look_again_on is not None
            and self.look_again_on < now.date()
        )


@frozen
class Promise:
    """A word given to the resident: what, by when, when it was kept, and who gave it."""

    id: int
    issue_id: int
    what: str
    by: date
    kept_at: datetime | None = None
    who: str = ""


@frozen
class CostLine:
    """One expense of an issue, in fen (1/100 yuan)."""

    id: int
    issue_id: int
    what: str
    fen: int
    receipt: str = ""
