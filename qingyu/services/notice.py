"""Notices: compose from a kind and fields, print, number and keep."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from qingyu.domain.changes import Changes, Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.notice import Notice, compose, doubts
from qingyu.domain.notice_kind import NoticeKind, built_in_kind, built_in_kinds
from qingyu.services.document import save_file
from qingyu.storage import notice as rows
from qingyu.storage.notice import KeptNotice as KeptNotice
from qingyu.storage.store import Store

DEFAULT_LAYOUT = "a4"


@frozen
class Draft:
    """A composed notice and what a careful reader would ask about it."""

    notice: Notice
    doubts: tuple[str, ...]


def kinds() -> tuple[NoticeKind, ...]:
    """The kinds of notice there are, the free form last."""
    return built_in_kinds()


def draft(kind: str, fields: Mapping[str, object], today: date) -> Draft:
    """The notice of these fields with its doubts; RuleError names what is missing or wrong."""
    notice = compose(built_in_kind(kind), fields)
    return Draft(notice, tuple(doubts(notice, today)))


def pdf(notice: Notice, *, layout: str = DEFAULT_LAYOUT, public: bool = False) -> bytes:
    """The notice as a PDF; RuleError names a character no font has, or a layout there is not."""
    from qingyu.printing.notice import render

    return render(notice, layout, public)


def publish(
    store: Store,
    kind: str,
    fields: Mapping[str, object],
    *,
    layout: str = DEFAULT_LAYOUT,
    public: bool = False,
    by: int | None,
) -> Changes:
    """The change of a notice numbered, kept, and saved as a PDF under prints/."""
    notice = draft(kind, fields, store.now().date()).notice
    pdf(notice, layout=layout, public=public)
    with store.operation(f"发布通知 {notice.title[:20]}", by=by) as writer:
        ident = rows.add(
            writer,
            kind=kind,
            title=notice.title,
            fields=fields,
            posted_until=notice.posted_until,
        )
        numbered = replace(notice, number=rows.get(ident).number)
        content = pdf(numbered, layout=layout, public=public)
        save_file(printed(store, rows.get(ident)), content)
    return writer.changes


def published(store: Store, changes: Changes) -> KeptNotice:
    """The notice a `publish` just kept."""
    return rows.get(changes.ids(Noun.NOTICE)[-1])


def newest(store: Store) -> tuple[KeptNotice, ...]:
    """Published notices, newest first."""
    return rows.newest()


def printed(store: Store, notice: KeptNotice) -> Path:
    """Where the PDF of a published notice lies."""
    title = "".join(char for char in notice.title if char.isalnum())[:30]
    return store.folder.prints / f"通知{notice.year}-{notice.serial:03d}{title}.pdf"


def file(store: Store, ident: int) -> Path:
    """The PDF of a published notice, set again from its fields when the file is gone."""
    kept = rows.get(ident)
    path = printed(store, kept)
    if not path.is_file():
        notice = draft(kept.kind, kept.fields, kept.created_at.date()).notice
        save_file(path, pdf(replace(notice, number=kept.number)))
    return path


def example(kind: NoticeKind, today: date) -> dict[str, str]:
    """The kind's own examples as fields, dated today, to see how it looks."""
    fields = {field.name: field.example for field in kind.fields if field.example}
    return {**fields, **{f.name: today.isoformat() for f in kind.fields if f.name == "date"}}


def take_down(store: Store, ident: int, *, by: int | None) -> Changes:
    """The change of a notice taken off the boards."""
    kept = rows.get(ident)
    if kept.posted_until is None:
        raise RuleError("这张通知没有在张贴", "不用再撤下。")
    with store.operation(f"撤下 {kept.title[:20]}", by=by) as writer:
        rows.take_down(writer, ident)
    return writer.changes
