"""Merging (合并): nothing of an issue is lost when it becomes part of another."""

from qingyu.domain.errors import RuleError
from qingyu.domain.issue import Issue
from qingyu.domain.issue_moving import endangered
from qingyu.domain.issue_wording import edited, unsafe
from qingyu.storage import feedback as feedback_rows
from qingyu.storage import issue as rows
from qingyu.storage import issue_parts as parts
from qingyu.storage import promise as promise_rows
from qingyu.storage import steward as steward_rows
from qingyu.storage.journal import Writer


def merge(writer: Writer, issue: Issue, target_id: int) -> None:
    """Hands what residents said, what they were promised and the danger to the other issue."""
    if target_id == issue.id:
        raise RuleError("不能并入自己", "请选另一件工单。")
    target = rows.get(target_id)
    if not target.is_open:
        raise RuleError(f"工单 {target.code} 已经结束，不能并进去", "请选一件还没办完的工单。")
    for piece in feedback_rows.of_issue(issue.id):
        feedback_rows.attach(writer, piece.id, target.id)
    for promise in promise_rows.of_issue(issue.id):
        if promise.kept_at is None:
            promise_rows.hand_over(writer, promise.id, target.id)
    words = [f"工单 {issue.code} {issue.title}"]
    if unsafe(issue) and not unsafe(target):
        after = endangered(target, issue)
        words.append(edited(target, after, lambda ident: steward_rows.get(ident).name))
        rows.save(writer, after)
    parts.add_event(writer, target.id, "并入", words="；".join(part for part in words if part))
