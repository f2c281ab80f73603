"""Notices: compose from a kind and fields, print, number and keep."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from qingyu.domain.changes import Changes, Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.notice import Notice, composed
from qingyu.domain.notice_doubt import doubts
from qingyu.domain.notice_filling import fill_in
from qingyu.domain.notice_kind import NoticeKind
from qingyu.domain.notice_number import notice_number
from qingyu.domain.recipient import Recipient
from qingyu.domain.slip_answer import slip_code
from qingyu.services import notice_kind, print_faces
from qingyu.services.document import save_file
from qingyu.storage import notice as rows
from qingyu.storage import posting as posting_rows
from qingyu.storage.database import naming_faults
from qingyu.storage.notice import KeptNotice as KeptNotice
from qingyu.storage.store import Store

DEFAULT_LAYOUT = "a4"
_SLIPS = "a5x2"
_MARKS = {"large": "大字", "a3": "A3", _SLIPS: "门贴"}
_LONGEST_REASON = 100


@frozen
class Draft:
    """A composed notice, what a careful reader would ask about it, the residents it names.

    faces: what the neighbourhood has its notices set in.
    """

    notice: Notice
    doubts: tuple[str, ...]
    names: tuple[str, ...] = ()
    faces: str = ""


@frozen
class Versions:
    """Both PDFs of a numbered draft: for the office, and for the notice board."""

    told: Draft
    layout: str
    office: bytes
    wall: bytes


def kinds() -> tuple[NoticeKind, ...]:
    """The kinds of notice the program carries, the free form last."""
    return notice_kind.kinds().kinds


def draft(
    kind: str, fields: Mapping[str, object], today: date, store: Store | None = None
) -> Draft:
    """The notice of these fields with its doubts; RuleError names what is missing or wrong.

    store: where own kinds, holidays, buildings and residents' names are looked up.
    """
    filled = fill_in(notice_kind.named(kind, store), fields)
    notice = composed(filled)
    if store is not None:
        notice = notice_kind.with_stewards(notice)
    known = notice_kind.known(store, notice)
    faces = print_faces.chosen(store) if store is not None else ""
    return Draft(notice, tuple(doubts(filled, notice, today, known)), known.names, faces)


def pdf(
    notice: Notice,
    *,
    layout: str = DEFAULT_LAYOUT,
    public: bool = False,
    recipients: Sequence[Recipient] = (),
    proof: bool = False,
    names: Collection[str] = (),
    codes: Sequence[str] = (),
    faces: str = "",
) -> bytes:
    """The notice as a PDF; RuleError names a character no font has, or a layout there is not.

    recipients: the doors of a5x2, codes: the number on each one's return slip; proof: what the
    public version hides is marked; names: residents who may be mentioned; faces: "office" for
    仿宋 and 楷体 where this computer has them.
    """
    from qingyu.printing.notice import render

    return render(
        notice,
        layout,
        public=public,
        recipients=recipients,
        proof=proof,
        names=names,
        codes=codes,
        faces=faces,
    )


def numbered(store: Store, kind: str, fields: Mapping[str, object]) -> Draft:
    """The draft under the number it will get if nothing else is published before it."""
    written = draft(kind, fields, store.now().date(), store)
    return replace(written, notice=replace(written.notice, number=next_number(store)))


def set_versions(told: Draft, layout: str = DEFAULT_LAYOUT, *, public: bool = False) -> Versions:
    """内部版 and 公示版 of a numbered draft, set without the book: may run beside it."""
    office, wall = (
        pdf(told.notice, layout=layout, public=hide, names=told.names, faces=told.faces)
        for hide in (public, True)
    )
    return Versions(told, layout, office, wall)


def publish(
    store: Store,
    kind: str,
    fields: Mapping[str, object],
    *,
    layout: str = DEFAULT_LAYOUT,
    public: bool = False,
    by: int | None,
    ready: Versions | None = None,
) -> Changes:
    """The change of a notice numbered, kept, and saved as PDFs under prints/, 内部版 and 公示版.

    ready: set before from these fields; set again if the number went to another meanwhile.
    """
    if ready is None:
        ready = set_versions(numbered(store, kind, fields), layout, public=public)
    notice = ready.told.notice
    with store.operation(f"发布通知 {notice.title[:20]}", by=by) as writer:
        ident = rows.add(
            writer,
            kind=kind,
            title=notice.title,
            fields=fields,
            posted_until=notice.posted_until,
        )
        kept = rows.get(ident)
        _remove_stale(store, kept)
        if notice.number != kept.number:
            told = replace(ready.told, notice=replace(notice, number=kept.number))
            ready = set_versions(told, layout, public=public)
        for content, wall in ((ready.office, False), (ready.wall, True)):
            save_file(printed(store, kept, public=wall, layout=layout), content)
    return writer.changes


def recomposed(store: Store, kept: KeptNotice) -> Notice:
    """A published notice as it was filled in; RuleError when its kind knows it no longer."""
    told = composed(fill_in(notice_kind.named(kept.kind, store), kept.fields))
    return notice_kind.with_stewards(told)


def published(store: Store, changes: Changes) -> KeptNotice:
    """The notice a `publish` just kept."""
    return rows.get(changes.ids(Noun.NOTICE)[-1])


def find(store: Store, ident: int) -> KeptNotice:
    """The published notice of this id; RuleError when it is gone."""
    return rows.get(ident)


def by_number(store: Store, year: int, serial: int) -> KeptNotice | None:
    """The published notice of this number, or None."""
    return rows.by_number(year, serial)


def newest(store: Store) -> tuple[KeptNotice, ...]:
    """Published notices, newest first."""
    return rows.newest()


def next_number(store: Store) -> str:
    """The number that a notice published now would get."""
    year = store.now().year
    return notice_number(year, rows.last_serial(year) + 1)


def printed(
    store: Store, notice: KeptNotice, *, public: bool = False, layout: str = DEFAULT_LAYOUT
) -> Path:
    """Where the PDF of a published notice lies, for the office or for the notice board."""
    title = "".join(char for char in notice.title if char.isalnum())[:30]
    version = _MARKS.get(layout, "") + ("公示版" if public else "")
    return store.folder.prints / f"{_file_mark(notice)}{title}{version}.pdf"


def file(store: Store, ident: int, *, public: bool = False) -> Path:
    """The PDF of a published notice to be opened or printed, set again when the file is gone."""
    note_printed(store, ident)
    return paper(store, ident, public=public)


def paper(
    store: Store, ident: int, *, public: bool = False, layout: str = DEFAULT_LAYOUT
) -> Path:
    """The PDF of a published notice to be looked at, set from its fields where there is none."""
    kept = rows.get(ident)
    path = printed(store, kept, public=public, layout=layout)
    if not path.is_file():
        notice = replace(recomposed(store, kept), number=kept.number)
        names = notice_kind.known(store, notice).names
        faces = print_faces.chosen(store)
        save_file(path, pdf(notice, layout=layout, public=public, names=names, faces=faces))
    return path


def slips(
    store: Store, ident: int, recipients: Sequence[Recipient], *, public: bool = False
) -> Path:
    """The PDF of the door slips of a published notice, two a sheet; takes a moment for many."""
    kept = rows.get(ident)
    notice = replace(recomposed(store, kept), number=kept.number)
    names = notice_kind.known(store, notice).names
    path = printed(store, kept, public=public, layout=_SLIPS)
    content = pdf(
        notice,
        layout=_SLIPS,
        public=public,
        recipients=recipients,
        names=names,
        faces=print_faces.chosen(store),
        codes=slip_codes(notice, kept.year, kept.serial, recipients),
    )
    save_file(path, content)
    return path


def slip_codes(
    notice: Notice, year: int, serial: int, recipients: Sequence[Recipient]
) -> tuple[str, ...]:
    """What each recipient's return slip is scanned by when it comes back; none without a slip."""
    if notice.slip is None:
        return ()
    codes = tuple(slip_code(year, serial, each.place) for each in recipients)
    return codes if any(codes) else ()


def example(kind: NoticeKind, today: date) -> dict[str, object]:
    """A complete sample of the kind as fields, dated today, to see how it looks."""
    return notice_kind.example(kind, today)


def note_printed(store: Store, ident: int) -> None:
    """Remembers that a PDF of this notice was printed or opened: its number is never free again."""
    with store.operation("印通知", by=None, needs=None) as writer:
        rows.note_printed(writer, rows.get(ident))


def withdraw(store: Store, ident: int, reason: str, *, by: int | None) -> Changes:
    """The change of a notice declared void; its number and text stay, copies come down today."""
    why = " ".join(reason.split())
    if not why:
        raise RuleError("还没有写为什么作废", "写一句就行，例如：时间写错了，另发一张。")
    with store.operation("作废通知", by=by) as writer:
        kept = rows.get(ident)
        if kept.is_void:
            raise RuleError(f"{kept.number}已经作废了", "不用再作废一次。")
        writer.verb = f"作废 {kept.number}"
        rows.withdraw(writer, ident, why[:_LONGEST_REASON])
        today = writer.at.date()
        for posting in posting_rows.of_notice(ident):
            if posting.hangs and (posting.until is None or posting.until > today):
                posting_rows.set_until(writer, posting.id, max(today, posting.up_on))
    return writer.changes


def _remove_stale(store: Store, kept: KeptNotice) -> None:
    """Removes the PDFs of a publishing undone before, which had the number that is new now."""
    for old in store.folder.prints.glob(f"{_file_mark(kept)}*.pdf"):
        with naming_faults():
            old.unlink(missing_ok=True)


def _file_mark(kept: KeptNotice) -> str:
    return f"通知{kept.year}-{kept.serial:03d}"
