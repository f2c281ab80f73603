"""晴雨表: how the neighbourhood and each building stand, charts, and the formula behind it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from qingyu.domain.barometer import Formula, Reading, Weather, worst_first
from qingyu.domain.barometer_formula import word_changes
from qingyu.domain.changes import Noun
from qingyu.domain.figures import Figure
from qingyu.domain.issue_list import IssueFilter
from qingyu.domain.month import Month
from qingyu.domain.wording import moment
from qingyu.services import Store
from qingyu.services import barometer as service
from qingyu.ui import paper, theme, weather
from qingyu.ui.models.barometer import COLUMNS, BarometerModel
from qingyu.ui.pages.barometer_month import MonthButton
from qingyu.ui.pages.barometer_side import RulesCard, WholeCard
from qingyu.ui.pages.page import Desk, Page
from qingyu.ui.printing import offer
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.filter_chips import Filter, FilterChipRow
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.heading import Heading
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll
from qingyu.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qingyu.services.figures import Figures
    from qingyu.ui.pages.barometer_charts import ChartsPart
    from qingyu.ui.pages.barometer_formula import FormulaPart

_SIDE_EMS = 20.0
_TABS = (("now", "自评"), ("charts", "图表"), ("formula", "自评办法"))


class BarometerPage(Page):
    """Three parts: how everything stands now, worst first; charts; the numbers behind the words."""

    CARES: ClassVar[frozenset[Noun]] = frozenset(
        {Noun.NEIGHBOURHOOD, Noun.BUILDING, Noun.FEEDBACK, Noun.ISSUE}
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._readings: tuple[Reading, ...] = ()
        self._seen: service.Barometer | None = None
        self._figures: Figures | None = None
        self._charts: ChartsPart | None = None
        self._formula: FormulaPart | None = None
        self.heading = Heading("晴雨表")
        self.tabs = ChoiceRow("看什么", _TABS)
        self.tabs.choose("now")
        self.tabs.chosen.connect(self.show_part)
        self.heading.add(self.tabs)
        self.month = MonthButton()
        self.month.months_wanted.connect(self._offer_months)
        self.month.month_chosen.connect(self._print)
        self.heading.add_action(self.month)
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
        for number, (key, _title) in enumerate(_TABS, 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda key=key: self.show_part(key))

    @property
    def charts(self) -> "ChartsPart":
        """The charts, built when first asked for."""
        if self._charts is None:
            from qingyu.ui.pages.barometer_charts import ChartsPart

            self._charts = ChartsPart(self.desk.settings)
            self._charts.picture_requested.connect(self._save_picture)
            self._charts.table_requested.connect(self._save_table)
            self.stack.addWidget(self._charts)
        return self._charts

    @property
    def formula(self) -> "FormulaPart":
        """The numbers behind the words, built when first asked for."""
        if self._formula is None:
            from qingyu.ui.pages.barometer_formula import FormulaPart

            self._formula = FormulaPart(self.desk.settings)
            self._formula.tried.connect(self._preview)
            self._formula.save_requested.connect(self._set_formula)
            self._formula.default_requested.connect(self._set_default)
            self.stack.addWidget(self._formula)
        return self._formula

    def show_part(self, key: str) -> None:
        """Shows one of the three parts."""
        self.tabs.choose(key)
        if key == "charts":
            self.stack.setCurrentWidget(self.charts)
        elif key == "formula":
            self.stack.setCurrentWidget(self.formula)
        else:
            self.stack.setCurrentWidget(self._now)
        self.reload()

    def doors(self) -> Mapping[str, Callable[[], object]]:
        """The formula is the one form of this page."""
        return {"晴雨公式": lambda: self.show_part("formula")}

    def print_page(self) -> None:
        """Asks for a month whose sheet is to be printed."""
        self.month.ask()

    def _offer_months(self) -> None:
        self.month.set_months(self.operations.read(service.months) or ())

    def _print(self, month: Month) -> None:
        store = self.operations.store
        task = self.desk.tasks.start(lambda _task: _printed(store, month))
        self.month.setEnabled(False)
        task.succeeded.connect(self._tell_saved)
        task.refused.connect(self.operations.refused)
        task.ended.connect(lambda: self.month.setEnabled(True))

    def reload(self) -> None:
        """Reads how every building stands; the filter and the chosen row stay."""
        seen = self.operations.read(service.barometer)
        if seen is None:
            return
        self.heading.set_title("晴雨表", f"按现在的工单和来件自评，{moment(seen.at, seen.at)}")
        self.whole.show_reading(seen.whole)
        self.rules.show_formula(seen.formula)
        self._seen = seen
        self._readings = worst_first(seen.every)
        self.filters.set_filters([self._filter(word) for word in reversed(Weather)])
        self._show_readings()
        if self.tabs.key == "charts":
            self._read_figures()
        elif self.tabs.key == "formula":
            self.formula.show_formula(seen.formula)

    def focus_start(self) -> None:
        """Puts the keyboard into the list of buildings, or on the first choice of a part."""
        if self.tabs.key != "now":
            self.tabs.setFocus()
            self.tabs.focusNextChild()
            return
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
        self._now = QWidget()
        self._row = QHBoxLayout(self._now)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._side)
        self._row.addLayout(right, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.heading)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._now)
        self._column.addWidget(self.stack, 1)
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

    def _read_figures(self) -> None:
        store = self.operations.store
        self.charts.busy.start("正在算图表…", can_cancel=False)
        task = self.desk.tasks.start(lambda _task: _figures_and_pens(store))
        task.succeeded.connect(self._show_figures)
        task.refused.connect(self.operations.refused)
        task.ended.connect(self.charts.busy.finish)

    def _show_figures(self, figures: "Figures") -> None:
        self._figures = figures
        self.charts.show_figures(figures)

    def _save_picture(self, figure: Figure) -> None:
        if self._figures is None:
            return
        from qingyu.charts import board
        from qingyu.services.figures import save_picture

        store = self.operations.store

        def save(drawn: object) -> None:
            self._save(lambda: save_picture(store, figure, board.png(drawn)))

        self.charts.draw_picture(figure, self._figures.note, save)

    def _save_table(self, figure: Figure) -> None:
        if self._figures is None:
            return
        from qingyu.services.figures import save_table

        store, note = self.operations.store, self._figures.note
        self._save(lambda: save_table(store, figure, note))

    def _save(self, work: "Callable[[], Path]") -> None:
        self.charts.busy.start("正在导出…", can_cancel=False)
        task = self.desk.tasks.start(lambda _task: work())
        task.succeeded.connect(self._tell_saved)
        task.refused.connect(self.operations.refused)
        task.ended.connect(self.charts.busy.finish)

    def _tell_saved(self, path: "Path") -> None:
        if path.suffix == ".pdf":
            offer("晴雨月报", path, self.desk, self)
            self.said.emit(f"已存到 {path}")
            return
        shown = "" if paper.show(path) else "，可以打开来看"
        self.said.emit(f"已存到 {path}{shown}")

    def _preview(self, formula: Formula) -> None:
        seen = self._seen
        then = self.operations.read(service.barometer, formula)
        if seen is None or then is None:
            return
        changes = word_changes(seen.every, then.every)
        self.formula.show_preview(changes, seen.whole.weather, then.whole.weather, formula.text)

    def _set_formula(self, formula: Formula) -> None:
        self.operations.run(service.set_formula, formula, by=self.operations.by)

    def _set_default(self) -> None:
        self.formula.set_numbers(Formula())
        self._set_formula(Formula())
        self.reload()


def _figures_and_pens(store: Store) -> "Figures":
    # pyqtgraph takes more than half a second to load: here, so that nobody waits for it.
    from qingyu.charts import board  # noqa: F401
    from qingyu.services import figures

    return figures.figures(store)


def _printed(store: Store, month: Month) -> Path:
    # Reading a month's words needs the whole of intake: loaded by the worker, not with the page.
    from qingyu.services import barometer_month

    return barometer_month.printed(store, month)
