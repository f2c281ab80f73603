"""A printed page on screen, as large as its place, page by page."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton


class PagePreview(QFrame):
    """The pages of a PDF; Alt+PgUp and Alt+PgDn turn them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("打印预览")
        self._pdf = b""
        self._page = 0
        self._pages = 0
        self._sheet = QLabel("填好左边的内容，这里就会显示打印出来的样子")
        self._sheet.setWordWrap(True)
        self._sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sheet.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._earlier = ActionButton("上一张", shortcut="Alt+PgUp")
        self._later = ActionButton("下一张", shortcut="Alt+PgDown")
        self._count = QLabel()
        self._turn_row = QWidget()
        row = QHBoxLayout(self._turn_row)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self._earlier, self._count, self._later):
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._sheet, 1)
        layout.addWidget(self._turn_row, 0, Qt.AlignmentFlag.AlignHCenter)
        self._earlier.clicked.connect(lambda: self._turn(-1))
        self._later.clicked.connect(lambda: self._turn(1))
        self._turn_row.hide()

    def show_pdf(self, pdf: bytes) -> None:
        """Shows these pages, staying on the same page number where there is one."""
        self._pdf = pdf
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._draw()

    def _turn(self, by: int) -> None:
        self._page += by
        self._draw()

    def _draw(self) -> None:
        if not self._pdf:
            return
        import pypdfium2

        document = pypdfium2.PdfDocument(self._pdf)
        try:
            self._pages = len(document)
            self._page = max(0, min(self._page, self._pages - 1))
            page = document[self._page]
            ratio = self.devicePixelRatioF()
            room_w, room_h = self._sheet.width() - 4, self._sheet.height() - 4
            scale = max(0.1, min(room_w / page.get_width(), room_h / page.get_height()))
            bitmap = page.render(scale=scale * ratio, rev_byteorder=True)
            image = QImage(
                bytes(bitmap.buffer),
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                QImage.Format.Format_RGB888
                if bitmap.n_channels == 3
                else QImage.Format.Format_RGBA8888,
            ).copy()
        finally:
            document.close()
        image.setDevicePixelRatio(ratio)
        self._sheet.setPixmap(QPixmap.fromImage(image))
        self._turn_row.setVisible(self._pages > 1)
        self._count.setText(f"{self._page + 1} / {self._pages}")
        self._earlier.setEnabled(self._page > 0)
        self._later.setEnabled(self._page < self._pages - 1)
