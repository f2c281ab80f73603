"""The table behind a chart."""

from qingyu.domain.figures import Figure, HeatFigure
from qingyu.ui.models.cells import CellRow
from qingyu.ui.widgets.table_memory import Column

_FIRST_EMS, _EMS = 17.0, 7.0
_MOST_HEADS = 8  # more columns than this are rows of their own
_LONG_HEADS = ("楼栋", "类别", "件数")


def heads_of(figure: Figure, *, narrow: bool) -> tuple[str, ...]:
    """The heads; a figure too wide for the place has one row for each number instead."""
    return _LONG_HEADS if _is_long(figure, narrow) else figure.heads


def columns_of(figure: Figure, *, narrow: bool) -> tuple[Column, ...]:
    """The columns under these heads; the last one takes what is left."""
    heads = heads_of(figure, narrow=narrow)
    last = len(heads) - 1
    return tuple(
        Column(
            str(number),
            _EMS if number else _FIRST_EMS,
            main=not number,
            stretch=number == last,
        )
        for number in range(len(heads))
    )


def rows_of(figure: Figure, *, narrow: bool) -> tuple[CellRow, ...]:
    """The prepared rows; in two lines each number says what it is."""
    rows = _long(figure) if _is_long(figure, narrow) else figure.rows
    heads = heads_of(figure, narrow=narrow)
    made = []
    for number, row in enumerate(rows):
        cells = row
        if narrow and len(heads) > 3:
            told = (f"{head} {text}" for head, text in zip(heads[1:], row[1:], strict=True))
            cells = (row[0], *told)
        made.append(CellRow(number, cells, tuple(_key(text) for text in row)))
    return tuple(made)


def _is_long(figure: Figure, narrow: bool) -> bool:
    return isinstance(figure, HeatFigure) and (narrow or len(figure.heads) > _MOST_HEADS)


def _long(figure: Figure) -> tuple[tuple[str, ...], ...]:
    found = [
        (row[0], head, text)
        for row in figure.rows
        for head, text in zip(figure.heads[1:-1], row[1:-1], strict=True)
        if text != "0"
    ]
    return tuple(sorted(found, key=lambda each: -int(each[2])))


def _key(text: str) -> tuple[int | str, ...]:
    plain = text.rstrip("%").lstrip("+")
    signed = plain.removeprefix("-")
    return (0, int(plain)) if signed.isascii() and signed.isdecimal() else (1, text)
