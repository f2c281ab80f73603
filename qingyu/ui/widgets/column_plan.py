"""Which columns of a table are shown, how wide, in what order: the user's choice over ours."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSettings

from qingyu.ui import theme
from qingyu.ui.widgets.column_widths import Wish, share_out
from qingyu.ui.widgets.table_memory import Column, TableMemory, recall, remember

_LEAST_EMS, _LEAST_STRETCH_EMS = 3.0, 8.5


class ColumnPlan:
    """The columns of one table with what its user changed about them, kept in the settings."""

    def __init__(self, key: str, columns: Sequence[Column], settings: QSettings | None) -> None:
        self.columns = tuple(columns)
        self._key = key
        self._settings = settings
        self._memory = recall(settings, key)

    @property
    def main(self) -> int:
        """The column that names the row."""
        return next((i for i, column in enumerate(self.columns) if column.main), 0)

    @property
    def order(self) -> tuple[int, bool] | None:
        """The column to sort by and whether it descends, or None when nobody chose."""
        keys = [column.key for column in self.columns]
        if self._memory.sort_key not in keys:
            return None
        return keys.index(self._memory.sort_key), self._memory.descending

    def is_shown(self, column: int) -> bool:
        """Whether the user wants to see a column."""
        spec = self.columns[column]
        if spec.main or self._memory.hidden is None:
            return spec.main or not spec.hidden
        return spec.key not in self._memory.hidden

    def show(self, column: int, shown: bool) -> None:
        """Show or hide a column from now on; the main column always stays."""
        hidden = {c.key for i, c in enumerate(self.columns) if not self.is_shown(i)}
        key = self.columns[column].key
        self._keep(replace(self._memory, hidden=frozenset(
            hidden - {key} if shown or self.columns[column].main else hidden | {key}
        )))

    def set_width(self, column: int, pixels: int) -> None:
        """Keep a width the user drew, in text sizes, so that it grows with the text."""
        if pixels > 0 and not self.columns[column].stretch:
            ems = pixels / theme.current().em
            self._keep(replace(self._memory,
                               widths=self._memory.widths | {self.columns[column].key: ems}))

    def set_order(self, column: int, descending: bool) -> None:
        """Keep what the table is sorted by."""
        self._keep(replace(self._memory, sort_key=self.columns[column].key,
                           descending=descending))

    def is_tight(self, room: int) -> bool:
        """Whether so many pixels are too few for one line per row."""
        # What the user drew wider does not count: that must not turn the table into a list.
        least = sum(_LEAST_STRETCH_EMS if self.columns[i].stretch else self.columns[i].ems
                    for i in self._shown())
        return 0 < room < theme.current().px(least)

    def widths(self, room: int) -> dict[int, int]:
        """The width of every shown column, adding up to the room."""
        shown = self._shown()
        return dict(zip(shown, share_out(room, [self._wish(i) for i in shown]), strict=True))

    def _shown(self) -> list[int]:
        return [i for i in range(len(self.columns)) if self.is_shown(i)]

    def _wish(self, column: int) -> Wish:
        look, spec = theme.current(), self.columns[column]
        ems = self._memory.widths.get(spec.key, spec.ems)
        if spec.stretch:
            return Wish(look.px(_LEAST_STRETCH_EMS), look.px(_LEAST_STRETCH_EMS), True)
        return Wish(look.px(ems), look.px(min(ems, _LEAST_EMS)))

    def _keep(self, memory: TableMemory) -> None:
        if memory != self._memory:
            self._memory = memory
            remember(self._settings, self._key, memory)
