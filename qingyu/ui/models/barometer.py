"""How every building stands, worst first."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QIcon

from qingyu.domain.barometer import Reading, Weather
from qingyu.domain.frozen import frozen
from qingyu.ui import icons, weather
from qingyu.ui.models.prepared import Index, PreparedModel
from qingyu.ui.widgets.roles import SORT_ROLE
from qingyu.ui.widgets.table_memory import Column

GROUNDS = "公共场地"
COLUMNS = (
    Column("building", 5.8, main=True),
    Column("weather", 5.0, badge=True),
    Column("reason", stretch=True),
    Column("open", 4.4, in_second_line=False),
    Column("overdue", 3.8, in_second_line=False),
)
HEADS = ("楼栋", "晴雨", "为什么", "未办结", "超期")
_WEATHER = 1
_RANKS = {word: rank for rank, word in enumerate(Weather)}


@frozen
class BarometerRow:
    """One building with the words, tones and sorting keys of its cells, in the order of HEADS."""

    reading: Reading
    cells: tuple[str, ...]
    tones: tuple[str, ...]
    keys: tuple[int | str, ...]

    @property
    def record(self) -> Reading:
        """What the row stands for."""
        return self.reading


def row_of(reading: Reading) -> BarometerRow:
    """The prepared row of a building; the grounds sort before the first building."""
    number, facts = reading.building, reading.facts
    cells = (
        GROUNDS if number is None else f"{number}幢",
        str(reading.weather),
        reading.reason,
        str(facts.open_issues or "—"),
        str(facts.overdue or "—"),
    )
    tone = weather.LOOKS[reading.weather].tone
    tones = ("", tone, "", "", "danger" if facts.overdue else "")
    keys = (number or 0, _RANKS[reading.weather], reading.reason, facts.open_issues, facts.overdue)
    return BarometerRow(reading, cells, tones, keys)


class BarometerModel(PreparedModel[BarometerRow]):
    """One row for each building, in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(HEADS, parent)
        self._icons: dict[Weather, QIcon] = {}

    def set_readings(self, readings: Sequence[Reading]) -> None:
        """Show these."""
        rows = tuple(row_of(reading) for reading in readings)
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def restyle(self) -> None:
        """Draw the icons anew, in the colours of the theme in force."""
        self._icons.clear()
        if self._rows:
            last = self.index(len(self._rows) - 1, _WEATHER)
            self.dataChanged.emit(self.index(0, _WEATHER), last)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == SORT_ROLE and index.isValid():
            return self._rows[index.row()].keys[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.isValid():
            reading = self._rows[index.row()].reading
            return self._icon(reading.weather) if index.column() == _WEATHER else None
        return super().data(index, role)

    def _icon(self, word: Weather) -> QIcon:
        if word not in self._icons:
            look = weather.LOOKS[word]
            self._icons[word] = icons.icon(look.icon, f"{look.tone}_ink")
        return self._icons[word]
