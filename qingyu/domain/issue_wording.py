"""How an issue is said to a steward: its date, its state, its summary for others."""

from collections.abc import Callable
from datetime import datetime, timedelta

from qingyu.domain.category import find as find_category
from qingyu.domain.issue import ENDED, Issue, Promise, State
from qingyu.domain.issue_story import IssueStory
from qingyu.domain.wording import day_name, due, moment

_LATE = "超 "
_STATE_TONES = {
    State.REGISTERED: "info",
    State.VERIFIED: "info",
    State.SUSPENDED: "warn",
    State.REFERRED: "warn",
    State.ACCEPTANCE: "info",
    State.FOLLOWUP: "info",
    State.CLOSED: "good",
    State.REOPEN_ASKED: "danger",
}
_NOTHING = "—"
# These lines of the timeline repeat what a resident said, with the name.
_RESIDENTS_WORDS = ("又来反映", "回访")


def due_words(issue: Issue, now: datetime) -> str:
    """「超 2 天」「今天 18:00」「周四再看」「催办 11月3日」「12月2日再议」, or 「—」."""
    if issue.state in ENDED:
        return _NOTHING
    if issue.state is State.REFERRED and issue.look_again_on:
        return f"催办 {due(issue.look_again_on, now)}"
    if issue.state is State.SUSPENDED and issue.look_again_on:
        words = due(issue.look_again_on, now)
        return f"再看{words}" if words.startswith(_LATE) else f"{words}再看"
    if issue.due_at is not None:
        return due(issue.due_at, now)
    if issue.review_on is not None:
        words = due(issue.review_on, now)
        return f"再议{words}" if words.startswith(_LATE) else f"{words}再议"
    return _NOTHING


def due_tone(issue: Issue, now: datetime) -> str:
    """danger when it is late, warn when its day is today, otherwise empty."""
    if issue.overdue(now):
        return "danger"
    awaited = issue.due_at.date() if issue.due_at else issue.look_again_on
    return "warn" if issue.is_open and awaited == now.date() else ""


def state_tone(issue: Issue, now: datetime) -> str:
    """The tone of the state's pill: danger, warn, good, info or plain."""
    if issue.overdue(now):
        return "danger"
    return _STATE_TONES.get(issue.state, "plain")


def state_words(issue: Issue, now: datetime) -> str:
    """The state with its date: 「挂起 · 周四再看」「处理中 · 超 1 天」「办结 · 修好」."""
    words = due_words(issue, now)
    if issue.state is State.CLOSED and issue.outcome:
        words = str(issue.outcome)
        if issue.unreachable:
            words += " · 联系不上"
    return str(issue.state) if words == _NOTHING else f"{issue.state} · {words}"


def unsafe(issue: Issue) -> bool:
    """Whether it is dangerous and nobody has made it safe yet."""
    return issue.dangerous and issue.is_open and issue.clocks.made_safe_at is None


def unsafe_words(issue: Issue, now: datetime) -> str:
    """「还没做安全处置，限 14:05 前」, or how long it is late."""
    limit = issue.clocks.safe_at
    if limit is None:
        return "有危险，还没做安全处置"
    if limit < now:
        return f"还没做安全处置，已经{due(limit, now)}"
    if limit.date() == now.date():
        return f"还没做安全处置，限 {limit:%H:%M} 前"
    if limit.date() == now.date() + timedelta(days=1):
        return f"还没做安全处置，限明天 {limit:%H:%M} 前"
    return f"还没做安全处置，限 {day_name(limit.date(), now)} {limit:%H:%M} 前"


def summary(story: IssueStory, now: datetime, neighbourhood: str = "") -> str:
    """The issue as plain lines to paste into a chat; no resident's name or telephone."""
    issue = story.issue
    head = f"【{neighbourhood}】" if neighbourhood else ""
    lines = [f"{head}工单 {issue.code}　{issue.title}"]
    what = f"{story.category} {issue.matter}".strip()
    lines.append(" · ".join(part for part in (issue.place.text, what, str(issue.urgency)) if part))
    if unsafe(issue):
        lines.append(f"⚠ {unsafe_words(issue, now)}")
    lines.append(f"现在：{state_words(issue, now)}")
    people = (("承办", story.handler), ("牵头", story.lead), ("监督", story.supervisor))
    named = [f"{role} {name}" for role, name in people if name]
    if named:
        lines.append("　".join(named))
    lines += [
        f"答应：{promise_words(promise, now)}"
        for promise in story.promises
        if promise.kept_at is None
    ]
    last = next((each for each in story.events if each.verb not in _RESIDENTS_WORDS), None)
    if last is not None:
        lines.append(f"最近：{moment(last.at, now)} {last.verb} {last.words}".rstrip())
    return "\n".join(lines)


def promise_words(promise: Promise, now: datetime) -> str:
    """「周五前修好（赵文斌，11月27日前）」."""
    told = (promise.who, f"{day_name(promise.by, now)}前")
    return f"{promise.what}（{'，'.join(part for part in told if part)}）"


def edited(before: Issue, after: Issue, name_of: Callable[[int], str]) -> str:
    """What was edited, for the timeline: 「急缓 一般 → 紧急；牵头人 无 → 赵文斌」."""

    def category(issue: Issue) -> str:
        found = find_category(issue.category)
        return f"{found.name if found else issue.category} {issue.matter}".strip()

    def danger(issue: Issue) -> str:
        return "有危险" if issue.dangerous else "没有危险"

    def person(ident: int | None) -> str:
        return name_of(ident) if ident is not None else "无"

    pairs = (
        ("事项", before.title, after.title),
        ("地点", before.place.text, after.place.text),
        ("类别", category(before), category(after)),
        ("急缓", str(before.urgency), str(after.urgency)),
        ("危险", danger(before), danger(after)),
        ("牵头人", person(before.lead_id), person(after.lead_id)),
        ("监督人", person(before.supervisor_id), person(after.supervisor_id)),
        ("资金来源", str(before.funding), str(after.funding)),
    )
    return "；".join(
        f"{what} {old or '未写'} → {new or '未写'}" for what, old, new in pairs if old != new
    )
