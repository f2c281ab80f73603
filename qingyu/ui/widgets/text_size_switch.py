"""The switch between 标准, 大 and 特大."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from qingyu.ui import theme
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.choice_row import ChoiceRow


class TextSizeSwitch(ChoiceRow):
    """Three buttons; the one in force is on, however it was chosen.

    Signals: size_chosen(object) with the TextSize the user pressed.
    """

    size_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("字号", [(size.name, size.label) for size in TextSize], parent)
        self.chosen.connect(lambda key: self.size_chosen.emit(TextSize[key]))
        self.show_size(theme.current().size)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self.show_size(theme.current().size)

    def show_size(self, size: TextSize) -> None:
        """Show which size is in force, without a signal."""
        self.choose(size.name)
