"""The pages of a PDF on screen: one at a time, as large as wanted, drawn by the worker."""

from enum import Enum

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from qingyu.ui import theme
from qingyu.ui.pdf_pages import opened
from qingyu.ui.tasks import Task, Tasks
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.paper_sheet import PaperSheet

_STEPS = (0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_PIXELS_PER_PT = 96 / 72
# Larger pictures help nobody and fill the memory.
_MOST_PIXELS = 5000.0
_SETTLE_MS = 60
# Before the place of a page is known it is drawn so that it can be read.
_FIRST_SCALE = 1.2


class Fit(Enum):
    """How large a page is shown when it is not a fixed zoom."""

    PAGE = "整页"
    WIDTH = "页宽"


class PdfView(QWidget):
    """Ctrl+wheel or Ctrl+plus and minus zoom, Alt+PgUp and Alt+PgDn turn the page.

    Signals: shown(int) with the page number from 1, each time a page was drawn.
    """

    shown = Signal(int)

    def __init__(self, tasks: Tasks, empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("打印预览")
        self._tasks = tasks
        self._pdf = b""
        self._page = 0
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._zoom: Fit | float = Fit.PAGE
        self._waiting: Task | None = None
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._draw)
        self._sheet = PaperSheet(empty)
        self._sheet.turn_requested.connect(self.turn)
        self._sheet.zoom_requested.connect(self.step)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._sheet, 1)
        self._layout.addWidget(self._tools())
        self._tell()

    @property
    def page(self) -> int:
        """The page shown, from 1; 0 when there is none."""
        return self._page + 1 if self._sizes else 0

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def zoom(self) -> float:
        """How large the page is shown; 1.0 is as large as on paper."""
        return self._scale() / _PIXELS_PER_PT if self._sizes else 1.0

    def show_pdf(self, pdf: bytes) -> None:
        """Shows these pages, staying on the same page number where there is one."""
        self._pdf = pdf
        self._draw()

    def clear(self, why: str) -> None:
        """Shows words instead of a page."""
        self._pdf, self._sizes = b"", ()
        self.forget()
        self._sheet.show_words(why)
        self._tell()

    def set_stale(self, stale: bool) -> None:
        """Pales the page while it does not show what is typed."""
        self._sheet.set_pale(stale)

    def turn(self, by: int) -> None:
        """Goes so many pages on or back."""
        target = max(0, min(self._page + by, self.pages - 1))
        if self._sizes and target != self._page:
            self._page = target
            self._sheet.scroll_to(top=by > 0)
            self._draw()

    def set_zoom(self, zoom: Fit | float) -> None:
        """Shows the page so large from now on."""
        self._zoom = zoom
        self._follow()

    def step(self, by: int) -> None:
        """One step larger or smaller than now."""
        now = self.zoom
        if by > 0:
            self.set_zoom(next((each for each in _STEPS if each > now * 1.02), _STEPS[-1]))
        else:
            self.set_zoom(next((each for each in _STEPS[::-1] if each < now * 0.98), _STEPS[0]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._follow()

    def _tools(self) -> QWidget:
        self._earlier = _tool("chevron-left", "上一页", "Alt+PgUp")
        self._later = _tool("chevron-right", "下一页", "Alt+PgDown")
        self._smaller = _tool("zoom-out", "缩小", "Ctrl+-")
        self._larger = _tool("zoom-in", "放大", "Ctrl++")
        self._whole = ActionButton(Fit.PAGE.value, "quiet", icon="scan")
        self._wide = ActionButton(Fit.WIDTH.value, "quiet", icon="move-horizontal")
        self._count = words("", "muted")
        self._earlier.clicked.connect(lambda: self.turn(-1))
        self._later.clicked.connect(lambda: self.turn(1))
        self._smaller.clicked.connect(lambda: self.step(-1))
        self._larger.clicked.connect(lambda: self.step(1))
        self._whole.clicked.connect(lambda: self.set_zoom(Fit.PAGE))
        self._wide.clicked.connect(lambda: self.set_zoom(Fit.WIDTH))
        for keys, by in (("Alt+PgUp", -1), ("Alt+PgDown", 1)):
            QShortcut(QKeySequence(keys), self, lambda by=by: self.turn(by))
        for keys, by in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            QShortcut(QKeySequence(keys), self, lambda by=by: self.step(by))
        row = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        flow = FlowLayout(row, gap=0.2)
        for one in (self._earlier, self._count, self._later, self._smaller, self._larger,
                    self._whole, self._wide):
            flow.addWidget(one)
        return row

    def _scale(self) -> float:
        """Screen pixels for each pt of paper."""
        width, height = self._sizes[self._page]
        room = self._sheet.room()
        if self._zoom is Fit.PAGE:
            scale = min(room.width() / width, room.height() / height)
        elif self._zoom is Fit.WIDTH:
            scale = room.width() / width
        else:
            scale = float(self._zoom) * _PIXELS_PER_PT
        return max(0.05, min(scale, _MOST_PIXELS / max(width, height)))

    def _follow(self) -> None:
        """The page at its new size at once, drawn sharply a moment later."""
        if not self._sizes:
            return
        self._fit_page()
        self._tell()
        self._settle.start()

    def _fit_page(self) -> None:
        """The page at its size; as wide as the view it is read from its top."""
        from_top = self._zoom is Fit.WIDTH and self._sheet.at_top
        self._sheet.set_page_size(self._target())
        if from_top:
            self._sheet.scroll_to(top=True)

    def _target(self) -> QSize:
        width, height = self._sizes[self._page]
        scale = self._scale()
        return QSize(round(width * scale), round(height * scale))

    def _draw(self) -> None:
        if not self._pdf:
            return
        self.forget()
        pdf, page, ratio = self._pdf, self._page, self.devicePixelRatioF()
        scale = self._scale() * ratio if self._sizes else 0.0
        room = self._sheet.room() * ratio
        task = self._tasks.start(lambda task: _drawn(task, pdf, page, scale, room))
        self._waiting = task
        task.succeeded.connect(lambda drawn: self._show(task, drawn))
        task.refused.connect(lambda error: self.clear(str(error)))

    def forget(self) -> None:
        """Waits for no page any more: the view is about to go."""
        self._settle.stop()
        if self._waiting is not None:
            self._waiting.forget()
            self._waiting = None

    def _show(self, task: Task, drawn: "_Drawn | None") -> None:
        if task is not self._waiting or drawn is None:
            return
        self._waiting = None
        self._page, self._sizes, image = drawn
        self._fit_page()
        self._sheet.show_image(image, f"打印预览，第{self.page}页，共{self.pages}页")
        self._tell()
        # Another size of paper was drawn for the place of the one before.
        if abs(image.width() - self._target().width() * self.devicePixelRatioF()) > 2:
            self._settle.start()
        self.shown.emit(self.page)

    def _tell(self) -> None:
        some = bool(self._sizes)
        self._count.setText(f"{self.page} / {self.pages} 页" if some else "")
        for one in (self._smaller, self._larger, self._whole, self._wide):
            one.setEnabled(some)
        self._earlier.setVisible(self.pages > 1)
        self._later.setVisible(self.pages > 1)
        self._earlier.setEnabled(self._page > 0)
        self._later.setEnabled(self._page < self.pages - 1)


_Drawn = tuple[int, tuple[tuple[float, float], ...], QImage]


def _drawn(task: Task, pdf: bytes, page: int, scale: float, room: QSize) -> _Drawn | None:
    """The page number that there is, all page sizes and the picture; scale 0 fits the room."""
    if task.cancelled():
        return None
    with opened(pdf) as document:
        sizes = tuple(document.size(index) for index in range(len(document)))
        page = min(page, len(sizes) - 1)
        width, height = sizes[page]
        fitted = min(room.width() / width, room.height() / height)
        return page, sizes, document.image(page, scale or max(_FIRST_SCALE, fitted))


def _tool(icon: str, name: str, keys: str) -> ActionButton:
    tool = ActionButton("", "quiet", icon=icon, hint=f"{name}（{keys}）")
    tool.setAccessibleName(name)
    return tool
