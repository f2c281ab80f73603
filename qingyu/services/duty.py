"""Duty: the shifts of a day, who stands in them today, ticks by hand."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from qingyu.domain.changes import Changes
from qingyu.domain.duty import Assignment, Shift, shown
from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.handover import OnDutyNow, Post
from qingyu.domain.month import Month, month_of
from qingyu.domain.steward import Steward
from qingyu.services.neighbourhood import PHONE
from qingyu.storage import duty as rows
from qingyu.storage import setting
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store

_DAY = timedelta(days=1)
_AHEAD = 3  # so many days on somebody is looked for who comes next


@frozen
class ShiftDuty:
    """One shift of a day and who serves in it; the leader comes first."""

    shift: Shift
    people: tuple[Steward, ...]
    lead: Steward | None


def on_day(store: Store, day: date) -> tuple[ShiftDuty, ...]:
    """All shifts of a day, the earliest first, with who serves."""
    return on_days(store, [day])[day]


def on_days(store: Store, days: Sequence[date]) -> dict[date, tuple[ShiftDuty, ...]]:
    """The same for each of several days that lie close together."""
    people = {person.id: person for person in steward_rows.stewards(everybody=True)}
    every = rows.shifts_or_usual(retired=True)
    booked: dict[date, list[Assignment]] = {day: [] for day in days}
    for each in rows.assignments(min(days), max(days)) if days else ():
        if each.served and each.on in booked:
            booked[each.on].append(each)
    return {
        day: tuple(
            _shift_duty(shift, [each for each in booked[day] if each.shift_id == shift.id], people)
            for shift in shown(every, {each.shift_id for each in booked[day]})
        )
        for day in days
    }


def set_shift(
    store: Store,
    day: date,
    shift_name: str,
    steward_ids: Sequence[int],
    lead_id: int | None = None,
    *,
    by: int | None,
) -> Changes:
    """The change of who serves in one shift of one day, entered by hand."""
    # The whole of the month's roster is behind it, and the start only asks who is on duty.
    from qingyu.services import duty_month

    duty_month.refuse_published(day)
    chosen = list(dict.fromkeys(steward_ids))
    if lead_id is not None and lead_id not in chosen:
        raise RuleError("值班长要是这一班里的人", "请先把他排进这一班。")
    with store.operation(f"排班 {day.month}月{day.day}日{shift_name}班", by=by) as writer:
        rows.ensure_shifts(writer)
        shift = _named(shift_name)
        rows.clear(writer, day, shift.id)
        for ident in chosen:
            rows.assign(writer, day, shift.id, ident, lead=ident == lead_id, pinned=True)
    return writer.changes


def shifts(store: Store) -> tuple[Shift, ...]:
    """The shifts in use, the earliest first; the usual three until somebody set any."""
    return rows.shifts_or_usual()


def save_shift(store: Store, shift: Shift, *, by: int | None) -> Changes:
    """The change of a new shift (id 0) or an edited one.

    A shift of published months keeps its hours there: it is retired, and a new one takes over.
    """
    wanted = replace(shift, name=shift.name.strip().removesuffix("班"), retired=False)
    _check_shift(wanted)
    verb = f"修改{wanted.name}班" if shift.id else f"添加{wanted.name}班"
    with store.operation(verb, by=by) as writer:
        rows.ensure_shifts(writer)
        if not shift.id:
            rows.add_shift(writer, wanted)
        elif _same_weight(rows.shift(shift.id), wanted) or not _frozen(shift.id):
            rows.save_shift(writer, wanted)
        else:
            rows.save_shift(writer, replace(rows.shift(shift.id), retired=True))
            new = rows.add_shift(writer, wanted)
            published = _published()
            for each in rows.of_shift(shift.id):
                if month_of(each.on) not in published and each.on >= writer.at.date():
                    rows.save_assignment(writer, replace(each, shift_id=new))
    return writer.changes


def remove_shift(store: Store, shift_id: int, *, by: int | None) -> Changes:
    """The change of a shift no longer in use; the history keeps it."""
    shift = rows.shift(shift_id)
    today = store.now().date()
    ahead = [each for each in rows.of_shift(shift_id) if each.on >= today]
    if ahead:
        raise RuleError(
            f"{shift.name}班以后还排了 {len(ahead)} 人次", "请先把这些班撤下或排到别的班。"
        )
    with store.operation(f"停用{shift.name}班", by=by) as writer:
        rows.ensure_shifts(writer)
        rows.save_shift(writer, replace(shift, retired=True))
    return writer.changes


def on_duty_now(store: Store) -> OnDutyNow:
    """Who holds the post at this moment, who comes next, and the duty phone.

    An overnight shift that began yesterday counts. Next is what begins next today, else the next
    shift of the coming days that somebody serves in, else tomorrow's first.
    """
    now = store.now()
    served = on_days(store, [now.date() + _DAY * step for step in range(-1, _AHEAD + 1)])
    posts = [
        Post(day, each.shift, each.people, each.lead)
        for day, every in served.items()
        for each in every
    ]
    ahead = [post for post in posts if post.shift.starts_on(post.on) > now]
    wanted = [post for post in ahead if post.on == now.date()]
    wanted = wanted or [post for post in ahead if post.people] or ahead
    soonest = min((post.shift.starts_on(post.on) for post in wanted), default=None)
    return OnDutyNow(
        now,
        tuple(post for post in posts if _covers(post, now)),
        tuple(post for post in wanted if post.shift.starts_on(post.on) == soonest),
        setting.value(PHONE),
        any(post.people for post in posts),
    )


def _covers(post: Post, now: datetime) -> bool:
    return post.shift.starts_on(post.on) <= now < post.shift.ends_on(post.on)


def _check_shift(shift: Shift) -> None:
    if not shift.name or len(shift.name) > 6:
        raise RuleError("班次的名字要一到六个字", "比如：早、午、晚、夜巡。")
    if shift.start == shift.end:
        raise RuleError("开始和结束是同一个时间", "请改一下钟点。")
    if not 1 <= shift.places <= 20:
        raise RuleError("每班要 1 到 20 个人", "请改一下人数。")
    if any(e.name == shift.name and e.id != shift.id for e in rows.shifts_or_usual()):
        raise RuleError(f"已经有{shift.name}班了", "请换一个名字，或直接改原来的。")


def _same_weight(old: Shift, new: Shift) -> bool:
    return (old.start, old.end, old.evening) == (new.start, new.end, new.evening)


def _frozen(shift_id: int) -> bool:
    """Whether published months or days that are over know this shift."""
    published = _published()
    return any(month_of(each.on) in published for each in rows.of_shift(shift_id))


def _published() -> Collection[Month]:
    from qingyu.storage import duty_month as month_rows

    return month_rows.published()


def _named(name: str) -> Shift:
    found = next((shift for shift in rows.shifts() if shift.name == name), None)
    if found is None:
        raise RuleError(f"没有「{name}」这个班次", "请重新选择班次。")
    return found


def _shift_duty(
    shift: Shift, booked: Sequence[Assignment], people: dict[int, Steward]
) -> ShiftDuty:
    serving = tuple(people[each.steward_id] for each in booked)
    lead = next((people[each.steward_id] for each in booked if each.lead), None)
    return ShiftDuty(shift, serving, lead)
