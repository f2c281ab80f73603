"""Drafts as rows: written beside the journal, as often as somebody pauses."""

import json
from collections.abc import Iterable
from datetime import datetime

from qingyu.domain.draft import Draft
from qingyu.storage import tables
from qingyu.storage.store import Store


def write(store: Store, kept: Iterable[Draft], gone: Iterable[str]) -> None:
    """Writes these, and removes those of these ids, all at once."""
    table = tables.Draft
    with store.database.atomic():
        for draft in kept:
            columns = {
                "way": _text(list(draft.way)),
                "title": draft.title,
                "fields": _text(dict(draft.fields)),
                "by": draft.by,
                "at": draft.at,
            }
            table.insert(id=draft.id, **columns).on_conflict(
                conflict_target=[table.id], update=columns
            ).execute()
        table.delete().where(table.id.in_(list(gone))).execute()


def every() -> tuple[Draft, ...]:
    """What is kept, the newest first."""
    rows = tables.Draft.select().order_by(tables.Draft.at.desc(), tables.Draft.id)
    return tuple(
        Draft(
            row.id, tuple(json.loads(row.way)), row.title, json.loads(row.fields), row.by, row.at
        )
        for row in rows
    )


def forget_before(store: Store, moment: datetime) -> int:
    """How many older ones were removed."""
    with store.database.atomic():
        return int(tables.Draft.delete().where(tables.Draft.at < moment).execute())


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
