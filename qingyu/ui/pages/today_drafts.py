"""What was typed and not saved, over everything else: to be gone on with, or not."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from qingyu.domain.draft import Draft
from qingyu.domain.wording import moment
from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.labels import words

_SHOWN = 3


class DraftStrip(QFrame):
    """「有 2 份没写完的」 with a line for each; hidden when there is none.

    Signals: resume_requested(Draft); drop_requested(Draft).
    """

    resume_requested = Signal(object)
    drop_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._shown: tuple[Draft, ...] = ()
        self._all = False
        self._now = datetime.min
        self._said: tuple[object, ...] | None = None
        self.resume_buttons: list[ActionButton] = []
        self.drop_buttons: list[ActionButton] = []
        self._title = words("", "heading", wrap=True)
        self.more = ActionButton("", "quiet", icon="chevron-down")
        self.more.clicked.connect(self._unfold)
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._column.addWidget(self._lines)
        self._column.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignLeft)
        self._restyle()
        self.hide()

    def show_drafts(self, drafts: Sequence[Draft], now: datetime) -> None:
        """Show these, the newest first; the keyboard stays on the line it was on."""
        said = (tuple(drafts), now.date(), self._all)
        if said == self._said:
            return
        self._said, self._now = said, now
        at = self._focused_row()
        self._shown = tuple(drafts)
        self._clear()
        self._title.setText(f"有 {len(drafts)} 份没写完的，写过的都还在")
        self.setAccessibleName(self._title.text())
        shown = self._shown if self._all else self._shown[:_SHOWN]
        for row, draft in enumerate(shown):
            self._add_line(row, draft, now)
        rest = len(self._shown) - len(shown)
        self.more.set_words(f"还有 {rest} 份")
        self.more.setVisible(rest > 0)
        self.setVisible(bool(self._shown))
        if at is not None and self.resume_buttons:
            line = self.resume_buttons[min(at, len(self.resume_buttons) - 1)]
            line.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> bool:
        """Whether there is a line, whose 「接着写」 has the keyboard now."""
        if self.resume_buttons:
            self.resume_buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(self.resume_buttons)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _add_line(self, row: int, draft: Draft, now: datetime) -> None:
        told = words(f"{draft.line}　{moment(draft.at, now)}", wrap=True)
        resume = ActionButton("接着写", "primary" if row == 0 else "plain", icon="pen-line")
        drop = ActionButton("不要了", "quiet", icon="x")
        resume.setAccessibleName(f"接着写 {draft.line}")
        drop.setAccessibleName(f"不要了 {draft.line}")
        resume.clicked.connect(lambda: self.resume_requested.emit(draft))
        drop.clicked.connect(lambda: self.drop_requested.emit(draft))
        for column, part in enumerate((told, resume, drop)):
            self._grid.addWidget(part, row, column)
            part.show()
        self.resume_buttons.append(resume)
        self.drop_buttons.append(drop)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.resume_buttons, self.drop_buttons = [], []

    def _focused_row(self) -> int | None:
        # Not hasFocus(), which forgets while another program is in front.
        focused = self.window().focusWidget()
        for buttons in (self.resume_buttons, self.drop_buttons):
            for row, button in enumerate(buttons):
                if button is focused:
                    return row
        return None

    def _unfold(self) -> None:
        self._all = True
        self.show_drafts(self._shown, self._now)
        self.focus_first()

    def _restyle(self) -> None:
        look = theme.current()
        self._grid.setHorizontalSpacing(look.gap)
        self._grid.setVerticalSpacing(look.px(0.35))
        self._column.setSpacing(look.px(0.45))
        self._column.setContentsMargins(look.px(1.0), look.px(0.7), look.px(1.0), look.px(0.7))
