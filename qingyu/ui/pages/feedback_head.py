"""The head of the feedback page: what is listed, and which part of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qingyu.domain.feedback import Kind
from qingyu.domain.feedback_list import ANY_FEEDBACK, FeedbackFilter
from qingyu.ui import theme
from qingyu.ui.widgets.filter_chips import Filter, FilterChipRow
from qingyu.ui.widgets.heading import Heading

_PIECES, _CALLS = "pieces", "calls"
_ALL, _LOOSE = "all", "loose"
# The order in which a steward has to do something about them.
_KINDS = (Kind.REPAIR, Kind.COMPLAINT, Kind.HELP, Kind.SUGGESTION, Kind.INQUIRY, Kind.PRAISE)


class FeedbackHead(QWidget):
    """Title, 来件 or 今天要回访, and the filters of the list.

    Signals: filter_changed(FeedbackFilter); calls_requested() and pieces_requested() when the
    user goes over to the other.
    """

    filter_changed = Signal(object)
    calls_requested = Signal()
    pieces_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Heading("反馈回访")
        self.modes = FilterChipRow(exclusive=True)
        self.modes.setAccessibleName("看什么")
        self.filters = FilterChipRow()
        self.heading.add(self.modes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(0.6))
        column.addWidget(self.heading)
        column.addWidget(self.filters)
        self.show_counts(0, 0)
        self.show_mode(calls=False)
        self.show_filter(ANY_FEEDBACK)
        self.modes.changed.connect(self._mode_chosen)
        self.filters.changed.connect(self._filter_chosen)

    def show_counts(self, loose: int, calls: int) -> None:
        """Show how many pieces have no issue and how many residents are to be called."""
        self.modes.set_filters(
            [
                Filter(_PIECES, "来件"),
                Filter(_CALLS, "今天要回访", calls or None, "info" if calls else "plain"),
            ]
        )
        self.filters.set_filters(
            [
                Filter(_ALL, "全部"),
                Filter(_LOOSE, "未转工单", loose or None, "warn" if loose else "plain"),
                *(Filter(str(kind), str(kind)) for kind in _KINDS),
            ]
        )

    def show_mode(self, *, calls: bool) -> None:
        """Mark what is shown, without a signal."""
        self.modes.choose({_CALLS if calls else _PIECES})
        self.filters.setVisible(not calls)

    def show_filter(self, wanted: FeedbackFilter) -> None:
        """Mark the filters that are on, without a signal."""
        keys = {str(kind) for kind in wanted.kinds} | ({_LOOSE} if wanted.loose else set())
        self.filters.choose(keys or {_ALL})
        self._was = self.filters.chosen

    def _mode_chosen(self, _keys: frozenset[str]) -> None:
        calls = _CALLS in self.modes.chosen
        self.show_mode(calls=calls)
        (self.calls_requested if calls else self.pieces_requested).emit()

    def _filter_chosen(self, keys: frozenset[str]) -> None:
        cleared = _ALL in keys and _ALL not in self._was
        kinds = frozenset() if cleared else frozenset(kind for kind in _KINDS if str(kind) in keys)
        wanted = FeedbackFilter(loose=_LOOSE in keys and not cleared, kinds=kinds)
        self.show_filter(wanted)
        self.filter_changed.emit(wanted)
