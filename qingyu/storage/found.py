"""What a search shows of the things it found, in the order of the ids given; gone ones left out."""

from collections.abc import Sequence
from typing import Any

from peewee import fn

from qingyu.domain.category import name_of
from qingyu.domain.changes import Noun
from qingyu.domain.found import Found
from qingyu.domain.place import Place
from qingyu.domain.wording import code
from qingyu.storage import tables


def issues(idents: Sequence[int]) -> list[Found]:
    """Issues: number, title, state and category."""
    table = tables.Issue
    rows = _rows(table, idents, table.number, table.title, table.state, table.category)
    return [
        Found(Noun.ISSUE, ident, code(number), title, f"{state} · {name_of(category)}")
        for ident, number, title, state, category in rows
    ]


def feedback(idents: Sequence[int]) -> list[Found]:
    """Pieces of feedback: number, the first words, the place."""
    table = tables.Feedback
    place = (table.building, table.unit, table.room, table.spot)
    # A pasted text may be very long.
    rows = _rows(table, idents, table.number, fn.SUBSTR(table.text, 1, 240), *place)
    return [
        Found(Noun.FEEDBACK, ident, code(number), _begin(text), Place(*where).text)
        for ident, number, text, *where in rows
    ]


def _begin(text: str) -> str:
    return " ".join(text.split())[:60]


def _rows(table: type[tables.Row], idents: Sequence[int], *columns: Any) -> list[Any]:
    query: Any = table.select(table.id, *columns).where(table.id.in_(idents)).tuples()
    found = {row[0]: row for row in query}
    return [found[ident] for ident in idents if ident in found]
