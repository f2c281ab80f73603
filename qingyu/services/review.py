"""The weekly review (周例会): agenda, meeting, decisions, actions, votes, minutes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.promise import PromisesKept
from qingyu.domain.review import (
    Action,
    Agenda,
    AgendaItem,
    Decision,
    Meeting,
    MeetingFacts,
    MeetingState,
    Rhythm,
    Topic,
)
from qingyu.domain.review_rules import check_facts, check_final, check_vote
from qingyu.domain.vote import Totals, Vote
from qingyu.domain.week import Week
from qingyu.services import review_agenda
from qingyu.services.review_decision import in_minutes, write_back
from qingyu.services.review_weekly import pdf, printed, weekly
from qingyu.storage import neighbourhood, setting
from qingyu.storage import review as rows
from qingyu.storage.journal import Writer
from qingyu.storage.store import Store

__all__ = ["pdf", "printed", "weekly"]


def agenda(store: Store, week: Week) -> Agenda:
    """What this week's meeting must talk about; final minutes keep the one they had."""
    held = rows.meeting(week)
    kept = tuple(each.item for each in held.items) if held else ()
    keys = {item.key for item in kept}
    fresh = () if held and held.final else review_agenda.live(store, week)
    items = (*kept, *(item for item in fresh if item.key not in keys))
    return Agenda(week, items, rows.open_actions(), promises_kept(store, week))


def meeting(store: Store, week: Week) -> Meeting | None:
    """The meeting of this week with what was said on each item, None when none was held."""
    return rows.meeting(week)


def meetings(store: Store, limit: int = 52) -> tuple[Meeting, ...]:
    """The newest meetings, newest first, without their items."""
    return rows.weeks(limit)


def topics(store: Store) -> tuple[Topic, ...]:
    """The topics put on by hand and not ended, oldest first."""
    return rows.topics()


def open_actions(store: Store) -> tuple[Action, ...]:
    """What earlier meetings left to do, the next due first."""
    return rows.open_actions()


def promises_kept(store: Store, week: Week) -> PromisesKept:
    """说到做到: the promises of the week, in time, late, or still to come."""
    return review_agenda.promises_kept(store, week)


def voters(store: Store) -> Totals:
    """All owners of the neighbourhood; heads are the known households unless it was told."""
    heads = int(setting.value("review.owners", "0"))
    known = sum(each.households for each in neighbourhood.building_counts())
    return Totals(heads or known, int(setting.value("review.area", "0")))


def set_voters(store: Store, totals: Totals, *, by: int | None) -> Changes:
    """The change of how many owners and square metres there are in all."""
    if totals.heads <= 0 or totals.area <= 0:
        raise RuleError("业主总人数和总面积都要填", "请按产权登记填写，例如 320 人、21500 平方米。")
    with store.operation("记下业主总人数和总面积", by=by) as writer:
        _save_voters(writer, totals)
    return writer.changes


def hold(store: Store, week: Week, facts: MeetingFacts, *, by: int | None) -> Changes:
    """The change of opening the meeting, its agenda noted, or of its facts while it is open."""
    facts = check_facts(week, facts, store.now())
    with store.operation(f"记下周例会 {week.text}", by=by, growing=True) as writer:
        held = rows.meeting(week)
        if held is not None:
            _refuse_final(held)
            writer.verb = f"签到 {week.text}例会"
            rows.save_facts(writer, held.id, facts)
        else:
            ident = rows.add_meeting(writer, week, facts)
            for item in review_agenda.live(store, week):
                rows.add_item(writer, ident, item)
    return writer.changes


def discuss(store: Store, week: Week, key: str, words: str, *, by: int | None) -> Changes:
    """The change of an item talked about, with what was said on it."""
    with _changing(store, week, key, "议过", by=by) as (writer, _, row):
        rows.save_item(writer, row.id, words=words.strip(), discussed_at=_talked(writer, row))
    return writer.changes


def write_down(store: Store, week: Week, key: str, words: str, *, by: int | None) -> Changes:
    """The change of what is being said on an item; what is saved while typing is one step."""
    with _changing(store, week, key, "记下大家说的", by=by, growing=True) as (writer, _, row):
        rows.save_item(writer, row.id, words=words.strip(), discussed_at=_talked(writer, row))
    return writer.changes


def decide(store: Store, week: Week, key: str, decision: Decision, *, by: int | None) -> Changes:
    """The change of a decision, on the minutes and on the item's issue together."""
    with _changing(store, week, key, "记下例会决定", by=by) as (writer, _, row):
        write_back(store, writer, row.issue, decision)
        decisions = (*row.decisions, in_minutes(decision))
        rows.save_item(
            writer,
            row.id,
            decisions="\n".join(decisions),
            discussed_at=_talked(writer, row),
        )
    return writer.changes


def vote(store: Store, week: Week, key: str, vote: Vote, *, by: int | None) -> Changes:
    """The change of a vote on an item; without totals those of the neighbourhood are kept.

    Totals that owners voted under are the neighbourhood's from now on.
    """
    known = voters(store)
    if vote.totals == Totals():
        vote = replace(vote, totals=known)
    check_vote(vote)
    with _changing(store, week, key, "记下表决", by=by) as (writer, held, row):
        if vote.of_owners and vote.totals != known and vote.totals.heads and vote.totals.area:
            _save_voters(writer, vote.totals)
        rows.add_vote(writer, held.id, key, replace(vote, question=vote.question.strip()))
        rows.save_item(writer, row.id, discussed_at=_talked(writer, row))
    return writer.changes


def add_action(
    store: Store, week: Week, key: str, what: str, who: str, by_day: date, *, by: int | None
) -> Changes:
    """The change of something that somebody takes on until a day."""
    what, who = " ".join(what.split()), " ".join(who.split())
    if not what or not who:
        raise RuleError("要写明办什么、谁来办", "例如「问三家报价」，赵文斌。")
    if by_day < week.monday:
        raise RuleError("办完的日子不能早于这一周", "请选这次会议以后的日子。")
    with _changing(store, week, key, "派下要办的事", by=by) as (writer, held, row):
        rows.add_action(writer, held.id, key, what, who, by_day)
        rows.save_item(writer, row.id, discussed_at=_talked(writer, row))
    return writer.changes


def finish_action(store: Store, action_id: int, *, by: int | None) -> Changes:
    """The change of an action done; also after the minutes are final."""
    with store.operation("办好", by=by) as writer:
        action = rows.action(action_id)
        if action.done_at is not None:
            raise RuleError("这件事已经记过办好了", "不用再记一次。")
        writer.verb = f"办好：{action.what[:20]}"
        rows.finish_action(writer, action_id)
    return writer.changes


def add_topic(
    store: Store,
    title: str,
    detail: str = "",
    rhythm: Rhythm = Rhythm.ONCE,
    *,
    by: int | None,
) -> Changes:
    """The change of a topic put on the agenda by hand, from this week on."""
    title = " ".join(title.split())[:200]
    if not title:
        raise RuleError("议题还没有写题目", "请用几个字写明要议什么。")
    with store.operation(f"加议题：{title[:20]}", by=by) as writer:
        rows.add_topic(writer, title, detail.strip(), rhythm)
    return writer.changes


def end_topic(store: Store, topic_id: int, *, by: int | None) -> Changes:
    """The change of a topic that does not return; RuleError while something is to be done."""
    with store.operation("议题到此为止", by=by) as writer:
        topic = rows.topic(topic_id)
        writer.verb = f"议题到此为止：{topic.title[:20]}"
        if topic.ended_on is not None:
            raise RuleError("这个议题已经到此为止了", "要再议，请重新加一个议题。")
        key = review_agenda.topic_key(topic_id)
        waiting = [action.what for action in rows.open_actions() if action.key == key]
        if waiting:
            raise RuleError(f"还有「{waiting[0][:20]}」没办完", "请先把要办的事记为办好。")
        rows.end_topic(writer, topic_id)
    return writer.changes


def finalize(store: Store, week: Week, *, by: int | None) -> Changes:
    """The change of minutes frozen under a new version; what was not talked about returns."""
    with _drafting(store, week, "定稿", by=by) as (writer, held):
        check_final(held.facts)
        writer.verb = f"定稿 {week.text}例会"
        rows.set_state(writer, held.id, MeetingState.FINAL, held.version + 1)
    return writer.changes


def unfreeze(store: Store, week: Week, *, by: int | None) -> Changes:
    """The change of final minutes open again; only the newest may be."""
    with store.operation(f"解除定稿 {week.text}例会", by=by) as writer:
        held = rows.meeting(week)
        if held is None or not held.final:
            raise RuleError("这一周没有定稿的记录", "不用解除定稿，可以直接改。")
        newest = rows.newest_final()
        if newest is not None and newest != week:
            raise RuleError("只有最近一次定稿可以解除", f"最近一次是 {newest.text}。")
        rows.set_state(writer, held.id, MeetingState.DRAFT, held.version)
    return writer.changes


def _save_voters(writer: Writer, totals: Totals) -> None:
    setting.put(writer, "review.owners", str(totals.heads))
    setting.put(writer, "review.area", str(totals.area))


@contextmanager
def _drafting(
    store: Store, week: Week, verb: str, *, by: int | None, growing: bool = False
) -> Iterator[tuple[Writer, Meeting]]:
    """One operation on a meeting that may still change, read once nobody else can write."""
    with store.operation(verb, by=by, growing=growing) as writer:
        held = rows.meeting(week)
        if held is None:
            raise RuleError("这一周还没有开会", "请先开会，再记议了什么。")
        _refuse_final(held)
        yield writer, held


@contextmanager
def _changing(
    store: Store, week: Week, key: str, verb: str, *, by: int | None, growing: bool = False
) -> Iterator[tuple[Writer, Meeting, rows.Row]]:
    """The same on one item; what came up since the meeting began is put on its agenda."""
    with _drafting(store, week, verb, by=by, growing=growing) as (writer, held):
        if rows.item_row(held.id, key) is None:
            rows.add_item(writer, held.id, _new_item(store, week, key))
        row = rows.item_row(held.id, key)
        assert row is not None
        writer.verb = f"{verb}：{row.title[:20]}"
        yield writer, held, row


def _new_item(store: Store, week: Week, key: str) -> AgendaItem:
    found = next((each for each in review_agenda.live(store, week) if each.key == key), None)
    if found is None:
        raise RuleError("议程上没有这一项", "请刷新议程再试，或先加一个议题。")
    return found


def _talked(writer: Writer, row: rows.Row) -> object:
    return row.discussed_at or writer.at


def _refuse_final(held: Meeting) -> None:
    if held.final:
        raise RuleError("这次会议的记录已经定稿", "要改，请先解除定稿。")
