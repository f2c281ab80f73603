"""The head of the feedback page: what is listed, and which part of it."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qingyu.domain.feedback_answer import Answer
from qingyu.domain.feedback_list import FeedbackFilter
from qingyu.ui import theme
from qingyu.ui.pages.feedback_filter import FeedbackFilters
from qingyu.ui.widgets.filter_chips import Filter, FilterChipRow
from qingyu.ui.widgets.heading import Heading

_PIECES, _CALLS, _PAPERS = "pieces", "calls", "papers"


class FeedbackHead(QWidget):
    """Title, 来件, 今天要回访 or 单子, and the filters of the list.

    Signals: filter_changed(FeedbackFilter); calls_requested(), pieces_requested() and
    papers_requested() when the user goes over to another.
    """

    filter_changed = Signal(object)
    calls_requested = Signal()
    pieces_requested = Signal()
    papers_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Heading("反馈回访")
        self.modes = FilterChipRow(exclusive=True)
        self.modes.setAccessibleName("看什么")
        self.filters = FeedbackFilters()
        self.heading.add(self.modes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(0.6))
        column.addWidget(self.heading)
        column.addWidget(self.filters)
        self.show_counts(0, 0, {}, datetime.min)
        self.show_mode(calls=False)
        self.modes.changed.connect(self._mode_chosen)
        self.filters.changed.connect(self.filter_changed)

    def show_counts(
        self, loose: int, calls: int, answers: Mapping[Answer, int], now: datetime
    ) -> None:
        """Show how many have no issue, are to be called, and stand in each state."""
        self.modes.set_filters(
            [
                Filter(_PIECES, "来件"),
                Filter(_CALLS, "今天要回访", calls or None, "info" if calls else "plain"),
                Filter(_PAPERS, "单子"),
            ]
        )
        self.filters.show_counts(loose, answers, now)

    def show_answers(self, answers: Mapping[Answer, int]) -> None:
        """Show how many stand in each state."""
        self.filters.show_answers(answers)

    def show_mode(self, *, calls: bool = False, papers: bool = False) -> None:
        """Mark what is shown, without a signal."""
        self.modes.choose({_CALLS if calls else _PAPERS if papers else _PIECES})
        self.filters.setVisible(not (calls or papers))

    def show_filter(self, wanted: FeedbackFilter) -> None:
        """Mark the filters that are on, without a signal."""
        self.filters.show_filter(wanted)

    def _mode_chosen(self, _keys: frozenset[str]) -> None:
        calls, papers = _CALLS in self.modes.chosen, _PAPERS in self.modes.chosen
        self.show_mode(calls=calls, papers=papers)
        if papers:
            self.papers_requested.emit()
        else:
            (self.calls_requested if calls else self.pieces_requested).emit()
