"""The full-text index of the book (SQLite's FTS5 only; the texts in it are portable).

Every character is a token, so a phrase of tokens finds any part of a Chinese run; answers
come newest first because ranking by bm25 is a hundred times slower at this size.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from qingyu.domain.changes import Noun
from qingyu.domain.place import Place
from qingyu.storage import tables
from qingyu.storage.database import BookDatabase, naming_faults

_SHIFT = 40
_AT_ONCE = 500
_INSERT = "INSERT INTO search_text (rowid, body) VALUES (?, ?)"
# Their texts need no other row than their own.
_ALONE = frozenset({Noun.ISSUE, Noun.FEEDBACK})
_CODES = {
    Noun.BUILDING: 1,
    Noun.RESIDENT: 2,
    Noun.STEWARD: 3,
    Noun.CONTACT: 4,
    Noun.PUBLIC_PLACE: 5,
    Noun.ISSUE: 6,
    Noun.FEEDBACK: 7,
    Noun.NOTICE: 8,
}
_NOUNS = {code: noun for noun, code in _CODES.items()}
_IDENT = (1 << _SHIFT) - 1
# More people and buildings than any neighbourhood has.
_FEW = 100_000


def reindex(
    database: BookDatabase,
    touched: Iterable[tuple[Noun, int]],
    fresh: Mapping[tuple[Noun, int], tables.Row],
) -> None:
    """Brings the search texts of these things up to date; `fresh` rows are known and new."""
    idents: dict[Noun, set[int]] = {}
    for noun, ident in touched:
        row = fresh.get((noun, ident)) if noun in _ALONE else None
        if row is not None:
            body = _DOCUMENTS[noun][1](row)
            database.execute_sql(_INSERT, (rowid(noun, ident), body))
        else:
            idents.setdefault(noun, set()).add(ident)
    for some in _in_hundreds(idents.pop(Noun.HOUSEHOLD, set())):
        idents.setdefault(Noun.RESIDENT, set()).update(_residents_of(some))
    for noun in sorted(idents.keys() & _CODES.keys()):
        for some in _in_hundreds(idents[noun]):
            _replace(database, noun, some)


def rebuild(database: BookDatabase) -> None:
    """Makes the whole index anew from what stands in the book."""
    database.execute_sql("DELETE FROM search_text")
    for noun, (table, _text) in _DOCUMENTS.items():
        found: Any = table.select(table.id).tuples()
        for some in _in_hundreds(ident for (ident,) in found):
            _replace(database, noun, some)


def find(database: BookDatabase, noun: Noun, expression: str, limit: int = 50) -> list[int]:
    """The ids of this noun whose text matches the FTS5 expression, newest first."""
    return [row & _IDENT for row in _matching(database, expression, noun, noun, limit)]


def find_all(database: BookDatabase, expression: str, limit: int = 50) -> dict[Noun, list[int]]:
    """The ids of each noun whose text matches the FTS5 expression, newest first, so many each."""
    found: dict[Noun, list[int]] = {noun: [] for noun in _CODES}
    # Asking takes longer than answering, so what is few is asked for together.
    rows = _matching(database, expression, Noun.BUILDING, Noun.PUBLIC_PLACE, _FEW)
    for noun in (Noun.ISSUE, Noun.FEEDBACK, Noun.NOTICE):
        rows += _matching(database, expression, noun, noun, limit)
    for row in rows:
        idents = found[_NOUNS[row >> _SHIFT]]
        if len(idents) < limit:
            idents.append(row & _IDENT)
    return found


def _matching(
    database: BookDatabase, expression: str, first: Noun, last: Noun, limit: int
) -> list[int]:
    rows = database.execute_sql(
        "SELECT rowid FROM search_text WHERE search_text MATCH ? AND rowid BETWEEN ? AND ? "
        "ORDER BY rowid DESC LIMIT ?",
        (expression, rowid(first, 0), rowid(last, _IDENT), limit),
    )
    return [row for (row,) in rows.fetchall()]


def missing(database: BookDatabase) -> int:
    """How many issues and pieces of feedback stand in the book but not in the index."""
    lacking = 0
    for noun, table in ((Noun.ISSUE, "issue"), (Noun.FEEDBACK, "feedback")):
        sql = (
            f"SELECT COUNT(*) FROM {table} WHERE NOT EXISTS "
            f"(SELECT 1 FROM search_text WHERE search_text.rowid = {table}.id + ?)"
        )
        lacking += int(database.execute_sql(sql, (rowid(noun, 0),)).fetchone()[0])
    return lacking


def rowid(noun: Noun, ident: int) -> int:
    """The index row of one thing; newer things of a noun have higher rows."""
    return (_CODES[noun] << _SHIFT) + ident


def _replace(database: BookDatabase, noun: Noun, idents: list[int]) -> None:
    """Writes the index texts of these things; none is left of a thing that is gone."""
    text = _DOCUMENTS[noun][1]
    old = [(rowid(noun, ident),) for ident in idents]
    new = [(rowid(noun, row.id), text(row)) for row in _stored(noun, idents)]
    with naming_faults():
        connection = database.connection()  # type: ignore[no-untyped-call]
        connection.executemany("DELETE FROM search_text WHERE rowid = ?", old)
        connection.executemany(_INSERT, new)


def _stored(noun: Noun, idents: list[int]) -> Iterable[Any]:
    table = _DOCUMENTS[noun][0]
    query: Any = table.select()
    if table is tables.Resident:
        # The place is part of the text: joined here, not asked for once per resident.
        query = table.select(table, tables.Household, tables.Building)
        query = query.join(tables.Household).join(tables.Building)
    return list(query.where(table.id.in_(idents)))


def _residents_of(households: list[int]) -> Iterable[int]:
    people = tables.Resident
    query = people.select(people.id).where(people.household.in_(households))
    return [row.id for row in query]


def _in_hundreds(idents: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(idents)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


def _join(*parts: str) -> str:
    # The grammar of places behind it is slow to load: start-up writes nothing.
    from qingyu.domain.search_query import tokens

    return tokens("\n".join(part for part in parts if part))


def named(name: str, *parts: str) -> str:
    """The index text of somebody: the name, its spellings, and the rest."""
    from qingyu.storage.pinyin import spellings

    return " ".join((_join(name, *parts), *spellings(name))) if name else _join(*parts)


def _place(row: tables.Issue | tables.Feedback) -> str:
    return Place(row.building, row.unit, row.room, row.spot).text


def _building(row: tables.Building) -> str:
    return _join(f"{row.number}幢", row.note)


def _resident(row: tables.Resident) -> str:
    home = row.household
    place = Place(home.building.number, home.unit or None, home.room).text
    return named(row.name, row.phone, place, row.tags, row.note)


def _steward(row: tables.Steward) -> str:
    return named(row.name, row.phone, row.tags)


def _contact(row: tables.Contact) -> str:
    return named(row.name, row.trade, row.phone)


def _public_place(row: tables.PublicPlace) -> str:
    return _join(Place(row.building, row.unit, None, row.name).text)


def issue_text(row: tables.Issue) -> str:
    """The index text of an issue."""
    return _join(row.title, _place(row), row.matter, row.detail)


def feedback_text(row: tables.Feedback) -> str:
    """The index text of a piece of feedback."""
    return named(row.name, row.phone, row.text, _place(row))


def _notice(row: tables.Notice) -> str:
    return _join(row.title, row.fields)


_DOCUMENTS: dict[Noun, tuple[type[tables.Row], Callable[..., str]]] = {
    Noun.BUILDING: (tables.Building, _building),
    Noun.RESIDENT: (tables.Resident, _resident),
    Noun.STEWARD: (tables.Steward, _steward),
    Noun.CONTACT: (tables.Contact, _contact),
    Noun.PUBLIC_PLACE: (tables.PublicPlace, _public_place),
    Noun.ISSUE: (tables.Issue, issue_text),
    Noun.FEEDBACK: (tables.Feedback, feedback_text),
    Noun.NOTICE: (tables.Notice, _notice),
}
