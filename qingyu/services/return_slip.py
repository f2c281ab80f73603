"""Return slips (回执) typed back: one answer a household, counted, exported."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.place import Place
from qingyu.domain.recipient import Recipient
from qingyu.domain.return_slip import ReturnSlip
from qingyu.domain.right import Right
from qingyu.domain.slip_answer import (
    LONGEST_WORDS,
    SlipAnswer,
    SlipProgress,
    check_answer,
    read_home,
    read_option,
    result_line,
)
from qingyu.domain.slip_answer import progress as counted
from qingyu.services import print_log, workbook
from qingyu.services.posting import composed
from qingyu.storage import neighbourhood, setting
from qingyu.storage import notice as notice_rows
from qingyu.storage import slip_answer as rows
from qingyu.storage.notice import KeptNotice
from qingyu.storage.store import Store

HEADS = ("住户", "意见", "人数", "写的话", "纸上日期", "录入时间", "录入人", "备注")
_WIDTHS = (14, 10, 8, 40, 12, 18, 12, 16)


def slip_of(store: Store, notice_id: int) -> ReturnSlip:
    """What the notice's slip asks; one without a slip of its own asks for an opinion."""
    return _slip(store, notice_rows.get(notice_id))


def note_printed(
    store: Store, notice_id: int, recipients: Sequence[Recipient], *, by: int | None
) -> Changes:
    """The change of remembering whose slips were printed: these homes are waited for."""
    with store.operation("印门贴", by=by, needs=Right.PRINT) as writer:
        kept = notice_rows.get(notice_id)
        notice_rows.note_printed(writer, kept)
        homes = {each.place.code for each in recipients if each.place.room}
        if homes and _slip_asked(store, kept) is not None:
            codes = sorted(homes | set(_printed(kept)))
            setting.put(writer, _printed_key(kept), json.dumps(codes, ensure_ascii=False))
    return writer.changes


def household(store: Store, notice_id: int, typed: str) -> Place:
    """The household meant by what was typed or scanned; RuleError tells why it is none of these.

    A unit left out is filled in where the book knows only one such room in that building.
    """
    return _household(store, notice_rows.get(notice_id), typed)


def given(store: Store, notice_id: int, place: Place) -> SlipAnswer | None:
    """What this household answered before, or None."""
    return rows.find(notice_id, place)


def enter(
    store: Store,
    notice_id: int,
    typed: str,
    option: str,
    *,
    heads: int = 1,
    words: str = "",
    on_paper: date | None = None,
    replacing: bool = False,
    by: int | None,
) -> Changes:
    """The change of one slip typed in; a second one of a household needs `replacing`."""
    with store.operation("录回执", by=by, needs=Right.RECORD) as writer:
        kept = notice_rows.get(notice_id)
        if kept.is_void:
            raise RuleError(f"{kept.number}已经作废，回执不再录入", "请核对是哪张通知的回执。")
        place = _household(store, kept, typed)
        chosen = read_option(_slip(store, kept), option)
        today = writer.at.date()
        day = on_paper or today
        check_answer(heads, day, published=kept.created_at.date(), today=today)
        told: dict[str, Any] = {
            "option": chosen,
            "heads": heads,
            "words": " ".join(words.split())[:LONGEST_WORDS],
            "on": day,
        }
        old = rows.find(notice_id, place)
        if old is not None and not replacing:
            raise RuleError(
                f"{place.code} 已经交过回执了（{old.option}）",
                "要以这一张为准，请选「改成这一次的」。",
            )
        writer.verb = f"录回执 {place.code} {chosen}"
        if old is None:
            rows.add(writer, notice_id, place, **told)
        else:
            writer.verb = f"改回执 {place.code} {old.option}→{chosen}"
            rows.replace(writer, old, **told)
    return writer.changes


def remove(store: Store, notice_id: int, place: Place, *, by: int | None) -> Changes:
    """The change of an answer taken out that was typed for the wrong household."""
    with store.operation("删回执", by=by, needs=Right.RECORD) as writer:
        old = rows.find(notice_id, place)
        if old is None:
            raise RuleError(f"{place.code} 还没有录过回执", "请核对是哪一户。")
        writer.verb = f"删回执 {place.code}"
        rows.remove(writer, old.id)
    return writer.changes


def answers(store: Store, notice_id: int) -> tuple[SlipAnswer, ...]:
    """The answers to a notice, the last typed first; each says whether the book knows the home."""
    known = {each.place for each in neighbourhood.households()}
    return tuple(
        replace(each, known_home=each.place in known) for each in rows.of_notice(notice_id)
    )


def progress(store: Store, notice_id: int) -> SlipProgress:
    """How far the slips have come back, of the homes whose slips were printed.

    Where none were printed, of the homes of its buildings, of all if it names none.
    """
    kept = notice_rows.get(notice_id)
    wanted, printed = _buildings(store, kept), set(_printed(kept))
    homes = [
        each.place
        for each in neighbourhood.households()
        if (each.place.code in printed if printed else not wanted or each.building in wanted)
    ]
    return counted(_slip(store, kept), homes, rows.of_notice(notice_id))


def table(store: Store, notice_id: int) -> tuple[tuple[str, ...], ...]:
    """The answers as rows of text under HEADS, as one walks the stairs."""
    return tuple(_cells(each) for each in sorted(answers(store, notice_id), key=_walk))


def as_text(store: Store, notice_id: int) -> str:
    """The result and the answers as text to paste elsewhere, columns split by tabs."""
    found = table(store, notice_id)
    lines = ["\t".join(row) for row in (HEADS, *found)]
    return "\n".join([result_line(progress(store, notice_id)), *lines])


def export(store: Store, notice_id: int, *, by: int | None = None) -> Path:
    """Where the answers lie now as an .xlsx file, named in the journal; StoreError for the disk."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    kept = notice_rows.get(notice_id)
    book: Any = Workbook()
    sheet = book.active
    sheet.title = "回执"
    workbook.write_text(sheet.cell(1, 1), f"{kept.number}　{kept.title}")
    workbook.write_text(sheet.cell(2, 1), result_line(progress(store, notice_id)))
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    for number, row in enumerate((HEADS, *table(store, notice_id)), 4):
        for column, cell in enumerate(row, 1):
            workbook.write_text(sheet.cell(number, column), cell)
            if number == 4:
                sheet.cell(number, column).font = Font(bold=True)
    for letter, width in zip("ABCDEFGH", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A5"
    store.folder.prints.mkdir(parents=True, exist_ok=True)
    path = store.folder.prints / f"回执{kept.year}-{kept.serial:03d}.xlsx"
    workbook.save(path, book)
    print_log.note_taken(store, "导出", f"{kept.number}的回执", by=by)
    return path


def _printed_key(kept: KeptNotice) -> str:
    return f"slips {kept.year}-{kept.serial}"


def _printed(kept: KeptNotice) -> list[str]:
    """The codes of the homes whose slips of this notice were printed."""
    return [str(code) for code in json.loads(setting.value(_printed_key(kept), "[]"))]


def _slip_asked(store: Store, kept: KeptNotice) -> ReturnSlip | None:
    told = composed(store, kept)
    return told.slip if told is not None else None


def _slip(store: Store, kept: KeptNotice) -> ReturnSlip:
    slip = _slip_asked(store, kept)
    return slip if slip is not None and slip.options else ReturnSlip(kept.title)


def _buildings(store: Store, kept: KeptNotice) -> tuple[int, ...]:
    told = composed(store, kept)
    return told.buildings if told is not None else ()


def _household(store: Store, kept: KeptNotice, typed: str) -> Place:
    place = read_home(typed, kept.year, kept.serial)
    wanted = _buildings(store, kept)
    if wanted and place.building not in wanted:
        named = "、".join(f"{number}幢" for number in wanted)
        raise RuleError(f"这张通知没有发给{place.building}幢", f"它发给{named}，请核对是哪一户。")
    known = neighbourhood.household_at(place)
    if known is not None:
        return known.place
    here = next((b for b in neighbourhood.buildings() if b.number == place.building), None)
    if here is not None and here.units and place.unit is None:
        named = "、".join(str(unit) for unit in here.units)
        raise RuleError(f"{here.title}有 {named} 单元，要写明几单元", "例如 3-2-501。")
    return place


def _cells(each: SlipAnswer) -> tuple[str, ...]:
    notes = (
        "" if each.known_home else "住户表里没有",
        f"改过 {each.replaced} 次" if each.replaced else "",
    )
    return (
        each.place.code,
        each.option,
        str(each.heads),
        each.words,
        f"{each.on_paper}" if each.on_paper else "",
        f"{each.entered_at:%Y-%m-%d %H:%M}" if each.entered_at else "",
        each.entered_by,
        "，".join(note for note in notes if note),
    )


def _walk(each: SlipAnswer) -> tuple[int, int, int, str]:
    room = each.place.room or ""
    digits = "".join(char for char in room if char.isascii() and char.isdigit())
    return each.place.building or 0, each.place.unit or 0, int(digits or 0), room
