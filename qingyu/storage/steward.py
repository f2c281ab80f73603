"""Stewards and the address book: rows ↔ dataclasses."""

from typing import Any

from qingyu.domain.errors import RuleError
from qingyu.domain.steward import Contact, Role, Steward
from qingyu.storage import tables
from qingyu.storage.journal import Writer

_TAG_MARK = "、"


def stewards(*, everybody: bool = False) -> tuple[Steward, ...]:
    """The serving stewards in the order they joined; with `everybody`, former ones too."""
    query = tables.Steward.select().order_by(tables.Steward.id)
    if not everybody:
        query = query.where(tables.Steward.active)
    return tuple(_steward(row) for row in query)


def get(ident: int) -> Steward:
    """The steward; RuleError when there is none."""
    row = tables.Steward.get_or_none(tables.Steward.id == ident)
    if row is None:
        raise RuleError("没有这位管家", "请重新选择。")
    return _steward(row)


def by_name(name: str) -> Steward | None:
    """The steward of exactly this name, or None."""
    row = tables.Steward.get_or_none(tables.Steward.name == name)
    return _steward(row) if row is not None else None


def add(writer: Writer, steward: Steward) -> int:
    """The id of a new steward."""
    return writer.insert(tables.Steward, **_columns(steward))


def save(writer: Writer, steward: Steward) -> bool:
    """Whether the stored steward differed and was brought to this."""
    return writer.update(tables.Steward, steward.id, **_columns(steward))


def contacts() -> tuple[Contact, ...]:
    """The address book by name."""
    query = tables.Contact.select().order_by(tables.Contact.trade, tables.Contact.name)
    return tuple(_contact(row) for row in query)


def contact(ident: int) -> Contact:
    """The outside party; RuleError when there is none."""
    row = tables.Contact.get_or_none(tables.Contact.id == ident)
    if row is None:
        raise RuleError("通讯录里没有这一家", "请重新选择。")
    return _contact(row)


def add_contact(writer: Writer, party: Contact) -> int:
    """The id of a new outside party."""
    return writer.insert(
        tables.Contact, name=party.name, trade=party.trade, phone=party.phone, note=party.note
    )


def save_contact(writer: Writer, party: Contact) -> bool:
    """Whether the stored party differed and was brought to this."""
    return writer.update(
        tables.Contact,
        party.id,
        name=party.name,
        trade=party.trade,
        phone=party.phone,
        note=party.note,
    )


def remove_contact(writer: Writer, ident: int) -> None:
    """Removes an outside party; RuleError while an issue names it."""
    writer.delete(tables.Contact, ident)


def _columns(steward: Steward) -> dict[str, Any]:
    return {
        "name": steward.name,
        "role": str(steward.role),
        "phone": steward.phone,
        "tags": _TAG_MARK.join(steward.tags),
        "active": steward.active,
    }


def _steward(row: Any) -> Steward:
    tags = tuple(tag for tag in row.tags.split(_TAG_MARK) if tag)
    return Steward(row.id, row.name, Role(row.role), row.phone, tags, row.active)


def _contact(row: Any) -> Contact:
    return Contact(row.id, row.name, row.trade, row.phone, row.note)
