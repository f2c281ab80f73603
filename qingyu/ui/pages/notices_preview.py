"""How the notice will come out of the printer: its layout, its version, its pages."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from qingyu.ui import theme
from qingyu.ui.pages.notices_doors import DoorsChoice
from qingyu.ui.pdf_view import PdfView
from qingyu.ui.tasks import Tasks
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words

LAYOUTS = (("a4", "A4 正式"), ("large", "A4 大字"), ("a3", "A3 海报"), ("a5x2", "门贴"))
SLIPS = "a5x2"
_VERSIONS = (("internal", "内部版"), ("public", "公示版"))
_EMPTY = "选好种类、填好内容，这里就是打印出来的样子"


class NoticePreview(QWidget):
    """Layout and version over the pages themselves; the doors of slips are asked beside the form.

    Signals: wish_changed() when another layout, version or other doors are wished.
    """

    wish_changed = Signal()

    def __init__(
        self, tasks: Tasks, doors_place: QVBoxLayout, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._doors_place = doors_place
        self._layout_choice = ChoiceRow("版式", LAYOUTS)
        self._layout_choice.choose("a4")
        self._version = ChoiceRow("版本", _VERSIONS)
        self._version.choose("internal")
        self._number = words("", "muted", wrap=True)
        self.trouble = Banner("", "info")
        self.trouble.hide()
        self.view = PdfView(tasks, _EMPTY)
        self.doors: DoorsChoice | None = None
        self._buildings: tuple[int, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for one in (self._choices(), self._number, self.trouble):
            self._column.addWidget(one)
        self._column.addWidget(self.view, 1)
        self._layout_choice.chosen.connect(self._choose_layout)
        self._version.chosen.connect(lambda _: self.wish_changed.emit())
        self._restyle()

    @property
    def layout_key(self) -> str:
        """a4, large, a3 or a5x2."""
        return self._layout_choice.key

    @property
    def is_public(self) -> bool:
        """Whether the version for the notice board is shown."""
        return self._version.key == "public"

    def choose_layout(self, key: str) -> None:
        """Goes over to a layout as the user would."""
        self._layout_choice.choose(key)
        self._choose_layout(key)

    def choose_version(self, *, public: bool) -> None:
        """Goes over to a version as the user would."""
        self._version.choose("public" if public else "internal")
        self.wish_changed.emit()

    def set_buildings(self, buildings: Sequence[int]) -> None:
        """Which buildings there are doors in."""
        self._buildings = tuple(buildings)

    def show_number(self, number: str, *, given: bool) -> None:
        """Says which number the notice has or would get."""
        version = "个人信息已遮住；遮住的地方只在预览里有标记。"
        told = f"已编号：{number}。" if given else f"发布时编为 {number}。"
        self._number.setText(told + (version if self.is_public else ""))

    def show_trouble(self, text: str, tone: str = "info") -> None:
        """Says why there is nothing newer to see, or nothing at all for an empty text."""
        if text:
            self.trouble.set_text(text, tone)
        self.trouble.setVisible(bool(text))
        self.view.set_stale(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _choices(self) -> QWidget:
        row = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        flow = FlowLayout(row, gap=0.8, row_gap=0.4)
        flow.addWidget(self._layout_choice)
        flow.addWidget(self._version)
        return row

    def _choose_layout(self, key: str) -> None:
        if key == SLIPS and self.doors is None:
            self.doors = DoorsChoice(self._buildings)
            self.doors.edited.connect(self.wish_changed)
            self._doors_place.addWidget(self.doors)
        if self.doors is not None:
            self.doors.setVisible(key == SLIPS)
        self.wish_changed.emit()

    def _restyle(self) -> None:
        self._column.setSpacing(theme.current().px(0.4))
