"""Words on the screen that are never cut without a way to read the rest."""


from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from qingyu.domain.pattern import pattern
from qingyu.ui import theme

# More than fits any screen; longer text would only make measuring slow.
_LONGEST = 600
_BREAKS = pattern(r"[\r\n\t\v\f\u2028\u2029]+")


def plain_tip(text: str) -> str:
    """A tooltip that shows `<b>` as typed, wrapped, and no longer than a screen."""
    if not text:
        return ""
    shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    marked = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "<qt>" + marked.replace("\n", "<br>") + "</qt>"


def no_mnemonic(text: str) -> str:
    """Text for a button or menu whose & is meant as typed."""
    return text.replace("&", "&&")


def shortened(text: str, longest: int) -> str:
    """The text in one line of at most so many characters, ended by … where some are left out."""
    line = _BREAKS.sub(" ", text.strip())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def words(text: str, look: str = "", *, wrap: bool = False) -> QLabel:
    """A label of plain text in one of the looks of base.qss (title, heading, strong, muted …)."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    if look:
        label.setProperty("look", look)
    if wrap:
        label.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
    return label


class ElidedLabel(QLabel):
    """One line of plain text that ends in … where space ends; the tooltip has all of it."""

    def __init__(self, text: str = "", look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if look:
            self.setProperty("look", look)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._full = ""
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text; line breaks become spaces."""
        self._full = shortened(text, _LONGEST)
        super().setText(self._full)
        self.setAccessibleName(text)
        self._tell()

    @property
    def full_text(self) -> str:
        """All of the text, also what is hidden now."""
        return self._full

    @property
    def is_elided(self) -> bool:
        """Whether a part of the text is hidden at this width."""
        return self._shown() != self._full

    def minimumSizeHint(self) -> QSize:
        """Room for four characters."""
        hint = super().sizeHint()
        return QSize(min(hint.width(), theme.current().px(4)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        QFrame.paintEvent(self, event)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment() | Qt.TextFlag.TextSingleLine,
                         self._shown())

    def _shown(self) -> str:
        return self.fontMetrics().elidedText(
            self._full, Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )

    def _tell(self) -> None:
        self.setToolTip(plain_tip(self._full) if self.is_elided else "")
