"""What the roster knows about one person, and with whom they serve or must not."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QSpinBox, QWidget

from qingyu.domain.duty_person import DutyFacts, DutyPerson, Pair, PairKind
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.link_line import LinkLine
from qingyu.ui.widgets.section import Section

_TICKS = (
    ("serves", "参加值班"),
    ("lead", "能当值班长"),
    ("frail", "年长体弱（要有人陪）"),
    ("no_evening", "不排晚班"),
)


class FactsPart(QWidget):
    """Ticks and a number that are saved as they are set.

    Signals: changed(DutyFacts).
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._facts: DutyFacts | None = None
        self.ticks: dict[str, QCheckBox] = {}
        flow = FlowLayout(self, gap=1.0, row_gap=0.3)
        for key, text in _TICKS:
            tick = QCheckBox(text)
            tick.clicked.connect(lambda on, key=key: self._tell(key, on))
            self.ticks[key] = tick
            flow.addWidget(tick)
        self.most = QSpinBox()
        self.most.setRange(-1, 31)
        self.most.setSpecialValueText("每月几班不限")
        self.most.setPrefix("每月最多 ")
        self.most.setSuffix(" 班")
        self.most.setAccessibleName("每月最多几班")
        self.most.setKeyboardTracking(False)
        self.most.valueChanged.connect(lambda value: self._tell("max_shifts", value))
        flow.addWidget(self.most)

    def show_person(self, person: DutyPerson) -> None:
        """Show these facts."""
        self._facts = None
        for key, tick in self.ticks.items():
            tick.setChecked(bool(getattr(person.facts, key)))
        most = person.facts.max_shifts
        self.most.setValue(-1 if most is None else most)
        self._facts = person.facts

    def _tell(self, key: str, value: int) -> None:
        if self._facts is None:
            return
        if key == "max_shifts":
            facts = replace(self._facts, max_shifts=None if value < 0 else value)
        else:
            facts = replace(self._facts, **{key: bool(value)})
        if facts != self._facts:
            self._facts = facts
            self.changed.emit(facts)


class PairsPart(Section):
    """The pairs of one person: a press takes one back, the row under them adds one.

    Signals: remove_requested(int) with the pair; add_requested(PairKind, int) with the other one.
    """

    remove_requested = Signal(object)
    add_requested = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("和谁同班", parent=parent)
        self._lines: list[QWidget] = []
        self._holder = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._holder.setSizePolicy(policy)
        flow = FlowLayout(self._holder, gap=0.5)
        self.kind = QComboBox()
        self.kind.setAccessibleName("怎样同班")
        for kind in PairKind:
            self.kind.addItem(str(kind), kind)
        self.other = QComboBox()
        self.other.setAccessibleName("和谁")
        self.add_button = ActionButton("添加", icon="plus")
        self.add_button.clicked.connect(self._add)
        for part in (words("和", "muted"), self.other, self.kind, self.add_button):
            flow.addWidget(part)
        self.add(self._holder)

    def show_pairs(self, me: int, pairs: Sequence[Pair], people: Sequence[DutyPerson]) -> None:
        """Show the pairs of this person."""
        names = {each.steward.id: each.steward.name for each in people}
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines.clear()
        for pair in pairs:
            if me not in (pair.first_id, pair.second_id):
                continue
            other = pair.second_id if pair.first_id == me else pair.first_id
            if other not in names:
                continue
            line = LinkLine(f"和{names[other]}{pair.kind}", "取消", "plain", key=pair.id)
            line.requested.connect(self.remove_requested)
            self.add(line)
            self._lines.append(line)
        kept = self.other.currentData()
        self.other.clear()
        for ident, name in names.items():
            if ident != me:
                self.other.addItem(name, ident)
        self.other.setCurrentIndex(max(0, self.other.findData(kept)))

    def _add(self) -> None:
        if self.other.currentData() is not None:
            self.add_requested.emit(PairKind(self.kind.currentData()), self.other.currentData())
