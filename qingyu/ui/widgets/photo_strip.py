"""Photos of one thing in a row, with a place to drop more."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPixmap,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QWidget

from qingyu.ui import icons, theme
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import plain_tip


@dataclass(frozen=True)
class Photo:
    """One photo: its key, the file of its thumbnail, and what it shows in words."""

    key: object
    thumbnail: Path
    caption: str


class PhotoStrip(QFrame):
    """Thumbnails and 「加照片」; image files can be dropped on it.

    Signals: photo_requested(object) on click or Enter; removal_requested(object) on Delete;
    add_requested() on 「加照片」; files_dropped(object) with a tuple of Path.
    """

    photo_requested = Signal(object)
    removal_requested = Signal(object)
    add_requested = Signal()
    files_dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, add_text: str = "加照片") -> None:
        super().__init__(parent)
        self.setAccessibleName("照片")
        self.setAcceptDrops(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._tiles: list[_Tile] = []
        self._flow = FlowLayout(self, gap=0.5)
        self._add = QToolButton()
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self._add.setText(add_text)
        self._add.setAccessibleName(add_text)
        self._add.setToolTip(plain_tip("选择照片文件，也可以把照片拖到这里"))
        self._add.clicked.connect(self.add_requested)
        self._flow.addWidget(self._add)
        self._restyle()

    def set_photos(self, photos: Sequence[Photo], *, may_add: bool = True) -> None:
        """Show these photos; 「加照片」 stays at the end unless it is not allowed."""
        for tile in self._tiles:
            self._flow.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self._flow.removeWidget(self._add)
        self._tiles = [_Tile(photo, self) for photo in photos]
        for tile in self._tiles:
            self._flow.addWidget(tile)
        self._flow.addWidget(self._add)
        self._add.setVisible(may_add)
        self.setAcceptDrops(may_add)
        self.updateGeometry()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            theme.set_look(self, "dropping", True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        theme.set_look(self, "dropping", False)

    def dropEvent(self, event: QDropEvent) -> None:
        theme.set_look(self, "dropping", False)
        files = tuple(Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile())
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        look = theme.current()
        self._add.setIcon(icons.icon("image-plus", "teal", look.px(1.6)))
        self._add.setIconSize(QSize(look.px(1.6), look.px(1.6)))
        self._add.setFixedSize(look.px(6), look.px(5))
        self._flow.setContentsMargins(2, 2, 2, 2)


class _Tile(QToolButton):
    """One thumbnail."""

    def __init__(self, photo: Photo, strip: PhotoStrip) -> None:
        super().__init__(strip)
        self._photo = photo
        self._strip = strip
        self.setAccessibleName(photo.caption)
        self.setToolTip(plain_tip(f"{photo.caption}\n点开看大图，按 Delete 拿掉"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._restyle()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self._strip.photo_requested.emit(self._photo.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._strip.photo_requested.emit(self._photo.key)
        elif event.key() == Qt.Key.Key_Delete:
            self._strip.removal_requested.emit(self._photo.key)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        look = theme.current()
        self.setFixedSize(look.px(6), look.px(5))
        side = QSize(look.px(5.4), look.px(4.4))
        picture = QPixmap(str(self._photo.thumbnail))
        if picture.isNull():
            self.setIcon(icons.icon("image", "muted", look.px(2)))
            side = QSize(look.px(2), look.px(2))
        else:
            self.setIcon(QIcon(picture))
        self.setIconSize(side)
