"""Blank forms: keep numbers for paper, and take them back filled in or declare them lost."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from qingyu.domain.blank_form import (
    BlankForm,
    FormKind,
    FormSheet,
    check_back,
    check_count,
    check_loss,
)
from qingyu.domain.changes import Changes, Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.right import Right
from qingyu.domain.round import check_paper_day
from qingyu.services import document, feedback
from qingyu.storage import blank_form as rows
from qingyu.storage import setting
from qingyu.storage.store import Store


def reserve(
    store: Store, count: int, kind: FormKind = FormKind.REPAIR, *, by: int | None
) -> Changes:
    """The change of so many forms, each with a feedback number that is never given again."""
    check_count(count)
    with store.operation(f"印空白{kind}", by=by, needs=Right.PRINT) as writer:
        numbers = [writer.next_number("feedback") for _ in range(count)]
        for number in numbers:
            rows.add(writer, number, kind)
        writer.verb = f"印空白{kind} {numbers[0]:04d}–{numbers[-1]:04d}"
    return writer.changes


def record(
    store: Store,
    number: int,
    draft: FeedbackDraft,
    on_paper_date: date | None = None,
    *,
    opening: bool = False,
    joining: int | None = None,
    by: int | None,
) -> Changes:
    """The change of a form that came back: a piece of feedback under the number on it.

    `opening` opens an issue from it; `joining` is the id of an open one it belongs to.
    """
    feedback.check(draft)
    with store.operation(f"录空白单 {number:04d}", by=by, needs=Right.RECORD) as writer:
        form = by_number(store, number)
        writer.verb = f"录{form.name}" + ("并转工单" if opening else "")
        check_back(form)
        today = writer.at.date()
        day = on_paper_date or today
        check_paper_day(day, printed=form.printed_at.date(), today=today)
        if day != today:
            draft = replace(draft, received_at=datetime.combine(day, time(12)))
        ident = feedback.add(store, writer, draft, number, opening=opening, joining=joining)
        rows.came_back(writer, form.id, ident, day)
    return writer.changes


def lose(store: Store, number: int, reason: str, *, by: int | None) -> Changes:
    """The change of a form that will not come back (作废): its number stays unused."""
    with store.operation(f"作废空白单 {number:04d}", by=by) as writer:
        form = by_number(store, number)
        writer.verb = f"作废{form.name}"
        check_loss(form, reason)
        rows.lose(writer, form.id, reason.strip())
    return writer.changes


def by_number(store: Store, number: int) -> BlankForm:
    """The form of this number; RuleError when none was printed with it."""
    found = rows.by_number(number)
    if found is None:
        raise RuleError(f"没有印过编号 {number:04d} 的空白单", "请核对单子上的编号。")
    return found


def find(store: Store, form_id: int) -> BlankForm:
    """The form; RuleError when it is gone."""
    found = rows.many((form_id,))
    if not found:
        raise RuleError("这张空白单已经不在了", "请回到列表重新选择。")
    return found[0]


def out(store: Store) -> tuple[BlankForm, ...]:
    """The forms that have not come back, by number."""
    return rows.out()


def sheet(store: Store, reserved: Changes) -> FormSheet:
    """What to print of the forms just reserved."""
    return again(store, reserved.ids(Noun.FORM))


def again(store: Store, form_ids: Sequence[int]) -> FormSheet:
    """What to print of forms printed before, under the same numbers; RuleError without any."""
    forms = rows.many(tuple(form_ids))
    if not forms:
        raise RuleError("没有可以印的空白单", "请先印几张新的。")
    return FormSheet(forms, setting.value("neighbourhood.name"), setting.value("duty.phone"))


def pdf(words: FormSheet) -> bytes:
    """The forms as A4 pages of two A5 each; reads no book, so it may run on the worker."""
    from qingyu.printing.blank_form import render

    return render(words)


def save(store: Store, words: FormSheet) -> Path:
    """Where the forms' PDF lies now, whole; StoreError when the disk refuses."""
    first, last = words.forms[0], words.forms[-1]
    path = store.folder.prints / f"空白{first.kind}{first.code}-{last.code}.pdf"
    document.save_file(path, pdf(words))
    return path
