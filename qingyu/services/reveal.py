"""Telephones hidden until somebody who may see them asks; who asked stands in the journal."""

from qingyu.domain.changes import Changes, Noun
from qingyu.domain.neighbourhood import Resident
from qingyu.domain.right import Right
from qingyu.services import identity
from qingyu.storage import feedback, neighbourhood, setting
from qingyu.storage.store import Store

_KEY = "privacy.phones"
HIDDEN, SHOWN = "hidden", "shown"


def is_hiding(store: Store) -> bool:
    """Whether telephones are hidden; until the lead decides, where PINs are in use."""
    kept = setting.value(_KEY)
    return kept == HIDDEN if kept else identity.is_guarded(store)


def set_hiding(store: Store, hidden: bool, *, by: int | None) -> Changes:
    """The change of telephones hidden or shown."""
    verb = "电话先遮住，点了才显示" if hidden else "电话直接显示"
    with store.operation(verb, by=by, needs=Right.MANAGE) as writer:
        setting.put(writer, _KEY, HIDDEN if hidden else SHOWN)
    return writer.changes


def show(store: Store, noun: Noun, ident: int, *, by: int | None) -> Changes:
    """Notes that somebody looked at the contact of a resident or a piece; RuleError if not allowed.

    The journal names the number or address beside the name.
    """
    if noun is Noun.RESIDENT:
        person = neighbourhood.residents_by_ids([ident]).get(ident)
        whose = f"住户 {_said(person)}" if person is not None else "住户"
    else:
        piece = feedback.get(ident)
        whose = " ".join(part for part in (f"来件 {piece.code}", piece.name) if part)
    with store.operation(f"看了{whose}的联系方式", by=by, needs=Right.CONTACT) as writer:
        writer.tell()
    return writer.changes


def _said(person: Resident) -> str:
    return f"{person.household.place.code} {person.name}"
