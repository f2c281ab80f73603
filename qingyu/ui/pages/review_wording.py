"""How the weekly review looks and is said: reasons, decisions, dates."""

import re
from datetime import date, datetime, timedelta

from qingyu.domain.promise import PromiseLine
from qingyu.domain.review import Action, AgendaItem, DecisionKind, Meeting, Reason
from qingyu.domain.vote import Vote
from qingyu.domain.wording import day_name, due, moment

LOOKS = {
    Reason.DANGER: ("siren", "danger"),
    Reason.REOPEN_ASKED: ("rotate-ccw", "danger"),
    Reason.DISSATISFIED: ("rotate-ccw", "danger"),
    Reason.OVERDUE: ("gauge", "warn"),
    Reason.PROMISED: ("hand-heart", "warn"),
    Reason.UNFINISHED: ("history", "warn"),
    Reason.LOOK_AGAIN: ("pause", "info"),
    Reason.STALLED: ("clock", "warn"),
    Reason.FRESH: ("inbox", "info"),
    Reason.RECURRING: ("rotate-ccw", "info"),
    Reason.LONG_TERM: ("trees", "teal"),
    Reason.DUTY_GAP: ("calendar-days", "warn"),
    Reason.NOTICE_DOWN: ("megaphone", "info"),
    Reason.PAPER_OUT: ("clipboard-list", "info"),
    Reason.TOPIC: ("list", "teal"),
}
_PILL_TONES = {"teal": "plain"}
VERBS = {
    DecisionKind.NOTED: "只记一句",
    DecisionKind.ASSIGN: "派单",
    DecisionKind.SUSPEND: "挂起",
    DecisionKind.REFER: "转办",
    DecisionKind.REOPEN: "同意重开",
    DecisionKind.KEEP_CLOSED: "不重开",
    DecisionKind.FUND: "定资金来源",
    DecisionKind.CLOSE: "办结",
}


def reason_pills(item: AgendaItem) -> tuple[tuple[str, str], ...]:
    """Every reason of an item with its tone."""
    tones = ((reason, LOOKS[reason][1]) for reason in item.reasons)
    return tuple((str(reason), _PILL_TONES.get(tone, tone)) for reason, tone in tones)


def action_pill(action: Action, now: datetime) -> tuple[str, str]:
    """How an action stands: 「周四前」, 「超 2 天」, 「今天做完」."""
    if action.done_at is not None:
        return f"{moment(action.done_at.date(), now)}做完", "good"
    return _open_pill(action.by, now)


def promise_pill(line: PromiseLine, now: datetime) -> tuple[str, str]:
    """How a promise stands: kept in time, kept late, late and open, still to come."""
    if line.kept_at is not None:
        late = (line.kept_at.date() - line.by).days
        return (f"晚了 {late} 天", "warn") if late > 0 else ("说到做到", "good")
    return _open_pill(line.by, now)


def _open_pill(by: date, now: datetime) -> tuple[str, str]:
    if by == now.date():
        return "今天到期", "warn"
    return (due(by, now), "danger") if by < now.date() else (f"{due(by, now)}前", "plain")


def meeting_words(meeting: Meeting | None, now: datetime) -> str:
    """What stands beside the title about the meeting of the week."""
    if meeting is None:
        return ""
    day = day_name(meeting.facts.held_on, now)
    if meeting.final:
        return f"{day}开会，已定稿（第 {meeting.version} 版）"
    return f"{day}开会，会议记录还没定稿"


def usual_deadlines(today: date) -> list[tuple[str, date]]:
    """The days by which things taken on at a meeting are mostly to be done."""
    return [
        ("三天内", today + timedelta(days=3)),
        ("一周内", today + timedelta(days=7)),
        ("两周内", today + timedelta(days=14)),
    ]


def names_in(text: str) -> tuple[str, ...]:
    """The names in a line, parted by 、 or a comma, each once."""
    parts = (part.strip() for part in re.split(r"[、，,；;\n]+", text))
    return tuple(dict.fromkeys(part for part in parts if part))


def vote_words(vote: Vote) -> str:
    """「修屋面：人数 12 赞成、3 反对、1 弃权；户数 …」, areas where owners decided."""
    tallies = [("人数", vote.heads), ("户数", vote.households)]
    if vote.of_owners:
        tallies.append(("面积", vote.area))
    counted = "；".join(
        f"{name} {tally.agree} 赞成、{tally.against} 反对、{tally.abstain} 弃权"
        for name, tally in tallies
        if tally.cast
    )
    return f"表决 {vote.question}：{counted}"
