"""Two people of a draft change places, also of two drafts."""

from dataclasses import replace as changed

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.month import month_of
from qingyu.services import duty_across, duty_problem
from qingyu.services.duty_month import refuse_published
from qingyu.services.duty_seat import refuse_twice, settle_lead, when
from qingyu.storage import duty as rows
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store


def exchange(
    store: Store, one_id: int, other_id: int, *, by: int | None, knowingly: bool = False
) -> Changes:
    """The change of two seats of a draft that swap their people; RuleError names a broken rule."""
    one, other = rows.assignment(one_id), rows.assignment(other_id)
    refuse_published(one.on)
    refuse_published(other.on)
    if one.steward_id == other.steward_id or (one.on, one.shift_id) == (other.on, other.shift_id):
        raise RuleError("这两个位置对换没有用", "请选另一班的另一个人。")
    for seat, who in ((one, other.steward_id), (other, one.steward_id)):
        book = duty_problem.read(store, month_of(seat.on), carry=False)
        refuse_twice(book, seat.on, rows.shift(seat.shift_id), who)
    come, go = duty_across.both_ways(one, other.steward_id, other)
    kept = duty_across.check(store, come, go, knowingly=knowingly)
    names = [steward_rows.get(each.steward_id).name for each in (one, other)]
    where = [when(each.on, rows.shift(each.shift_id)) for each in (one, other)]
    verb = f"{names[0]}（{where[0]}）和{names[1]}（{where[1]}）对换"
    with store.operation(verb, by=by) as writer:
        for seat, who in ((one, other.steward_id), (other, one.steward_id)):
            row = changed(seat, steward_id=who, lead=False, pinned=True, kept=kept)
            rows.save_assignment(writer, row)
        for seat in (one, other):
            settle_lead(store, writer, seat.on, seat.shift_id)
    return writer.changes
