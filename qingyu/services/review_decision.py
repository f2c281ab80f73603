"""A decision of the review written back to its issue, inside the running operation."""

from dataclasses import replace

from qingyu.domain.errors import RuleError
from qingyu.domain.issue import Issue, MoveDetails, State
from qingyu.domain.issue_moving import check_awaited_day
from qingyu.domain.issue_wording import edited
from qingyu.domain.review import Decision, DecisionKind
from qingyu.services import issue as issues
from qingyu.services.issue_words import in_words
from qingyu.storage import issue as rows
from qingyu.storage import issue_parts as parts
from qingyu.storage import steward as steward_rows
from qingyu.storage.agenda import REVIEWED
from qingyu.storage.journal import Writer
from qingyu.storage.store import Store


def in_minutes(decision: Decision) -> str:
    """「挂起（11月26日再看）：先等街道答复」 on one line, as the minutes keep it."""
    words = " ".join(decision.words.split())
    if decision.kind is DecisionKind.NOTED:
        if not words:
            raise RuleError("还没有写决定", "请写一句大家定了什么。")
        return words
    told = str(decision.funding) if decision.funding else in_words(decision.details)
    inside = f"（{' '.join(told.split())}）" if told else ""
    return f"{decision.kind}{inside}" + (f"：{words}" if words else "")


def write_back(store: Store, writer: Writer, issue_id: int | None, decision: Decision) -> None:
    """Moves the item's issue as decided; RuleError when the table of moves forbids it."""
    if decision.kind is DecisionKind.NOTED and issue_id is None:
        return
    if issue_id is None:
        raise RuleError(f"这一项不是工单，不能{decision.kind}", "请选「只记下」，写明决定。")
    issue = rows.get(issue_id)
    _act(store, writer, issue, decision)
    parts.add_event(writer, issue_id, REVIEWED, words=f"例会决定：{in_minutes(decision)}")


def _act(store: Store, writer: Writer, issue: Issue, decision: Decision) -> None:
    details = _reasoned(decision)
    kind = decision.kind
    if kind is DecisionKind.ASSIGN:
        issues.assign_one(store, writer, issue, details)
    elif kind is DecisionKind.SUSPEND:
        _suspend(store, writer, issue, details)
    elif kind is DecisionKind.REFER:
        _refer(store, writer, issue, details)
    elif kind is DecisionKind.REOPEN:
        _reopen(store, writer, issue, details)
    elif kind is DecisionKind.KEEP_CLOSED:
        _keep_closed(store, writer, issue, details)
    elif kind is DecisionKind.FUND:
        _fund(writer, issue, decision)
    elif kind is DecisionKind.CLOSE:
        issues.step(store, writer, issue, State.CLOSED, details)


def _reasoned(decision: Decision) -> MoveDetails:
    """The details, the words of the decision being the reason where none was given apart."""
    details = decision.details
    return details if details.reason.strip() else replace(details, reason=decision.words.strip())


def _suspend(store: Store, writer: Writer, issue: Issue, details: MoveDetails) -> None:
    if issue.state is State.SUSPENDED and details.look_again_on is not None:
        _wait_on(writer, issue, details, "再等")
        return
    if issue.state is State.ASSIGNED:
        issue = issues.step(store, writer, issue, State.WORKING, MoveDetails())
    issues.step(store, writer, issue, State.SUSPENDED, details)


def _refer(store: Store, writer: Writer, issue: Issue, details: MoveDetails) -> None:
    if issue.state is State.REFERRED and details.chase_on is not None:
        _wait_on(writer, issue, replace(details, look_again_on=details.chase_on), "催办")
    else:
        issues.step(store, writer, issue, State.REFERRED, details)


def _wait_on(writer: Writer, issue: Issue, details: MoveDetails, verb: str) -> None:
    """One that waits already: another day to look again, and whom it lies with now."""
    day = details.look_again_on
    assert day is not None
    check_awaited_day(day, writer.at, "再看日期")
    after = replace(
        issue,
        look_again_on=day,
        referred_to=details.referred_to.strip() or issue.referred_to,
        their_number=details.their_number.strip() or issue.their_number,
    )
    rows.save(writer, after)
    parts.add_event(writer, issue.id, verb, words=in_words(details))


def _reopen(store: Store, writer: Writer, issue: Issue, details: MoveDetails) -> None:
    if issue.state in (State.CLOSED, State.DECLINED, State.FOLLOWUP):
        issue = issues.step(store, writer, issue, State.REOPEN_ASKED, details)
    issues.step(store, writer, issue, State.WORKING, details)


def _keep_closed(store: Store, writer: Writer, issue: Issue, details: MoveDetails) -> None:
    if issue.state is not State.REOPEN_ASKED:
        raise RuleError(f"工单 {issue.code} 没有申请重开", f"它是「{issue.state}」，请选别的决定。")
    issues.step(store, writer, issue, State.CLOSED, details)


def _fund(writer: Writer, issue: Issue, decision: Decision) -> None:
    if decision.funding is None:
        raise RuleError("还没有选资金来源", "请选一种资金来源。")
    after = replace(issue, funding=decision.funding)
    told = edited(issue, after, lambda ident: steward_rows.get(ident).name)
    if not told:
        return
    rows.save(writer, after)
    parts.add_event(writer, issue.id, "修改", words=told)
