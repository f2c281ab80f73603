"""What the cards of the home page say: every line with its pill and where it leads."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from qingyu.domain.backup import is_old
from qingyu.domain.backup_place import SecondPlace
from qingyu.domain.blank_form import OLD_DAYS
from qingyu.domain.changes import Noun
from qingyu.domain.duty_change import ShiftRef
from qingyu.domain.feedback import Feedback
from qingyu.domain.feedback_list import ON_PAPER, TO_CALL, WANTING, FeedbackFilter
from qingyu.domain.followup import Call
from qingyu.domain.handover import Handover, ShiftOver, is_late, waits
from qingyu.domain.issue import Issue, Urgency
from qingyu.domain.issue_list import IssueFilter
from qingyu.domain.issue_wording import due_words, unsafe
from qingyu.domain.round import Round
from qingyu.domain.today import NoticeDue, PromiseDue, Today
from qingyu.domain.wording import due, moment
from qingyu.ui import weather
from qingyu.ui.widgets.labels import shortened
from qingyu.ui.wishes import ANY_HANDOVER, SAFETY

_HANDOVERS = 4
_CODES = 4  # so many numbers of forms are named


class Goal(NamedTuple):
    """Where a line leads: to a thing, to a page, or to a page's list narrowed to a filter."""

    page: str = ""
    wanted: object = None
    noun: Noun | None = None
    ident: int = 0


class Line(NamedTuple):
    """One line of a card."""

    text: str
    pill: str
    tone: str
    goal: Goal
    leads_on: bool = False


class CardContent(NamedTuple):
    """One card; `calm` is what it says when there is nothing in it."""

    key: str
    icon: str
    title: str
    figure: str
    tone: str
    lines: tuple[Line, ...]
    calm: str = ""


_BACKUP = Goal("settings", SAFETY)


def cards(today: Today) -> tuple[CardContent, ...]:
    """The cards of the day, the most urgent first; 交接班, 申请重开 and paper only where any is."""
    made = [
        _dangerous(today),
        _handovers(today) if today.handovers else None,
        _overdue(today),
        _calls(today),
        _promises(today),
        _reopen_asked(today) if today.reopen_asked.total else None,
        _loose(today),
        _notices(today),
        _papers(today) if today.rounds.total or today.old_forms else None,
        _safety(today),
        _weather(today),
    ]
    return tuple(card for card in made if card is not None)


def _dangerous(today: Today) -> CardContent:
    lines = [
        Line(issue.heading, *_danger_pill(issue, today.at), _issue(issue))
        for issue in today.dangerous
    ]
    more = Goal("issues", IssueFilter(dangerous=True))
    return _card("dangerous", "siren", "马上处理", "danger", lines, today.dangerous.total, more,
                 "没有危险的事")


def _danger_pill(issue: Issue, now: datetime) -> tuple[str, str]:
    how = "紧急" if issue.urgency is Urgency.EMERGENCY else "危险"
    if not unsafe(issue):
        return f"{how} 已先处置", "warn"
    words = str(issue.state) if issue.due_at is None else due_words(issue, now)
    return f"{how} {words}", "danger"


def _handovers(today: Today) -> CardContent:
    """Records that wait for somebody to take over, shifts that left none; late ones say so."""
    pending, now = today.handovers, today.at
    lines = [
        Line(f"{_shift(each, now)}（{each.people}）交了班，等人接", waits(each, now),
             "danger" if is_late(each.given_at or now, now) else "warn",
             Goal("duty", ShiftRef(each.on, each.shift.id)))
        for each in pending.waiting
    ]
    for over in pending.due:
        ends = over.shift.ends_on(over.on)
        what = "还没写交班记录" if over.came else "没有人到岗，要记下来"
        tone = "warn" if is_late(ends, now) else "info"
        lines.append(
            Line(f"{_shift(over, now)}{what}", over.late(now), tone,
                 Goal("duty", ShiftRef(over.on, over.shift.id)))
        )
    return _card("handover", "clipboard-list", "交接班", "warn", lines[:_HANDOVERS], len(lines),
                 Goal("duty", ANY_HANDOVER))


def _shift(each: Handover | ShiftOver, now: datetime) -> str:
    return f"{moment(each.on, now)}{each.shift.name}班"


def _overdue(today: Today) -> CardContent:
    lines = [
        Line(issue.heading, *_due_pill(issue, today.at), _issue(issue)) for issue in today.overdue
    ]
    more = Goal("issues", IssueFilter(overdue=True))
    return _card("overdue", "gauge", "已超期和今天到期", "warn", lines, today.overdue.total, more,
                 "没有超期的工单，今天也没有到期的")


def _due_pill(issue: Issue, now: datetime) -> tuple[str, str]:
    if issue.overdue(now):
        awaited = issue.due_at or issue.look_again_on or now
        late = now.date() - (awaited.date() if isinstance(awaited, datetime) else awaited)
        return due_words(issue, now), "danger" if late >= timedelta(days=2) else "warn"
    return ("今天到期" if issue.due_at else due_words(issue, now)), "warn"


def _calls(today: Today) -> CardContent:
    lines = [
        Line(_whom(call), *_try_pill(call, today.at), _issue(call.issue)) for call in today.calls
    ]
    return _card("calls", "phone", "今天要回访", "teal", lines, today.calls.total,
                 Goal("feedback", TO_CALL), "没有要回访的")


def _whom(call: Call) -> str:
    speaker = call.speaker
    what = call.issue.matter or call.issue.title
    if speaker is None:
        return call.issue.heading
    where = (speaker.place or call.issue.place).code
    return " ".join(part for part in (speaker.name, where) if part) + f"　{what}"


def _try_pill(call: Call, now: datetime) -> tuple[str, str]:
    if call.tried_on(now.date()):
        return "今天打过", "plain"
    return f"第 {len(call.tries) + 1} 次", "info"


def _promises(today: Today) -> CardContent:
    lines = [_promise(each, today.at) for each in today.promises]
    return _card("promises", "hand-heart", "答应过的事", "good", lines, today.promises.total,
                 Goal("issues", IssueFilter()), "这两天没有答应居民的事")


def _promise(each: PromiseDue, now: datetime) -> Line:
    words = due(each.promise.by, now)
    late = each.promise.by < now.date()
    tone = "danger" if late else "warn" if each.promise.by == now.date() else "good"
    where = each.issue.place.code or each.issue.title
    who = f"（{each.promise.who}）" if each.promise.who else ""
    return Line(f"{where}：{each.promise.what}{who}", words, tone, _issue(each.issue))


def _reopen_asked(today: Today) -> CardContent:
    lines = [
        Line(issue.heading, "等组长定", "warn", _issue(issue)) for issue in today.reopen_asked
    ]
    more = Goal("issues", IssueFilter(states=frozenset(i.state for i in today.reopen_asked)))
    return _card("reopen", "rotate-ccw", "申请重开", "warn", lines, today.reopen_asked.total, more)


def _loose(today: Today) -> CardContent:
    lines = [_piece(piece, today.at) for piece in today.loose]
    return _card("loose", "inbox", "还没转工单的来件", "info", lines, today.loose.total,
                 Goal("feedback", FeedbackFilter(loose=True, kinds=WANTING)), "来件都有着落了")


def _piece(piece: Feedback, now: datetime) -> Line:
    said = shortened(piece.title or piece.text, 30)
    text = said if piece.place.named_in(said) else f"{piece.place.code} {said}"
    goal = Goal(noun=Noun.FEEDBACK, ident=piece.id)
    return Line(text, f"{piece.kind} {moment(piece.received_at.date(), now)}", "info", goal)


def _notices(today: Today) -> CardContent:
    lines = [_notice(each, today.at.date()) for each in today.notices]
    return _card("notices", "megaphone", "要撤下的公示", "info", lines, today.notices.total,
                 Goal("notices"), "今天没有要撤下的公示")


def _notice(each: NoticeDue, today: date) -> Line:
    late = (today - each.until).days
    words, tone = (f"过期 {late} 天", "danger") if late > 0 else ("今天到期", "warn")
    text = f"{each.title}（{each.words}）" if each.words else each.title
    return Line(text, words, tone, Goal(noun=Noun.NOTICE, ident=each.id))


def _safety(today: Today) -> CardContent | None:
    """How old the last proved backups are; nothing where none was ever made, as in practice."""
    made = today.backed_up
    if made is None:
        return None
    old = is_old(made, today.at)
    lines = [
        Line("上次验证过的备份", moment(made, today.at), "warn" if old else "good", _BACKUP)
    ]
    if old:
        lines.append(Line("好几天没有备份了", "现在备份", "warn", _BACKUP))
    place = today.second_place
    late = place is not None and (place.is_late(today.at) or bool(place.trouble))
    if place is not None:
        lines.append(_stick(place, today.at, late))
    return CardContent(
        "safety", "shield-check", "资料安全",
        "该备份了" if old else "该插备份盘了" if late else "好",
        "warn" if old or late else "good", tuple(lines),
    )


def _stick(place: SecondPlace, now: datetime, late: bool) -> Line:
    pill = moment(place.proved_at, now) if place.proved_at else "还没有"
    return Line(place.words(now), pill, "warn" if late else "good", _BACKUP)


def _papers(today: Today) -> CardContent:
    """One quiet line for each round that is out, one for all forms nobody brought back."""
    lines = [
        Line(f"{each.name}，还有 {len(each.open_lines)} 行", *_out_pill(each, today.at),
             Goal(noun=Noun.ROUND, ident=each.id))
        for each in today.rounds
    ]
    shelf = Goal("feedback", ON_PAPER)
    if today.rounds.rest:
        lines.append(Line(f"还有 {today.rounds.rest} 张…", "", "plain", shelf, leads_on=True))
    if today.old_forms:
        codes = "、".join(form.code for form in today.old_forms[:_CODES])
        more = "……" if len(today.old_forms) > _CODES else ""
        lines.append(Line(f"空白单 {codes}{more} 没回来", f"超过 {OLD_DAYS} 天", "plain", shelf))
    return CardContent("papers", "clipboard-list", "单子在外面", "", "plain", tuple(lines))


def _out_pill(each: Round, now: datetime) -> tuple[str, str]:
    return f"{moment(each.made_at.date(), now)}印", "plain"


def _weather(today: Today) -> CardContent:
    word = today.weather.weather
    look = weather.LOOKS[word]
    goal = Goal("barometer")
    lines = [Line(reason, "", "plain", goal) for reason in today.weather.reasons]
    lines.append(Line("看每一幢…", "", "plain", goal, leads_on=True))
    return CardContent("weather", look.icon, "晴雨自评", str(word), look.tone, tuple(lines))


def _card(key: str, icon: str, title: str, tone: str, lines: list[Line], total: int, more: Goal,
          calm: str = "") -> CardContent:
    rest = total - len(lines)
    if rest > 0:
        lines = [*lines, Line(f"还有 {rest} 件…", "", "plain", more, leads_on=True)]
    if not lines:
        return CardContent(key, icon, title, "", "good", (), calm)
    return CardContent(key, icon, title, str(total), tone, tuple(lines), calm)


def _issue(issue: Issue) -> Goal:
    return Goal(noun=Noun.ISSUE, ident=issue.id)
