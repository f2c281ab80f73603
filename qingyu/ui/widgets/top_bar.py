"""The bar over every page: search, weather, undo, and who is using the program."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from qingyu.ui import icons, theme
from qingyu.ui.widgets.labels import no_mnemonic, plain_tip

_PLACEHOLDER = "搜索：漏水 · 3-2-501 · zay · 尾号 2358      Ctrl+K"
_PRACTICE_TIP = "这里的资料都是练习用的，不会动到真资料。点一下回到真资料。"
_SHORT_PLACEHOLDER = "搜索  Ctrl+K"
_SEARCH_EMS, _FOLDED_SEARCH_EMS = 23.0, 14.0


class TopBar(QFrame):
    """One search box and four buttons; in 特大 or when it is tight, the buttons fold to icons.

    Signals: search_changed(str) while typing; weather_requested(); undo_requested();
    steward_requested(); practice_requested() when the practice button is pressed.
    """

    search_changed = Signal(str)
    weather_requested = Signal()
    undo_requested = Signal()
    steward_requested = Signal()
    practice_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._placed = False
        self.search = _search_box(self)
        self._practice = _Chip("graduation-cap", "on_practice", self)
        self._weather = _Chip("cloud-sun", "info_ink", self)
        self._undo = _Chip("undo-2", "ink", self)
        self._steward = _Chip("users", "info", self)
        self._practice.show_words("练习模式", _PRACTICE_TIP)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self.search, 1)
        self._layout.addStretch(0)
        for chip in self._chips():
            self._layout.addWidget(chip)
        theme.set_look(self._practice, "tone", "practice")
        for chip in (self._practice, self._weather, self._undo):
            chip.hide()
        self.set_steward("")
        self._connect()
        self._restyle()

    def _connect(self) -> None:
        self.search.textChanged.connect(self.search_changed)
        self._weather.clicked.connect(self.weather_requested)
        self._undo.clicked.connect(self.undo_requested)
        self._steward.clicked.connect(self.steward_requested)
        self._practice.clicked.connect(self.practice_requested)
        QShortcut(QKeySequence("Ctrl+K"), self, self.focus_search)

    def focus_search(self) -> None:
        """Put the cursor into the search box with its text selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def set_weather(self, icon: str, text: str, tone: str = "info") -> None:
        """Show the weather and barometer chip, 「小雨 自评：多云」; empty text hides it."""
        self._weather.icon_name, self._weather.icon_role = icon, f"{tone}_ink"
        theme.set_look(self._weather, "tone", tone)
        self._weather.show_words(text, f"{text}，点开看晴雨表")
        self._weather.setVisible(bool(text))
        self._fold()

    def set_undo(self, what: str) -> None:
        """Offer to undo, for example 「派单 0231」; empty hides the button."""
        self._undo.show_words(f"撤销：{what}", f"撤销：{what}  Ctrl+Z")
        self._undo.setVisible(bool(what))
        self._fold()

    def set_steward(self, name: str) -> None:
        """Show who is using the program; without a name it asks who."""
        words = f"现在是 {name}" if name else "现在是谁？"
        self._steward.show_words(words, f"{words}，点一下换人")
        self._fold()

    def set_practice(self, practice: bool) -> None:
        """Show that nothing here touches the real book."""
        theme.set_look(self, "practice", practice)
        self._practice.setVisible(practice)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._placed = True
        self._fold()

    def minimumSizeHint(self) -> QSize:
        folded = theme.current().px(_FOLDED_SEARCH_EMS + 4 * 3.2)
        return QSize(folded, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _chips(self) -> tuple["_Chip", ...]:
        return self._practice, self._weather, self._undo, self._steward

    def _restyle(self) -> None:
        look = theme.current()
        self._layout.setContentsMargins(look.px(1.25), look.px(0.65), look.px(1.25), look.px(0.6))
        self._layout.setSpacing(look.px(0.85))
        self._fold()

    def _fold(self) -> None:
        if not self._placed:
            # How much room there is shows when the bar gets its place.
            return
        look = theme.current()
        shown = [chip for chip in self._chips() if not chip.isHidden()]
        room = self.width() - look.px(2.5) - look.px(_SEARCH_EMS)
        needed = sum(chip.full_width() + look.px(0.85) for chip in shown)
        folded = look.huge or needed > room
        for chip in shown:
            # Who is using it stays in words as long as there is room for that alone.
            keep = chip is self._steward and chip.full_width() + look.px(8) < room
            chip.set_folded(folded and not keep)
        taken = sum(chip.sizeHint().width() + look.px(0.85) for chip in shown)
        left = self.width() - look.px(2.5 + 2.0) - taken
        fits = self.search.fontMetrics().horizontalAdvance(_PLACEHOLDER) <= left
        self.search.setPlaceholderText(_PLACEHOLDER if fits else _SHORT_PLACEHOLDER)


def _search_box(parent: QWidget) -> QLineEdit:
    box = QLineEdit(parent)
    box.setPlaceholderText(_PLACEHOLDER)
    box.setAccessibleName("搜索")
    box.setAccessibleDescription("可以写词、房号、电话尾号、工单号或拼音首字母")
    box.setMaxLength(200)
    box.setClearButtonEnabled(True)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


class _Chip(QPushButton):
    """A button of the bar that can fold to its icon and keeps its words in the tooltip."""

    def __init__(self, icon: str, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.icon_name, self.icon_role = icon, role
        self._words = ""
        self._folded = False
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_words(self, words: str, tip: str) -> None:
        """Show words (or keep them for later while folded) and explain them in the tooltip."""
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(tip))
        self._show()

    def full_width(self) -> int:
        """The width with words, in pixels."""
        look = theme.current()
        longest = look.px(14)
        return min(self.fontMetrics().horizontalAdvance(self._words), longest) + look.px(3.6)

    def set_folded(self, folded: bool) -> None:
        """Show the icon only, or icon and words."""
        self._folded = folded
        theme.set_look(self, "folded", folded)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._show()

    def _show(self) -> None:
        look = theme.current()
        side = look.px(1.1)
        self.setIcon(icons.icon(self.icon_name, self.icon_role, side))
        self.setIconSize(QSize(side, side))
        elided = self.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, look.px(14)
        )
        self.setText("" if self._folded else " " + no_mnemonic(elided))
