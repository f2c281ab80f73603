"""What the print dialog asks: printer, copies, pages, both sides."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from qingyu.domain.page_range import read_pages
from qingyu.ui.printer import Device
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.busy_bar import BusyBar
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.field_grid import FieldGrid
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll

_MOST_COPIES = 500
_PLACE_TIP = "存成的 PDF 在"


class PrintChoices(QWidget):
    """The left half of the print dialog.

    Signals: print_requested(); show_requested() for another program; close_requested();
    cancel_requested() while it prints; device_chosen(str).
    """

    print_requested = Signal()
    show_requested = Signal()
    close_requested = Signal()
    cancel_requested = Signal()
    device_chosen = Signal(str)

    def __init__(self, title: str, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page, self.pages = 1, 0
        self._place = place
        self._devices: dict[str, Device] = {}
        self._fitting = False
        self._size = words("", "muted")
        self._make_controls()
        self.trouble = Banner("")
        self.busy = BusyBar()
        self.busy.cancel_requested.connect(self.cancel_requested)
        room = PageScroll(margin=False)
        room.add(words(title, "heading", wrap=True))
        room.add(self._size)
        room.add(self.trouble)
        room.add(self._grid)
        if place:
            room.add(words(f"{_PLACE_TIP} {place}", "muted", wrap=True))
        room.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(room, 1)
        column.addWidget(self.busy)
        column.addWidget(self._buttons())
        self.trouble.hide()
        self._follow()

    @property
    def device(self) -> str:
        """The name of the chosen printer, or nothing."""
        return str(self._printers.currentData() or "")

    @property
    def is_two_sided(self) -> bool:
        """Whether both sides are printed on."""
        return self._both.isChecked() and self._both.isEnabled()

    def chosen_pages(self) -> tuple[int, ...]:
        """The chosen pages from 1, none for all; RuleError when they cannot be read."""
        if self._which.key == "this":
            return (self.page,)
        return read_pages(self._typed.text(), self.pages) if self._which.key == "some" else ()

    def show_searching(self) -> None:
        """Says that printers are being looked for."""
        self._printers.clear()
        self._printers.addItem("正在找打印机…", "")
        self._follow()

    def show_devices(self, devices: Sequence[Device], usual: str) -> None:
        """Offers these printers, the one used last chosen."""
        self._devices = {device.name: device for device in devices}
        with QSignalBlocker(self._printers):
            self._printers.clear()
            for device in devices:
                mark = "" if device.ready else "（没有准备好）"
                self._printers.addItem(device.words + mark, device.name)
            self._printers.setCurrentIndex(max(0, self._printers.findData(usual)))
        if not devices:
            self._printers.addItem("没有打印机", "")
            kept = f"PDF 已经存好，可以拷到别的电脑上印：{self._place}" if self._place else ""
            self.show_trouble(f"这台电脑上没有打印机。{kept}", "warn")
        self._choose_device()

    def show_missing(self, device: str, missing: str) -> None:
        """Says that the chosen printer lacks this paper, or that it does not."""
        if device != self.device:
            return
        self._fitting = not missing
        known = self._devices.get(device)
        if missing:
            kept = "，也可以拿着存好的 PDF 到图文店去印" if self._place else ""
            self.show_trouble(
                f"这台打印机不能印 {missing}。请换一台打印机或换一种版式{kept}。", "danger"
            )
        elif known is not None and not known.ready:
            self.show_trouble("这台打印机报告有问题：请看看开机没有、纸和墨粉够不够。", "warn")
        else:
            self.trouble.hide()
        self._follow()

    def set_pages(self, page: int, pages: int) -> None:
        """Says which page is seen and how many there are."""
        self.page, self.pages = page, pages
        self._size.setText(f"一共 {pages} 页")
        self._grid.set_row_visible("which", pages > 1)
        self._grid.set_row_visible("typed", pages > 1 and self._which.key == "some")
        self._follow()

    def show_trouble(self, text: str, tone: str) -> None:
        """Says what is the matter in one sentence."""
        self.trouble.set_text(text, tone)
        self.trouble.show()

    def show_busy(self, busy: bool) -> None:
        """While it prints nothing can be changed."""
        self._grid.setEnabled(not busy)
        if busy:
            self.trouble.hide()
            self.busy.start("正在送到打印机…")
        else:
            self.busy.finish()
        self._follow(busy)

    def show_progress(self, done: int, total: int) -> None:
        """Says how many pages went to the printer."""
        self.busy.set_progress(done, total, f"已送出 {done} / {total} 页")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_controls(self) -> None:
        self._printers = QComboBox()
        self._printers.setMinimumContentsLength(6)
        self._printers.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.copies = QSpinBox()
        self.copies.setRange(1, _MOST_COPIES)
        self.copies.setSuffix(" 份")
        self._which = ChoiceRow("印哪些页", [("all", "全部"), ("this", "本页"), ("some", "选页")])
        self._which.choose("all")
        self._typed = QLineEdit()
        self._typed.setPlaceholderText("例如：1-3、5")
        self._both = QCheckBox("正反两面都印(&D)")
        self._grid = FieldGrid(inline=False)
        self._grid.add_row("device", "打印机(&R)", self._printers)
        self._grid.add_row("copies", "份数(&C)", self.copies)
        self._grid.add_row("which", "哪些页", self._which)
        self._grid.add_row("typed", "页码(&G)", self._typed)
        self._grid.add_row("both", "两面", self._both)
        self._grid.set_row_visible("which", False)
        self._grid.set_row_visible("typed", False)
        for name, control in (("打印机", self._printers), ("份数", self.copies),
                              ("页码", self._typed), ("正反两面都印", self._both)):
            control.setAccessibleName(name)
        self._printers.currentIndexChanged.connect(lambda _at: self._choose_device())
        self._which.chosen.connect(self._choose_pages)
        self._typed.returnPressed.connect(self.print_requested)

    def _buttons(self) -> QWidget:
        self.print_button = ActionButton("打印", "primary", icon="printer", shortcut="Ctrl+P")
        self.print_button.setDefault(True)
        self.show_button = ActionButton("打开 PDF", icon="file-text", shortcut="Ctrl+O")
        self.close_button = ActionButton("关闭", shortcut="Esc", bound=False)
        self.print_button.clicked.connect(self.print_requested)
        self.show_button.setVisible(bool(self._place))
        self.show_button.clicked.connect(self.show_requested)
        self.close_button.clicked.connect(self.close_requested)
        row = QWidget()
        flow = FlowLayout(row, gap=0.5)
        for one in (self.print_button, self.show_button, self.close_button):
            one.set_compact(True)
            flow.addWidget(one)
        return row

    def _choose_device(self) -> None:
        known = self._devices.get(self.device)
        self._both.setEnabled(known is not None and known.two_sided)
        self._both.setToolTip(
            "" if known is None or known.two_sided else "这台打印机只能印一面"
        )
        self._fitting = False
        self._follow()
        if self.device:
            self.device_chosen.emit(self.device)

    def _choose_pages(self, key: str) -> None:
        self._grid.set_row_visible("typed", key == "some")
        if key == "some":
            self._typed.setFocus()

    def _follow(self, busy: bool = False) -> None:
        can = bool(self.device and self.pages and self._fitting)
        self.print_button.setEnabled(can and not busy)
