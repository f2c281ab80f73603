"""Blank forms: rows ↔ BlankForm."""

from datetime import date
from typing import Any

from qingyu.domain.blank_form import BlankForm, FormKind
from qingyu.storage.journal import Writer
from qingyu.storage.tables import BlankForm as Table


def add(writer: Writer, number: int, kind: FormKind) -> int:
    """The id of a form that goes out under this feedback number."""
    return writer.insert(
        Table, number=number, kind=str(kind), printed_at=writer.at, printed_by=writer.by
    )


def came_back(writer: Writer, form_id: int, feedback_id: int, on_paper: date) -> None:
    """Notes the piece a form became; one that was thought lost is found again."""
    writer.update(
        Table,
        form_id,
        feedback=feedback_id,
        on_paper=on_paper,
        entered_at=writer.at,
        lost_at=None,
        reason="",
    )


def lose(writer: Writer, form_id: int, reason: str) -> None:
    """Notes that a form will not come back."""
    writer.update(Table, form_id, lost_at=writer.at, reason=reason)


def by_number(number: int) -> BlankForm | None:
    """The form with this number, or None."""
    row = Table.get_or_none(Table.number == number)
    return _form(row) if row is not None else None


def many(idents: tuple[int, ...]) -> tuple[BlankForm, ...]:
    """The forms of these ids, by number."""
    query = Table.select().where(Table.id.in_(list(idents))).order_by(Table.number)
    return tuple(_form(row) for row in query)


def out() -> tuple[BlankForm, ...]:
    """The forms that are still somewhere on paper, by number."""
    query = Table.select().where(Table.feedback.is_null(), Table.lost_at.is_null())
    return tuple(_form(row) for row in query.order_by(Table.number))


def _form(row: Any) -> BlankForm:
    return BlankForm(
        row.id,
        row.number,
        FormKind(row.kind),
        row.printed_at,
        row.feedback_id,
        row.on_paper,
        row.entered_at,
        row.lost_at,
        row.reason,
    )
