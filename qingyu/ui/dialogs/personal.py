"""个人信息 of one resident: all that is kept, an answer on paper, and deleting it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from qingyu.domain.errors import QingyuError
from qingyu.domain.personal import AnswerSheet, Finding, PersonalFile
from qingyu.domain.phone_wording import phone_text
from qingyu.services import personal
from qingyu.ui import theme
from qingyu.ui.pages.page import Desk
from qingyu.ui.paper import Paper
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.busy_bar import BusyBar
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.field_grid import FieldGrid
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll

_SURE = "我已和居民核对过，确实要删除（不能恢复）(&Y)"
_MOST = 200


class PersonalDialog(QDialog):
    """What is kept of a person, line by line, with what may go and what stays and why."""

    def __init__(self, desk: Desk, found: PersonalFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.dress(self)
        self._desk = desk
        self._operations = desk.operations
        self._ident = found.person.id
        self._sheet: AnswerSheet | None = None
        self._working = False
        person = found.person
        self.setWindowTitle(f"{person.name}的个人信息")
        self.name, self.phone = QLineEdit(person.name), QLineEdit(phone_text(person.phone))
        self.name.setMaxLength(40)
        self.phone.setMaxLength(24)
        grid = FieldGrid(inline=False)
        grid.add_row("name", "姓名", self.name)
        grid.add_row("phone", "电话", self.phone)
        self.told = Banner("")
        self.told.hide()
        self.busy = BusyBar()
        self.summary = words("", "muted", wrap=True)
        self.warning = words("", "warn", wrap=True)
        self._scroll = PageScroll(margin=False)
        self.going, self.kept = words("", wrap=True), words("", wrap=True)
        parts: tuple[QWidget, ...] = (grid, self.summary, self.warning, self.going, self.kept)
        for part in parts:
            self._scroll.add(part)
        self._scroll.column.addStretch(1)
        self.sure = QCheckBox(_SURE)
        box = EmBox(margin=(1.5, 1.25), gap=0.6)
        box.add(words(f"{person.name}（{person.household.place.text}）", "title", wrap=True))
        box.add(self._scroll, 1)
        for widget in (self.sure, self.told, self.busy, self._buttons()):
            box.add(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(box)
        self._show(found)
        look = theme.current()
        room = parent.window().size() if parent is not None else self.sizeHint()
        self.resize(min(look.px(46), room.width() - look.px(2)),
                    min(look.px(38), room.height() - look.px(2)))
        self.print_button.setFocus()

    def _buttons(self) -> QWidget:
        self.correct_button = ActionButton("保存更正", icon="pen-line", shortcut="Ctrl+S")
        self.print_button = ActionButton("打印答复单", "primary", icon="printer",
                                         shortcut="Ctrl+P")
        self.save_button = ActionButton("存成 PDF…", icon="file-text", shortcut="Alt+F")
        self.erase_button = ActionButton("删除个人信息", "danger", icon="trash-2",
                                         shortcut="Alt+D")
        self.close_button = ActionButton("关上", icon="x", shortcut="Alt+X")
        self.correct_button.clicked.connect(self._correct)
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._choose)
        self.erase_button.clicked.connect(self._erase)
        self.close_button.clicked.connect(self.accept)
        self.erase_button.setEnabled(False)
        self.sure.toggled.connect(self.erase_button.setEnabled)
        row = QWidget()
        flow = FlowLayout(row, gap=0.6)
        for one in (self.print_button, self.save_button, self.correct_button, self.erase_button,
                    self.close_button):
            flow.addWidget(one)
        return row

    def _show(self, found: PersonalFile) -> None:
        self._found = found
        self.summary.setText(found.text)
        self.warning.setText(found.warning)
        self.warning.setVisible(bool(found.warning))
        self.going.setText(_listed("可以删的：", found.going))
        self.kept.setText(_listed("要留着的：", found.kept, why=True))
        self.kept.setVisible(bool(found.kept))

    def _answer(self) -> AnswerSheet | None:
        """What was answered when it was deleted, otherwise how things stand."""
        if self._sheet is None:
            return self._operations.read(personal.answer, self._found, by=self._operations.by)
        return self._sheet

    def _correct(self) -> None:
        done = self._operations.run(
            personal.correct, self._ident, name=self.name.text(), phone=self.phone.text(),
            by=self._operations.by,
        )  # fmt: skip
        if done is None:
            return
        found = self._operations.read(personal.find, self._ident, by=self._operations.by)
        if found is not None:
            self._show(found)
            self._tell("已更正，他说过的话上的姓名和电话也一起改了。", "good")

    def _erase(self) -> None:
        store, by = self._operations.store, self._operations.by
        self._working = True
        self.sure.setChecked(False)
        self.sure.setEnabled(False)
        self._operations.occupy("正在删除个人信息")
        self.busy.start("正在删除，要把整个资料文件重写一遍", can_cancel=False)
        task = self._desk.tasks.start(lambda _task: personal.erase(store, self._ident, by=by))
        task.succeeded.connect(self._erased)
        task.refused.connect(lambda error: self._tell(str(error), "danger"))
        task.ended.connect(self._finish)

    def _erased(self, done: personal.Erased) -> None:
        self._sheet = done.sheet
        self._operations.occupy("")
        self._operations.changed.emit(done.changes)
        told = "已删除，找不回来了。请打印答复单交给居民。"
        if not done.wiped:
            told += "资料文件正被占用，残留的字节下次关窗时再清。"
        self.going.hide()
        self.name.setEnabled(False)
        self.phone.setEnabled(False)
        self.correct_button.setEnabled(False)
        self._tell(told, "good")
        self.print_button.setFocus()

    def _finish(self) -> None:
        self._working = False
        self._operations.occupy("")
        self.busy.finish()
        if self._sheet is None:
            self.sure.setEnabled(True)

    def done(self, result: int) -> None:
        """Closes, but not in the middle of deleting."""
        if not self._working:
            super().done(result)

    def _print(self) -> None:
        from qingyu.ui.dialogs.print_paper import PrintDialog

        sheet = self._answer()
        pdf = self._operations.read(personal.pdf, sheet) if sheet is not None else None
        if pdf is not None:
            # Straight to the printer: it is the resident's copy, and the only one.
            PrintDialog(Paper("个人信息答复单", Path()), pdf, self._desk, self, kept=False).open()

    def _choose(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "答复单存到哪里", "个人信息答复单.pdf", "PDF (*.pdf)"
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Saves the answer there and says so."""
        sheet = self._answer()
        if sheet is None:
            return
        try:
            changes = personal.save(self._operations.store, sheet, path, by=self._operations.by)
        except QingyuError as error:
            self._tell(str(error), "danger")
        else:
            self._operations.changed.emit(changes)
            self._tell(f"已存到 {path}。交给居民以后请把这个文件删掉。", "good")

    def _tell(self, text: str, tone: str) -> None:
        self.told.set_text(text, tone)
        self.told.show()


def _listed(head: str, found: tuple[Finding, ...], *, why: bool = False) -> str:
    if not found:
        return f"{head}没有"
    lines = [
        f"· {each.noun}　{each.label}" + (f"（{each.kept}）" if why else "")
        for each in found[:_MOST]
    ]
    rest = len(found) - _MOST
    return "\n".join([head, *lines, *([f"……还有 {rest} 条"] if rest > 0 else [])])


def open_personal(desk: Desk, resident_id: int, parent: QWidget) -> PersonalDialog | None:
    """The dialog over the window; None when it was refused."""
    found = desk.operations.read(personal.find, resident_id, by=desk.operations.by)
    if found is None:
        return None
    dialog = PersonalDialog(desk, found, parent.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
