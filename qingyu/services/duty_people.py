"""Who may serve and when not: roster facts, pairs, leave and wishes."""

from dataclasses import replace

from qingyu.domain.changes import Changes
from qingyu.domain.duty import Shift
from qingyu.domain.duty_person import DutyFacts, DutyPerson, Pair, PairKind, Wish, usual_facts
from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month
from qingyu.storage import duty as duty_rows
from qingyu.storage import duty_person as rows
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store

_MOST_DAYS = 366


def people(store: Store) -> tuple[DutyPerson, ...]:
    """Everybody who is active, with what the roster knows about them."""
    own = rows.facts()
    return tuple(
        DutyPerson(each, own.get(each.id) or usual_facts(each), each.id in own)
        for each in steward_rows.stewards()
    )


def save_facts(store: Store, facts: DutyFacts, *, by: int | None) -> Changes:
    """The change of what the roster knows about somebody."""
    steward = steward_rows.get(facts.steward_id)
    if facts.max_shifts is not None and not 0 <= facts.max_shifts <= 31:
        raise RuleError("每月最多几班要写 0 到 31", "不限就留空。")
    with store.operation(f"修改{steward.name}的值班资料", by=by) as writer:
        rows.save_facts(writer, facts)
    return writer.changes


def pairs(store: Store) -> tuple[Pair, ...]:
    """The pairs that must not serve together, or like to."""
    return rows.pairs()


def add_pair(
    store: Store, kind: PairKind, first_id: int, second_id: int, *, by: int | None
) -> Changes:
    """The change of a new pair."""
    if first_id == second_id:
        raise RuleError("两个人要不一样", "请再选一位。")
    names = [steward_rows.get(ident).name for ident in (first_id, second_id)]
    both = {first_id, second_id}
    if any({pair.first_id, pair.second_id} == both for pair in rows.pairs()):
        raise RuleError(f"{'和'.join(names)}已经写过了", "要改请先删掉原来的。")
    with store.operation(f"{'和'.join(names)}{kind}", by=by) as writer:
        rows.add_pair(writer, Pair(0, kind, first_id, second_id))
    return writer.changes


def remove_pair(store: Store, pair_id: int, *, by: int | None) -> Changes:
    """The change of a pair taken back."""
    with store.operation("取消两人同班的约定", by=by) as writer:
        rows.remove_pair(writer, pair_id)
    return writer.changes


def wishes(
    store: Store, month: Month | None = None, steward_id: int | None = None
) -> tuple[Wish, ...]:
    """Leave and wishes, the earliest first: all, or those of a month or a person."""
    found = rows.wishes(month.first, month.last) if month else rows.wishes()
    return tuple(each for each in found if steward_id in (None, each.steward_id))


def every_shift(store: Store) -> tuple[Shift, ...]:
    """The shifts with those no longer in use, which an old wish still names."""
    return duty_rows.shifts_or_usual(retired=True)


def add_wish(store: Store, wish: Wish, *, by: int | None) -> Changes:
    """The change of new leave or a new wish."""
    _check(wish)
    name = steward_rows.get(wish.steward_id).name
    with store.operation(f"{name}{wish.kind} {_when(wish)}", by=by) as writer:
        rows.add_wish(writer, replace(wish, words=wish.words.strip()))
    return writer.changes


def save_wish(store: Store, wish: Wish, *, by: int | None) -> Changes:
    """The change of edited leave or an edited wish."""
    _check(wish)
    rows.wish(wish.id)
    name = steward_rows.get(wish.steward_id).name
    with store.operation(f"修改{name}{wish.kind} {_when(wish)}", by=by) as writer:
        rows.save_wish(writer, replace(wish, words=wish.words.strip()))
    return writer.changes


def remove_wish(store: Store, wish_id: int, *, by: int | None) -> Changes:
    """The change of leave or a wish taken back."""
    wish = rows.wish(wish_id)
    name = steward_rows.get(wish.steward_id).name
    with store.operation(f"取消{name}{wish.kind} {_when(wish)}", by=by) as writer:
        rows.remove_wish(writer, wish_id)
    return writer.changes


def _check(wish: Wish) -> None:
    if wish.last < wish.first:
        raise RuleError("结束的日子早于开始的日子", "请改一下日期。")
    if (wish.last - wish.first).days > _MOST_DAYS:
        raise RuleError("一次最多写一年", "请把日期写短一些。")
    if wish.weekday is not None and not 0 <= wish.weekday <= 6:
        raise RuleError("星期几不对", "请重新选择。")
    if wish.shift_id is not None:
        duty_rows.shift(wish.shift_id)


def _when(wish: Wish) -> str:
    first = f"{wish.first.month}月{wish.first.day}日"
    if wish.last == wish.first:
        return first
    return f"{first}至{wish.last.month}月{wish.last.day}日"
