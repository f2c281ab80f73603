"""Somebody of a published month moves to an empty place (调班), also of another month."""

from dataclasses import replace
from datetime import date, datetime

from qingyu.domain.changes import Changes
from qingyu.domain.duty_change import Agreement, ChangeKind, OwnDuty, ShiftRef
from qingyu.domain.duty_month import RosterState
from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month, month_of
from qingyu.domain.roster import Duty, Slot
from qingyu.services import duty_across, duty_problem
from qingyu.services.duty_month import state
from qingyu.services.duty_problem import duty_of
from qingyu.services.duty_seat import refuse_twice, settle_lead, when
from qingyu.services.duty_swap import note
from qingyu.storage import duty as rows
from qingyu.storage import duty_month as month_rows
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store


def move(
    store: Store,
    assignment_id: int,
    on: date,
    shift_id: int,
    *,
    agreed: str,
    by: int | None,
    agreed_at: datetime | None = None,
    words: str = "",
    knowingly: bool = False,
) -> Changes:
    """The change of somebody moved after publishing; their old place stays empty.

    RuleError names a rule it would break, unless it is done knowingly; who agreed is kept.
    """
    old = rows.assignment(assignment_id)
    name, shift = steward_rows.get(old.steward_id).name, rows.shift(shift_id)
    if RosterState.PUBLISHED not in (state(month_of(old.on)), state(month_of(on))):
        raise RuleError("这个月的值班表还没有公布", "还是草稿，直接移动就行。")
    if not old.served:
        raise RuleError(f"{name}这一班记了缺岗", "请用「顶班」。")
    if not agreed.strip():
        raise RuleError("还没有写谁同意的", "请写一下，比如「本人同意」。")
    book = duty_problem.read(store, month_of(on), carry=False)
    refuse_twice(book, on, shift, old.steward_id)
    new = Duty(Slot(on, str(shift_id)), str(old.steward_id))
    kept = duty_across.check(store, {new}, {duty_of(old)}, knowingly=knowingly)
    before = when(old.on, rows.shift(old.shift_id))
    with store.operation(f"{name}从{before}调到{when(on, shift)}", by=by) as writer:
        draft = state(month_of(on)) is not RosterState.PUBLISHED
        row = replace(old, on=on, shift_id=shift_id, lead=False, kept=kept,
                      pinned=old.pinned or draft)  # fmt: skip
        rows.save_assignment(writer, row)
        settle_lead(store, writer, old.on, old.shift_id)
        settle_lead(store, writer, on, shift_id)
        note(
            writer, ChangeKind.MOVED, old, giver_id=old.steward_id, back=ShiftRef(on, shift_id),
            agreed=Agreement(agreed.strip(), agreed_at or writer.at), words=words, kept=kept,
        )  # fmt: skip
    return writer.changes


def around(store: Store, month: Month) -> tuple[OwnDuty, ...]:
    """What everybody serves in a month, the one before and the one after, those ahead first."""
    today = store.now().date()
    first, last = month.before.first, month.after.last
    names = {shift.id: shift.name for shift in rows.shifts_or_usual(retired=True)}
    settled = month_rows.published()
    found = [
        OwnDuty(e.id, e.steward_id, e.on, names[e.shift_id], month_of(e.on) in settled)
        for e in rows.assignments(first, last)
        if e.served and (e.on >= today or month_of(e.on) == month)
    ]
    return tuple(sorted(found, key=lambda each: (each.on < today, each.on, each.assignment_id)))
