"""Drafts: what stands in forms, kept in the book itself so that it is as safe as the rest."""

from collections.abc import Iterable
from datetime import timedelta

from qingyu.domain.draft import Draft
from qingyu.storage import draft as rows
from qingyu.storage import setting
from qingyu.storage.store import Store

DAYS = 90


def keep(store: Store, kept: Iterable[Draft], gone: Iterable[str] = ()) -> None:
    """Keeps these as they stand and forgets those of these ids; nothing of it is journaled."""
    rows.write(store, kept, gone)


def left(store: Store) -> tuple[Draft, ...]:
    """What was not saved, the newest first."""
    return rows.every()


def forget_old(store: Store) -> int:
    """How many were forgotten because nobody went on with them for so many days."""
    kept = setting.value("privacy.draft_days")
    days = int(kept) if kept.isdecimal() else DAYS
    return rows.forget_before(store, store.now() - timedelta(days=days))
