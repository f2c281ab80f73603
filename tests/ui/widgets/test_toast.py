"""Toasts: shown without taking the focus, three at most, held by mouse and keyboard."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qingyu.ui import theme
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.toast import Toast, ToastStack


def stack(qtbot: QtBot) -> tuple[QWidget, ToastStack]:
    page = QWidget()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(QLineEdit())
    page.resize(900, 600)
    with qtbot.waitExposed(page):
        page.show()
    page.findChildren(QLineEdit)[0].setFocus()
    QTest.mouseMove(page, QPoint(890, 10))
    return page, ToastStack(page)


def undo_of(toast: Toast) -> QPushButton:
    return next(b for b in toast.findChildren(QPushButton) if "撤销" in b.text())


def test_a_toast_leaves_the_focus_where_it_was(qtbot: QtBot) -> None:
    page, toasts = stack(qtbot)
    toasts.show_message("已保存", action="撤销")
    assert page.findChildren(QLineEdit)[0].hasFocus()
    assert toasts.isVisible()


def test_undo_is_called_once_and_the_toast_goes(qtbot: QtBot) -> None:
    _, toasts = stack(qtbot)
    undone: list[str] = []
    toast = toasts.show_message("已派单", action="撤销", on_action=lambda: undone.append("0231"))
    QTest.mouseClick(undo_of(toast), Qt.MouseButton.LeftButton)
    assert undone == ["0231"]
    assert toasts.toasts == () and toasts.isHidden()


def test_undoing_from_the_oldest_of_three_while_that_shows_another(qtbot: QtBot) -> None:
    _, toasts = stack(qtbot)
    for number in range(3):
        toasts.show_message(
            f"已派单 {number}", action="撤销", on_action=lambda: toasts.show_message("已撤销")
        )
    QTest.mouseClick(undo_of(toasts.toasts[0]), Qt.MouseButton.LeftButton)
    assert [toast.text for toast in toasts.toasts] == ["已派单 1", "已派单 2", "已撤销"]


def test_the_keyboard_reaches_the_newest_toast(qtbot: QtBot) -> None:
    _, toasts = stack(qtbot)
    assert not toasts.focus_latest()
    toast = toasts.show_message("已派单", action="撤销")
    assert toasts.focus_latest()
    assert undo_of(toast).hasFocus()
    assert toast.is_held


def test_only_three_are_kept(qtbot: QtBot) -> None:
    _, toasts = stack(qtbot)
    for number in range(5):
        toasts.show_message(f"第 {number} 件")
    assert [toast.text for toast in toasts.toasts] == ["第 2 件", "第 3 件", "第 4 件"]


def test_it_fades_by_itself(qtbot: QtBot) -> None:
    _, toasts = stack(qtbot)
    toast = toasts.show_message("一会儿就走", seconds=0.01)
    with qtbot.waitSignal(toast.closed):
        pass
    assert toasts.toasts == ()


def test_a_held_toast_stays(qtbot: QtBot) -> None:
    _, toasts = stack(qtbot)
    toast = toasts.show_message("先别走", action="撤销", seconds=60)
    toasts.focus_latest()
    toast._expire()
    assert toast.graphicsEffect() is None
    assert toasts.toasts == (toast,)


def test_long_words_wrap_inside_the_page(qtbot: QtBot, qapp: QApplication) -> None:
    page, toasts = stack(qtbot)
    theme.apply(qapp, TextSize.HUGE)
    toasts.show_message("很长的一句话，" * 30, action="撤销")
    qtbot.waitUntil(lambda: toasts.height() > toasts.fontMetrics().height() * 3)
    assert page.rect().contains(toasts.geometry())


def test_markup_is_shown_as_typed(qtbot: QtBot) -> None:
    _, toasts = stack(qtbot)
    toast = toasts.show_message("<b>粗</b> %s")
    assert toast.accessibleName() == "<b>粗</b> %s"


def test_a_toast_stays_above_a_page_that_is_built_later(qtbot: QtBot) -> None:
    page, toasts = stack(qtbot)
    toasts.show_message("已派单", action="撤销")
    QWidget(page)
    assert page.children()[-1] is toasts
