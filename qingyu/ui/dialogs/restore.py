"""Choosing a backup: what each holds, what would be lost, and 「换上这一份」."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from qingyu.domain.backup import SUFFIX, Loss, Manifest
from qingyu.domain.wording import moment
from qingyu.services import Store, encryption, restore
from qingyu.services.restore import Choice
from qingyu.ui import theme
from qingyu.ui.models import backup as rows
from qingyu.ui.models.cells import CellModel
from qingyu.ui.pages.page import Desk
from qingyu.ui.restoring import restore_wish
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.busy_bar import BusyBar
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.record_table import RecordTable


class RestoreDialog(QDialog):
    """A list of backups, under it what the chosen one means, and the buttons."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.dress(self)
        self._desk = desk
        self.setWindowTitle("用备份恢复")
        self.table = RecordTable("restore", rows.COLUMNS, desk.settings, name="备份")
        self.model = CellModel(rows.HEADS, self)
        self.table.set_model(self.model)
        self.table.set_empty_state(
            EmptyState("archive", "这里没有备份", "备份在 U 盘上，就插好它，按「从别处选」。")
        )
        self.busy = BusyBar()
        self.holds = words("", "strong", wrap=True)
        self.loss = Banner("", "warn")
        self.last = words("", "muted", wrap=True)
        self._lay_out()
        self._choices: tuple[Choice, ...] = ()
        self.table.record_chosen.connect(self._show_choice)
        self._show_choice(None)
        self._look()

    def _lay_out(self) -> None:
        self.use_button = ActionButton("换上这一份", "primary", icon="check", shortcut="Alt+Y")
        self.file_button = ActionButton("从别处选…", icon="folder-open", shortcut="Alt+O")
        self.close_button = ActionButton("不换了", icon="x", shortcut="Alt+C")
        self.use_button.clicked.connect(self._use)
        self.file_button.clicked.connect(self._choose_file)
        self.close_button.clicked.connect(self.reject)
        foot = QWidget()
        flow = FlowLayout(foot, gap=0.6)
        for button in (self.use_button, self.file_button, self.close_button):
            button.setAutoDefault(False)
            flow.addWidget(button)
        box = EmBox(margin=(1.25, 1.0), gap=0.6)
        box.add(words("换上哪一份备份？", "title"))
        box.add(self.table, 1)
        for part in (self.busy, self.holds, self.loss, self.last, foot):
            box.add(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(box)
        look, parent = theme.current(), self.parentWidget()
        width, height = look.px(60), look.px(40)
        if parent is not None:
            width = min(width, parent.width() - look.px(2))
            height = min(height, parent.height() - look.px(1))
        self.resize(width, height)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        folder = self._desk.operations.store.folder
        self.busy.start("正在找备份…", can_cancel=False)
        task = self._desk.tasks.start(lambda _task: restore.choices(folder))
        task.succeeded.connect(self.show_choices)
        task.refused.connect(self._desk.operations.refused)
        task.ended.connect(self.busy.finish)
        self.finished.connect(lambda _code: task.forget())

    def show_choices(self, choices: tuple[Choice, ...]) -> None:
        """Shows these backups, the first one chosen."""
        self._choices = choices
        now = self._desk.operations.store.now()
        self.model.set_rows([rows.row_of(each, now) for each in choices])
        if choices:
            self.table.choose(lambda record: record == choices[0])
            self._show_choice(choices[0])

    def add_file(self, path: Path) -> None:
        """Puts a backup from elsewhere at the top, chosen."""
        found = self._desk.operations.read(restore.choice_of, path)
        if found is not None:
            self.show_choices((found, *(c for c in self._choices if c.backup != found.backup)))

    def _choose_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, "选一个备份文件", "", f"晴雨管家备份 (*{SUFFIX})"
        )
        if chosen:
            self.add_file(Path(chosen))

    def _show_choice(self, record: object) -> None:
        choice = record if isinstance(record, Choice) else None
        told = choice.manifest if choice is not None else None
        self.use_button.setEnabled(told is not None)
        for part in (self.loss, self.last):
            part.setVisible(told is not None)
        if choice is None:
            self.holds.setText("请选一份备份。" if self._choices else "")
        elif told is None:
            self.holds.setText(f"这一份不能用：{choice.fault}。请换一份。")
        else:
            self._show_loss(told)

    def _show_loss(self, told: Manifest) -> None:
        operations = self._desk.operations
        whose = f"「{told.neighbourhood}」" if told.neighbourhood else ""
        self.holds.setText(f"{whose}{told.text}")
        loss = operations.read(restore.lost, told) or Loss(0)
        if loss.other_book:
            self.loss.set_text(f"这是「{loss.other_book}」的备份，不是本小区的。", "danger")
        else:
            self.loss.set_text(loss.text, "warn" if loss.operations else "good")
        now = operations.store.now()
        lines = [f"{moment(at, now)}　{verb}" for at, verb in loss.last]
        self.last.setText("\n".join(["最近的几步：", *lines]) if lines else "")
        self.last.setVisible(bool(lines))

    def _use(self) -> None:
        choice, operations = self.table.record(), self._desk.operations
        if not isinstance(choice, Choice) or not operations.read(restore.allow, operations.by):
            return
        path, keys = choice.backup.path, operations.store.folder.keys
        if not operations.read(_opens, path):
            from qingyu.ui.unlocking import unlock_backup

            keys = unlock_backup(path, self)
            if keys is None:
                return
        emit: Callable[[object], None] = self._desk.wishes.book_change_requested.emit
        wish = restore_wish(path, keys)
        self.accept()
        emit(wish)


def _opens(store: Store, path: Path) -> bool:
    return encryption.opens(path, store.folder.keys)
