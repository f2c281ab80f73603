"""Typing a PIN: one wide line that shows dots, and big keys for who does not type."""

from PySide6.QtCore import QEvent, QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from qingyu.domain.pin import LONGEST
from qingyu.ui import theme

_KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "清空", "0", "退格")


class PinPad(QWidget):
    """A line of dots over twelve keys; full-width digits count as well.

    Signals: entered() on Enter in the line; typed() with every change.
    """

    entered = Signal()
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = pin_line("PIN")
        theme.set_look(self.line, "look", "pin")
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.keys = QWidget()
        self._grid = QGridLayout(self.keys)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for at, key in enumerate(_KEYS):
            self._grid.addWidget(self._key(key), at // 3, at % 3)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.line)
        self._column.addWidget(self.keys)
        self.line.returnPressed.connect(self.entered)
        self.line.textChanged.connect(lambda _text: self.typed.emit())
        self._restyle()

    @property
    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def clear(self) -> None:
        """Empties the line."""
        self.line.clear()

    def start(self) -> None:
        """Puts the keyboard into the line."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _key(self, key: str) -> QPushButton:
        one = QPushButton(key)
        one.setProperty("kind", "key")
        # The keyboard has these keys itself; Tab need not walk over them.
        one.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        one.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        one.clicked.connect(lambda: self._press(key))
        return one

    def _press(self, key: str) -> None:
        if key.isdigit():
            self.line.insert(key)
        elif key == "退格":
            self.line.backspace()
        else:
            self.line.clear()
        self.start()

    def _restyle(self) -> None:
        look = theme.current()
        self._grid.setSpacing(look.px(0.35))
        self._column.setSpacing(look.px(0.6))


def pin_line(name: str) -> QLineEdit:
    """A line that takes up to eight digits and shows dots."""
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setMaxLength(LONGEST)
    digits = QRegularExpression(r"[0-9０-９]*")
    line.setValidator(QRegularExpressionValidator(digits, line))
    line.setInputMethodHints(
        Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData
    )
    return line
