"""Buttons of five kinds: primary, plain, danger, quiet, link."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from qingyu.ui import icons, theme
from qingyu.ui.widgets.labels import no_mnemonic, plain_tip

_ICON_ROLES = {"primary": "on_teal", "danger": "danger", "quiet": "teal", "link": "teal"}

_CHANGING = ("primary", "danger")


class ActionButton(QPushButton):
    """A button with an optional icon and a shortcut that it shows after its words.

    With `bound=False` it only tells the keys: somebody else, such as the window, listens for them.
    """

    def __init__(self, text: str, kind: str = "plain", *, icon: str = "", shortcut: str = "",
                 hint: str = "", bound: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icon_name = icon
        self._icon_role = ""
        self._shortcut_text = shortcut
        self._bound = bound
        self._hint = hint
        self._compact = False
        self._wanted = True
        self._barred = ""
        self.set_words(text)

    def set_words(self, text: str) -> None:
        """Show another text; the shortcut stays behind it."""
        self._words = text
        self.setAccessibleName(text)
        self._restyle()

    def setEnabled(self, enabled: bool) -> None:
        self._wanted = enabled
        super().setEnabled(enabled and not self._barred)

    def bar(self, why: str) -> None:
        """Put a button that changes something out of reach, the tooltip says why; empty frees it.

        Those of the kinds plain, quiet and link lead somewhere or show something: they stay, and
        so does one that has the property `anybody`.
        """
        free = self.property("kind") not in _CHANGING or self.property("anybody")
        if free or why == self._barred:
            return
        self._barred = why
        super().setEnabled(self._wanted and not why)
        self._restyle()

    def set_compact(self, compact: bool) -> None:
        """In 特大, tell the shortcut in the tooltip instead of behind the words."""
        self._compact = compact
        self._restyle()

    def set_icon(self, name: str, role: str = "") -> None:
        """Show another icon, in another palette role if one is given."""
        self._icon_name = name
        self._icon_role = role
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt presses buttons by Space only; people expect Enter to do it too.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        keys = self._shortcut_text
        told = bool(keys) and not (self._compact and theme.current().huge)
        shown = f"{self._words}  {keys}" if told else self._words
        # Qt leaves too little air between an icon and the words.
        air = " " if self._icon_name and self._words else ""
        if self.text() != air + no_mnemonic(shown):
            # A new text takes the shortcut away, so it is set again.
            self.setText(air + no_mnemonic(shown))
            self.setShortcut(QKeySequence(keys if self._bound else ""))
        self.setToolTip(plain_tip(self._barred or self._hint or ("" if told else keys)))
        if not self._icon_name:
            return
        role = self._icon_role or _ICON_ROLES.get(str(self.property("kind")), "ink")
        side = theme.current().px(1.15)
        self.setIcon(icons.icon(self._icon_name, role, side))
        self.setIconSize(QSize(side, side))


def button(text: str, kind: str = "plain", *, icon: str = "", shortcut: str = "",
           hint: str = "") -> ActionButton:
    """A button: kind primary, plain, danger, quiet or link; the shortcut works and is shown."""
    return ActionButton(text, kind, icon=icon, shortcut=shortcut, hint=hint)
