"""Rounds: make one from live data, print it, type it back line by line."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import Channel, Feedback
from qingyu.domain.followup import Call, FollowUpDraft
from qingyu.domain.issue import Issue
from qingyu.domain.issue_list import IssueFilter
from qingyu.domain.round import (
    MOST_LINES,
    LineDraft,
    Round,
    RoundKind,
    RoundLine,
    RoundSheet,
    Tick,
    check_lines,
    check_paper_day,
    check_tick,
)
from qingyu.services import call, document, feedback, followup, intake
from qingyu.storage import feedback as feedback_rows
from qingyu.storage import issue as issue_rows
from qingyu.storage import issue_parts as parts
from qingyu.storage import neighbourhood as place_rows
from qingyu.storage import round as rows
from qingyu.storage import setting
from qingyu.storage.journal import Writer
from qingyu.storage.store import Store


def suggested(
    store: Store, kind: RoundKind, buildings: Collection[int] = (), *, most: int = MOST_LINES
) -> tuple[LineDraft, ...]:
    """The lines such a round could have now: what is not out on paper, of these buildings."""
    if kind is RoundKind.PATROL:
        places = place_rows.public_places()
        chosen = (each for each in places if not buildings or each.building in buildings)
        return tuple(LineDraft(each.name, each.place) for each in chosen)[:most]
    taken = rows.issues_out()
    issues = (each for each in _issues(store, kind, buildings) if each.id not in taken)
    return tuple(LineDraft(each.title, each.place, each.id) for each in issues)[:most]


def make(
    store: Store, kind: RoundKind, lines: Sequence[LineDraft], *, by: int | None
) -> Changes:
    """The change of a round whose lines are frozen and numbered in this order."""
    check_lines(len(lines))
    if kind is not RoundKind.PATROL and any(line.issue_id is None for line in lines):
        raise RuleError(f"{kind.paper}的每一行都要有工单", "请从工单里选；公共部位请用巡查单。")
    with store.operation(f"印{kind.paper}", by=by) as writer:
        number = writer.next_number("round")
        rows.add(writer, number, kind, lines)
        writer.verb = f"印{kind.paper} {number:04d}（{len(lines)} 行）"
    return writer.changes


def enter(
    store: Store,
    round_id: int,
    line_no: int,
    result: Tick,
    words: str = "",
    on_paper_date: date | None = None,
    *,
    by: int | None,
) -> Changes:
    """The change of one line typed back: a follow-up, a remark or a new piece of feedback."""
    with store.operation("录单子", by=by) as writer:
        round_ = rows.get(round_id)
        line = round_.line(line_no)
        writer.verb = f"录{round_.name} 第 {line_no} 行"
        check_tick(round_, line, result, words)
        today = writer.at.date()
        day = on_paper_date or today
        check_paper_day(day, printed=round_.made_at.date(), today=today)
        told = " ".join(words.split())
        feedback_id = _follow(store, writer, round_, replace(line, on_paper=day), result, told)
        rows.enter(writer, line.id, result, told, day, feedback_id)
    return writer.changes


def give_up(store: Store, round_id: int, *, by: int | None) -> Changes:
    """The change of a paper that is gone: its open lines are waited for no longer."""
    with store.operation("单子作废", by=by) as writer:
        round_ = rows.get(round_id)
        writer.verb = f"{round_.name} 作废"
        if not round_.open_lines:
            raise RuleError(f"{round_.name} 每一行都回来了", "不用作废。")
        for line in round_.open_lines:
            rows.enter(writer, line.id, Tick.LOST, "", None, None)
    return writer.changes


def find(store: Store, round_id: int) -> Round:
    """The round; RuleError when it is gone."""
    return rows.get(round_id)


def by_number(store: Store, number: int) -> Round:
    """The round with this number; RuleError when there is none."""
    found = rows.by_number(number)
    if found is None:
        raise RuleError(f"没有编号 {number:04d} 的单子", "请核对单子上的编号。")
    return found


def out(store: Store) -> tuple[Round, ...]:
    """The rounds of which a line has not come back, oldest first."""
    return rows.out()


def sheet(store: Store, round_id: int) -> RoundSheet:
    """What the paper says; whom to call is read now and not kept with the round."""
    round_ = rows.get(round_id)
    idents = [line.issue_id for line in round_.lines if line.issue_id is not None]
    issues = issue_rows.many(idents)
    said = feedback_rows.of_issues(idents) if round_.kind is RoundKind.FOLLOWUP else {}
    notes = (
        _note(issues[line.issue_id], said.get(line.issue_id, ()))
        if line.issue_id in issues
        else ""
        for line in round_.lines
    )
    return RoundSheet(round_, setting.value("neighbourhood.name"), tuple(notes))


def pdf(words: RoundSheet) -> bytes:
    """The round as A4 pages; reads no book, so it may run on the worker."""
    from qingyu.printing.round import render

    return render(words)


def save(store: Store, words: RoundSheet) -> Path:
    """Where the round's PDF lies now, whole; StoreError when the disk refuses."""
    path = store.folder.prints / f"{words.round.kind.paper}{words.round.code}.pdf"
    document.save_file(path, pdf(words))
    return path


def _issues(store: Store, kind: RoundKind, buildings: Collection[int]) -> tuple[Issue, ...]:
    if kind is RoundKind.FOLLOWUP:
        due = tuple(each.issue for each in call.to_call(store, 10 * MOST_LINES).shown)
        return tuple(each for each in due if not buildings or each.place.building in buildings)
    if not buildings:
        return issue_rows.page(IssueFilter(), store.now(), limit=10 * MOST_LINES)
    found = (
        issue_rows.page(IssueFilter(building=each), store.now(), limit=10 * MOST_LINES)
        for each in sorted(buildings)
    )
    return tuple(issue for some in found for issue in some)


def _follow(
    store: Store, writer: Writer, round_: Round, line: RoundLine, tick: Tick, words: str
) -> int | None:
    """Writes what a line says where it belongs; the id of the piece of feedback it became."""
    if tick is Tick.NOT_DONE or tick is Tick.FINE:
        return None
    if tick is Tick.TROUBLE:
        return _report(writer, line, words)
    issue = issue_rows.get(line.issue_id or 0)
    source = _source(round_, line)
    if round_.kind is RoundKind.LOOK:
        seen = f"{tick}：{words}" if words else str(tick)
        parts.add_event(writer, issue.id, "巡查", words=seen + source)
        return None
    draft = FollowUpDraft(
        "上门",
        reached=tick is not Tick.UNREACHED,
        satisfaction=tick.satisfaction,
        words=words,
    )
    followup.add(store, writer, issue, draft, source)
    return None


def _report(writer: Writer, line: RoundLine, words: str) -> int:
    draft = replace(intake.understood(words, Channel.PATROL), place=line.place, phone="", name="")
    if line.on_paper is not None and line.on_paper != writer.at.date():
        draft = replace(draft, received_at=datetime.combine(line.on_paper, time(12)))
    feedback.check(draft)
    number = writer.next_number("feedback")
    return feedback_rows.add(writer, draft, number=number, issue_id=None)


def _source(round_: Round, line: RoundLine) -> str:
    day = line.on_paper
    told = f"，纸上写 {day.month}月{day.day}日" if day is not None else ""
    return f"（{round_.name} 第 {line.no} 行{told}）"


def _note(issue: Issue, said: tuple[Feedback, ...]) -> str:
    speaker = Call(issue, said, ()).speaker
    told = [f"工单 {issue.code}"]
    if speaker is not None and speaker.may_contact:
        told += [part for part in (speaker.name, speaker.phone) if part]
    return "　".join(told)
