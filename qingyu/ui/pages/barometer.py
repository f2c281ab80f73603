"""晴雨表: how the neighbourhood and each building stand, with the formula behind it."""

from typing import ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qingyu.domain.barometer import Reading, Weather, worst_first
from qingyu.domain.changes import Noun
from qingyu.domain.issue_list import IssueFilter
from qingyu.domain.wording import moment
from qingyu.services import barometer as service
from qingyu.ui import theme, weather
from qingyu.ui.models.barometer import COLUMNS, BarometerModel
from qingyu.ui.pages.barometer_side import RulesCard, WholeCard
from qingyu.ui.pages.page import Desk, Page
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.filter_chips import Filter, FilterChipRow
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.heading import Heading
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll
from qingyu.ui.widgets.record_table import RecordTable

_SIDE_EMS = 20.0


class BarometerPage(Page):
    """The word of the whole at the left, every building at the right, worst first."""

    CARES: ClassVar[frozenset[Noun]] = frozenset(
        {Noun.NEIGHBOURHOOD, Noun.BUILDING, Noun.FEEDBACK, Noun.ISSUE}
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._readings: tuple[Reading, ...] = ()
        self.heading = Heading("晴雨表")
        self.whole = WholeCard()
        self.rules = RulesCard()
        self.filters = FilterChipRow(exclusive=True)
        self.filters.changed.connect(lambda _keys: self._show_readings())
        self.model = BarometerModel(self)
        self.table = RecordTable("barometer", COLUMNS, desk.settings, name="每一幢的晴雨")
        self.table.set_model(self.model)
        empty = EmptyState("building-2", "还没有楼栋", "添加楼栋后，这里会有每一幢的晴雨。",
                           "去添加楼栋")
        empty.action_requested.connect(lambda: self.page_requested.emit("neighbourhood"))
        self.table.set_empty_state(empty)
        self.table.record_activated.connect(self._open)
        self.table.clicked.connect(lambda _index: self._open(self.table.record()))
        self._lay_out()

    def reload(self) -> None:
        """Reads how every building stands; the filter and the chosen row stay."""
        seen = self.operations.read(service.barometer)
        if seen is None:
            return
        self.heading.set_title("晴雨表", f"按现在的工单和来件自评，{moment(seen.at, seen.at)}")
        self.whole.show_reading(seen.whole)
        self.rules.show_formula(seen.formula)
        every = (*seen.buildings, seen.grounds) if seen.grounds is not None else seen.buildings
        self._readings = worst_first(every)
        self.filters.set_filters([self._filter(word) for word in reversed(Weather)])
        self._show_readings()

    def focus_start(self) -> None:
        """Puts the keyboard into the list of buildings."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self.model.restyle()
            self._restyle()

    def _lay_out(self) -> None:
        self._side = PageScroll(margin=False)
        self._side.add(self.whole)
        self._side.add(self.rules)
        self._side.column.addStretch(1)
        self._side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        right = QVBoxLayout()
        over = FlowLayout(gap=0.9)
        over.addWidget(self.filters)
        over.addWidget(words("点一幢，看它的工单", "muted"))
        right.addLayout(over)
        right.addWidget(self.table, 1)
        self._row = QHBoxLayout()
        self._row.addWidget(self._side)
        self._row.addLayout(right, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.heading)
        self._column.addLayout(self._row, 1)
        self._restyle()

    def _restyle(self) -> None:
        look = theme.current()
        self._side.setFixedWidth(look.px(_SIDE_EMS))
        self._row.setSpacing(look.space)
        self._column.setContentsMargins(look.margin, look.space, look.margin, look.space)
        self._column.setSpacing(look.px(0.85))

    def _filter(self, word: Weather) -> Filter:
        count = sum(reading.weather is word for reading in self._readings)
        return Filter(str(word), str(word), count, weather.LOOKS[word].tone)

    def _show_readings(self) -> None:
        chosen = self.table.record()
        wanted = self.filters.chosen
        self.model.set_readings(
            [each for each in self._readings if not wanted or str(each.weather) in wanted]
        )
        if isinstance(chosen, Reading):
            self.table.choose(
                lambda each: isinstance(each, Reading) and each.building == chosen.building
            )

    def _open(self, reading: object) -> None:
        if isinstance(reading, Reading):
            self.list_requested.emit("issues", IssueFilter(building=reading.building))
