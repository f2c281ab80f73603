"""Follow-up: record a try; what follows from it happens in the same transaction."""

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.followup import (
    TRIES,
    FollowUpDraft,
    Paper,
    Satisfaction,
    check_followup,
    since_finish,
)
from qingyu.domain.issue import Issue, MoveDetails, Outcome, State
from qingyu.domain.right import Right
from qingyu.services import issue as issues
from qingyu.services.issue_closing import others_than
from qingyu.storage import followup as followup_rows
from qingyu.storage import issue as issue_rows
from qingyu.storage import issue_parts as parts
from qingyu.storage.journal import Writer
from qingyu.storage.store import Store


def record(store: Store, issue_id: int, draft: FollowUpDraft, *, by: int | None) -> Changes:
    """The change of one try: a content resident ends the issue, a discontent one reopens it."""
    with issues.changing(store, issue_id, "回访", by=by, needs=Right.RECORD) as (writer, issue):
        add(store, writer, issue, draft)
    return writer.changes


def add(
    store: Store, writer: Writer, issue: Issue, draft: FollowUpDraft, paper: Paper | None = None
) -> None:
    """Records one try, and what follows, inside a running operation; `paper` is where it stood."""
    if issue.state is not State.FOLLOWUP:
        raise RuleError(f"工单 {issue.code} 现在不用回访", f"它是「{issue.state}」。")
    able = others_than(issue.handler_id)
    caller = writer.by if paper is None else paper.caller_id
    check_followup(draft, by=caller, worker=issue.handler_id, others=able)
    followup_rows.add(writer, issue.id, draft, paper)
    source = paper.source if paper is not None else ""
    parts.add_event(writer, issue.id, "回访", words=_in_words(draft) + source)
    _follow(store, writer, issue, draft, caller)


def others(store: Store, issue_id: int) -> tuple[str, ...]:
    """The names of those who may follow up this issue, which is everybody but who did it."""
    return others_than(issue_rows.get(issue_id).handler_id)


def _follow(
    store: Store, writer: Writer, issue: Issue, draft: FollowUpDraft, caller: int | None
) -> None:
    outcome = issue.outcome or Outcome.FIXED
    if draft.satisfaction is Satisfaction.DISSATISFIED:
        reason = f"回访不满意：{draft.words.strip() or '没有细说'}"
        issues.step(store, writer, issue, State.REOPEN_ASKED, MoveDetails(reason=reason))
    elif draft.satisfaction is not None:
        details = MoveDetails(outcome=outcome, reason=f"回访{draft.satisfaction}")
        issues.step(store, writer, issue, State.CLOSED, details, caller=caller)
    elif _missed(issue) >= TRIES:
        reason = f"{TRIES} 次没联系上"
        details = MoveDetails(outcome=outcome, reason=reason, unreachable=True)
        issues.step(store, writer, issue, State.CLOSED, details, caller=caller)


def _missed(issue: Issue) -> int:
    """How often nobody was reached since the work was finished; a reopening counts anew."""
    tries = since_finish(followup_rows.of_issue(issue.id), issue.clocks.finished_at)
    return sum(not each.reached for each in tries)


def _in_words(draft: FollowUpDraft) -> str:
    if not draft.reached:
        return f"{draft.how}没联系上"
    said = f"：{draft.words.strip()}" if draft.words.strip() else ""
    return f"{draft.how}，{draft.satisfaction}{said}"
