"""What a user could not read or reach: words cut off, controls squeezed or outside."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from qingyu.ui.widgets.labels import ElidedLabel

# Rounding of half a pixel at either edge of a fractional text size.
_SLACK = 2


def cut_off(root: QWidget) -> list[str]:
    """One line per visible widget that is smaller than its words or hangs over its parent."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or widget.parentWidget() is None:
            continue
        name = f"{type(widget).__name__} {_words(widget)!r}"
        if _too_small(widget):
            found.append(f"{name}: {widget.size().toTuple()} < {widget.sizeHint().toTuple()}")
        if _hangs_over(widget):
            found.append(f"{name} hangs over its parent")
    return found


def _words(widget: QWidget) -> str:
    return widget.text()[:20] if isinstance(widget, QLabel | QAbstractButton) else ""


def _too_small(widget: QWidget) -> bool:
    if isinstance(widget, ElidedLabel):
        return widget.height() + _SLACK < widget.sizeHint().height() or (
            widget.is_elided and not widget.toolTip()
        )
    if isinstance(widget, QLabel):
        if widget.wordWrap():
            return widget.height() + _SLACK < widget.heightForWidth(widget.width())
        return _smaller(widget)
    if isinstance(widget, QAbstractButton) and type(widget).__name__ != "_Item":
        if widget.hasHeightForWidth():
            return widget.height() + _SLACK < widget.heightForWidth(widget.width())
        return _smaller(widget)
    if isinstance(widget, QLineEdit | QComboBox) and not isinstance(
        widget.parentWidget(), QAbstractSpinBox | QComboBox
    ):
        return widget.height() + _SLACK < widget.sizeHint().height()
    return False


def _smaller(widget: QWidget) -> bool:
    wanted = widget.sizeHint()
    return widget.width() + _SLACK < wanted.width() or widget.height() + _SLACK < wanted.height()


def _hangs_over(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow():
        return False
    if isinstance(parent.parentWidget(), QAbstractScrollArea):
        return False
    corner = widget.mapTo(parent, QPoint(widget.width(), widget.height()))
    return corner.x() > parent.width() + _SLACK or corner.y() > parent.height() + _SLACK
