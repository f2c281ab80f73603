"""Seats of a draft moved by hand: the rules are checked, and kept or broken knowingly."""

from collections.abc import Collection
from dataclasses import replace as changed
from datetime import date

from qingyu.domain.changes import Changes
from qingyu.domain.duty import Assignment, Shift
from qingyu.domain.errors import RuleError
from qingyu.domain.month import month_of
from qingyu.domain.roster import Duty, Slot
from qingyu.domain.roster_change import new_faults, rule_names
from qingyu.domain.roster_rules import Rule
from qingyu.services import duty_across, duty_problem
from qingyu.services.duty_month import refuse_published
from qingyu.services.duty_problem import DutyBook, duty_of
from qingyu.storage import duty as rows
from qingyu.storage import steward as steward_rows
from qingyu.storage.journal import Writer
from qingyu.storage.store import Store

_HINT = "请换一个人或换一班；确实要这样排，请选「仍然这样排」。"


def put(
    store: Store, on: date, shift_id: int, steward_id: int, *, by: int | None,
    knowingly: bool = False,
) -> Changes:  # fmt: skip
    """The change of somebody put into a shift; RuleError names the rule, unless knowingly."""
    refuse_published(on)
    book, shift = duty_problem.read(store, month_of(on)), rows.shift(shift_id)
    name = _name(steward_id)
    refuse_twice(book, on, shift, steward_id)
    new = Duty(Slot(on, str(shift_id)), str(steward_id))
    kept = check(book, {new}, set(), knowingly=knowingly)
    with store.operation(f"{name}排进{when(on, shift)}", by=by) as writer:
        rows.assign(writer, on, shift_id, steward_id, lead=False, pinned=True, kept=kept)
        settle_lead(store, writer, on, shift_id)
    return writer.changes


def take(store: Store, on: date, shift_id: int, steward_id: int, *, by: int | None) -> Changes:
    """The change of somebody taken out of a shift."""
    refuse_published(on)
    shift, name = rows.shift(shift_id), _name(steward_id)
    found = [e for e in _here(on, shift_id) if e.steward_id == steward_id]
    if not found:
        raise RuleError(f"{name}不在{when(on, shift)}", "请重新打开这一页。")
    with store.operation(f"{name}撤下{when(on, shift)}", by=by) as writer:
        rows.remove(writer, [each.id for each in found])
        settle_lead(store, writer, on, shift_id)
    return writer.changes


def move(
    store: Store, assignment_id: int, on: date, shift_id: int, *, by: int | None,
    knowingly: bool = False,
) -> Changes:  # fmt: skip
    """The change of somebody moved to another shift, in a draft or from one draft to another."""
    old = rows.assignment(assignment_id)
    refuse_published(old.on)
    refuse_published(on)
    book = duty_problem.read(store, month_of(on), carry=False)
    shift = rows.shift(shift_id)
    refuse_twice(book, on, shift, old.steward_id)
    new = Duty(Slot(on, str(shift_id)), str(old.steward_id))
    kept = duty_across.check(store, {new}, {duty_of(old)}, knowingly=knowingly)
    verb = f"{_name(old.steward_id)}从{when(old.on, rows.shift(old.shift_id))}移到{when(on, shift)}"
    with store.operation(verb, by=by) as writer:
        moved = changed(old, on=on, shift_id=shift_id, lead=False, pinned=True, kept=kept)
        rows.save_assignment(writer, moved)
        settle_lead(store, writer, old.on, old.shift_id)
        settle_lead(store, writer, on, shift_id)
    return writer.changes


def replace(
    store: Store, assignment_id: int, steward_id: int, *, by: int | None, knowingly: bool = False
) -> Changes:
    """The change of another person in the same seat."""
    old = rows.assignment(assignment_id)
    refuse_published(old.on)
    book, shift = duty_problem.read(store, month_of(old.on)), rows.shift(old.shift_id)
    refuse_twice(book, old.on, shift, steward_id)
    new = Duty(duty_of(old).slot, str(steward_id))
    kept = check(book, {new}, {duty_of(old)}, knowingly=knowingly)
    verb = f"{when(old.on, shift)}：{_name(old.steward_id)}改为{_name(steward_id)}"
    with store.operation(verb, by=by) as writer:
        row = changed(old, steward_id=steward_id, lead=False, pinned=True, kept=kept)
        rows.save_assignment(writer, row)
        settle_lead(store, writer, old.on, old.shift_id)
    return writer.changes


def pin(store: Store, assignment_id: int, pinned: bool, *, by: int | None) -> Changes:
    """The change of a seat that the next proposal keeps, or may give to somebody else."""
    old = rows.assignment(assignment_id)
    refuse_published(old.on)
    where = when(old.on, rows.shift(old.shift_id))
    verb = f"{'固定' if pinned else '放开'}{_name(old.steward_id)}的{where}"
    with store.operation(verb, by=by) as writer:
        rows.save_assignment(writer, changed(old, pinned=pinned))
    return writer.changes


def set_lead(store: Store, assignment_id: int, *, by: int | None) -> Changes:
    """The change of who of a shift is its 值班长; also after publishing."""
    chosen = rows.assignment(assignment_id)
    if not chosen.served:
        raise RuleError(f"{_name(chosen.steward_id)}没有来值班", "请选来值班的人。")
    where, name = when(chosen.on, rows.shift(chosen.shift_id)), _name(chosen.steward_id)
    with store.operation(f"{where}的值班长改为{name}", by=by) as writer:
        for each in _here(chosen.on, chosen.shift_id):
            rows.save_assignment(writer, changed(each, lead=each.id == assignment_id))
    return writer.changes


def check(
    book: DutyBook,
    come: Collection[Duty],
    go: Collection[Duty],
    *,
    knowingly: bool,
    ignoring: Collection[Rule] = (),
) -> str:
    """The rules the change newly breaks, in words; RuleError unless that is done knowingly."""
    unknown = {duty.person for duty in come} - set(book.problem.person_by_id)
    if unknown:
        names = "、".join(_name(int(ident)) for ident in sorted(unknown))
        raise RuleError(f"{names}没有参加值班", "请先在人员里勾上「参加值班」。")
    after = (book.duties - frozenset(go)) | frozenset(come)
    broken = rule_names(new_faults(book.problem, book.duties, after), ignoring=ignoring)
    if broken and not knowingly:
        raise RuleError("；".join(broken), _HINT)
    return "；".join(broken)


def refuse_twice(book: DutyBook, on: date, shift: Shift, steward_id: int) -> None:
    """Raises RuleError when this person already is in that shift, or it is no longer in use."""
    if shift.id not in book.shift_by_id:
        raise RuleError(f"{shift.name}班已经停用了", "请选别的班次。")
    here = (e for e in book.assignments if (e.on, e.shift_id) == (on, shift.id))
    if any(each.steward_id == steward_id for each in here):
        raise RuleError(f"{_name(steward_id)}已经在{when(on, shift)}", "请选别的人或别的班。")


def settle_lead(store: Store, writer: Writer, on: date, shift_id: int) -> None:
    """Sees to it that exactly one of those who serve and may lead is the shift's 值班长."""
    here = _here(on, shift_id)
    known = duty_problem.facts(steward_rows.stewards(everybody=True))
    able = [each for each in here if each.served and known[each.steward_id].lead]
    lead = next((each for each in able if each.lead), able[0] if able else None)
    for each in here:
        rows.save_assignment(writer, changed(each, lead=each == lead or (
            # Who was made 值班长 by hand stays it while nobody else could be.
            lead is None and each.lead and each.served
        )))  # fmt: skip


def when(on: date, shift: Shift) -> str:
    """12月24日晚班."""
    return f"{on.month}月{on.day}日{shift.name}班"


def _here(on: date, shift_id: int) -> tuple[Assignment, ...]:
    return tuple(each for each in rows.assignments(on) if each.shift_id == shift_id)


def _name(steward_id: int) -> str:
    return steward_rows.get(steward_id).name
