"""What the book knows of a shift that ends: who came, what happened, what is still open."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from qingyu.domain.duty import Shift
from qingyu.domain.feedback import Channel, Feedback
from qingyu.domain.feedback_list import FeedbackFilter
from qingyu.domain.frozen import frozen
from qingyu.domain.issue_list import IssueFilter
from qingyu.domain.place import Place
from qingyu.domain.wording import code
from qingyu.storage import duty as duty_rows
from qingyu.storage import feedback as feedback_rows
from qingyu.storage import handover as rows
from qingyu.storage import issue as issue_rows
from qingyu.storage import issue_parts
from qingyu.storage import promise as promise_rows
from qingyu.storage.store import Store

_MOST_LINES, _MOST_OPEN, _MOST_READ, _MOST_NAMED = 20, 5, 500, 4
_DAY = timedelta(days=1)
_MET = {
    Channel.VISIT: "上门 {} 位",
    Channel.PHONE: "来电 {} 个",
    Channel.WECHAT: "微信 {} 条",
    Channel.HOTLINE: "12345 {} 件",
}
_CALLED = "回访"


@frozen
class Told:
    """What can be written into the record before anybody types."""

    weather: str
    visitors: str
    happened: tuple[str, ...]
    open_matters: tuple[str, ...]


def told(store: Store, on: date, shift: Shift) -> Told:
    """What happened in the shift of that day, by its own people or by nobody on duty then."""
    start, end = shift.starts_on(on), min(shift.ends_on(on), store.now())
    others = _elsewhere(on, shift)
    recent = feedback_rows.newest(FeedbackFilter(since=start), limit=_MOST_READ)
    taken = [e for e in reversed(recent) if e.received_at <= end and e.recorded_by not in others]
    moves = [
        (number, title, verb)
        for number, title, verb, by in reversed(issue_parts.moves_between(start, end, _MOST_READ))
        if by not in others
    ]
    return Told(
        _weather(on, shift),
        "；".join(_met(taken, moves)),
        tuple(_happened(taken, moves)),
        tuple(_open(on, store.now())),
    )


def _elsewhere(on: date, shift: Shift) -> frozenset[int]:
    """Who stood in another shift while this one was on: their work is told by theirs."""
    start, end = shift.starts_on(on), shift.ends_on(on)
    shifts = {each.id: each for each in duty_rows.shifts_or_usual(retired=True)}
    seats = [seat for seat in duty_rows.assignments(on - _DAY, on + _DAY) if seat.served]
    own = {e.steward_id for e in seats if (e.on, e.shift_id) == (on, shift.id)}
    others = {
        seat.steward_id
        for seat in seats
        if shifts[seat.shift_id].starts_on(seat.on) < end
        and shifts[seat.shift_id].ends_on(seat.on) > start
    }
    return frozenset(others - own)


def _weather(on: date, shift: Shift) -> str:
    """What the last record of that day says, so that it is typed once a day."""
    before = (r for r in rows.of_days(on, on) if r.shift.start < shift.start and r.weather)
    return next((record.weather for record in before), "")


def _met(taken: Iterable[Feedback], moves: Iterable[tuple[int, str, str]]) -> Iterator[str]:
    """上门 2 位（张桂芳、李师傅）；来电 1 个（3-2-501）；回访 4 户."""
    pieces = tuple(taken)
    for channel, how in _MET.items():
        came = [each for each in pieces if each.channel is channel]
        who = list(dict.fromkeys(each.name or each.place.code for each in came))
        named = "、".join(name for name in who[:_MOST_NAMED] if name)
        more = "等" if len(who) > _MOST_NAMED else ""
        if came:
            yield how.format(len(came)) + (f"（{named}{more}）" if named else "")
    called = len({number for number, _, verb in moves if verb == _CALLED})
    if called:
        yield f"{_CALLED} {called} 户"


def _happened(taken: list[Feedback], moves: Iterable[tuple[int, str, str]]) -> Iterator[str]:
    """What the book wrote down in that time: feedback taken, issues moved."""
    for piece in taken[:_MOST_LINES]:
        what = _where(piece.place, piece.title or " ".join(piece.text.split())[:30])
        yield f"{piece.received_at:%H:%M} 收到{piece.kind} {code(piece.number)}：{what}"
    if len(taken) > _MOST_LINES:
        yield f"另外还收到 {len(taken) - _MOST_LINES} 条来件"
    moved: dict[tuple[int, str], Counter[str]] = {}
    for number, title, verb in moves:
        moved.setdefault((number, title), Counter())[verb] += 1
    for (number, title), verbs in list(moved.items())[:_MOST_LINES]:
        said = "、".join(f"{v} {n} 次" if n > 1 else v for v, n in verbs.items())
        yield f"工单 {code(number)} {title}：{said}"
    if len(moved) > _MOST_LINES:
        yield f"另外还有 {len(moved) - _MOST_LINES} 件工单有进展"


def _open(on: date, now: datetime) -> Iterator[str]:
    """What the next shift has to know: dangers, promises due, how much is late."""
    for issue in issue_rows.page(IssueFilter(dangerous=True), now, limit=_MOST_OPEN):
        yield f"隐患还没排除：{code(issue.number)} {_where(issue.place, issue.title)}"
    due = promise_rows.due(on + _DAY, _MOST_OPEN)
    issues = issue_rows.many({each.issue_id for each in due})
    for promise in due.shown:
        day = f"{promise.by.month}月{promise.by.day}日"
        where = issues[promise.issue_id].place.code
        yield f"答应{day}办的：{f'{where} ' if where else ''}{promise.what}"
    if due.total > len(due.shown):
        yield f"另外还有 {due.total - len(due.shown)} 件答应过的事"
    late = issue_rows.count(IssueFilter(overdue=True), now)
    if late:
        yield f"超期工单 {late} 件"


def _where(place: Place, title: str) -> str:
    return title if place.named_in(title) else f"{place.text} {title}"
