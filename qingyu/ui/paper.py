"""A saved document, and showing it in the computer's own viewer."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from qingyu.domain.frozen import frozen


@frozen
class Paper:
    """A finished PDF: its name for people, where it is kept, and the page to begin with."""

    title: str
    path: Path
    page: int = 1


def show(path: Path) -> bool:
    """Whether the computer's viewer was asked to show the file; off-screen nothing is opened."""
    if is_off_screen():
        return False
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def is_off_screen() -> bool:
    """Whether nobody looks at the screen."""
    return QGuiApplication.platformName() in ("offscreen", "minimal")
