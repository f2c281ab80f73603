"""How far the return slips of a notice have come back, as a bar and in words."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qingyu.domain.slip_answer import SlipProgress, result_line
from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.flow_row import FlowRow
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.section import Section

_TONES = ("good", "danger", "warn", "info")


class SlipBar(QWidget):
    """One bar: a stretch per option as wide as its households, the rest empty; words in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress: SlipProgress | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_progress(self, found: SlipProgress) -> None:
        """Show this count."""
        self._progress = found
        self.setAccessibleName(result_line(found))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(12), theme.current().px(1.9))

    def paintEvent(self, event: QPaintEvent) -> None:
        found, look = self._progress, theme.current()
        if found is None or not found.expected:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("edge"))
        painter.setBrush(look.colour("card"))
        whole = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRect(whole)
        left = whole.left()
        for at, count in enumerate(found.counts):
            wide = whole.width() * count.households / found.expected
            tone = _TONES[at % len(_TONES)]
            part = QRectF(left, whole.top(), wide, whole.height())
            painter.fillRect(part, look.colour(f"{tone}_soft"))
            painter.setPen(look.colour(f"{tone}_ink"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if wide:
                painter.drawRect(part)
            said = f"{count.option} {count.households}"
            if painter.fontMetrics().horizontalAdvance(said) > wide - 6:
                said = str(count.households)
            if painter.fontMetrics().horizontalAdvance(said) <= wide - 4:
                painter.drawText(part, Qt.AlignmentFlag.AlignCenter, said)
            left += wide
        rest = QRectF(left, whole.top(), whole.right() - left, whole.height())
        waiting = f"还差 {len(found.waiting)}"
        if painter.fontMetrics().horizontalAdvance(waiting) < rest.width() - 4:
            painter.setPen(look.colour("muted"))
            painter.drawText(rest, Qt.AlignmentFlag.AlignCenter, waiting)


class SlipSection(Section):
    """The count of the return slips and what can be done with it.

    Signals: typing_requested(), export_requested(), copy_requested().
    """

    typing_requested = Signal()
    export_requested = Signal()
    copy_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("回执", "录回执", icon="keyboard", parent=parent)
        self.bar = SlipBar()
        self.result = words("", wrap=True)
        self.result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.waiting = words("", "muted", wrap=True)
        self.copy = ActionButton("复制成文字", "quiet", icon="copy")
        self.export = ActionButton("存成 Excel", "quiet", icon="file-spreadsheet")
        self._acts = FlowRow(self.copy, self.export)
        for part in (self.bar, self.result, self.waiting, self._acts):
            self.add(part)
        self.action_requested.connect(self.typing_requested)
        self.copy.clicked.connect(self.copy_requested)
        self.export.clicked.connect(self.export_requested)

    def show_progress(self, found: SlipProgress, *, void: bool) -> None:
        """Show this count; nothing is typed back for a void notice."""
        self.set_action("" if void else "录回执")
        counted = found.answered > 0
        self.set_note(f"收回 {found.answered} / {found.expected} 户" if counted else "")
        for part in (self.bar, self.result, self._acts):
            part.setVisible(counted)
        self.bar.show_progress(found)
        self.result.setText(result_line(found))
        named = "、".join(home.code for home in found.waiting[:12])
        more = " 等" if len(found.waiting) > 12 else ""
        self.waiting.setText(f"还没交：{named}{more}" if counted and named else "")
        self.waiting.setVisible(bool(counted and named))
