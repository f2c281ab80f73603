"""A table inside a notice (收支、公示、值班): text in cells, ready to be printed."""

from qingyu.domain.frozen import frozen


@frozen
class NoticeTable:
    """Heads over rows of equally many cells; figures: which columns hold amounts or counts.

    total is a last row set apart (合计), empty when there is none.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[bool, ...] = ()
    caption: str = ""
    total: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of the table, in reading order."""
        cells = (cell for row in (*self.rows, self.total) for cell in row)
        return (self.caption, *self.heads, *cells)
