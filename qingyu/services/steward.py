"""Stewards and the address book: who serves here, who helps from outside."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.right import Right
from qingyu.domain.steward import Contact, Steward
from qingyu.storage import identity
from qingyu.storage import steward as rows
from qingyu.storage.store import Store


def stewards(store: Store, *, everybody: bool = False) -> tuple[Steward, ...]:
    """The serving stewards; with `everybody`, former ones too."""
    return rows.stewards(everybody=everybody)


def find(store: Store, name: str) -> Steward:
    """The steward of this name; RuleError lists who there is."""
    found = rows.by_name(name.strip())
    if found is None:
        names = "、".join(person.name for person in rows.stewards()[:12])
        raise RuleError(
            f"没有叫「{name}」的管家", f"现有：{names}。" if names else "请先添加管家。"
        )
    return found


def add(store: Store, steward: Steward, *, by: int | None) -> Changes:
    """The change of a new steward."""
    steward = _checked(steward)
    if rows.by_name(steward.name) is not None:
        raise RuleError(f"已经有叫「{steward.name}」的管家", "同名的请在名字后加一个字区分。")
    with store.operation(f"添加管家 {steward.name}", by=by, needs=Right.MANAGE) as writer:
        rows.add(writer, steward)
    return writer.changes


def save(store: Store, steward: Steward, *, by: int | None) -> Changes:
    """The change of an edited steward."""
    steward = _checked(steward)
    other = rows.by_name(steward.name)
    if other is not None and other.id != steward.id:
        raise RuleError(f"已经有叫「{steward.name}」的管家", "同名的请在名字后加一个字区分。")
    old = rows.get(steward.id)
    # Who may do what is the lead's to say; a new telephone number is not.
    same = replace(steward, phone=old.phone, tags=old.tags) == old
    needs = Right.WORK if same else Right.MANAGE
    verb = f"修改管家 {steward.name}"
    with store.operation(verb, by=by, needs=needs) as writer, _keeping_a_lead(store):
        rows.save(writer, steward)
    return writer.changes


def retire(store: Store, steward_id: int, *, by: int | None) -> Changes:
    """The change of somebody who no longer serves; the history keeps the name."""
    steward = rows.get(steward_id)
    verb = f"停用管家 {steward.name}"
    with store.operation(verb, by=by, needs=Right.MANAGE) as writer, _keeping_a_lead(store):
        rows.save(writer, replace(steward, active=False))
    return writer.changes


def contacts(store: Store) -> tuple[Contact, ...]:
    """The address book of outside parties."""
    return rows.contacts()


def add_contact(store: Store, party: Contact, *, by: int | None) -> Changes:
    """The change of a new outside party."""
    if not party.name.strip():
        raise RuleError("还没有写名称", "请写单位或师傅的名字。")
    if any(each.name == party.name.strip() for each in rows.contacts()):
        raise RuleError(f"通讯录里已经有「{party.name.strip()}」", "请直接修改它。")
    with store.operation(f"添加通讯录 {party.name.strip()}", by=by) as writer:
        rows.add_contact(writer, replace(party, name=party.name.strip()))
    return writer.changes


def save_contact(store: Store, party: Contact, *, by: int | None) -> Changes:
    """The change of an edited outside party."""
    with store.operation(f"修改通讯录 {party.name}", by=by) as writer:
        rows.save_contact(writer, party)
    return writer.changes


def remove_contact(store: Store, contact_id: int, *, by: int | None) -> Changes:
    """The change of an outside party taken out; RuleError while an issue names it."""
    party = rows.contact(contact_id)
    with store.operation(f"删除通讯录 {party.name}", by=by) as writer:
        rows.remove_contact(writer, contact_id)
    return writer.changes


@contextmanager
def _keeping_a_lead(store: Store) -> Iterator[None]:
    """Raises RuleError when the last serving lead with a PIN would be gone after this."""
    guarded = identity.is_guarded(store.database)
    yield
    if guarded and not identity.is_guarded(store.database):
        raise RuleError("这样就没有一位组长有 PIN 了", "请先让另一位组长设好 PIN，再改这一位。")


def _checked(steward: Steward) -> Steward:
    name = "".join(steward.name.split())
    if not name:
        raise RuleError("还没有写名字", "请写这位管家的姓名。")
    if len(name) > 20:
        raise RuleError("名字太长了", "请写二十个字以内。")
    return replace(steward, name=name)
