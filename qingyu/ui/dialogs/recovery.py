"""A new recovery code, shown once: to be printed, or saved on a stick."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from qingyu.domain.errors import QingyuError
from qingyu.domain.recovery_sheet import Opens
from qingyu.services import recovery_sheet
from qingyu.ui import theme
from qingyu.ui.pages.page import Desk
from qingyu.ui.paper import Paper
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words

_SAID = (
    "忘了口令，只有凭这 24 个字才能打开资料和备份。请现在就打印一张，和电脑分开放好；"
    "以后也可以在「设置」的「资料加密」里再打印。"
)


_SAID_PIN = (
    "只有一位组长，又忘了 PIN，就凭这 24 个字再进来。请现在就打印一张，和电脑分开放好；"
    "这里只显示这一次，要再打印就换一个新的。"
)


class RecoveryDialog(QDialog):
    """The code in two lines of three groups, 「打印恢复单」, 「存成 PDF」 and 「收好了」."""

    def __init__(
        self, desk: Desk, code: str, parent: QWidget | None = None, *, opens: Opens = Opens.BOOK
    ) -> None:
        super().__init__(parent)
        theme.dress(self)
        self._desk = desk
        self._opens = opens
        self._code = code
        self.setWindowTitle(str(opens))
        groups = code.split()
        self.code = words("\n".join(["　".join(groups[:3]), "　".join(groups[3:])]), "title")
        self.code.setAccessibleName(f"恢复码 {code}")
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.told = Banner("")
        self.told.hide()
        box = EmBox(margin=(1.5, 1.25))
        box.add(words(f"请收好{opens}", "title"))
        box.add(words(_SAID if opens is Opens.BOOK else _SAID_PIN, wrap=True))
        box.add(self.code)
        box.add(self.told)
        box.add_stretch()
        box.add(self._buttons())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(box)
        look = theme.current()
        width = look.px(42)
        if parent is not None:
            width = min(width, parent.window().width() - look.px(2))
        self.resize(width, max(look.px(17), box.heightForWidth(width)))
        self.print_button.setFocus()

    def _buttons(self) -> QWidget:
        self.print_button = ActionButton(
            "打印恢复单", "primary", icon="printer", shortcut="Ctrl+P"
        )
        self.save_button = ActionButton("存成 PDF…", icon="file-text", shortcut="Ctrl+S")
        self.close_button = ActionButton("收好了", icon="check", shortcut="Alt+Z")
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._choose)
        self.close_button.clicked.connect(self.accept)
        row = QWidget()
        flow = FlowLayout(row, gap=0.6)
        for one in (self.print_button, self.save_button, self.close_button):
            flow.addWidget(one)
        return row

    def _print(self) -> None:
        from qingyu.ui.dialogs.print_paper import PrintDialog

        pdf = self._desk.operations.read(recovery_sheet.pdf, self._code, self._opens)
        if pdf is not None:
            # Straight to the printer: a file of it beside the book would open the book.
            PrintDialog(Paper(str(self._opens), Path()), pdf, self._desk, self, kept=False).open()

    def _choose(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "恢复单存到哪里", f"{self._opens}.pdf", "PDF (*.pdf)"
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Saves the sheet there and says so."""
        operations = self._desk.operations
        try:
            recovery_sheet.save(operations.store, self._code, path, self._opens)
        except QingyuError as error:
            self.told.set_text(str(error), "danger")
        else:
            operations.keep(recovery_sheet.note, "存成 PDF", by=operations.by)
            self.told.set_text(f"已存到 {path}。印好以后请把这个文件删掉。", "good")
        self.told.show()


def open_recovery(
    desk: Desk, code: str, parent: QWidget, *, opens: Opens = Opens.BOOK
) -> RecoveryDialog:
    """The dialog over the window."""
    dialog = RecoveryDialog(desk, code, parent.window(), opens=opens)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
