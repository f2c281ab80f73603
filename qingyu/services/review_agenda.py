"""The agenda of a week from live data: every matter with the reasons why it is there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from qingyu.domain.agenda import (
    STALL_WEEKS,
    Happenings,
    fresh_since,
    issue_item,
    issue_key,
    left_words,
)
from qingyu.domain.blank_form import OLD_DAYS
from qingyu.domain.duty import shown
from qingyu.domain.issue import ENDED, Issue, Promise, State
from qingyu.domain.promise import PromisesKept
from qingyu.domain.promise import promises_kept as kept
from qingyu.domain.recurrence import Occurrence, Recurrence, RecurrenceLimits, recurrence
from qingyu.domain.review import (
    Action,
    AgendaItem,
    Reason,
    Rhythm,
    Topic,
    ordered,
    returns,
)
from qingyu.domain.week import Week
from qingyu.services.issue_words import short_day
from qingyu.storage import agenda as rows
from qingyu.storage import blank_form as form_rows
from qingyu.storage import duty as duty_rows
from qingyu.storage import issue as issue_rows
from qingyu.storage import notice as notice_rows
from qingyu.storage import promise as promise_rows
from qingyu.storage import review as review_rows
from qingyu.storage import round as round_rows
from qingyu.storage.store import Store

_DUTY_DAYS = 7
_MOST = 10_000
_RANK = {reason: rank for rank, reason in enumerate(Reason)}


def live(store: Store, week: Week) -> tuple[AgendaItem, ...]:
    """What a meeting in this week must talk about as things stand now, the most urgent first."""
    now = store.now()
    left = _left(week)
    items = [
        *_issues(week, now, left),
        *_topics(week, review_rows.open_actions()),
        *_duty_gaps(week, now),
        *_notices(week),
        *_papers(week),
    ]
    items = [*(_still_open(item, left) for item in items), *_others_left(items, left)]
    return tuple(sorted(items, key=lambda item: _RANK[item.reason]))


def promises_kept(store: Store, week: Week) -> PromisesKept:
    """说到做到表: what was promised for this week, or earlier and not kept until then."""
    return kept(promise_rows.between(week.monday, week.sunday), store.now().date())


def _left(week: Week) -> dict[str, list[Action]]:
    """What meetings of earlier weeks left to do, by the key of its matter as it is now."""
    left: defaultdict[str, list[Action]] = defaultdict(list)
    for action in review_rows.open_actions():
        if action.week is not None and action.week.monday < week.monday:
            left[_key_now(action.key)].append(action)
    return left


def _key_now(key: str) -> str:
    ident = _issue_of(key)
    return key if ident is None else issue_key(_where_now(ident))


def _issue_of(key: str) -> int | None:
    noun, _, ident = key.partition(":")
    return int(ident) if noun == "issue" else None


def _still_open(item: AgendaItem, left: Mapping[str, Sequence[Action]]) -> AgendaItem:
    """The item, saying what is left to do on it where issues and topics do not say so yet."""
    if item.issue is not None or item.topic is not None or item.key not in left:
        return item
    reasons = ordered((*item.reasons, Reason.UNFINISHED))
    return replace(item, reasons=reasons, why=f"{item.why}；{left_words(left[item.key])}")


def _others_left(
    items: Iterable[AgendaItem], left: Mapping[str, Sequence[Action]]
) -> Iterator[AgendaItem]:
    """What is on the agenda for nothing but the work an earlier meeting gave somebody on it."""
    there = {item.key for item in items}
    for key in sorted(left.keys() - there):
        talked = review_rows.newest_item(key)
        if talked is not None and talked.topic is None:
            why = left_words(left[key])
            yield replace(talked, reasons=(Reason.UNFINISHED,), why=why)


def _issues(
    week: Week, now: datetime, todo: Mapping[str, Sequence[Action]]
) -> Iterator[AgendaItem]:
    last = review_rows.before(week)
    since = fresh_since(last.opened_at if last else None, week)
    unfinished = review_rows.undiscussed(last.id) if last else ()
    # However long ago the last meeting was, it has not heard of these.
    discontent = rows.dissatisfied(min(since, last.opened_at) if last else since)
    issues = {issue.id: issue for issue in rows.open_issues()}
    left = {
        each if each in issues else _where_now(each): item
        for item in unfinished
        if (each := item.issue) is not None
    }
    waiting = {
        ident: actions
        for key, actions in todo.items()
        if (ident := _issue_of(key)) is not None
    }
    ended = issue_rows.many((left.keys() | discontent.keys() | waiting.keys()) - issues.keys())
    fresh = [issue for issue in issues.values() if issue.reported_at >= since]
    known = Happenings(
        since=since,
        promises=_promises(week),
        dissatisfied=discontent,
        stalled=rows.stalled(now - timedelta(weeks=STALL_WEEKS)),
        recurring=_recurring(fresh),
        unfinished={ident: item for ident, item in left.items() if _returns(ident, item, issues)},
        left=waiting,
        last=last.week if last else None,
    )
    living = (*issues.values(), *(each for each in ended.values() if _still_matters(each)))
    for issue in living:
        item = issue_item(issue, week, now, known)
        if item is not None:
            yield item


def _where_now(ident: int) -> int:
    """The issue itself, or the one it was merged into meanwhile."""
    issue = issue_rows.get(ident)
    while issue.merged_into_id is not None:
        issue = issue_rows.get(issue.merged_into_id)
    return issue.id


def _returns(ident: int, item: AgendaItem, living: dict[int, Issue]) -> bool:
    """What is done with meanwhile is left; a discontent resident is never."""
    return ident in living or Reason.DISSATISFIED in item.reasons


def _still_matters(issue: Issue) -> bool:
    return issue.state in ENDED - {State.MERGED, State.VOID}


def _promises(week: Week) -> dict[int, list[Promise]]:
    given: defaultdict[int, list[Promise]] = defaultdict(list)
    for promise in promise_rows.due(week.sunday, _MOST):
        given[promise.issue_id].append(promise)
    return given


def _recurring(fresh: Iterable[Issue]) -> dict[int, Recurrence]:
    limits = RecurrenceLimits()
    new = {issue.id: issue for issue in fresh}
    return {
        ident: recurrence(_occurrence(new[ident]), others, limits)
        for ident, others in rows.likes(list(new), limits.days).items()
    }


def _occurrence(issue: Issue) -> Occurrence:
    return Occurrence(issue.number, issue.reported_at.date(), issue.place, issue.category)


def _topics(week: Week, actions: Iterable[Action]) -> Iterator[AgendaItem]:
    discussed = review_rows.last_discussed(week)
    waiting: defaultdict[str, int] = defaultdict(int)
    for action in actions:
        waiting[action.key] += 1
    for topic in review_rows.topics():
        key = topic_key(topic.id)
        seen = discussed.get(topic.id)
        if returns(topic, week=week, discussed=seen, open_action=waiting[key] > 0):
            why = _topic_words(topic, seen, waiting[key])
            yield AgendaItem(key, topic.title, (Reason.TOPIC,), why, topic=topic.id)


def topic_key(ident: int) -> str:
    """The key of a topic's item."""
    return f"topic:{ident}"


def _topic_words(topic: Topic, discussed: Week | None, open_actions: int) -> str:
    told = [topic.detail] if topic.detail else []
    if topic.rhythm is not Rhythm.ONCE:
        told.append(f"{topic.rhythm}都要议")
    if open_actions:
        told.append(f"还有 {open_actions} 件事没办完")
    if discussed is None and not told:
        told.append("提出来要议的")
    return "；".join(told)


def _duty_gaps(week: Week, now: datetime) -> Iterator[AgendaItem]:
    """One item a day with an empty place, over the seven days from today or the Monday on."""
    shifts = duty_rows.shifts(retired=True)
    first = max(now.date(), week.monday)
    if not shifts or first > week.sunday:
        return
    last = first + timedelta(days=_DUTY_DAYS - 1)
    booked = rows.roster(first, last)
    for number in range(_DUTY_DAYS):
        day = first + timedelta(days=number)
        gaps = []
        for shift in shown(shifts, {ident for on, ident in booked if on == day}):
            serving, led = booked.get((day, shift.id), (0, False))
            if serving < shift.places:
                gaps.append(f"{shift.name}班还差 {shift.places - serving} 人")
            elif not led:
                gaps.append(f"{shift.name}班没有值班长")
        if gaps:
            title = f"{short_day(day)}值班"
            yield AgendaItem(f"duty:{day}", title, (Reason.DUTY_GAP,), "；".join(gaps))


def _notices(week: Week) -> Iterator[AgendaItem]:
    for due in notice_rows.coming_down(week.sunday, _MOST):
        why = f"公示到 {short_day(due.until)}，该撤下了"
        told = "；".join(part for part in (why, due.words) if part)
        yield AgendaItem(f"notice:{due.id}", due.title, (Reason.NOTICE_DOWN,), told)


def _papers(week: Week) -> Iterator[AgendaItem]:
    """Rounds that should be back by the end of the week, and forms nobody brought back."""
    for each in round_rows.out():
        if each.is_late(week.sunday):
            printed = short_day(each.made_at.date())
            why = f"{printed}印的，还有 {len(each.open_lines)} 行没录回来"
            yield AgendaItem(f"round:{each.id}", each.name, (Reason.PAPER_OUT,), why)
    old = [form for form in form_rows.out() if form.is_old(week.sunday)]
    if old:
        codes = "、".join(form.code for form in old)
        why = f"发出去超过 {OLD_DAYS} 天：{codes}"
        yield AgendaItem("forms", f"空白单 {len(old)} 张", (Reason.PAPER_OUT,), why)
