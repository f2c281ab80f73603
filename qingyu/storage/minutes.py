"""Whom the minutes mention: names of people and their rooms, to be hidden on the board."""

from typing import Any

from qingyu.storage import tables


def names_in(words: str) -> tuple[str, ...]:
    """The names of residents, of those who spoke up and of stewards in these words."""
    named = (tables.Resident, tables.Feedback, tables.Steward)
    return _occurring(words, [table.name for table in named])


def rooms_in(words: str) -> tuple[str, ...]:
    """The room numbers of the neighbourhood that occur in these words."""
    lived_in = (tables.Household, tables.Feedback, tables.Issue)
    return _occurring(words, [table.room for table in lived_in])


def _occurring(words: str, columns: list[Any]) -> tuple[str, ...]:
    found: set[str] = set()
    for column in columns:
        query = column.model.select(column).where(column != "").distinct().tuples()
        found.update(text for (text,) in query if text in words)
    return tuple(sorted(found))
