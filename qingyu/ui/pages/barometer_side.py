"""The neighbourhood's own word in large, and what the words stand for."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from qingyu.domain.barometer import Formula, Reading, Weather
from qingyu.ui import icons, theme, weather
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.pill import Pill


class WholeCard(QFrame):
    """Shape, word, colour, reasons and the three numbers of the whole neighbourhood."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._weather = Weather.SUNNY
        self._picture = QLabel()
        self._word = words("", "weather")
        self._reason = words("", wrap=True)
        self._figures = {key: words("", "figure") for key in ("未办结", "超期", "隐患未处置")}
        head = QWidget()
        self._head = FlowLayout(head, gap=0.8)
        for widget in (self._picture, self._word, Pill("自评", "plain")):
            self._head.addWidget(widget)
        figures = QWidget()
        flow = FlowLayout(figures, gap=1.4)
        for key, figure in self._figures.items():
            flow.addWidget(_figure(figure, key))
        self._column = QVBoxLayout(self)
        self._column.addWidget(words("整个小区", "muted"))
        self._column.addWidget(head)
        self._column.addWidget(self._reason)
        self._column.addWidget(figures)
        self._restyle()

    def show_reading(self, whole: Reading) -> None:
        """Show the word of the neighbourhood and what led to it."""
        self._weather = whole.weather
        tone = weather.LOOKS[whole.weather].tone
        self._word.setText(str(whole.weather))
        theme.set_look(self._word, "tone", tone)
        self._reason.setText(whole.reason)
        numbers = (
            (whole.facts.open_issues, "info"),
            (whole.facts.overdue, "warn"),
            (whole.facts.safety_not_made_safe, "danger"),
        )
        for label, (number, loud) in zip(self._figures.values(), numbers, strict=True):
            label.setText(str(number))
            theme.set_look(label, "tone", loud if number else "good")
        self.setAccessibleName(f"整个小区自评：{whole.weather}，{whole.reason}")
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        look, shown = theme.current(), weather.LOOKS[self._weather]
        self._picture.setPixmap(
            icons.pixmap(shown.icon, shown.tone, look.px(4.2), self.devicePixelRatioF())
        )
        self._column.setContentsMargins(*[look.px(1.1)] * 4)
        self._column.setSpacing(look.px(0.5))


class RulesCard(QFrame):
    """The formula: each word with its shape and what it stands for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._pictures: dict[Weather, QLabel] = {}
        self._rules: dict[Weather, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.addWidget(words("自评办法", "heading"), 0, 0, 1, 3)
        top = Qt.AlignmentFlag.AlignTop
        for row, word in enumerate(reversed(Weather), start=1):
            self._pictures[word] = QLabel()
            self._rules[word] = words("", wrap=True)
            self._grid.addWidget(self._pictures[word], row, 0, top)
            self._grid.addWidget(words(str(word), weather.LOOKS[word].tone), row, 1, top)
            self._grid.addWidget(self._rules[word], row, 2)
        self._grid.setColumnStretch(2, 1)
        self._restyle()

    def show_formula(self, formula: Formula) -> None:
        """Show these rules."""
        for word, rule in formula.rules:
            self._rules[word].setText(rule)
        self.setAccessibleName(formula.text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        look = theme.current()
        for word, picture in self._pictures.items():
            shown = weather.LOOKS[word]
            picture.setPixmap(
                icons.pixmap(shown.icon, shown.tone, look.px(1.4), self.devicePixelRatioF())
            )
        self._grid.setContentsMargins(*[look.px(1.1)] * 4)
        self._grid.setHorizontalSpacing(look.px(0.5))
        self._grid.setVerticalSpacing(look.px(0.6))


def _figure(figure: QLabel, name: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(figure)
    column.addWidget(words(name, "muted"))
    return made
