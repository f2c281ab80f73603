"""One row per budget: what, limit, measured, verdict."""

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import east_asian_width


class Skip(Exception):
    """There is nothing to measure here; the text says why."""


@dataclass(frozen=True)
class Row:
    """One budget; `kept` is None when it was not measured."""

    what: str
    limit: str
    measured: str
    kept: bool | None


def skipped(what: str, why: str) -> Row:
    """A row that says why it is empty."""
    return Row(what, "", why, None)


def print_table(rows: Iterable[Row]) -> None:
    """Prints the table, columns aligned."""
    verdicts = {True: "kept", False: "BROKEN", None: "skipped"}
    lines = [("what", "limit", "measured", "verdict")]
    lines += [(row.what, row.limit, row.measured, verdicts[row.kept]) for row in rows]
    widths = [max(_width(line[column]) for line in lines) for column in range(4)]
    for number, line in enumerate(lines):
        pairs = zip(line, widths, strict=True)
        cells = (text + " " * (width - _width(text)) for text, width in pairs)
        print(" | ".join(cells).rstrip())
        if number == 0:
            print("-+-".join("-" * width for width in widths))


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
