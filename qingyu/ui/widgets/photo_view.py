"""One photo as large as the window; Esc puts it away, the arrow keys show the others."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QImageReader, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from qingyu.domain.frozen import frozen
from qingyu.ui import theme


@frozen
class LargePhoto:
    """How to read the picture, empty when it cannot be read, and what it shows in words."""

    read: Callable[[], bytes]
    caption: str


class PhotoView(QWidget):
    """A photo over everything else of a widget; a click puts it away too."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._photos: tuple[LargePhoto, ...] = ()
        self._at = 0
        self._picture = QPixmap()
        self._back: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        over.installEventFilter(self)
        self.hide()

    @property
    def caption(self) -> str:
        """What the photo shown now shows."""
        return self._photos[self._at].caption if self._photos else ""

    def open_photos(self, photos: Sequence[LargePhoto], at: int) -> None:
        """Show the photo at this place of the row."""
        self._photos = tuple(photos)
        self._back = self.window().focusWidget()
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show(at)

    def close_photos(self) -> None:
        """Put it away and give the keyboard back."""
        self.hide()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self._photos:
            self._show((self._at + step) % len(self._photos))
        elif event.key() != Qt.Key.Key_Shift:
            self.close_photos()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.close_photos()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over.rect())
            self._show(self._at)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("tip"))
        foot = look.px(2.6)
        room = self.rect().adjusted(0, 0, 0, -foot)
        if not self._picture.isNull():
            size = self._picture.deviceIndependentSize().toSize()
            painter.drawPixmap(room.center().x() - size.width() // 2,
                               room.center().y() - size.height() // 2, self._picture)
        painter.setPen(look.colour("on_tip"))
        said = self.caption if not self._picture.isNull() else f"{self.caption}：照片文件打不开"
        many = f"　{self._at + 1}/{len(self._photos)}，← → 换一张" if len(self._photos) > 1 else ""
        strip = self.rect().adjusted(0, self.height() - foot, 0, 0)
        painter.drawText(strip, Qt.AlignmentFlag.AlignCenter, f"{said}{many}　Esc 关闭")

    def _show(self, at: int) -> None:
        self._at = at
        self.setAccessibleName(self.caption)
        content = QBuffer()
        content.setData(self._photos[at].read())
        reader = QImageReader(content)
        reader.setAutoTransform(True)
        ratio = self.devicePixelRatioF()
        room = QSize(self.width(), self.height() - theme.current().px(2.6)) * ratio
        size = reader.size()
        if size.isValid() and (size.width() > room.width() or size.height() > room.height()):
            # Decoding at the size shown keeps a forty-megapixel photo from filling the memory.
            reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
        self._picture = QPixmap.fromImage(reader.read())
        self._picture.setDevicePixelRatio(ratio)
        self.update()
