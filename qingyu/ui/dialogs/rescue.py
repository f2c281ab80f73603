"""The book is damaged: repair it, put a backup in its place, or leave it alone."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QVBoxLayout, QWidget

from qingyu.domain.backup import SUFFIX
from qingyu.domain.book_keys import BookKeys
from qingyu.domain.errors import QingyuError
from qingyu.domain.wording import moment
from qingyu.paths import DataFolder
from qingyu.services import encryption, repair, restore
from qingyu.ui import theme
from qingyu.ui.dialogs.preparing import PreparingDialog
from qingyu.ui.tasks import Task
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words

_SAID = (
    "可以换上一份备份，也可以修复：把还读得出来的救进一份新的。"
    "两样都会把损坏的原件另外收好，不会删掉。"
)


class RescueDialog(QDialog):
    """What is wrong, the backups within reach, three ways; accepted when there is a book again."""

    def __init__(self, told: str, folder: DataFolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.dress(self)
        self._folder = folder
        self.setWindowTitle("晴雨管家")
        self.state = Banner(told, "danger")
        self.backups = QComboBox()
        self.backups.setAccessibleName("哪一份备份")
        self.result_words = words("", wrap=True)
        self.result_words.hide()
        self.place = words(f"资料文件夹：{folder.root}", "muted", wrap=True)
        box = EmBox(margin=(1.5, 1.25), gap=0.7)
        box.add(words("这份资料打不开", "title"))
        for part in (self.state, words(_SAID, wrap=True), self.backups):
            box.add(part)
        box.add(self._ways())
        box.add(self.result_words)
        box.add(self.place)
        box.add_stretch()
        box.add(self._foot())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(box)
        self.show_choices(restore.choices(folder))
        width = theme.current().px(40)
        self.resize(width, max(theme.current().px(22), box.heightForWidth(width)))

    def _ways(self) -> QWidget:
        self.restore_button = ActionButton(
            "换上这份备份", "primary", icon="rotate-ccw", shortcut="Alt+R"
        )
        self.file_button = ActionButton("从别处选备份…", icon="folder-open", shortcut="Alt+O")
        self.repair_button = ActionButton("修复", icon="wrench", shortcut="Alt+X")
        self.restore_button.clicked.connect(self._restore)
        self.file_button.clicked.connect(self._choose_file)
        self.repair_button.clicked.connect(self.mend)
        return _row(self.restore_button, self.file_button, self.repair_button)

    def _foot(self) -> QWidget:
        self.open_button = ActionButton("打开资料", "primary", icon="check", shortcut="Alt+Y")
        self.leave_button = ActionButton("退出", icon="x", shortcut="Alt+C")
        self.open_button.clicked.connect(self.accept)
        self.leave_button.clicked.connect(self.reject)
        self.open_button.hide()
        return _row(self.open_button, self.leave_button)

    def show_choices(self, choices: tuple[restore.Choice, ...]) -> None:
        """Shows the backups that may be used."""
        self.backups.clear()
        now = datetime.now()
        for each in choices:
            if each.manifest is not None:
                when = moment(each.backup.made_at, now)
                clock = "" if ":" in when else f" {each.backup.made_at:%H:%M}"
                text = f"{when}{clock}　{each.where}　{each.manifest.holds}"
                self.backups.addItem(text, each.backup.path)
        there = self.backups.count() > 0
        self.restore_button.setEnabled(there)
        if not there:
            self.backups.addItem("没有找到备份；备份在 U 盘上，就按「从别处选备份」")
        self.backups.setEnabled(there)

    def restore_from(self, path: Path) -> None:
        """Puts this backup in the place of the damaged book; an encrypted one asks first."""
        keys = self._folder.keys
        try:
            if not encryption.opens(path, keys):
                from qingyu.ui.unlocking import unlock_backup

                keys = unlock_backup(path, self)
                if keys is None:
                    return
        except QingyuError as error:
            self.state.set_text(str(error), "danger")
            return
        self._restore_with(path, keys)

    def _restore_with(self, path: Path, keys: BookKeys | None) -> None:
        def work(task: Task) -> str:
            done = restore.restore(
                path, self._folder, datetime.now(), keys=keys,
                on_progress=task.report, stop=task.cancelled,
            )  # fmt: skip
            return f"换好了：{done.manifest.text}。损坏的原件收在 {done.set_aside}。"

        self._do("正在换上备份", work)

    def mend(self) -> None:
        """Saves what can be read into a new book."""
        self._do("正在修复", lambda task: repair.repair(
            self._folder, datetime.now(), on_progress=task.report, stop=task.cancelled
        ).text)  # fmt: skip

    def _restore(self) -> None:
        path = self.backups.currentData()
        if isinstance(path, Path):
            self.restore_from(path)

    def _choose_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, "选一个备份文件", "", f"晴雨管家备份 (*{SUFFIX})"
        )
        if chosen:
            self.restore_from(Path(chosen))

    def _do(self, title: str, work: Callable[[Task], str]) -> None:
        told: list[str] = []
        waiting = PreparingDialog(title, "损坏的原件会另外收好。", self)
        try:
            waiting.wait_for(lambda task: told.append(work(task)))
        except QingyuError as error:
            self.state.set_text(str(error), "danger")
        finally:
            waiting.deleteLater()
        if told:
            self._show_done(told[0])

    def _show_done(self, told: str) -> None:
        self.state.set_text("又有一份好的资料了。", "good")
        self.result_words.setText(told)
        self.result_words.show()
        self.open_button.show()
        for button in (self.restore_button, self.file_button, self.repair_button):
            button.setEnabled(False)
        self.backups.setEnabled(False)
        QTimer.singleShot(0, self.open_button, self.open_button.setFocus)


def _row(*buttons: ActionButton) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row, gap=0.6)
    for button in buttons:
        button.setAutoDefault(False)
        flow.addWidget(button)
    return row
