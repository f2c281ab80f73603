"""Photos of one thing in a row, with a place to drop more."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPixmap,
)
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QToolButton, QWidget

from qingyu.domain.frozen import frozen
from qingyu.ui import icons, theme
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import plain_tip


@frozen
class Photo:
    """One photo: its key, its thumbnail as a JPEG (empty: none), and what it shows in words."""

    key: object
    thumbnail: bytes
    caption: str


class PhotoStrip(QFrame):
    """Thumbnails and 「加照片」; image files can be dropped on it.

    Signals: photo_requested(object) on click or Enter; removal_requested(object) on its ✕, its
    menu or Delete; add_requested() on 「加照片」; files_dropped(object) with a tuple of Path.
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
    """One thumbnail with a ✕ in its corner and a menu."""

    def __init__(self, photo: Photo, strip: PhotoStrip) -> None:
        super().__init__(strip)
        self._photo = photo
        self._strip = strip
        self.setAccessibleName(photo.caption)
        self.setToolTip(plain_tip(f"{photo.caption}\n点开看大图，按 Delete 拿掉"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._off = QToolButton(self)
        self._off.setProperty("look", "photo_off")
        self._off.setAccessibleName(f"拿掉{photo.caption}")
        self._off.setToolTip(plain_tip(f"拿掉{photo.caption}，拿掉以后可以撤销"))
        self._off.clicked.connect(self._ask_removal)
        self._restyle()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self._strip.photo_requested.emit(self._photo.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._strip.photo_requested.emit(self._photo.key)
        elif event.key() == Qt.Key.Key_Delete:
            self._ask_removal()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu_of_it()
        menu.popup(event.globalPos())

    def menu_of_it(self) -> QMenu:
        """What can be done with the photo; goes when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("看大图", lambda: self._strip.photo_requested.emit(self._photo.key))
        menu.addAction("拿掉这张", self._ask_removal)
        return menu

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _ask_removal(self) -> None:
        self._strip.removal_requested.emit(self._photo.key)

    def _restyle(self) -> None:
        look = theme.current()
        self.setFixedSize(look.px(6), look.px(5))
        corner = look.px(1.6)
        self._off.setIcon(icons.icon("x", "danger", look.px(1)))
        self._off.setIconSize(QSize(look.px(1), look.px(1)))
        self._off.setFixedSize(corner, corner)
        self._off.move(self.width() - corner, 0)
        side = QSize(look.px(5.4), look.px(4.4))
        picture = QPixmap()
        if not picture.loadFromData(self._photo.thumbnail):
            self.setIcon(icons.icon("image", "muted", look.px(2)))
            side = QSize(look.px(2), look.px(2))
        else:
            self.setIcon(QIcon(picture))
        self.setIconSize(side)
