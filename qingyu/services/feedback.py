"""Feedback: record what a resident said, open or join an issue in the same transaction."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import Feedback, FeedbackDraft, Mood
from qingyu.domain.feedback_answer import WAYS
from qingyu.domain.feedback_list import FeedbackFilter
from qingyu.domain.issue import Issue
from qingyu.domain.issue_moving import draft_from
from qingyu.domain.place import Place
from qingyu.domain.right import Right
from qingyu.services import issue as issues
from qingyu.storage import feedback as rows
from qingyu.storage import issue as issue_rows
from qingyu.storage import issue_near
from qingyu.storage import issue_parts as parts
from qingyu.storage import reply as reply_rows
from qingyu.storage.journal import Writer
from qingyu.storage.store import Store

LONGEST = 100_000
HALF_YEAR = 183
_NEAR = 40
_RECENT = 50

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def record(store: Store, draft: FeedbackDraft, *, by: int | None) -> Changes:
    """The change of one recorded piece, durable when this returns."""
    check(draft)
    with store.operation("登记来件", by=by, needs=Right.RECORD) as writer:
        number, _ = _add(store, writer, draft)
        writer.verb = f"登记来件 {number:04d}"
    return writer.changes


def record_and_open(store: Store, draft: FeedbackDraft, *, by: int | None) -> Changes:
    """The change of a recorded piece and the issue opened from it."""
    check(draft)
    with store.operation("登记并转工单", by=by, needs=Right.RECORD) as writer:
        number, issue_id = _add(store, writer, draft, opening=True)
        issue = issue_rows.get(issue_id or 0)
        writer.verb = f"登记来件 {number:04d} 并转工单 {issue.code}"
    return writer.changes


def record_and_attach(
    store: Store, draft: FeedbackDraft, issue_id: int, *, by: int | None
) -> Changes:
    """The change of a recorded piece attached to an open issue."""
    check(draft)
    with store.operation("登记并入工单", by=by, needs=Right.RECORD) as writer:
        issue = _open_issue(issue_id)
        number = writer.next_number("feedback")
        rows.add(writer, draft, number=number, issue_id=issue_id)
        parts.add_event(writer, issue_id, "又来反映", words=_teller(draft, number))
        writer.verb = f"登记来件 {number:04d} 并入工单 {issue.code}"
    return writer.changes


def record_all(
    store: Store,
    drafts: Sequence[tuple[FeedbackDraft, bool]],
    *,
    by: int | None,
    on_progress: Progress = lambda done, total: None,
    cancelled: Cancelled = lambda: False,
) -> Changes:
    """The change of several pieces, each with whether it opens an issue: all of them or none."""
    for draft, _ in drafts:
        check(draft)
    opened = sum(opening for _, opening in drafts)
    verb = f"登记 {len(drafts)} 条来件" + (f"，其中 {opened} 条转工单" if opened else "")
    with store.operation(verb, by=by, needs=Right.RECORD) as writer:
        for done, (draft, opening) in enumerate(drafts):
            if cancelled():
                raise RuleError("已经停下，一条也没有登记", "内容都还在，可以再试一次。")
            on_progress(done, len(drafts))
            _add(store, writer, draft, opening=opening)
    return writer.changes


def add(
    store: Store,
    writer: Writer,
    draft: FeedbackDraft,
    number: int,
    *,
    opening: bool = False,
    joining: int | None = None,
) -> int:
    """The id of a piece written under a number kept for it, inside a running operation.

    `opening` opens an issue from it; `joining` is the id of an open one it belongs to.
    """
    issue_id = _open_issue(joining).id if joining is not None else None
    if opening:
        issue_id = issues.add(store, writer, draft_from(draft))
    ident = rows.add(writer, draft, number=number, issue_id=issue_id)
    if joining is not None:
        parts.add_event(writer, joining, "又来反映", words=_teller(draft, number))
    return ident


def attach(store: Store, feedback_id: int, issue_id: int, *, by: int | None) -> Changes:
    """The change of an earlier piece attached to an open issue."""
    with store.operation("来件并入工单", by=by) as writer:
        piece, issue = rows.get(feedback_id), _open_issue(issue_id)
        writer.verb = f"来件 {piece.code} 并入工单 {issue.code}"
        if piece.issue_id == issue_id:
            raise RuleError(f"来件 {piece.code} 已经在这件工单里了", "不用再并一次。")
        if piece.issue_id is not None:
            moved = f"来件 {piece.code} 改归工单 {issue.code}"
            parts.add_event(writer, piece.issue_id, "移出来件", words=moved)
        rows.attach(writer, feedback_id, issue_id)
        parts.add_event(writer, issue_id, "并入来件", words=f"来件 {piece.code}")
    return writer.changes


def detach(store: Store, feedback_id: int, *, by: int | None) -> Changes:
    """The change of a piece taken off its issue; RuleError when the issue is nothing but it."""
    with store.operation("来件移出工单", by=by) as writer:
        piece = rows.get(feedback_id)
        if piece.issue_id is None:
            raise RuleError(f"来件 {piece.code} 没有工单", "不用移出。")
        issue = issue_rows.get(piece.issue_id)
        writer.verb = f"来件 {piece.code} 移出工单 {issue.code}"
        alone = len(rows.of_issue(issue.id)) == 1
        if alone and issue.detail == piece.text:
            raise RuleError(
                f"工单 {issue.code} 就是由这条来件开的，也没有别的来件",
                "不用办就把工单作废；是同一件事就把工单合并到那一件。",
            )
        rows.attach(writer, feedback_id, None)
        parts.add_event(writer, issue.id, "移出来件", words=f"来件 {piece.code}")
    return writer.changes


def need_no_issue(store: Store, feedback_id: int, *, by: int | None) -> Changes:
    """The change of a piece that needs no issue; RuleError for a danger, or when it has one."""
    with store.operation("不用开工单", by=by) as writer:
        piece = rows.get(feedback_id)
        writer.verb = f"来件 {piece.code} 不用开工单"
        if piece.issue_id is not None:
            known = issue_rows.get(piece.issue_id).code
            raise RuleError(f"来件 {piece.code} 已经有工单 {known}", "请先把它移出工单。")
        if piece.no_issue:
            raise RuleError(f"来件 {piece.code} 已经记了不用开工单", "不用再记一次。")
        if piece.dangerous:
            raise RuleError("这条来件说到危险，不能不办", "请转工单；认错了就去掉「有危险」。")
        rows.need_issue(writer, feedback_id, False)
    return writer.changes


def need_issue(store: Store, feedback_id: int, *, by: int | None) -> Changes:
    """The change of a piece that waits for an issue after all."""
    with store.operation("还是要办", by=by) as writer:
        piece = rows.get(feedback_id)
        writer.verb = f"来件 {piece.code} 还是要办"
        if not piece.no_issue:
            raise RuleError(f"来件 {piece.code} 没有记过不用开工单", "直接转工单就行。")
        rows.need_issue(writer, feedback_id, True)
    return writer.changes


def reply(store: Store, feedback_id: int, words: str, how: str, *, by: int | None) -> Changes:
    """The change of one reply to a resident: what was told and how (微信, 电话 …)."""
    told = words.strip()
    if not told:
        raise RuleError("还没有写回复了什么", "请写一句话，或选一个模板。")
    if how not in WAYS:
        raise RuleError(f"没有「{how[:20]}」这种回复方式", f"可以是：{'、'.join(WAYS)}。")
    _check_storable(told)
    with store.operation("回复来件", by=by, needs=Right.RECORD) as writer:
        piece = rows.get(feedback_id)
        writer.verb = f"回复来件 {piece.code}"
        reply_rows.add(writer, feedback_id, how, told)
    return writer.changes


def confirm_mood(store: Store, feedback_id: int, mood: Mood | None, *, by: int | None) -> Changes:
    """The change of the mood a steward confirmed; None leaves it open again."""
    with store.operation("记情绪", by=by, needs=Right.RECORD) as writer:
        piece = rows.get(feedback_id)
        writer.verb = f"来件 {piece.code} 情绪：{mood or '没定'}"
        rows.set_mood(writer, feedback_id, mood)
    return writer.changes


def edit(store: Store, feedback_id: int, draft: FeedbackDraft, *, by: int | None) -> Changes:
    """The change of a corrected piece; what the resident said is kept unless retyped."""
    check(draft)
    piece = rows.get(feedback_id)
    with store.operation(f"修改来件 {piece.code}", by=by, needs=Right.RECORD) as writer:
        rows.update(writer, feedback_id, draft)
    return writer.changes


def find(store: Store, feedback_id: int) -> Feedback:
    """The piece; RuleError when it is gone."""
    return rows.get(feedback_id)


def many(store: Store, idents: Sequence[int]) -> dict[int, Feedback]:
    """The pieces of these ids by id; those gone are left out."""
    return rows.many(list(idents))


def newest(
    store: Store, *, loose: bool = False, offset: int = 0, limit: int = 500
) -> tuple[Feedback, ...]:
    """Recorded pieces, newest first; `loose` ones wait for an issue."""
    return rows.newest(FeedbackFilter(loose=loose), offset=offset, limit=limit)


def similar(
    store: Store, place: Place, category: str, matter: str = "", *, most: int = 5
) -> tuple[Issue, ...]:
    """Open issues this could belong to: same building, or the same spot; likeliest first."""
    near = issue_near.open_near(place, category, matter, limit=_NEAR)
    return tuple(sorted(near, key=lambda issue: _unlike(issue, place, category, matter))[:most])


def closed_alike(store: Store, place: Place, category: str) -> Issue | None:
    """The issue of this place and category that was closed last within half a year, or None."""
    since = store.now() - timedelta(days=HALF_YEAR)
    return issue_near.closed_at_place(place, category, since)


def just_recorded(store: Store, text: str, *, seconds: int = 60) -> Feedback | None:
    """The piece with these very words that was recorded within the last minute, or None."""
    since = store.now() - timedelta(seconds=seconds)
    recent = (piece for piece in rows.newest(limit=_RECENT) if piece.received_at >= since)
    return next((piece for piece in recent if piece.text == text), None)


def said_before(store: Store, place: Place) -> tuple[Feedback, ...]:
    """What this household said in the last twelve months, newest first."""
    if place.building is None or place.room is None:
        return ()
    return rows.of_household(place, store.now() - timedelta(days=365))


def check(draft: FeedbackDraft) -> None:
    """RuleError when there is nothing to record, or more than one can mean."""
    if not draft.text.strip():
        raise RuleError("还没有写居民说了什么", "请写一句话再保存。")
    _check_storable(draft.text, draft.name + draft.phone)


def _check_storable(text: str, others: str = "") -> None:
    if len(text) > LONGEST:
        raise RuleError(f"这段话太长了（{len(text)} 字）", "请分成几条登记。")
    # Half of a surrogate pair, as broken clipboards and pipes hand over, is not storable text.
    if any("\ud800" <= char <= "\udfff" for char in text + others):
        raise RuleError("这段话里有残缺的字符", "请删掉乱码的地方再保存。")


def _add(
    store: Store, writer: Writer, draft: FeedbackDraft, *, opening: bool = False
) -> tuple[int, int | None]:
    """The number of the stored piece, and the id of the issue opened from it."""
    issue_id = issues.add(store, writer, draft_from(draft)) if opening else None
    number = writer.next_number("feedback")
    rows.add(writer, draft, number=number, issue_id=issue_id)
    return number, issue_id


def _unlike(issue: Issue, place: Place, category: str, matter: str) -> tuple[bool, ...]:
    return (
        issue.category != category,
        not matter or issue.matter != matter,
        place.room is not None and issue.place.room != place.room,
        place.unit is not None and issue.place.unit != place.unit,
    )


def _open_issue(issue_id: int) -> Issue:
    issue = issue_rows.get(issue_id)
    if not issue.is_open:
        raise RuleError(f"工单 {issue.code} 已经结束", "请另开一件工单，或先申请重开。")
    return issue


def _teller(draft: FeedbackDraft, number: int) -> str:
    who = draft.name or draft.place.code or "居民"
    return f"{who}：{draft.text.strip()[:40]}（来件 {number:04d}）"

