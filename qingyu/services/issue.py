"""Issues: open, move, assign, edit; each one transaction that answers with Changes."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.issue import (
    Funding,
    Issue,
    IssueDraft,
    MoveDetails,
    Need,
    State,
    Urgency,
    check_move,
)
from qingyu.domain.issue_moving import belonging, draft_from, moved, opened, with_urgency
from qingyu.domain.issue_wording import edited
from qingyu.domain.right import Right
from qingyu.services import rulebook
from qingyu.services.issue_closing import refuse_own_work, refuse_unasked
from qingyu.services.issue_merging import merge
from qingyu.services.issue_words import in_words, short_day
from qingyu.storage import feedback as feedback_rows
from qingyu.storage import issue as rows
from qingyu.storage import issue_parts as parts
from qingyu.storage import promise as promise_rows
from qingyu.storage import steward as steward_rows
from qingyu.storage.journal import Writer
from qingyu.storage.store import Store


def open_new(store: Store, draft: IssueDraft, *, by: int | None) -> Changes:
    """The change of a new issue that no feedback stands behind (found on patrol)."""
    with store.operation("新建工单", by=by) as writer:
        add(store, writer, draft)
    return writer.changes


def open_from(store: Store, feedback_id: int, *, by: int | None) -> Changes:
    """The change of an issue opened from recorded feedback, which is attached to it."""
    with store.operation("来件转工单", by=by) as writer:
        piece = feedback_rows.get(feedback_id)
        if piece.issue_id is not None:
            known = rows.get(piece.issue_id).code
            raise RuleError("这条来件已经有工单了", f"请直接看工单 {known}。")
        writer.verb = f"来件 {piece.code} 转工单"
        feedback_rows.attach(writer, feedback_id, add(store, writer, draft_from(piece.draft)))
    return writer.changes


@contextmanager
def changing(
    store: Store, issue_id: int, verb: str, *, by: int | None, needs: Right = Right.WORK
) -> Iterator[tuple[Writer, Issue]]:
    """One operation on an issue, read only once nobody else can write; RuleError when gone."""
    with store.operation(verb, by=by, needs=needs) as writer:
        issue = rows.get(issue_id)
        writer.verb = f"{verb} {issue.code}"
        yield writer, issue


def add(store: Store, writer: Writer, draft: IssueDraft) -> int:
    """The id of an issue opened inside a running operation, first line of its timeline written."""
    issue = opened(
        draft,
        number=writer.next_number("issue"),
        at=writer.at,
        calendar=rulebook.calendar(store),
        limits=rulebook.limits(store),
    )
    ident = rows.add(writer, issue)
    parts.add_event(writer, ident, "登记", target=State.REGISTERED)
    return ident


def move(
    store: Store,
    issue_id: int,
    target: State,
    details: MoveDetails | None = None,
    *,
    by: int | None,
) -> Changes:
    """The change of one step of the table; RuleError says what is allowed or missing."""
    details = details or MoveDetails()
    with changing(store, issue_id, "推进", by=by) as (writer, issue):
        writer.verb = f"{check_move(issue.state, target, details).verb} {issue.code}"
        step(store, writer, issue, target, details)
        if (issue.state, target) == (State.FOLLOWUP, State.CLOSED):
            refuse_unasked(issue, by)
    return writer.changes


def step(
    store: Store,
    writer: Writer,
    issue: Issue,
    target: State,
    details: MoveDetails,
    *,
    caller: int | None = None,
) -> Issue:
    """The issue after a move made inside a running operation; `caller` asked the resident."""
    table_move = check_move(issue.state, target, details)
    details = belonging(issue.state, target, details)
    if target is State.MERGED:
        merge(writer, issue, details.target_id or 0)
    if (issue.state, target) == (State.FOLLOWUP, State.CLOSED):
        refuse_own_work(issue, writer.by if caller is None else caller)
    after = moved(
        issue,
        target,
        details,
        at=writer.at,
        calendar=rulebook.calendar(store),
        limits=rulebook.limits(store),
    )
    rows.save(writer, after)
    parts.add_event(
        writer,
        issue.id,
        table_move.verb,
        source=issue.state,
        target=target,
        words=in_words(details),
    )
    return after


def assign(
    store: Store,
    issue_ids: Iterable[int],
    *,
    handler_id: int | None = None,
    handler_contact_id: int | None = None,
    by: int | None,
) -> Changes:
    """The change of handing one or many issues to somebody; 登记 is verified on the way."""
    details = MoveDetails(handler_id=handler_id, handler_contact_id=handler_contact_id)
    if not details.has(Need.HANDLER):
        raise RuleError("派单还缺承办人", "请选一位管家或外单位。")
    chosen = list(dict.fromkeys(issue_ids))
    if not chosen:
        raise RuleError("还没有选工单", "请先在列表里选一件或几件。")
    with store.operation("派单", by=by) as writer:
        issues = [rows.get(ident) for ident in chosen]
        what = issues[0].code if len(issues) == 1 else f"{len(issues)} 件工单"
        writer.verb = f"派单 {what}"
        for issue in issues:
            assign_one(store, writer, issue, details)
    return writer.changes


def assign_one(store: Store, writer: Writer, issue: Issue, details: MoveDetails) -> None:
    """Hands one issue to somebody inside a running operation; RuleError once it is done."""
    if issue.state is State.REGISTERED:
        issue = step(store, writer, issue, State.VERIFIED, MoveDetails())
    if issue.state is State.VERIFIED:
        step(store, writer, issue, State.ASSIGNED, details)
    elif issue.state in (State.ASSIGNED, State.WORKING, State.SUSPENDED):
        rows.save(
            writer,
            replace(
                issue,
                handler_id=details.handler_id,
                handler_contact_id=details.handler_contact_id,
            ),
        )
        parts.add_event(writer, issue.id, "改派", words=in_words(details))
    else:
        raise RuleError(
            f"工单 {issue.code} 是「{issue.state}」，不能派单", "请只选还没办完的工单。"
        )


def edit(store: Store, issue: Issue, *, by: int | None) -> Changes:
    """The change of what may be edited in place: words, place, people, urgency, money."""
    title = " ".join(issue.title.split())[:200]
    if not title:
        raise RuleError("事项不能空着", "请用几个字写明是什么事。")
    with changing(store, issue.id, "修改", by=by) as (writer, stored):
        # Moves alone change state, clocks and dates, so a stale page cannot put old ones back.
        after = replace(
            stored,
            title=title,
            place=issue.place,
            category=issue.category,
            matter=issue.matter,
            dangerous=issue.dangerous,
            detail=issue.detail,
            lead_id=issue.lead_id,
            supervisor_id=issue.supervisor_id,
            handler_id=issue.handler_id,
            handler_contact_id=issue.handler_contact_id,
            funding=issue.funding,
            obstacle=issue.obstacle.strip(),
        )
        if issue.urgency is not stored.urgency:
            after = _judged(store, after, issue.urgency)
        told = edited(stored, after, lambda ident: steward_rows.get(ident).name)
        rows.save(writer, after)
        if told:
            parts.add_event(writer, issue.id, "修改", words=told)
    return writer.changes


def _judged(store: Store, issue: Issue, urgency: Urgency) -> Issue:
    return with_urgency(issue, urgency, rulebook.calendar(store), rulebook.limits(store))


def remark(store: Store, issue_id: int, words: str, *, by: int | None) -> Changes:
    """The change of one line of words on the timeline."""
    if not words.strip():
        raise RuleError("还没有写字", "请写一句话再记下。")
    with changing(store, issue_id, "记一笔", by=by, needs=Right.RECORD) as (writer, _):
        parts.add_event(writer, issue_id, "记录", words=words.strip())
    return writer.changes


def mark_safe(store: Store, issue_id: int, words: str = "", *, by: int | None) -> Changes:
    """The change of an issue made safe for now (围护、断电、撤人): its safe clock stops."""
    with changing(store, issue_id, "安全处置", by=by) as (writer, issue):
        if issue.clocks.made_safe_at is not None:
            raise RuleError("已经记过安全处置", "请继续处理这件事。")
        _refuse_ended(issue)
        at = writer.at
        responded = issue.clocks.responded_at or at
        clocks = replace(issue.clocks, made_safe_at=at, responded_at=responded)
        rows.save(writer, replace(issue, clocks=clocks))
        parts.add_event(writer, issue_id, "安全处置", words=words.strip())
    return writer.changes


def promise(
    store: Store, issue_id: int, what: str, by_date: date, who: str = "", *, by: int | None
) -> Changes:
    """The change of a word given to the resident; who gave it is else the one who signs."""
    what, who = what.strip(), " ".join(who.split())
    if not what:
        raise RuleError("还没有写答应了什么", "请写一句话，例如「周五前换好门禁」。")
    if by_date < store.now().date():
        raise RuleError("答应的日子已经过了", "请选今天或以后的日子。")
    with changing(store, issue_id, "答应", by=by) as (writer, issue):
        _refuse_ended(issue)
        signer = steward_rows.get(by).name if by is not None else ""
        promise_rows.add(writer, issue_id, what, by_date, who or signer)
        other = f"，{who}答应的" if who not in ("", signer) else ""
        parts.add_event(
            writer, issue_id, "答应", words=f"{what}（{short_day(by_date)}前{other}）"
        )
    return writer.changes


def keep_promise(store: Store, issue_id: int, promise_id: int, *, by: int | None) -> Changes:
    """The change of a promise kept."""
    with changing(store, issue_id, "兑现", by=by) as (writer, _):
        given = {each.id for each in promise_rows.of_issue(issue_id) if each.kept_at is None}
        if promise_id not in given:
            raise RuleError("这个答应已经兑现或撤销了", "请看看下面还没兑现的。")
        promise_rows.keep(writer, promise_id)
        parts.add_event(writer, issue_id, "兑现答应")
    return writer.changes


def add_cost(
    store: Store, issue_id: int, what: str, fen: int, receipt: str = "", *, by: int | None
) -> Changes:
    """The change of one expense, in fen."""
    if not what.strip() or fen <= 0:
        raise RuleError("费用要写明用途和金额", "例如「换灯 35.00」。")
    with changing(store, issue_id, "记费用", by=by) as (writer, _):
        parts.add_cost(writer, issue_id, what.strip(), fen, receipt.strip())
        parts.add_event(writer, issue_id, "费用", words=f"{what.strip()} {fen / 100:.2f} 元")
    return writer.changes


def remove_cost(store: Store, issue_id: int, cost_id: int, *, by: int | None) -> Changes:
    """The change of an expense taken out again; the timeline keeps that it was there."""
    with changing(store, issue_id, "删费用", by=by) as (writer, _):
        line = next((each for each in parts.costs(issue_id) if each.id == cost_id), None)
        if line is None:
            raise RuleError("这笔费用已经不在了", "请看看下面的费用清单。")
        parts.remove_cost(writer, cost_id)
        parts.add_event(writer, issue_id, "删费用", words=f"{line.what} {line.fen / 100:.2f} 元")
    return writer.changes


def set_funding(store: Store, issue_id: int, funding: Funding, *, by: int | None) -> Changes:
    """The change of who pays."""
    return edit(store, replace(rows.get(issue_id), funding=funding), by=by)


def _refuse_ended(issue: Issue) -> None:
    if not issue.is_open:
        raise RuleError(f"工单 {issue.code} 已经结束", "请先申请重开。")
