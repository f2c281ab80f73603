"""自评办法: the numbers behind the words, and what every building would be with them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from PySide6.QtCore import QEvent, QSettings, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from qingyu.domain.barometer import Formula, Weather
from qingyu.domain.barometer_formula import NUMBERS, WordChange
from qingyu.domain.figures import place_name
from qingyu.ui import theme, weather
from qingyu.ui.models.cells import CellModel, CellRow
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.draft_form import DraftForm
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.field_grid import FieldGrid
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll
from qingyu.ui.widgets.record_table import RecordTable
from qingyu.ui.widgets.table_memory import Column

_COLUMNS = (
    Column("building", 5.8, main=True),
    Column("before", 4.5),
    Column("after", 5.5, badge=True),
    Column("reason", stretch=True),
)
_HEADS = ("楼栋", "现在", "改后", "按新办法，为什么")
_SIDE_EMS = 25.0
_RANKS = {word: rank for rank, word in enumerate(Weather)}


class FormulaPart(QWidget):
    """Seven numbers, the formula in words under them, the preview at the right.

    Signals: tried(Formula) with every change of a number; save_requested(Formula);
    default_requested().
    """

    tried = Signal(object)
    save_requested = Signal(object)
    default_requested = Signal()

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = Formula()
        self.numbers: dict[str, QSpinBox] = {}
        grid = FieldGrid(inline=False)
        for number in NUMBERS:
            box = QSpinBox()
            box.setRange(number.least, number.most)
            box.setSuffix(f" {number.unit}")
            box.setAccessibleName(f"{number.word}：{number.name}")
            box.valueChanged.connect(lambda _value: self._changed())
            box.lineEdit().returnPressed.connect(self._save)
            self.numbers[number.key] = box
            grid.add_row(number.key, f"{number.word}：{number.name}", box)
        self.set_numbers(self._stored)
        self.save = ActionButton("保存", "primary", icon="check")
        self.default = ActionButton("恢复默认", icon="rotate-ccw")
        self.save.clicked.connect(self._save)
        self.default.clicked.connect(self.default_requested)
        DraftForm(
            self,
            "晴雨公式",
            is_typed=lambda: self.is_changed,
            read=lambda: dict(asdict(self.formula)),
            write=self._take_draft,
        )
        self.summary = words("", "strong", wrap=True)
        self.text = words("", "muted", wrap=True)
        self.model = CellModel(_HEADS, self)
        self.table = RecordTable("barometer-preview", _COLUMNS, settings,
                                 name="改了以后每一幢的晴雨", sorts_itself=True)
        self.table.set_model(self.model)
        self._lay_out(grid)

    @property
    def formula(self) -> Formula:
        """The numbers as they stand in the boxes."""
        return Formula(**{key: box.value() for key, box in self.numbers.items()})

    @property
    def is_changed(self) -> bool:
        """Whether something was set that is not stored."""
        return self.formula != self._stored

    def show_formula(self, stored: Formula) -> None:
        """Show what is stored, unless numbers were changed and not saved yet."""
        keep = self.is_changed
        self._stored = stored
        if not keep:
            self.set_numbers(stored)
        self._changed()

    def set_numbers(self, formula: Formula) -> None:
        """Put these numbers into the boxes."""
        for key, value in asdict(formula).items():
            box = self.numbers[key]
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)

    def _take_draft(self, values: Mapping[str, object]) -> None:
        for key, box in self.numbers.items():
            number = values.get(key)
            if isinstance(number, int):
                box.setValue(number)

    def show_preview(
        self, changes: Sequence[WordChange], before: Weather, after: Weather, text: str
    ) -> None:
        """Show what would become of every building and of the whole."""
        self.text.setText(text)
        self.model.set_rows([_row(change) for change in changes])
        different = [change for change in changes if change.differs]
        if not self.is_changed:
            said = f"整个小区现在是「{after}」。改左边的数字，这里马上看到结果，保存以后才算数。"
        elif different:
            told = "、".join(
                f"{place_name(each.building)}从{each.before}变成{each.after}"
                for each in different[:3]
            )
            more = f"等 {len(different)} 处" if len(different) > 3 else ""
            said = f"改后整个小区是「{after}」（现在「{before}」）；{told}{more}。还没有保存。"
        else:
            said = f"改后整个小区是「{after}」，每一处都和现在一样。还没有保存。"
        self.summary.setText(said)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _lay_out(self, grid: FieldGrid) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=0.5)
        flow.addWidget(self.save)
        flow.addWidget(self.default)
        card = EmBox(card=True, margin=(0.5, 0.6), gap=0.4)
        card.add(grid)
        scroll = PageScroll(margin=False)
        scroll.add(card)
        scroll.add(self.text)
        scroll.column.addStretch(1)
        self._side = QWidget()
        left = QVBoxLayout(self._side)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(scroll, 1)
        left.addWidget(buttons)
        right = QVBoxLayout()
        right.addWidget(self.summary)
        right.addWidget(self.table, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._side)
        self._row.addLayout(right, 1)
        self._restyle()

    def _restyle(self) -> None:
        self._side.setFixedWidth(theme.current().px(_SIDE_EMS))
        self._row.setSpacing(theme.current().space)

    def minimumSizeHint(self) -> QSize:
        # The list may be pressed together; the page is never wider for it.
        return QSize(theme.current().px(_SIDE_EMS + 12), super().minimumSizeHint().height())

    def _changed(self) -> None:
        self.save.setEnabled(self.is_changed)
        self.default.setEnabled(self._stored != Formula() or self.is_changed)
        self.tried.emit(self.formula)

    def _save(self) -> None:
        if self.save.isEnabled():
            self.save_requested.emit(self.formula)


def _row(change: WordChange) -> CellRow:
    after = f"→ {change.after}" if change.differs else str(change.after)
    tone = weather.LOOKS[change.after].tone
    return CellRow(
        change,
        (place_name(change.building), str(change.before), after, change.reason),
        (change.building or 0, _RANKS[change.before], _RANKS[change.after], change.reason),
        ("", weather.LOOKS[change.before].tone, tone, ""),
    )
