from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qingyu.ui.widgets.photo_view import LargePhoto, PhotoView


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """A window with a button that has the keyboard."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    QVBoxLayout(window).addWidget(QPushButton("照片"))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.findChildren(QPushButton)[0].setFocus()
    return window


@pytest.fixture
def photos(tmp_path: Path) -> list[LargePhoto]:
    """Two photos, the first larger than the window."""
    made = []
    for name, side in (("前", 900), ("后", 40)):
        image = QImage(side, side, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.darkCyan)
        image.save(str(tmp_path / f"{name}.png"))
        made.append(LargePhoto((tmp_path / f"{name}.png").read_bytes, f"施工{name}"))
    return made


def test_it_fits_the_window_and_arrows_show_the_others(
    page: QWidget, photos: list[LargePhoto]
) -> None:
    view = PhotoView(page)
    view.open_photos(photos, 0)
    assert view.geometry() == page.rect()
    assert view._picture.width() < 300
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert (view.caption, view._picture.width()) == ("施工后", 40)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleName() == "施工前"
    page.resize(600, 500)
    assert view.geometry() == page.rect()


def test_escape_gives_the_keyboard_back(page: QWidget, photos: list[LargePhoto]) -> None:
    view = PhotoView(page)
    view.open_photos(photos, 1)
    assert view.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.isHidden()
    assert page.findChildren(QPushButton)[0].hasFocus()


def test_a_file_that_is_gone_is_told_and_breaks_nothing(page: QWidget) -> None:
    view = PhotoView(page)
    view.open_photos([LargePhoto(bytes, "施工前")], 0)
    assert view._picture.isNull()
    assert not view.grab().isNull()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton)
    assert view.isHidden()
