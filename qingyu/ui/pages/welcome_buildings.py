"""How many buildings, how many units each: by number, one by one, or written in one line."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from qingyu.domain.building_entry import read_buildings, say_buildings
from qingyu.domain.neighbourhood import HIGHEST_BUILDING, MOST_BUILDINGS, MOST_UNITS
from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words

_USUAL_UNITS = 3
# More single fields than this nobody would walk through; the line of words does it then.
_MOST_SINGLE = 60
_LABEL_EMS = 2.6


class BuildingsEditor(QWidget):
    """Three ways to say the same, always in step with each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._units: dict[int, int] = {}
        self.count = _spin("一共几幢", " 幢", MOST_BUILDINGS)
        # 「17」 must not pass through 「1」, which would forget what the other buildings have.
        self.count.setKeyboardTracking(False)
        self.each = _spin("每幢几个单元", " 个单元", MOST_UNITS)
        self.each.setValue(_USUAL_UNITS)
        self.fill = ActionButton("", icon="check")
        self.line = QLineEdit()
        self.line.setMaxLength(1_000)
        self.line.setAccessibleName("楼栋和单元，一行写完")
        self.line.setPlaceholderText("也可以直接写：1-6幢各3单元，7幢2单元")
        self.trouble = words("", "danger", wrap=True)
        self._more = words(
            "楼栋太多，不一一列出；个别不一样的，请在上面这行里改。", "muted", wrap=True
        )
        self.singles: dict[int, QSpinBox] = {}
        self._pairs: dict[int, QWidget] = {}
        self._list = QWidget()
        self._flow = FlowLayout(self._list, gap=0.6, row_gap=0.5)
        self._lay_out()
        self.count.valueChanged.connect(self._count_changed)
        self.each.valueChanged.connect(self._each_changed)
        self.fill.clicked.connect(self._fill_all)
        self.line.textEdited.connect(self._written)
        self._show()

    def _lay_out(self) -> None:
        numbers = QWidget()
        row = FlowLayout(numbers, gap=0.5, row_gap=0.4)
        for widget in (words("一共"), self.count, words("每幢"), self.each, self.fill):
            row.addWidget(widget)
        box = EmBox(gap=0.5)
        for part in (numbers, self.line, self.trouble, self._list, self._more):
            box.add(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(box)

    @property
    def units(self) -> Mapping[int, int]:
        """Building → how many units; empty while what is written cannot be read."""
        self.count.interpretText()
        return {} if self.trouble.text() else dict(self._units)

    @property
    def is_right(self) -> bool:
        """Whether what is written can be read."""
        return not self.trouble.text()

    def start(self) -> None:
        """Puts the keyboard into the first field, ready to be overwritten."""
        self.count.setFocus(Qt.FocusReason.TabFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            for label in self._list.findChildren(QLabel):
                label.setMinimumWidth(theme.current().px(_LABEL_EMS))
            self._flow.invalidate()

    def _count_changed(self, count: int) -> None:
        numbers = sorted(self._units)[:count]
        highest = max(numbers, default=0)
        room = range(highest + 1, min(HIGHEST_BUILDING, highest + count - len(numbers)) + 1)
        usual = self.each.value()
        self._take({**{n: self._units[n] for n in numbers}, **dict.fromkeys(room, usual)})

    def _each_changed(self, count: int) -> None:
        self.fill.set_words(f"都是 {count} 个单元")

    def _fill_all(self) -> None:
        self._take(dict.fromkeys(self._units, self.each.value()))

    def _written(self, text: str) -> None:
        entry = read_buildings(text)
        self._complain(entry.trouble)
        if not entry.trouble:
            self._units = dict(entry.units)
            self._show(line=False)

    def _single_changed(self, number: int, count: int) -> None:
        self._take({**self._units, number: count})

    def _take(self, units: dict[int, int]) -> None:
        self._units = units
        self._complain("")
        self._show()

    def _complain(self, trouble: str) -> None:
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        theme.set_look(self.line, "wrong", "true" if trouble else "")

    def _show(self, *, line: bool = True) -> None:
        self._complain(self.trouble.text())
        self._each_changed(self.each.value())
        self.fill.setEnabled(bool(self._units))
        with QSignalBlocker(self.count):
            self.count.setValue(len(self._units))
        if line:
            self.line.setText(say_buildings(self._units))
        self._show_singles()

    def _show_singles(self) -> None:
        wanted = self._units if len(self._units) <= _MOST_SINGLE else {}
        self._more.setVisible(len(self._units) > _MOST_SINGLE)
        for number in set(self._pairs) - set(wanted):
            gone = self._pairs.pop(number)
            del self.singles[number]
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for number, count in sorted(wanted.items()):
            if number not in self.singles:
                self._add_single(number)
            with QSignalBlocker(self.singles[number]):
                self.singles[number].setValue(count)
        before: QWidget = self.line
        for _, spin in sorted(self.singles.items()):
            QWidget.setTabOrder(before, spin)
            before = spin
        self._list.setVisible(bool(wanted))
        self._list.updateGeometry()

    def _add_single(self, number: int) -> None:
        spin = _spin(f"{number}幢几个单元", " 单元", MOST_UNITS)
        spin.setSpecialValueText("不分")
        spin.valueChanged.connect(lambda count: self._single_changed(number, count))
        pair = EmBox(row=True, gap=0.3)
        label = words(f"{number}幢")
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label.setMinimumWidth(theme.current().px(_LABEL_EMS))
        pair.add(label)
        pair.add(spin)
        self.singles[number] = spin
        self._pairs[number] = pair
        self._flow.addWidget(pair)


def _spin(name: str, suffix: str, most: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(0, most)
    made.setSuffix(suffix)
    made.setAccessibleName(name)
    return made
