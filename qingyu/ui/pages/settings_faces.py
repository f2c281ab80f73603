"""The block of 设置 that says which faces notices are printed in."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.labels import words


class FacesCard(Card):
    """Shown where this computer has at least one of an office's faces, and names them.

    Signals: chosen(str) with the faces wished.
    """

    chosen = Signal(str)

    def __init__(self, found: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("file-text", "通知用什么字体", parent=parent)
        self.choice = ChoiceRow("通知用什么字体", [("own", "程序自带的"), ("office", "公文常用的")])
        self.add_line(self.choice)
        told = f"这台电脑上找到：{'、'.join(found)}。没找到的，用程序自带的代替。"
        self.add_line(words(told, "muted", wrap=True))
        self.choice.chosen.connect(lambda key: self.chosen.emit(key if key == "office" else ""))

    def show_faces(self, faces: str) -> None:
        """Shows what is in force."""
        self.choice.choose(faces or "own")
