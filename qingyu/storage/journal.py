"""The one place that writes: rows, their journal entry, their search texts; and undo."""

import json
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from peewee import IntegrityError, Model

from qingyu.domain.changes import Changes, Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.journal import Entry
from qingyu.domain.right import Right
from qingyu.storage import chain, search
from qingyu.storage.chain import RowChange
from qingyu.storage.database import BookDatabase
from qingyu.storage.notice_undo import left_behind
from qingyu.storage.tables import JOURNALED, Operation, Row

_TABLES = {table._meta.table_name: table for table in JOURNALED}
_LOOK_BACK = 500
_ONE_SITTING = timedelta(minutes=30)
_NOTHING = "[]"
_BLANKED = f'[["{chain.BLANKED}",'
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_LEADS_OWN = ('["setting",', '["steward",')

_AS_THEY_ARE = frozenset({str, int, bool, float})


class Writer:
    """Collects one operation's row changes; `changes` is its answer once it is finished."""

    def __init__(
        self,
        database: BookDatabase,
        *,
        verb: str,
        by: int | None,
        at: datetime,
        role: str | None = None,
        needs: str | None = None,
        growing: bool = False,
    ) -> None:
        self.at = at
        self.by = by
        self.verb = verb
        self._signed = (role, needs)
        self.changes = Changes(verb=verb)
        self._database = database
        self._rows: list[RowChange] = []
        self._touched: set[tuple[Noun, int]] = set()
        self._fresh: dict[tuple[Noun, int], Row] = {}
        self._undoes: int | None = None
        self._growing = growing
        self._worth_telling = False

    def insert(self, table: type[Row], **values: object) -> int:
        """The id of a new row."""
        row = table(**values)
        told = plain(row)
        del told["id"]
        ident = self._insert(table, told)
        row.id = ident
        self._note(table, ident, None, {"id": ident, **told})
        if table.OWNER == "id":
            self._fresh[table.NOUN, ident] = row
        return ident

    def _insert(self, table: type[Model], values: dict[str, Any]) -> int:
        # Writing down one row is the commonest act: peewee builds this statement in 0.7 ms.
        cursor = self._database.execute_sql(_insert_sql(table, tuple(values)), [*values.values()])
        return int(cursor.fetchone()[0])

    def update(self, table: type[Row], row_id: int, **values: object) -> bool:
        """Whether the row was there and differed; only the differing columns are written."""
        row = table.get_or_none(table.id == row_id)
        if row is None:
            return False
        before = plain(row)
        for name, value in values.items():
            setattr(row, name, value)
        after = plain(row)
        if before == after:
            return False
        row.save(only=[name for name in values])
        self._fresh.pop((table.NOUN, row_id), None)
        self._note(table, row_id, before, after)
        return True

    def delete(self, table: type[Row], row_id: int) -> None:
        """Removes the row; RuleError when something still points at it."""
        row = table.get_or_none(table.id == row_id)
        if row is None:
            return
        try:
            row.delete_instance()
        except IntegrityError as error:
            raise RuleError("还有别的记录用到它，不能删除", "请先处理那些记录。") from error
        self._note(table, row_id, plain(row), None)

    def next_number(self, name: str) -> int:
        """The next number of this noun; never given twice."""
        sql = (
            "INSERT INTO counter (name, value) VALUES (?, 1) "
            "ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value"
        )
        return int(self._database.execute_sql(sql, (name,)).fetchone()[0])

    def tell(self) -> None:
        """Makes the journal name this operation although it changes nothing, as printing does."""
        self._worth_telling = True

    def tell_blanked(self, entries: Iterable[RowChange], touched: set[tuple[Noun, int]]) -> None:
        """Names old entries that lawfully say less now, and things that lost personal data."""
        self._worth_telling = True
        self._rows.extend(entries)
        self._touched |= touched

    def raise_counter(self, name: str, value: int) -> None:
        """Brings a counter to at least this value; no journal entry comes of it."""
        sql = (
            "INSERT INTO counter (name, value) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET value = MAX(value, excluded.value)"
        )
        self._database.execute_sql(sql, (name, value))

    def finish(self) -> None:
        """Writes the journal entry and search texts inside the same transaction."""
        if not self._rows and not self._worth_telling:
            return
        operation = self._grown() if self._growing else None
        if operation is None:
            said = (str(self.at), self.by, *self._signed, self.verb, self._undoes)
            operation = chain.append(self._database, said, _text(self._rows))
        search.reindex(self._database, self._touched, self._fresh)
        self.changes = Changes(operation, self.verb, frozenset(self._touched))

    def _grown(self) -> int | None:
        """The newest operation after it has taken in this one; None when they do not belong."""
        last = self._just_before()
        if last is None:
            return None
        said = (str(last.at), last.by, last.role, last.needs, last.verb, last.undoes)
        grown = _text(_grown(_rows_of(last), self._rows))
        fits = chain.rewrite(self._database, last.id, said, last.changes, grown)
        return int(last.id) if fits else None

    def _just_before(self) -> Operation | None:
        """The newest operation, if this one only goes on with what the same person does in it."""
        last = Operation.select().order_by(Operation.id.desc()).first()
        if last is None or last.undone or last.undoes is not None:
            return None
        known = {(name, row_id) for name, row_id, _, _ in _rows_of(last)}
        same = (last.by, last.verb) == (self.by, self.verb)
        goes_on = all((name, row_id) in known for name, row_id, _, _ in self._rows)
        return last if same and goes_on and self.at - last.at <= _ONE_SITTING else None

    def _note(
        self,
        table: type[Row],
        row_id: int,
        before: dict[str, Any] | None,
        after: dict[str, Any] | None,
    ) -> None:
        self._rows.append((table._meta.table_name, row_id, before, after))
        for version in (before, after):
            if version is not None:
                self._touched.add((table.NOUN, int(version[_owner_column(table)])))

    def undo(self, operation_id: int) -> None:
        """Puts back what an earlier operation changed; RuleError when later work depends on it."""
        rows = _rows_of(Operation.get_by_id(operation_id))
        if rows and rows[0][0] == chain.BLANKED:
            raise RuleError("清掉的个人信息找不回来，撤销不了", "确实要用，请重新问居民本人。")
        if not rows:
            raise RuleError("这一步没有改动资料，撤销不了", "纸已经印出来了，用不着请收好或销毁。")
        _refuse_when_built_upon(operation_id, rows)
        try:
            for name, row_id, before, after in reversed(rows):
                self.put_back(_TABLES[name], row_id, before, after)
        except IntegrityError as error:
            raise RuleError("后来的记录用到了它，不能撤销", "请先撤销后来的那几步。") from error
        self._undoes = operation_id
        Operation.update(undone=True).where(Operation.id == operation_id).execute()

    def put_back(
        self,
        table: type[Row],
        row_id: int,
        before: dict[str, Any] | None,
        after: dict[str, Any] | None,
    ) -> None:
        """Makes a row what it was before, children after parents; IntegrityError if it may not."""
        if before is None and after is not None:
            before = left_behind(table, after, self.at)
        if before is None:
            table.delete().where(table.id == row_id).execute()
        elif after is None:
            table.insert(_typed(table, before)).execute()
        else:
            table.update(_typed(table, before)).where(table.id == row_id).execute()
        self._note(table, row_id, after, before)


def newest_at() -> datetime | None:
    """When the newest operation was done, None in a new book."""
    row = Operation.select(Operation.at).order_by(Operation.id.desc()).first()
    return None if row is None else row.at


def newest_id() -> int:
    """The newest operation, undoing included: it only grows; 0 in a new book."""
    return int(Operation.select(Operation.id).order_by(Operation.id.desc()).scalar() or 0)


def began_at() -> datetime | None:
    """When the book's first operation was done: no two books share it, and it never changes."""
    row = Operation.select(Operation.at).order_by(Operation.id).first()
    return None if row is None else row.at


def last_undoable() -> Entry | None:
    """The newest operation that was neither undone nor is itself an undo."""
    row = (
        Operation.select()
        .where(~Operation.undone, Operation.undoes.is_null(), Operation.changes != _NOTHING,
               ~Operation.changes.startswith(_BLANKED))
        .order_by(Operation.id.desc())
        .first()
    )
    return _entry(row) if row is not None else None


def find(operation_id: int) -> Entry | None:
    """The operation, or None."""
    row = Operation.get_or_none(Operation.id == operation_id)
    return _entry(row) if row is not None else None


def entries(limit: int = 200) -> tuple[Entry, ...]:
    """The journal, newest first."""
    query = Operation.select().order_by(Operation.id.desc()).limit(limit)
    return tuple(_entry(row) for row in query)


def _refuse_when_built_upon(operation_id: int, rows: list[RowChange]) -> None:
    mine = {(name, row_id) for name, row_id, _, _ in rows}
    later = Operation.select().where(
        Operation.id > operation_id, ~Operation.undone, Operation.undoes.is_null()
    )
    for number, operation in enumerate(later.order_by(Operation.id)):
        if number >= _LOOK_BACK:
            raise RuleError("这一步太早了，不能单独撤销", "请直接修改现在的内容。")
        if any((name, row_id) in mine for name, row_id, _, _ in _rows_of(operation)):
            raise RuleError(
                f"后来又做了「{operation.verb}」，不能先撤销这一步", "请先撤销后来的那一步。"
            )


def _rows_of(operation: Operation) -> list[RowChange]:
    return [
        (name, row_id, before, after)
        for name, row_id, before, after in json.loads(operation.changes)
    ]


def _grown(rows: list[RowChange], further: list[RowChange]) -> list[RowChange]:
    """The row changes of an operation with what it became later; its start stays."""
    grown = list(rows)
    for name, row_id, _, after in further:
        at = max(i for i, known in enumerate(grown) if known[:2] == (name, row_id))
        grown[at] = (*grown[at][:3], after)
    return grown


def _text(rows: list[RowChange]) -> str:
    return _ENCODE(rows)


def _entry(row: Operation) -> Entry:
    return Entry(row.id, row.at, row.by, row.verb, row.undone, _needed(row))


def _needed(row: Operation) -> Right:
    """The right an operation took; one from before there were rights is judged by its rows."""
    if row.needs is not None:
        return Right(row.needs)
    leads = row.role is None and any(mark in row.changes for mark in _LEADS_OWN)
    return Right.MANAGE if leads else Right.WORK


@cache
def _insert_sql(table: type[Model], columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" for _ in columns)
    return f'INSERT INTO "{table._meta.table_name}" ({names}) VALUES ({marks}) RETURNING "id"'


@cache
def _owner_column(table: type[Row]) -> str:
    return str(table._meta.fields[table.OWNER].column_name)


def plain(row: Row) -> dict[str, Any]:
    """The columns of a row as the journal keeps them."""
    told = row.__data__.get
    return {column: _json_value(told(name)) for name, column in _columns(type(row))}


@cache
def _columns(table: type[Row]) -> tuple[tuple[str, str], ...]:
    return tuple((name, field.column_name) for name, field in table._meta.fields.items())


def _json_value(value: object) -> object:
    # Most values are words, numbers or nothing: found sooner than that they are no times.
    if value is None or type(value) in _AS_THEY_ARE:
        return value
    return str(value) if isinstance(value, (datetime, date, time)) else value


def _typed(table: type[Row], values: dict[str, Any]) -> dict[Any, Any]:
    by_column = {field.column_name: field for field in table._meta.fields.values()}
    return {by_column[column]: value for column, value in values.items()}
