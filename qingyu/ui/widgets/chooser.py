"""A short list of which nothing or one thing is taken, its name standing for nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox


def chooser(name: str) -> QComboBox:
    """A box that shows its name while nothing is chosen; the data of a choice is a text."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.setMinimumContentsLength(3)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMaxVisibleItems(16)
    made.setProperty("look", "chooser")
    made.addItem(name, "")
    return made


def fill(box: QComboBox, every: str, choices: Sequence[tuple[str, str]]) -> None:
    """Offers these (words, value) after the one that means all; what is chosen stays."""
    wanted = [(every, ""), *choices]
    shown = [(box.itemText(at), box.itemData(at)) for at in range(box.count())]
    if shown == wanted:
        return
    chosen = str(box.currentData() or "")
    with QSignalBlocker(box):
        box.clear()
        for text, value in wanted:
            box.addItem(text, value)
    choose(box, chosen)


def choose(box: QComboBox, value: str) -> None:
    """Takes the choice of this value, or none when it is not offered."""
    box.setCurrentIndex(max(0, box.findData(value)))
