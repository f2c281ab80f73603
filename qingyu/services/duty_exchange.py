"""Two people of a draft change places, and what that costs."""

from dataclasses import replace as changed

from qingyu.domain.changes import Changes
from qingyu.domain.duty import Assignment
from qingyu.domain.duty_change import Cost
from qingyu.domain.errors import RuleError
from qingyu.domain.month import month_of
from qingyu.domain.roster import Duty
from qingyu.domain.roster_change import cost
from qingyu.services import duty_problem
from qingyu.services.duty_month import refuse_published
from qingyu.services.duty_problem import duty_of
from qingyu.services.duty_seat import check, refuse_twice, settle_lead, when
from qingyu.storage import duty as rows
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store


def exchange(
    store: Store, one_id: int, other_id: int, *, by: int | None, knowingly: bool = False
) -> Changes:
    """The change of two seats of a draft that swap their people; RuleError names a broken rule."""
    one, other = rows.assignment(one_id), rows.assignment(other_id)
    refuse_published(one.on)
    if month_of(one.on) != month_of(other.on):
        raise RuleError("只能在同一个月里对换", "请打开那个月再排。")
    if one.steward_id == other.steward_id or (one.on, one.shift_id) == (other.on, other.shift_id):
        raise RuleError("这两个位置对换没有用", "请选另一班的另一个人。")
    book = duty_problem.read(store, month_of(one.on))
    refuse_twice(book, one.on, rows.shift(one.shift_id), other.steward_id)
    refuse_twice(book, other.on, rows.shift(other.shift_id), one.steward_id)
    go, come = _both(one, other)
    kept = check(book, come, go, knowingly=knowingly)
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


def cost_of_exchange(store: Store, one_id: int, other_id: int) -> Cost:
    """What it costs that two people swap their places, drafted or published."""
    one, other = rows.assignment(one_id), rows.assignment(other_id)
    book = duty_problem.read(store, month_of(one.on))
    go, come = _both(one, other)
    return cost(book.problem, book.duties, (book.duties - go) | come)


def _both(one: Assignment, other: Assignment) -> tuple[set[Duty], set[Duty]]:
    """The duties that go, and those that come."""
    here, there = duty_of(one), duty_of(other)
    return {here, there}, {Duty(here.slot, there.person), Duty(there.slot, here.person)}
