"""Why the program cannot start, said on the screen: started by a double click it has no console."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.labels import words


class TroubleDialog(QDialog):
    """One sentence with what to do, where the data lies, and 「知道了」."""

    def __init__(self, told: str, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.dress(self)
        self._told = told
        self._folder = folder
        self.setWindowTitle("晴雨管家")
        look = theme.current()
        self.sentence = words(told, "strong", wrap=True)
        self.place = words(f"资料文件夹：{folder}", "muted", wrap=True)
        for label in (self.sentence, self.place):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy_button = ActionButton("复制这段话", icon="copy", shortcut="Alt+C",
                                        hint="粘贴发给帮您维护电脑的人")
        self.copy_button.clicked.connect(self._copy)
        self.close_button = ActionButton("知道了", "primary", icon="check", shortcut="Alt+Z")
        self.close_button.clicked.connect(self.accept)
        self.close_button.setDefault(True)
        body = EmBox(margin=(1.5, 1.25))
        for part in (words("晴雨管家打不开", "title"), self.sentence, self.place):
            body.add(part)
        row = EmBox(row=True)
        row.add_stretch()
        row.add(self.copy_button)
        row.add(self.close_button)
        body.add_stretch()
        body.add(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(body)
        width = look.px(36)
        self.resize(width, max(look.px(10), body.heightForWidth(width)))
        self.close_button.setFocus()

    def _copy(self) -> None:
        QApplication.clipboard().setText(f"{self._told}\n{self._folder}")
        self.copy_button.set_words("已复制")
