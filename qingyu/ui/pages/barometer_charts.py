"""The charts of 晴雨表: one at a time, with its finding, the table behind it, and both as files."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QEvent, QSettings, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from qingyu.domain.figures import Figure
from qingyu.domain.weather_days import CalendarFigure
from qingyu.services.figures import Figures
from qingyu.ui import theme
from qingyu.ui.chart_look import picture_look, screen_look
from qingyu.ui.models.cells import CellModel
from qingyu.ui.models.figure import columns_of, heads_of, rows_of
from qingyu.ui.widgets.busy_bar import BusyBar
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll
from qingyu.ui.widgets.record_table import RecordTable

_TABLE_EMS = 13.0
_BREATH_MS = 120
CHARTS = ("每周进出", "未办结多久", "楼栋和类别", "满意率", "晴雨日历")


class ChartsPart(QWidget):
    """A row of charts to choose from, one of them below, as a chart or as its table.

    Signals: picture_requested(Figure) and table_requested(Figure) when it is to be saved.
    """

    picture_requested = Signal(object)
    table_requested = Signal(object)

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._figures: Figures | None = None
        self.busy = BusyBar()
        self.choice = ChoiceRow("哪张图", [(name, name) for name in CHARTS])
        self.choice.choose(CHARTS[0])
        self.place = QComboBox()
        self.place.setAccessibleName("哪里的日历")
        self.place.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.view = ChoiceRow("看图还是看表", [("chart", "图"), ("table", "表")])
        self.view.choose("chart")
        self.picture = ActionButton("导出图片", icon="image")
        self.table_file = ActionButton("导出表格", icon="file-spreadsheet")
        self.finding = words("", "heading", wrap=True)
        self.card = EmBox(card=True, margin=(0.9, 0.7), gap=0.4)
        self._stack = QStackedWidget()
        self._shown: QWidget | None = None
        self._drawn: dict[str, QWidget] = {}
        self._ahead = QTimer(self, singleShot=True, interval=_BREATH_MS)
        self._ahead.timeout.connect(self._draw_ahead)
        self._lay_out()
        self.choice.chosen.connect(lambda _key: self._show())
        self.view.chosen.connect(lambda _key: self._show())
        self.place.activated.connect(lambda _index: self._show())
        self.picture.clicked.connect(lambda: self._ask(self.picture_requested))
        self.table_file.clicked.connect(lambda: self._ask(self.table_requested))

    @property
    def figure(self) -> Figure | None:
        """What is shown, None before anything was read."""
        if self._figures is None:
            return None
        if self.choice.key == CHARTS[-1]:
            return self._figures.calendars[max(0, self.place.currentIndex())]
        return self._figures.each[CHARTS.index(self.choice.key)]

    @property
    def shown(self) -> QWidget | None:
        """The chart, the table or the words in place of them."""
        return self._shown

    def show_figures(self, figures: Figures) -> None:
        """Show these; the chosen chart and place stay."""
        chosen = self.place.currentText()
        self._figures = figures
        self._forget()
        self.place.clear()
        self.place.addItems([each.place for each in figures.calendars])
        self.place.setCurrentIndex(max(0, self.place.findText(chosen)))
        self._show()

    def draw_picture(self, figure: Figure, note: str, drawn: Callable[[Any], None]) -> None:
        """Draws the picture of a chart step by step and hands it over, for `board.png`."""
        from qingyu.charts import board

        self._next_step(board.picture(figure, note, picture_look()), drawn)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event) and self._figures is not None:
            self._forget()
            self._show()

    def _lay_out(self) -> None:
        over = QWidget()
        flow = FlowLayout(over, gap=0.7)
        flow.addWidget(self.choice)
        flow.addWidget(self.place)
        under = QWidget()
        tools = FlowLayout(under, gap=0.5)
        tools.addWidget(self.view)
        tools.addWidget(self.picture)
        tools.addWidget(self.table_file)
        self.card.add(self.finding)
        self.card.add(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(over)
        column.addWidget(self.busy)
        # In 特大 a chart is taller than what is left of the window.
        scroll = PageScroll(margin=False)
        scroll.add(self.card, 1)
        column.addWidget(scroll, 1)
        column.addWidget(under)

    def _ask(self, wish: Any) -> None:
        if self.figure is not None:
            wish.emit(self.figure)

    def _show(self) -> None:
        figure = self.figure
        self.place.setVisible(self.choice.key == CHARTS[-1])
        if figure is None:
            return
        lacking = figure.lacking
        self.finding.setText("" if lacking else figure.finding)
        self.finding.setVisible(not lacking)
        self.card.setAccessibleName(lacking or figure.finding)
        for button in (self.picture, self.table_file):
            button.setEnabled(not lacking)
        if lacking:
            self._put(EmptyState("cloud-sun", "数据还太少", lacking))
        elif self.view.key == "table":
            self._put(self._table(figure))
        else:
            self._put(self._chart(figure))

    def _put(self, widget: QWidget) -> None:
        before = self._shown
        self._shown = widget
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        if before is not None and before is not widget:
            self._rest(before)
        self._ahead.start()

    def _rest(self, widget: QWidget) -> None:
        """A chart waits to be shown again; its height must not be that of the card meanwhile."""
        self._stack.removeWidget(widget)
        widget.hide()
        if widget not in self._drawn.values():
            widget.deleteLater()

    def _chart(self, figure: Figure) -> QWidget:
        key = _key(figure)
        if key in self._drawn:
            return self._drawn[key]
        # It loads pyqtgraph, which takes more than half a second the first time.
        from qingyu.charts import board

        drawn: QWidget = board.chart(figure, screen_look())
        drawn.setParent(self._stack)
        drawn.setMinimumHeight(theme.current().px(board.least_ems(figure)))
        self._drawn[key] = drawn
        return drawn

    def _draw_ahead(self) -> None:
        """One chart more is there before somebody asks for it."""
        if self._figures is None or not self.isVisible() or self.view.key != "chart":
            return
        missing = (each for each in self._figures.each if _key(each) not in self._drawn)
        figure = next((each for each in missing if not each.lacking), None)
        if figure is not None:
            self._chart(figure).hide()
            self._ahead.start()

    def _forget(self) -> None:
        drawn, self._drawn = self._drawn, {}
        for each in drawn.values():
            if each is not self._shown:
                each.deleteLater()

    def _next_step(self, steps: Iterator[Any], drawn: Callable[[Any], None]) -> None:
        image = next(steps)
        if image is not None:
            drawn(image)
        else:
            QTimer.singleShot(0, self, lambda: self._next_step(steps, drawn))

    def _table(self, figure: Figure) -> QWidget:
        narrow = theme.current().huge
        columns = columns_of(figure, narrow=narrow)
        key = f"figure-{CHARTS.index(figure.name)}-{len(columns)}"
        table = RecordTable(key, columns, self._settings, name=f"{figure.finding}，表",
                            sorts_itself=True)
        model = CellModel(heads_of(figure, narrow=narrow), table)
        table.set_model(model)
        model.set_rows(rows_of(figure, narrow=narrow))
        table.setMinimumHeight(theme.current().px(_TABLE_EMS))
        return table


def _key(figure: Figure) -> str:
    return figure.name + (figure.place if isinstance(figure, CalendarFigure) else "")
