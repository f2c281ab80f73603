"""What the list of feedback is narrowed by: chips of the states, and three choosers."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from qingyu.domain.feedback import Kind, Mood
from qingyu.domain.feedback_answer import Answer
from qingyu.domain.feedback_list import ANY_FEEDBACK, FeedbackFilter
from qingyu.ui import theme
from qingyu.ui.widgets.chooser import choose, chooser, fill
from qingyu.ui.widgets.filter_chips import Filter, FilterChipRow

_ALL, _LOOSE, _WANTED = "all", "loose", "wanted"
# The order in which a steward has to do something about them.
_KINDS = (Kind.REPAIR, Kind.COMPLAINT, Kind.HELP, Kind.SUGGESTION, Kind.INQUIRY, Kind.PRAISE)
_DAYS = ((7, "最近 7 天"), (30, "最近 30 天"), (90, "最近 90 天"), (365, "最近一年"))
_TONES = {Answer.UNANSWERED: "warn", Answer.TO_CALL: "info"}


class FeedbackFilters(QWidget):
    """Chips for the states with their counts, choosers for kind, mood and time.

    Signals: changed(FeedbackFilter) after any change of the user's.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = ANY_FEEDBACK
        self._was: frozenset[str] = frozenset()
        self._now = datetime.min
        self._loose = 0
        self.chips = FilterChipRow()
        self.kind = chooser("类型")
        self.mood = chooser("情绪")
        self.since = chooser("时间")
        fill(self.mood, "情绪", [(str(mood), str(mood)) for mood in Mood])
        fill(self.since, "时间", [(words, str(days)) for days, words in _DAYS])
        self._choosers = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for box in (self.kind, self.mood, self.since):
            box.activated.connect(lambda _at: self._change())
            self._choosers.addWidget(box, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.chips, 1)
        self._row.addLayout(self._choosers)
        self.show_counts(0, {}, datetime.min)
        self.show_filter(ANY_FEEDBACK)
        self.chips.changed.connect(self._chips_changed)
        self._restyle()

    def show_counts(self, loose: int, answers: Mapping[Answer, int], now: datetime) -> None:
        """Show how many pieces have no issue, and how many stand in each state (if counted)."""
        self._now, self._loose = now, loose
        self.show_answers(answers)

    def show_answers(self, answers: Mapping[Answer, int]) -> None:
        """Show how many pieces stand in each state, nothing where it is not counted yet."""
        loose = self._loose
        states = [
            Filter(str(each), str(each), answers.get(each),
                   _TONES.get(each, "plain") if answers.get(each) else "plain")
            for each in Answer
        ]  # fmt: skip
        missing = Filter(_LOOSE, "未转工单", loose or None, "warn" if loose else "plain")
        self.chips.set_filters([Filter(_ALL, "全部"), *states, missing])

    def show_filter(self, wanted: FeedbackFilter) -> None:
        """Mark what is on, without a signal."""
        self._wanted = wanted
        keys = {str(each) for each in wanted.answers} | ({_LOOSE} if wanted.loose else set())
        self.chips.choose(keys or {_ALL})
        self._was = self.chips.chosen
        several = "、".join(str(kind) for kind in _KINDS if kind in wanted.kinds)
        kinds = [(str(kind), str(kind)) for kind in _KINDS]
        # Another page may ask for several kinds at once.
        fill(self.kind, "类型", [*kinds, *([(several, _WANTED)] if len(wanted.kinds) > 1 else [])])
        choose(self.kind, _WANTED if len(wanted.kinds) > 1 else several)
        choose(self.mood, "".join(str(mood) for mood in wanted.moods))
        if wanted.since is None:
            choose(self.since, "")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _chips_changed(self, keys: frozenset[str]) -> None:
        if _ALL in keys and _ALL not in self._was:
            self.show_filter(ANY_FEEDBACK)
            self.changed.emit(self._wanted)
        else:
            self._change()

    def _change(self) -> None:
        on = self.chips.chosen
        kind, mood = str(self.kind.currentData() or ""), str(self.mood.currentData() or "")
        kinds = self._wanted.kinds if kind == _WANTED else frozenset({Kind(kind)} if kind else ())
        wanted = FeedbackFilter(
            loose=_LOOSE in on,
            kinds=kinds,
            since=self._since(),
            answers=frozenset(each for each in Answer if str(each) in on),
            moods=frozenset({Mood(mood)} if mood else ()),
        )
        self.show_filter(wanted)
        self.changed.emit(wanted)

    def _since(self) -> datetime | None:
        days = str(self.since.currentData() or "")
        if not days:
            return None
        return datetime.combine(self._now.date() - timedelta(days=int(days)), time.min)

    def _restyle(self) -> None:
        look = theme.current()
        huge = look.huge
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if huge else direction.LeftToRight)
        self._row.setSpacing(look.gap)
        self._choosers.setSpacing(look.gap)
