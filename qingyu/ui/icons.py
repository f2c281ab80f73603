"""Lucide icons (ISC) in the colours of the palette, crisp on every screen."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from qingyu.paths import resource
from qingyu.ui import theme

# From here on a stroke of two units of 24 would look like poster paint.
_LARGE = 44


def icon(name: str, role: str = "ink", size: int = 0) -> QIcon:
    """An icon in a palette role, grey when disabled; ask again after a theme change."""
    side = size or theme.current().icon
    result = QIcon()
    for scale in _scales():
        result.addPixmap(pixmap(name, role, side, scale), QIcon.Mode.Normal)
        result.addPixmap(pixmap(name, "disabled", side, scale), QIcon.Mode.Disabled)
    return result


def none() -> QIcon:
    """No icon at all."""
    return QIcon()


def pixmap(name: str, role: str = "ink", size: int = 0, scale: float = 0.0) -> QPixmap:
    """One icon drawn `size` logical pixels wide for a screen of that scale (default: the first)."""
    side = size or theme.current().icon
    ratio = scale or _scales()[0]
    colour = theme.current().palette.colour(role)
    key = f"qingyu:{name}:{colour}:{side}:{ratio}"
    drawn = QPixmap()
    if not QPixmapCache.find(key, drawn):
        drawn = _draw(name, colour, side, ratio)
        QPixmapCache.insert(key, drawn)
    return drawn


def _draw(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    drawn = QPixmap(round(side * ratio), round(side * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    source = _svg(name).replace(b"currentColor", colour.encode())
    if side >= _LARGE:
        source = source.replace(b'stroke-width="2"', b'stroke-width="1.25"')
    renderer = QSvgRenderer(QByteArray(source))
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@lru_cache(maxsize=256)
def _svg(name: str) -> bytes:
    return resource("icons", f"{name}.svg").read_bytes()


def _scales() -> list[float]:
    return sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}) or [1.0]
