"""What the sheets and columns of an export are called (resources/exchange/words.toml)."""

from collections.abc import Mapping
from functools import cache

from qingyu.domain.exchange import Table
from qingyu.paths import resource


def sheet_title(table: Table) -> str:
    """表·工单: the name of the sheet that holds this table."""
    return f"表·{table_word(table.name)}"


def table_word(name: str) -> str:
    """工单, or the stored name where nobody gave it a word."""
    return _words()["tables"].get(name, name)


def heads(table: Table) -> tuple[str, ...]:
    """What stands above each column."""
    words = _words()["columns"]
    return tuple(words.get(column.name, column.name) for column in table.columns)


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    import tomllib

    with resource("exchange", "words.toml").open("rb") as file:
        return tomllib.load(file)
