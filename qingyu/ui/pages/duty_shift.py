"""One shift of a day: everybody as a chip to tick, and who leads it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from qingyu.domain.steward import Steward
from qingyu.services.duty import ShiftDuty
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.filter_chips import Filter, FilterChipRow
from qingyu.ui.widgets.flow_layout import FlowLayout

_ICONS = {"早": "sun", "午": "cloud-sun", "晚": "moon"}


class ShiftEditor(Card):
    """A card of chips; ticking one puts the person into the shift.

    Signals: changed(str shift, list of steward ids, int or None leader).
    """

    changed = Signal(str, list, object)

    def __init__(self, shift: str, parent: QWidget | None = None) -> None:
        super().__init__(_ICONS.get(shift, "clock"), f"{shift}班", parent=parent)
        self._shift = shift
        self._chips = FilterChipRow()
        self._chips.setAccessibleName(f"{shift}班值班的人")
        self._lead = QComboBox()
        self._lead.setAccessibleName(f"{shift}班值班长")
        row = QWidget()
        flow = FlowLayout(row, gap=0.6)
        self._word = QLabel("值班长")
        self._word.setBuddy(self._lead)
        flow.addWidget(self._word)
        flow.addWidget(self._lead)
        self.add_line(self._chips)
        self.add_line(row)
        self._chips.changed.connect(lambda _: self._tell())
        self._lead.activated.connect(lambda _: self._tell())

    def show_duty(self, duty: ShiftDuty, people: Sequence[Steward]) -> None:
        """Ticks who serves; former stewards who still stand there are shown too."""
        serving = {person.id for person in duty.people}
        everybody = list(dict.fromkeys([*people, *duty.people]))
        self._chips.set_filters([Filter(str(each.id), each.name) for each in everybody])
        self._chips.choose({str(ident) for ident in serving})
        self._lead.blockSignals(True)
        self._lead.clear()
        self._lead.addItem("（还没定）", None)
        for person in duty.people:
            self._lead.addItem(person.name, person.id)
        self._lead.setCurrentIndex(self._lead.findData(duty.lead.id) if duty.lead else 0)
        self._lead.blockSignals(False)
        places = duty.shift.places
        short = places - len(serving)
        self.set_title(f"{duty.shift.title}")
        self.set_figure(f"缺 {short}" if short > 0 else "齐", "warn" if short > 0 else "good")

    def _tell(self) -> None:
        people = [int(key) for key in sorted(self._chips.chosen, key=int)]
        lead = self._lead.currentData()
        self.changed.emit(self._shift, people, lead if lead in people else None)
