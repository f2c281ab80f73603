"""What residents said about an issue, and the story of what was done."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from qingyu.domain.feedback import Feedback
from qingyu.domain.issue_story import Event
from qingyu.domain.retention import hidden_text
from qingyu.domain.voices import voices
from qingyu.domain.wording import moment
from qingyu.ui.widgets.section import Section
from qingyu.ui.widgets.timeline import Moment, Timeline

_SHORT, _LONG, _FOLDED = 60, 5000, 2
_NEWEST = 8
_TONES = {"安全处置": "good", "办结": "good", "申请重开": "danger", "重开": "danger"}


class SaidSection(Section):
    """The linked pieces of feedback, long words folded; each opens on its own page.

    Signals: feedback_requested(int) with the id of a piece; detach_requested(int) with that of
    one to take off the issue.
    """

    feedback_requested = Signal(int)
    detach_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("居民说的", "展开全文", "chevron-down", parent)
        self._pieces: tuple[Feedback, ...] = ()
        self._detail = ""
        self.is_open: Callable[[int], bool] = lambda _piece: True
        self._open = False
        self._now: datetime | None = None
        self._lines = Timeline()
        self._lines.setAccessibleName("居民说的")
        self._lines.moment_requested.connect(self._ask_for)
        self._lines.aside_requested.connect(self._ask_to_detach)
        self.action_requested.connect(self._turn)
        self.add(self._lines)

    def show_pieces(self, pieces: Sequence[Feedback], detail: str, now: datetime) -> None:
        """Show these pieces, the newest first, or what was noted when nobody spoke."""
        shown = tuple(sorted(pieces, key=lambda each: each.received_at, reverse=True))
        same_day = self._now is not None and self._now.date() == now.date()
        if same_day and (shown, detail) == (self._pieces, self._detail):
            return
        self._pieces, self._detail, self._now = shown, detail, now
        self._open = False
        self._fill()

    def _ask_for(self, key: object) -> None:
        if isinstance(key, int):
            self.feedback_requested.emit(key)

    def _ask_to_detach(self, key: object) -> None:
        if isinstance(key, int):
            self.detach_requested.emit(key)

    def _turn(self) -> None:
        self._open = not self._open
        self._fill()

    def _fill(self) -> None:
        now = self._now
        if now is None:
            return
        texts = [piece.text for piece in self._pieces] or [self._detail]
        folded = any(len(_plain(text)) > _SHORT for text in texts)
        folded = folded or len(self._pieces) > _FOLDED
        # The only piece is what the issue is about; beside folded words there is no room.
        aside = "移出" if len(self._pieces) > 1 and (self._open or not folded) else ""
        moments = [
            Moment(
                moment(piece.received_at, now),
                f"{_who(piece)}：{self._cut(self._seen(piece))}",
                link=f"来件 {piece.code}",
                key=piece.id,
                aside=aside,
            )
            for piece in (self._pieces if self._open else self._pieces[:_FOLDED])
        ]
        if not moments and self._detail.strip():
            moments.append(Moment("现场", self._cut(self._detail)))
        self._lines.set_moments(moments)
        self.set_action(("收起" if self._open else "展开全文") if folded else "")
        self.set_note(voices(self._pieces).text)
        self.setVisible(bool(moments))

    def _seen(self, piece: Feedback) -> str:
        """The words, without telephones where those are hidden."""
        return piece.text if self.is_open(piece.id) else hidden_text(piece.text, ())

    def _cut(self, text: str) -> str:
        if self._open:
            return text.strip() if len(text) <= _LONG else text.strip()[:_LONG] + "……（全文见来件）"
        plain = _plain(text)
        return plain if len(plain) <= _SHORT else plain[: _SHORT - 1] + "…"


class StorySection(Section):
    """The time line, newest first, under a box that adds to it.

    Signals: remarked(str) on Enter in the box.
    """

    remarked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("经过", "全部经过", "history", parent)
        self._events: tuple[Event, ...] = ()
        self._now: datetime | None = None
        self._all = False
        self.box = _remark_box()
        self.box.returnPressed.connect(self._remark)
        self._line = Timeline()
        self.action_requested.connect(self._turn)
        self.add(self.box)
        self.add(self._line)

    def show_events(self, events: Sequence[Event], now: datetime, *, anew: bool) -> None:
        """Show these events; `anew` for another issue than before."""
        if anew:
            self._all = False
        same_day = self._now is not None and self._now.date() == now.date()
        if tuple(events) == self._events and same_day and not anew:
            return
        self._events, self._now = tuple(events), now
        self._fill()

    def _turn(self) -> None:
        self._all = not self._all
        self._fill()

    def _remark(self) -> None:
        if self.box.text().strip():
            self.remarked.emit(self.box.text())

    def _fill(self) -> None:
        now = self._now
        if now is None:
            return
        shown = self._events if self._all else self._events[:_NEWEST]
        self._line.set_moments([_moment_of(event, now) for event in shown])
        hidden = len(self._events) - _NEWEST
        more = f"还有 {hidden} 条" if not self._all else "只看最近"
        self.set_action(more if hidden > 0 else "")


def _remark_box() -> QLineEdit:
    box = QLineEdit()
    box.setPlaceholderText("记一笔：写一句话，回车记下（F4）")
    box.setAccessibleName("记一笔")
    box.setMaxLength(2000)
    return box


def _moment_of(event: Event, now: datetime) -> Moment:
    words = event.words if event.verb == "记录" else f"{event.verb}：{event.words}"
    text = words if event.words else event.verb
    return Moment(moment(event.at, now), text, event.by, _TONES.get(event.verb, ""))


def _who(piece: Feedback) -> str:
    return f"{piece.name or '没留姓名'}（{piece.channel}）"


def _plain(text: str) -> str:
    return " ".join(text.split())
