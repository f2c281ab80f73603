"""The blocks of 设置: look, neighbourhood, where the data lies, practice, check."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from qingyu.services.safekeeping import Checked
from qingyu.ui import theme
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.busy_bar import BusyBar
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.draft_form import DraftForm
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.field_grid import FieldGrid
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.text_size_switch import TextSizeSwitch


class LookCard(Card):
    """Text size and colours.

    Signals: size_chosen(TextSize); dark_chosen(bool).
    """

    size_chosen = Signal(object)
    dark_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("a-large-small", "看得清楚", parent=parent)
        self.sizes = TextSizeSwitch()
        self.colours = ChoiceRow("颜色", [("light", "浅色"), ("dark", "深色")])
        grid = FieldGrid(inline=False)
        grid.add_row("size", "字的大小", self.sizes)
        grid.add_row("colours", "颜色", self.colours)
        self.add_line(grid)
        self.sizes.size_chosen.connect(self.size_chosen)
        self.colours.chosen.connect(lambda key: self.dark_chosen.emit(key == "dark"))
        self.show_look()

    def show_look(self) -> None:
        """Shows what is in force."""
        self.colours.choose("dark" if theme.current().dark else "light")


class NeighbourhoodCard(Card):
    """Name and duty phone, as they are printed.

    Signals: save_requested(str, str) with both.
    """

    save_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("house", "小区", parent=parent)
        self.name = _line("小区名", 40)
        self.phone = _line("值班电话", 40)
        self.phone.setPlaceholderText("例如 0571-8706 5521")
        grid = FieldGrid(inline=False)
        grid.add_row("name", "小区名", self.name)
        grid.add_row("phone", "值班电话", self.phone)
        self.add_line(grid)
        self.add_line(words("会印在通知上，也写在「今日」里。", "muted", wrap=True))
        self.save_button = ActionButton("保存", "primary", icon="check")
        self.save_button.setEnabled(False)
        self.add_line(button_row(self.save_button))
        self.save_button.clicked.connect(self._save)
        self._stored = ("", "")
        DraftForm(self, "小区名和值班电话", is_typed=self.save_button.isEnabled)
        for edit in (self.name, self.phone):
            edit.textEdited.connect(lambda _text: self._compare())
            edit.returnPressed.connect(self._save)

    def show_values(self, name: str, phone: str) -> None:
        """Shows what is stored, unless something is being typed."""
        typing = self.save_button.isEnabled()
        self._stored = (name, phone)
        if not typing:
            self.name.setText(name)
            self.phone.setText(phone)
        self._compare()

    def _compare(self) -> None:
        self.save_button.setEnabled((self.name.text(), self.phone.text()) != self._stored)

    def _save(self) -> None:
        if self.save_button.isEnabled():
            self.save_requested.emit(self.name.text(), self.phone.text())


class PlaceCard(Card):
    """Where the data lies.

    Signals: open_requested(); copy_requested().
    """

    open_requested = Signal()
    copy_requested = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__("folder-open", "资料放在哪里", parent=parent)
        path = QLineEdit(str(folder))
        path.setReadOnly(True)
        path.setCursorPosition(0)
        path.setAccessibleName("资料文件夹")
        self.add_line(path)
        self.add_line(words("所有记录都在这个文件夹里，请不要改名、不要删里面的文件。", "muted",
                            wrap=True))
        self.open_button = ActionButton("打开文件夹", icon="folder-open")
        self.copy_button = ActionButton("复制位置", icon="copy")
        self.add_line(button_row(self.open_button, self.copy_button))
        self.open_button.clicked.connect(self.open_requested)
        self.copy_button.clicked.connect(self.copy_requested)


class PracticeCard(Card):
    """Into practice mode, or out of it.

    Signals: change_requested().
    """

    change_requested = Signal()

    def __init__(self, practice: bool, parent: QWidget | None = None) -> None:
        super().__init__("graduation-cap", "练习模式", parent=parent)
        said = ("现在用的是练习资料，随便点，动不到真资料。" if practice else
                "用一份假资料练手：窗口有一圈黄边，随便点，动不到真资料。")
        self.add_line(words(said, wrap=True))
        self.button = ActionButton("回到真资料" if practice else "去练习", icon="graduation-cap")
        self.add_line(button_row(self.button))
        self.button.clicked.connect(self.change_requested)


class CheckCard(Card):
    """Is everything stored in order.

    Signals: check_requested(); repair_requested() where a check found the file damaged.
    """

    check_requested = Signal()
    repair_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("shield-check", "检查资料", parent=parent)
        self.add_line(words("看看存的记录和照片是不是都完好，不会改动任何东西。", wrap=True))
        self.result = Banner("", "good")
        self.result.hide()
        self.busy = BusyBar()
        self.button = ActionButton("现在检查", icon="shield-check")
        self.add_line(self.busy)
        self.add_line(self.result)
        self.repair_button = ActionButton("修复…", icon="wrench")
        self.repair_button.hide()
        self.add_line(button_row(self.button, self.repair_button))
        self.button.clicked.connect(self.check_requested)
        self.repair_button.clicked.connect(self.repair_requested)

    def show_running(self, running: bool) -> None:
        """Shows that it is being looked at."""
        self.button.setEnabled(not running)
        if running:
            self.result.hide()
            self.busy.start("正在检查…", can_cancel=False)
        else:
            self.busy.finish()

    def show_result(self, found: Checked, when: str) -> None:
        """Says how it is, and offers a repair where that helps."""
        faults = found.faults
        self.repair_button.setVisible(found.is_damaged)
        if faults:
            more = f"等 {len(faults)} 处" if len(faults) > 3 else ""
            self.result.set_text(
                f"有 {len(faults)} 处不对：{'；'.join(faults[:3])}{more}。"
                "请先不要删任何文件，用最近的备份核对，或找人帮忙。", "danger",
            )
        else:
            told = [f"都完好（{when}检查）。", *(f"{fact}。" for fact in found.facts)]
            self.result.set_text("".join(told), "good")
        self.result.show()


def _line(name: str, longest: int) -> QLineEdit:
    made = QLineEdit()
    made.setMaxLength(longest)
    made.setAccessibleName(name)
    return made


def button_row(*buttons: ActionButton) -> QWidget:
    """The buttons at the foot of a card, on two lines where one is too short."""
    flow = QWidget()
    row = FlowLayout(flow)
    for button in buttons:
        row.addWidget(button)
    made = EmBox(margin=(0.0, 0.35))
    made.add(flow)
    return made
