"""What the list of issues is narrowed by: chips, choosers and words, kept between two starts."""

import json
import logging
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSettings, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from qingyu.domain.category import Category
from qingyu.domain.issue import ENDED, State
from qingyu.domain.issue_list import IssueCounts, IssueFilter
from qingyu.domain.neighbourhood import Building
from qingyu.ui import theme
from qingyu.ui.widgets.chooser import choose, chooser, fill
from qingyu.ui.widgets.filter_chips import Filter, FilterChipRow

log = logging.getLogger(__name__)

_KEY = "issues/filter"
OPEN, OVERDUE, DANGEROUS, MINE = "open", "overdue", "dangerous", "mine"
# What only another page can ask for; their chips show while they are on.
CALM, FENCED = "calm", "fenced"
_TYPING_MS = 200


class IssueFilters(QWidget):
    """The row of choosers; `chips` stands in the head of the page.

    Signals: changed() after any change of the user's.
    """

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._asked = IssueFilter()
        self._counts = IssueCounts(0, 0, 0, 0)
        self.chips = FilterChipRow()
        self.words = QLineEdit()
        self.words.setPlaceholderText("筛字  Ctrl+F")
        self.words.setAccessibleName("按字筛选")
        self.words.setClearButtonEnabled(True)
        self.words.setMaxLength(100)
        self.building = chooser("楼栋")
        self.category = chooser("类别")
        self.state = chooser("状态")
        fill(self.state, "状态", [(str(state), str(state)) for state in State])
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_TYPING_MS)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.words, 3)
        for box in (self.building, self.category, self.state):
            self._row.addWidget(box, 2)
        self._row.setSpacing(theme.current().gap)
        self._show_chips()
        self.chips.choose({OPEN})
        self._recall()
        self.words.textEdited.connect(lambda _text: self._typed.start())
        self.words.textChanged.connect(self._cleared)
        self._typed.timeout.connect(self._change)
        self.chips.changed.connect(lambda _on: self._change())
        self.building.activated.connect(lambda _at: self._change())
        self.category.activated.connect(lambda _at: self._change())
        self.state.activated.connect(lambda _at: self._state_chosen())

    def wanted(self, steward_id: int | None) -> IssueFilter:
        """The filter as it is set; 我的 means this steward."""
        on = self.chips.chosen
        state = self.state.currentData()
        building = self.building.currentData()
        return IssueFilter(
            everything=OPEN not in on,
            states=self._asked.states or (frozenset({State(state)}) if state else frozenset()),
            overdue=OVERDUE in on,
            dangerous=DANGEROUS in on,
            calm=CALM in on,
            fenced=FENCED in on,
            # Without anybody signed in nothing is mine.
            steward_id=(steward_id or 0) if MINE in on else None,
            building=int(building) if building else None,
            category=str(self.category.currentData() or ""),
            words=self.words.text().strip(),
        )

    def show_filter(self, wanted: IssueFilter) -> None:
        """Set everything as another page asks for it."""
        self._asked = wanted if len(wanted.states) > 1 else replace(wanted, states=frozenset())
        self._show_chips()
        flags = ((OPEN, not wanted.everything and not wanted.states & ENDED),
                 (OVERDUE, wanted.overdue), (DANGEROUS, wanted.dangerous),
                 (MINE, wanted.steward_id is not None), (CALM, wanted.calm),
                 (FENCED, wanted.fenced))
        self.chips.choose({key for key, on in flags if on})
        self.words.setText(wanted.words)
        choose(self.building, str(wanted.building) if wanted.building else "")
        choose(self.category, wanted.category)
        state = next(iter(wanted.states)) if len(wanted.states) == 1 else ""
        choose(self.state, str(state))
        self._remember()

    def clear(self) -> None:
        """Show every open issue again."""
        self.show_filter(IssueFilter())
        self.changed.emit()

    def show_counts(self, counts: IssueCounts) -> None:
        """Show the numbers on the chips."""
        self._counts = counts
        self._show_chips()

    def show_choices(self, buildings: Sequence[Building], categories: Sequence[Category]) -> None:
        """Offer these buildings and categories; what is chosen stays."""
        numbers = [(each.title, str(each.number)) for each in buildings]
        fill(self.building, "楼栋", numbers)
        fill(self.category, "类别", [(each.name, each.code) for each in categories])

    def _show_chips(self) -> None:
        counts = self._counts
        filters = [
            Filter(OPEN, "未办结", counts.open, "info"),
            Filter(OVERDUE, "超期", counts.overdue, "danger"),
            Filter(DANGEROUS, "危险", counts.dangerous, "danger"),
            Filter(MINE, "我的", counts.mine, "good"),
        ]
        on = self.chips.chosen
        if self._asked.calm or CALM in on:
            filters.append(Filter(CALM, "不含危险的"))
        if self._asked.fenced or FENCED in on:
            filters.append(Filter(FENCED, "已排险的紧急"))
        self.chips.set_filters(filters)

    def _state_chosen(self) -> None:
        state = self.state.currentData()
        on = self.chips.chosen
        if state and State(state) in ENDED:
            self.chips.choose(on - {OPEN})
        elif state:
            self.chips.choose(on | {OPEN})
        self._asked = replace(self._asked, states=frozenset())
        self._change()

    def _cleared(self, text: str) -> None:
        if not text and not self._typed.isActive():
            self._typed.start()

    def _change(self) -> None:
        self._typed.stop()
        on = self.chips.chosen
        self._asked = replace(self._asked, calm=CALM in on, fenced=FENCED in on)
        self._show_chips()
        self._remember()
        self.changed.emit()

    def _remember(self) -> None:
        told = {
            "chips": sorted(self.chips.chosen - {CALM, FENCED}),
            "building": self.building.currentData(),
            "category": self.category.currentData(),
            "state": self.state.currentData(),
        }
        self._settings.setValue(_KEY, json.dumps(told))

    def _recall(self) -> None:
        stored = self._settings.value(_KEY)
        if not isinstance(stored, str):
            return
        try:
            told = json.loads(stored)
            chips = {str(key) for key in told["chips"]}
            chosen = [str(told[name] or "") for name in ("building", "category", "state")]
        except (ValueError, KeyError, TypeError) as error:
            log.warning("the filter of the issues is forgotten: %s", error)
            return
        self.chips.choose(chips)
        for box, value in zip((self.building, self.category, self.state), chosen, strict=True):
            if value and box.findData(value) < 0:
                # The choices come with the first reading; until then the value stands for itself.
                box.addItem(value, value)
            choose(box, value)
