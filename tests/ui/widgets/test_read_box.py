from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qingyu.ui.widgets.read_box import ReadBox


@pytest.fixture
def box(qtbot: QtBot) -> Iterator[ReadBox]:
    around = QWidget()
    column = QVBoxLayout(around)
    box = ReadBox("居民说了什么", lines=4)
    column.addWidget(box)
    column.addStretch(1)
    around.resize(400, 600)
    qtbot.addWidget(around)
    around.show()
    yield box


def test_it_is_as_tall_as_its_words_up_to_its_lines(qtbot: QtBot, box: ReadBox) -> None:
    heights = []
    for words in ("一行", "一\n二\n三", "一\n二\n三\n四", "长" * 100_000):
        box.set_words(words)
        heights.append(box.height())
    one, three, four, long = heights
    assert one < three < four == long


def test_short_words_need_no_scroll_bar(qtbot: QtBot, box: ReadBox) -> None:
    box.set_words("一行\n两行")
    qtbot.waitUntil(lambda: box.verticalScrollBar().maximum() == 0)


def test_words_are_literal_selectable_and_unchangeable(qtbot: QtBot, box: ReadBox) -> None:
    box.set_words("<b>x</b>")
    qtbot.keyClick(box, Qt.Key.Key_Delete)
    assert box.toPlainText() == "<b>x</b>"
    box.selectAll()
    assert box.textCursor().selectedText() == "<b>x</b>"
