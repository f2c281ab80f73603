"""Rounds: make one from live data, print it, type it back line by line."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import Channel, Feedback
from qingyu.domain.followup import Call, FollowUpDraft, Paper
from qingyu.domain.issue import Issue
from qingyu.domain.issue_list import IssueFilter
from qingyu.domain.right import Right
from qingyu.domain.round import (
    MOST_LINES,
    UNASKED,
    LineDraft,
    Round,
    RoundKind,
    RoundLine,
    RoundSheet,
    Tick,
    Visit,
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
from qingyu.storage import steward as steward_rows
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
    store: Store,
    kind: RoundKind,
    lines: Sequence[LineDraft],
    *,
    walker: int | None = None,
    by: int | None,
) -> Changes:
    """The change of a round whose lines are frozen and numbered in this order; `walker` goes."""
    check_lines(len(lines))
    if kind is not RoundKind.PATROL and any(line.issue_id is None for line in lines):
        raise RuleError(f"{kind.paper}的每一行都要有工单", "请从工单里选；公共部位请用巡查单。")
    with store.operation(f"印{kind.paper}", by=by, needs=Right.PRINT) as writer:
        number = writer.next_number("round")
        rows.add(writer, number, kind, lines, walker)
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
    visit: Visit = UNASKED,
    by: int | None,
) -> Changes:
    """The change of one line typed back: a follow-up, a remark or a new piece of feedback.

    `visit` tells who went, when neither the round's walker nor `by` did, and what was asked.
    """
    with store.operation("录单子", by=by, needs=Right.RECORD) as writer:
        round_ = rows.get(round_id)
        line = round_.line(line_no)
        writer.verb = f"录{round_.name} 第 {line_no} 行"
        check_tick(round_, line, result, words)
        today = writer.at.date()
        day = on_paper_date or today
        check_paper_day(day, printed=round_.made_at.date(), today=today)
        told = " ".join(words.split())
        named = visit.walker_id
        if named is not None and named != round_.walker_id:
            rows.name_walker(writer, round_.id, named)
        walker = next((each for each in (named, round_.walker_id) if each is not None), by)
        visit = _asked(round_, replace(visit, walker_id=walker), result)
        said = replace(line, on_paper=day, visit=visit, tick=result, words=told)
        feedback_id = _follow(store, writer, round_, said)
        rows.enter(writer, line.id, result, told, day, feedback_id, visit)
    return writer.changes


def give_up(store: Store, round_id: int, *, by: int | None) -> Changes:
    """The change of a paper that is gone: its open lines are waited for no longer."""
    with store.operation("单子作废", by=by) as writer:
        round_ = rows.get(round_id)
        writer.verb = f"{round_.name} 作废"
        if not round_.open_lines:
            raise RuleError(f"{round_.name} 每一行都回来了", "不用作废。")
        for line in round_.open_lines:
            rows.enter(writer, line.id, Tick.LOST, "", None)
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


def of_line(store: Store, line_id: int) -> tuple[Round, int]:
    """The round a line stands on, and its number there; RuleError when it is gone."""
    return rows.of_line(line_id)


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
    walker = _name(round_.walker_id)
    return RoundSheet(round_, setting.value("neighbourhood.name"), tuple(notes), walker)


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


def _asked(round_: Round, visit: Visit, tick: Tick) -> Visit:
    """What of the visit this box allows: nobody who was not met could be asked anything."""
    if round_.kind is RoundKind.FOLLOWUP and tick.satisfaction is not None:
        return visit
    return replace(visit, truthful=None, timely=None)


def _follow(store: Store, writer: Writer, round_: Round, line: RoundLine) -> int | None:
    """Writes what a line says where it belongs; the id of the piece of feedback it became."""
    tick, words = line.tick, line.words
    if tick is Tick.NOT_DONE or tick is Tick.FINE or tick is None:
        return None
    if tick is Tick.TROUBLE:
        return _report(writer, line, words)
    issue = issue_rows.get(line.issue_id or 0)
    source = _source(round_, line, writer.by)
    if round_.kind is RoundKind.LOOK:
        seen = f"{tick}：{words}" if words else str(tick)
        parts.add_event(writer, issue.id, "巡查", words=seen + source)
        return None
    visit = line.visit
    draft = FollowUpDraft(
        visit.how,
        reached=tick is not Tick.UNREACHED,
        truthful=visit.truthful,
        timely=visit.timely,
        satisfaction=tick.satisfaction,
        words=words,
    )
    followup.add(store, writer, issue, draft, Paper(visit.walker_id, line.on_paper, source))
    return None


def _report(writer: Writer, line: RoundLine, words: str) -> int:
    draft = replace(intake.understood(words, Channel.PATROL), place=line.place, phone="", name="")
    if line.on_paper is not None and line.on_paper != writer.at.date():
        draft = replace(draft, received_at=datetime.combine(line.on_paper, time(12)))
    feedback.check(draft)
    number = writer.next_number("feedback")
    return feedback_rows.add(writer, draft, number=number, issue_id=None)


def _source(round_: Round, line: RoundLine, typist: int | None) -> str:
    """「（回访单 0003 第 5 行，赵文斌去的，纸上写 11月24日）」; the name where another typed it."""
    day, walker = line.on_paper, line.visit.walker_id
    went = f"，{_name(walker)}去的" if walker is not None and walker != typist else ""
    told = f"，纸上写 {day.month}月{day.day}日" if day is not None else ""
    return f"（{round_.name} 第 {line.no} 行{went}{told}）"


def _name(steward_id: int | None) -> str:
    return steward_rows.get(steward_id).name if steward_id is not None else ""


def _note(issue: Issue, said: tuple[Feedback, ...]) -> str:
    speaker = Call(issue, said, ()).speaker
    told = [f"工单 {issue.code}"]
    if speaker is not None and speaker.may_contact:
        told += [part for part in (speaker.name, speaker.phone) if part]
    return "　".join(told)
