"""Which field, and which cell of a table, cannot be read as it was filled in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.notice_filling import fill_in
from qingyu.domain.notice_kind import Field, FieldType, NoticeKind
from qingyu.domain.notice_rows import read_rows


@frozen
class Mistake:
    """What is wrong with a field in one sentence; row from 1 and column for a cell of a table."""

    field: str
    said: str
    row: int = 0
    column: int = 0


def mistakes(kind: NoticeKind, fields: Mapping[str, object]) -> tuple[Mistake, ...]:
    """Each field that cannot be read, in order of the form, of a table the first wrong cell."""
    found = (_mistake(kind, field, fields.get(field.name)) for field in kind.fields)
    return tuple(mistake for mistake in found if mistake is not None)


def missing(kind: NoticeKind, fields: Mapping[str, object]) -> tuple[str, ...]:
    """The names of required fields that are neither filled in nor have a usual answer."""
    return tuple(
        field.name
        for field in kind.fields
        if field.required
        and not fields.get(field.name)
        and not field.default_for(str(fields.get(field.default_by, "")))
    )


def _mistake(kind: NoticeKind, field: Field, raw: object) -> Mistake | None:
    if field.type is FieldType.TABLE and isinstance(raw, Sequence) and not isinstance(raw, str):
        return next(_wrong_cells(field, raw), None)
    alone = replace(kind, fields=(replace(field, required=False),), checks=())
    try:
        fill_in(alone, {field.name: raw})
    except RuleError as error:
        return Mistake(field.name, str(error))
    return None


def _wrong_cells(field: Field, rows: Sequence[object]) -> Iterator[Mistake]:
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Sequence) or not any(str(cell or "").strip() for cell in row):
            continue
        for at, column in enumerate(field.columns):
            cell = row[at] if at < len(row) else ""
            if not str(cell or "").strip():
                if column.required:
                    said = f"第{number}行的「{column.label}」没有填，请补上，或删去这一行。"
                    yield Mistake(field.name, said, number, at)
                continue
            try:
                read_rows([[cell]], replace(field, columns=(column,)))
            except RuleError as error:
                said = str(error).replace("第1行", f"第{number}行", 1)
                yield Mistake(field.name, said, number, at)
