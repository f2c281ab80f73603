"""A shift to which nobody came at all, noted in one step."""

from dataclasses import replace
from datetime import date

from qingyu.domain.changes import Changes
from qingyu.domain.duty import Standing
from qingyu.domain.duty_change import ChangeKind
from qingyu.domain.errors import RuleError
from qingyu.services.duty_seat import when
from qingyu.services.duty_swap import note
from qingyu.storage import duty as rows
from qingyu.storage.store import Store


def nobody_came(store: Store, on: date, shift_id: int, *, by: int | None) -> Changes:
    """The change of everybody of a shift who did not come: it stops counting for them."""
    shift = rows.shift(shift_id)
    where = when(on, shift)
    here = [e for e in rows.assignments(on) if e.shift_id == shift_id and e.served]
    if not here:
        raise RuleError(f"{where}没有该来的人", "没排人，或者已经记过缺岗，不用再记。")
    if shift.starts_on(on) > store.now():
        raise RuleError(f"{where}还没有开始", "来不了请用「换班」。")
    with store.operation(f"{where}没有人到岗", by=by) as writer:
        for seat in here:
            rows.save_assignment(writer, replace(seat, standing=Standing.ABSENT, lead=False))
            note(writer, ChangeKind.ABSENT, seat, giver_id=seat.steward_id)
    return writer.changes
