"""The second place of the backups: a stick or a folder, chosen once and known again."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from qingyu.domain.backup_place import SecondPlace
from qingyu.services import Store, backup_place, backup_reading, safekeeping
from qingyu.ui.pages.page import Desk
from qingyu.ui.pages.settings_cards import button_row
from qingyu.ui.tasks import Task
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.busy_bar import BusyBar
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.labels import words

_SAID = (
    "选一个 U 盘（或别的文件夹），以后插着它，每次自动备份都会再存一份上去；"
    "换了盘符也认得。没插也不要紧。"
)


class StickCard(Card):
    """How it stands with the second place, and buttons to choose it, use it now, give it up.

    Signals: said(str) with what to tell.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("download", "备份盘（第二份）", parent=parent)
        self._desk = desk
        self._task: Task | None = None
        self.add_line(words(_SAID, wrap=True))
        self.state = Banner("", "info")
        self.where = words("", "muted", wrap=True)
        self.busy = BusyBar()
        for line in (self.state, self.where, self.busy):
            self.add_line(line)
        self.choose_button = ActionButton("选备份盘…", icon="folder-open")
        self.now_button = ActionButton("现在存到盘上", icon="download")
        self.forget_button = ActionButton("不再用", icon="x")
        self.add_line(button_row(self.choose_button, self.now_button, self.forget_button))
        self.choose_button.clicked.connect(self._choose)
        self.now_button.clicked.connect(self.keep_now)
        self.forget_button.clicked.connect(self._forget)
        self.busy.cancel_requested.connect(self._stop)

    def show_place(self) -> None:
        """Reads how it stood when last looked at; no drive is touched."""
        store = self._desk.operations.store
        place = backup_reading.second_place(store)
        for button in (self.now_button, self.forget_button):
            button.setVisible(place is not None)
        self.where.setVisible(place is not None)
        if place is None:
            self.state.set_text("还没有选。只有一份备份，电脑坏了就都没了。", "warn")
            return
        now = store.now()
        late = bool(place.trouble) or place.is_late(now) or place.proved_at is None
        self.state.set_text(f"{place.words(now)}。", "warn" if late else "good")
        same = "；它和资料在同一个盘上，盘坏了两份一起没，最好换成 U 盘"
        self.where.setText(
            f"位置：{place.path}{same if backup_place.is_same_disk(store, place) else ''}"
        )

    def choose(self, path: Path) -> None:
        """Makes this folder the second place, and stores there at once."""
        chosen = self._desk.operations.read(backup_place.choose, path)
        if chosen is not None:
            self.keep_now()

    def keep_now(self) -> None:
        """A proved backup there now, if it is plugged in."""
        if self._task is not None:
            return
        store = self._desk.operations.store
        task = self._task = self._desk.tasks.start(lambda task: _kept(store, task))
        self._show_running(True)
        task.succeeded.connect(self._tell)
        task.refused.connect(self._desk.operations.refused)
        task.ended.connect(self._end)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选 U 盘或文件夹")
        if chosen:
            self.choose(Path(chosen))

    def _forget(self) -> None:
        self._desk.operations.read(backup_place.forget)
        self.show_place()
        self.said.emit("以后不再往那里存；那里原有的备份还在。")

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _tell(self, kept: safekeeping.Kept) -> None:
        place: SecondPlace | None = kept.place
        if kept.trouble:
            self.said.emit(f"{kept.trouble}。".replace("。。", "。"))
        elif place is not None and place.seen_at == place.proved_at is not None:
            self.said.emit("备份盘上也存好了，读回来核对过。")
        else:
            self.said.emit("没有找到备份盘，请插好再按一次。")

    def _end(self) -> None:
        self._task = None
        self._show_running(False)
        self.show_place()

    def _show_running(self, running: bool) -> None:
        for button in (self.choose_button, self.now_button, self.forget_button):
            button.setEnabled(not running)
        if running:
            self.busy.start("正在存到备份盘，存好后还要读回来核对…")
        else:
            self.busy.finish()


def _kept(store: Store, task: Task) -> safekeeping.Kept:
    return safekeeping.keep_safe(store, stop=task.cancelled)
