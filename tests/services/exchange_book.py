"""Books for tests of export and import: one row of everything, with all that is hard to keep."""

from hashlib import sha256
from io import BytesIO
from pathlib import Path

from qingyu.domain.exchange import Column, Kind, Table, Value
from qingyu.domain.exchange_rules import WORDS
from qingyu.services import Store
from qingyu.storage import exchange, photo

HARD = (
    *("=SUM(A1:A9)", "+1", "-2", "@x", "\t制表", "\r回车\r\n换行\n", " 前后空格 ", "", '"', '""'),
    *('"""', "_x0041_", "_x000", "\x00\x01\x1f", "_x0041\x00", "\ufffe\uffff", "👵🏻\U0002000b"),
    *("0012", "1e5", "2026-11-23", "TRUE", "是", "#N/A", "'引号", "长" * 40_000, "😀" * 20_000),
    *("\n", " ", "\\n", "&<>]]>"),
)
ROWS = 3


def fill_everything(store: Store) -> None:
    """Three rows in every table, the next text of HARD in each cell that takes one."""
    with exchange.filling(store, "填满", lambda: None) as take:
        at = 0
        for table in exchange.every_table():
            rows = []
            for number in range(1, ROWS + 1):
                rows.append(tuple(_value(table, column, number, at + n)
                                  for n, column in enumerate(table.columns)))  # fmt: skip
                at += len(table.columns)
            take(table, [_with_photo(store, table, row) for row in rows])


def everything(store: Store) -> dict[str, list[tuple[Value, ...]]]:
    """Every row of every table that is exchanged."""
    with exchange.snapshot(store) as book:
        return {table.name: list(book.rows(table)) for table in exchange.every_table()}


def picture(number: int) -> bytes:
    """A small photo, another one for each number."""
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (8, 8), (number * 40, 90, 120)).save(out, "PNG")
    return out.getvalue()


def beside(path: Path) -> list[str]:
    """The names of everything in the folder of this file."""
    return sorted(each.name for each in path.parent.iterdir())


def _value(table: Table, column: Column, number: int, at: int) -> Value:
    if column.name == "id" or (column.name.endswith("_id") and not column.may_lack):
        return number
    if column.may_lack and number == 1:
        return None
    if column.name.endswith("_id"):
        return ROWS + 1 - number
    if column.kind is Kind.TEXT:
        words = WORDS.get((table.name, column.name))
        if words is not None:
            return str([*words][number % len([*words])])
        return f"{HARD[at % len(HARD)]}" + (str(number) if column.name in _OWN else "")
    told: dict[Kind, tuple[Value, ...]] = {
        Kind.NUMBER: (number, 2**60 + number, -number),
        Kind.YES_NO: (0, 1, 0),
        Kind.DAY: ("2026-02-28", "0001-01-01", "9999-12-31"),
        Kind.MOMENT: ("2026-11-23 12:00:00", "2026-11-23 00:00:00", "1999-01-01 23:59:59.000001"),
        Kind.CLOCK: ("08:30:00", "00:00:00", "23:59:59"),
    }
    return told[column.kind][number - 1]


# What no two rows may share.
_OWN = ("key", "name", "room")


def _with_photo(store: Store, table: Table, row: tuple[Value, ...]) -> tuple[Value, ...]:
    if table.name != "photo":
        return row
    names = [column.name for column in table.columns]
    kept = photo.keep(store.folder, picture(int(row[0] or 0)))
    told = dict(zip(names, row, strict=True)) | {"sha256": kept.sha256, "suffix": kept.suffix}
    assert sha256(photo.content_of(store.folder, kept.sha256 + kept.suffix)).hexdigest()
    return tuple(told[name] for name in names)
