"""Feedback: record what a resident said, open or join an issue in the same transaction."""

from datetime import timedelta

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import Feedback, FeedbackDraft
from qingyu.domain.issue import Issue, IssueDraft, Urgency
from qingyu.domain.neighbourhood import Resident
from qingyu.domain.place import Place
from qingyu.services import issue as issues
from qingyu.storage import feedback as rows
from qingyu.storage import issue as issue_rows
from qingyu.storage import issue_parts as parts
from qingyu.storage import neighbourhood
from qingyu.storage.store import Store

LONGEST = 100_000


def record(store: Store, draft: FeedbackDraft, *, by: int | None) -> Changes:
    """The change of one recorded piece, durable when this returns."""
    check(draft)
    with store.operation("登记来件", by=by) as writer:
        rows.add(writer, draft, number=writer.next_number("feedback"), issue_id=None)
    return writer.changes


def record_and_open(store: Store, draft: FeedbackDraft, *, by: int | None) -> Changes:
    """The change of a recorded piece and the issue opened from it."""
    check(draft)
    with store.operation("登记并转工单", by=by) as writer:
        issue_id = issues.add(store, writer, _issue_draft(draft))
        rows.add(writer, draft, number=writer.next_number("feedback"), issue_id=issue_id)
    return writer.changes


def record_and_attach(
    store: Store, draft: FeedbackDraft, issue_id: int, *, by: int | None
) -> Changes:
    """The change of a recorded piece attached to an open issue."""
    check(draft)
    issue = _open_issue(issue_id)
    with store.operation(f"登记并入工单 {issue.code}", by=by) as writer:
        number = writer.next_number("feedback")
        rows.add(writer, draft, number=number, issue_id=issue_id)
        parts.add_event(writer, issue_id, "又来反映", words=_teller(draft, number))
    return writer.changes


def attach(store: Store, feedback_id: int, issue_id: int, *, by: int | None) -> Changes:
    """The change of an earlier piece attached to an open issue."""
    piece = rows.get(feedback_id)
    issue = _open_issue(issue_id)
    with store.operation(f"来件 {piece.code} 并入工单 {issue.code}", by=by) as writer:
        rows.attach(writer, feedback_id, issue_id)
        parts.add_event(writer, issue_id, "并入来件", words=f"来件 {piece.code}")
    return writer.changes


def edit(store: Store, feedback_id: int, draft: FeedbackDraft, *, by: int | None) -> Changes:
    """The change of a corrected piece; what the resident said is kept unless retyped."""
    check(draft)
    piece = rows.get(feedback_id)
    with store.operation(f"修改来件 {piece.code}", by=by) as writer:
        rows.update(writer, feedback_id, draft)
    return writer.changes


def find(store: Store, feedback_id: int) -> Feedback:
    """The piece; RuleError when it is gone."""
    return rows.get(feedback_id)


def newest(
    store: Store, *, loose: bool = False, offset: int = 0, limit: int = 500
) -> tuple[Feedback, ...]:
    """Recorded pieces, newest first; `loose` ones belong to no issue."""
    return rows.newest(loose=loose, offset=offset, limit=limit)


def similar(store: Store, place: Place, category: str) -> tuple[Issue, ...]:
    """Open issues this could belong to: same building, likeliest first."""
    return issue_rows.open_near(place, category)


def likely_residents(store: Store, place: Place, name: str, phone: str) -> tuple[Resident, ...]:
    """Who may be speaking: the phone's owner, then the household, those of the surname first."""
    by_phone = neighbourhood.residents_with_phone(phone) if phone else ()
    home = neighbourhood.household_at(place)
    at_home = neighbourhood.residents(household=home.id) if home else ()
    ranked = sorted(at_home, key=lambda person: not _alike(person.name, name))
    return tuple(dict.fromkeys((*by_phone, *ranked)))


def said_before(store: Store, place: Place) -> tuple[Feedback, ...]:
    """What this household said in the last twelve months, newest first."""
    if place.building is None or place.room is None:
        return ()
    return rows.of_household(place, store.now() - timedelta(days=365))


def check(draft: FeedbackDraft) -> None:
    """RuleError when there is nothing to record, or more than one can mean."""
    if not draft.text.strip():
        raise RuleError("还没有写居民说了什么", "请写一句话再保存。")
    if len(draft.text) > LONGEST:
        raise RuleError(f"这段话太长了（{len(draft.text)} 字）", "请分成几条登记。")


def _issue_draft(draft: FeedbackDraft) -> IssueDraft:
    return IssueDraft(
        title=draft.title.strip() or draft.text.strip()[:30],
        place=draft.place,
        category=draft.category,
        matter=draft.matter,
        urgency=Urgency(draft.urgency),
        dangerous=draft.dangerous,
        detail=draft.text,
        reported_at=draft.received_at,
    )


def _open_issue(issue_id: int) -> Issue:
    issue = issue_rows.get(issue_id)
    if not issue.is_open:
        raise RuleError(f"工单 {issue.code} 已经结束", "请另开一件工单，或先申请重开。")
    return issue


def _teller(draft: FeedbackDraft, number: int) -> str:
    who = draft.name or draft.place.code or "居民"
    return f"{who}：{draft.text.strip()[:40]}（来件 {number:04d}）"


def _alike(full_name: str, said: str) -> bool:
    return bool(said) and full_name[:1] == said[:1]
