"""Handover (交接班): a record filled in from what happened, signed by both."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from qingyu.domain.changes import Changes
from qingyu.domain.duty import Shift
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback_list import FeedbackFilter
from qingyu.domain.handover import Counted, Handover, Patrol
from qingyu.domain.issue_list import IssueFilter
from qingyu.domain.place import Place
from qingyu.domain.right import Right
from qingyu.domain.wording import code
from qingyu.services import duty
from qingyu.storage import duty as duty_rows
from qingyu.storage import feedback as feedback_rows
from qingyu.storage import handover as rows
from qingyu.storage import issue as issue_rows
from qingyu.storage import issue_parts, setting
from qingyu.storage import promise as promise_rows
from qingyu.storage.store import Store

THINGS, POINTS = "duty.things", "duty.points"
_USUAL_THINGS = (Counted("钥匙", 1), Counted("对讲机", 2), Counted("手电", 2), Counted("药箱", 1))
_USUAL_POINTS = ("大门", "消防通道", "楼道", "车棚", "配电间", "垃圾房")
_SOON, _LATE = timedelta(minutes=30), timedelta(hours=12)
_MOST_LINES, _MOST_OPEN, _MOST_READ = 20, 5, 200


def due(store: Store) -> Handover | None:
    """The shift that just ended, or ends within half an hour, not handed over yet: filled in."""
    now = store.now()
    days = [now.date() - timedelta(days=1), now.date()]
    over: list[tuple[datetime, date, Shift]] = []
    for day, served in duty.on_days(store, days).items():
        over.extend(
            (each.shift.ends_on(day), day, each.shift)
            for each in served
            if each.people and now - _LATE <= each.shift.ends_on(day) <= now + _SOON
        )
    if not over:
        return None
    _, day, shift = max(over, key=lambda each: each[0])
    if rows.of_shift(day, shift.id) is not None:
        return None
    return prefilled(store, day, shift.id)


def prefilled(store: Store, on: date, shift_id: int) -> Handover:
    """The record of a shift as it stands, or one filled in from the book and not stored yet."""
    stored = rows.of_shift(on, shift_id)
    if stored is not None:
        return stored
    shift = duty_rows.shift(shift_id)
    served = next((d for d in duty.on_day(store, on) if d.shift.id == shift_id), None)
    names = "、".join(person.name for person in served.people) if served else ""
    return Handover(
        0,
        on,
        shift,
        names,
        happened=tuple(_happened(shift.starts_on(on), min(shift.ends_on(on), store.now()))),
        open_matters=tuple(_open(store, on)),
        patrol=tuple(Patrol(point) for point in points(store)),
        counted=tuple(things(store)),
    )


def give(store: Store, record: Handover, *, by: int | None) -> Changes:
    """The change of a record signed by the one who goes; RuleError once it was confirmed."""
    if by is None:
        raise RuleError("还不知道是谁交班", "请先在右上角选好「现在是谁在用」。")
    stored = rows.of_shift(record.on, record.shift.id)
    if stored is not None and stored.confirmed:
        raise RuleError("这一班已经交接过了", "有遗漏请写在下一班的记录里。")
    if record.shift.starts_on(record.on) > store.now():
        raise RuleError("这一班还没有开始", "请在下班前填写。")
    where = f"{record.on.month}月{record.on.day}日{record.shift.name}班"
    with store.operation(f"交班 {where}", by=by, needs=Right.RECORD) as writer:
        rows.save(writer, record)
    return writer.changes


def confirm(store: Store, handover_id: int, words: str = "", *, by: int | None) -> Changes:
    """The change of a record confirmed by the one who comes: somebody else than who signed it."""
    record = rows.get(handover_id)
    if by is None:
        raise RuleError("还不知道是谁接班", "请先在右上角选好「现在是谁在用」。")
    if record.confirmed:
        raise RuleError("这一班已经有人接了", "不用再确认一次。")
    if by == record.given_by:
        raise RuleError("交班的人不能自己接班", "请接班的人选好自己的名字再确认。")
    where = f"{record.on.month}月{record.on.day}日{record.shift.name}班"
    with store.operation(f"接班 {where}", by=by, needs=Right.RECORD) as writer:
        rows.confirm(writer, handover_id, words.strip())
    return writer.changes


def waiting(store: Store) -> Handover | None:
    """The newest record that nobody has confirmed, or None."""
    return rows.waiting()


def of_days(store: Store, first: date, last: date) -> tuple[Handover, ...]:
    """The stored records of these days, the latest first."""
    return rows.of_days(first, last)


def things(store: Store) -> tuple[Counted, ...]:
    """What is counted at every handover, with the usual number."""
    stored = setting.value(THINGS)
    if not stored:
        return _USUAL_THINGS
    pairs = (line.rpartition(" ") for line in stored.splitlines())
    return tuple(Counted(name, int(usual)) for name, _, usual in pairs)


def set_things(store: Store, counted: Sequence[Counted], *, by: int | None) -> Changes:
    """The change of what is counted at a handover."""
    clean = [replace(each, name=" ".join(each.name.split())) for each in counted]
    if any(not each.name or each.usual < 1 for each in clean):
        raise RuleError("每样东西要有名字和数量", "数量至少写 1；不用清点的请删掉。")
    with store.operation("修改交接清点的东西", by=by) as writer:
        setting.put(writer, THINGS, "\n".join(f"{each.name} {each.usual}" for each in clean))
    return writer.changes


def points(store: Store) -> tuple[str, ...]:
    """The points of the round that every shift looks at."""
    return tuple(setting.value(POINTS).splitlines()) or _USUAL_POINTS


def set_points(store: Store, names: Sequence[str], *, by: int | None) -> Changes:
    """The change of the points of the round."""
    clean = [" ".join(name.split()) for name in names]
    with store.operation("修改巡查点", by=by) as writer:
        setting.put(writer, POINTS, "\n".join(dict.fromkeys(name for name in clean if name)))
    return writer.changes


def _happened(start: datetime, end: datetime) -> Iterator[str]:
    """What the book wrote down in that time: feedback taken, issues moved."""
    recent = feedback_rows.newest(FeedbackFilter(since=start), limit=_MOST_READ)
    taken = [piece for piece in reversed(recent) if piece.received_at <= end]
    for piece in taken[:_MOST_LINES]:
        what = _where(piece.place, piece.title or " ".join(piece.text.split())[:30])
        yield f"{piece.received_at:%H:%M} 收到{piece.kind} {code(piece.number)}：{what}"
    if len(taken) > _MOST_LINES:
        yield f"另外还收到 {len(taken) - _MOST_LINES} 条来件"
    moved: dict[tuple[int, str], list[str]] = {}
    for number, title, verb in reversed(issue_parts.moves_between(start, end, _MOST_READ)):
        moved.setdefault((number, title), []).append(verb)
    for (number, title), verbs in list(moved.items())[:_MOST_LINES]:
        yield f"工单 {code(number)} {title}：{'、'.join(dict.fromkeys(verbs))}"
    if len(moved) > _MOST_LINES:
        yield f"另外还有 {len(moved) - _MOST_LINES} 件工单有进展"


def _open(store: Store, on: date) -> Iterator[str]:
    """What the next shift has to know: dangers, promises due, how much is late."""
    now = store.now()
    for issue in issue_rows.page(IssueFilter(dangerous=True), now, limit=_MOST_OPEN):
        yield f"隐患还没排除：{code(issue.number)} {_where(issue.place, issue.title)}"
    for promise in promise_rows.due(on + timedelta(days=1), _MOST_OPEN).shown:
        day = f"{promise.by.month}月{promise.by.day}日"
        yield f"答应{day}办的：{promise.what}"
    late = issue_rows.count(IssueFilter(overdue=True), now)
    if late:
        yield f"超期工单 {late} 件"


def _where(place: Place, title: str) -> str:
    return title if place.named_in(title) else f"{place.text} {title}"
