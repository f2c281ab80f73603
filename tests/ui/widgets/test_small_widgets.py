"""The small ones: links, chips, choices, fields, photos; keyboard, names, words as typed."""

from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from qingyu.ui import theme
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.busy_bar import BusyBar
from qingyu.ui.widgets.buttons import button
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.card_grid import CardGrid
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.date_field import DateField
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.field_grid import FieldGrid
from qingyu.ui.widgets.filter_chips import Filter, FilterChipRow
from qingyu.ui.widgets.labels import ElidedLabel, no_mnemonic, plain_tip, shortened
from qingyu.ui.widgets.link_line import LinkLine
from qingyu.ui.widgets.photo_strip import Photo, PhotoStrip
from qingyu.ui.widgets.speech_box import SpeechBox
from qingyu.ui.widgets.suggest_line_edit import SuggestLineEdit
from qingyu.ui.widgets.text_size_switch import TextSizeSwitch
from qingyu.ui.widgets.timeline import Moment, Timeline

W = TypeVar("W", bound=QWidget)


def shown(qtbot: QtBot, widget: W, size: tuple[int, int] = (500, 300)) -> W:
    qtbot.addWidget(widget)
    widget.resize(*size)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_link_line_is_pressed_by_keyboard(qtbot: QtBot, key: Qt.Key) -> None:
    line = shown(qtbot, LinkLine("5幢 化粪池满溢", "超 2 天", "danger", key=225))
    with qtbot.waitSignal(line.clicked):
        QTest.keyClick(line, key)
    assert line.accessibleName() == "5幢 化粪池满溢，超 2 天"


def test_a_link_line_is_pressed_anywhere_on_it(qtbot: QtBot) -> None:
    line = shown(qtbot, LinkLine("5幢", "超 2 天"), (400, 40))
    for x in (10, 200, 380):
        with qtbot.waitSignal(line.clicked):
            QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(x, 20))


def test_a_long_link_wraps_instead_of_being_cut(qtbot: QtBot) -> None:
    line = LinkLine("楼道里堆了很多东西，老人上下楼不方便，请来看看", "紧急")
    qtbot.addWidget(line)
    assert line.heightForWidth(240) > line.heightForWidth(900)


def test_a_card_says_title_and_figure_and_takes_new_ones(qtbot: QtBot) -> None:
    card = shown(qtbot, Card("megaphone", "马上处理", "2", "danger"))
    card.add_line(LinkLine("一"))
    card.add_line(QLabel("二"))
    card.set_figure("0", "good")
    assert card.accessibleName() == "马上处理 0"
    card.clear()
    assert card.findChildren(LinkLine)[0].isHidden()


def test_cards_stand_most_urgent_first_and_widest(qtbot: QtBot) -> None:
    grid = CardGrid()
    cards = [Card("megaphone", str(number)) for number in range(4)]
    grid.set_cards(cards)
    shown(qtbot, grid, (1200, 600))
    assert cards[0].pos() == QPoint(0, 0)
    assert cards[0].width() > cards[1].width() * 1.9
    assert not any(a.geometry().intersects(b.geometry())
                   for a in cards for b in cards if a is not b)
    grid.resize(500, 900)
    qtbot.waitUntil(lambda: {card.x() for card in cards} == {0})


def test_filters_toggle_walk_and_keep_their_state(qtbot: QtBot) -> None:
    row = FilterChipRow([Filter("late", "超期", 3, "danger"), Filter("mine", "我的", 6)])
    shown(qtbot, row)
    first, second = row.findChildren(QPushButton)
    first.setFocus()
    with qtbot.waitSignal(row.changed) as told:
        QTest.keyClick(first, Qt.Key.Key_Space)
    assert told.args == [frozenset({"late"})]
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    row.set_filters([Filter("late", "超期", 2, "danger"), Filter("b3", "3幢")])
    assert row.chosen == {"late"}
    assert first.text() == "超期 2" and not first.icon().isNull()


def test_exclusive_filters_leave_one_on(qtbot: QtBot) -> None:
    row = shown(qtbot, FilterChipRow([Filter("a", "甲"), Filter("b", "乙")], exclusive=True))
    for chip in row.findChildren(QPushButton):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert row.chosen == {"b"}


def test_a_choice_is_told_and_ticked(qtbot: QtBot) -> None:
    row = shown(qtbot, ChoiceRow("结果", [("done", "修好"), ("part", "部分解决")]))
    assert row.key == ""
    with qtbot.waitSignal(row.chosen) as told:
        QTest.mouseClick(row.findChildren(QPushButton)[1], Qt.MouseButton.LeftButton)
    assert told.args == ["part"] and row.key == "part"
    assert not row.findChildren(QPushButton)[1].icon().isNull()


def test_the_size_switch_follows_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    switch = shown(qtbot, TextSizeSwitch())
    with qtbot.waitSignal(switch.size_chosen) as told:
        QTest.mouseClick(switch.findChildren(QPushButton)[2], Qt.MouseButton.LeftButton)
    assert told.args == [TextSize.HUGE]
    theme.apply(qapp, TextSize.LARGE)
    assert switch.key == "LARGE"


def test_a_button_shows_its_shortcut_and_it_works(qtbot: QtBot) -> None:
    host = shown(qtbot, QWidget())
    one = button("登记来件", "primary", icon="plus", shortcut="Ctrl+N")
    one.setParent(host)
    one.show()
    assert one.text().strip() == "登记来件  Ctrl+N"
    with qtbot.waitSignal(one.clicked):
        QTest.keyClick(host, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_enter_as_by_space(qtbot: QtBot, key: Qt.Key) -> None:
    record = button("登记")
    qtbot.addWidget(record)
    with qtbot.waitSignal(record.clicked):
        QTest.keyClick(record, key)


def test_a_compact_button_tells_its_shortcut_in_the_tooltip_in_huge_text(
    qtbot: QtBot, qapp: QApplication
) -> None:
    one = button("打印", shortcut="Ctrl+P")
    qtbot.addWidget(one)
    one.set_compact(True)
    theme.apply(qapp, TextSize.HUGE)
    one.ensurePolished()
    assert one.text() == "打印" and "Ctrl+P" in one.toolTip()
    assert one.shortcut().toString() == "Ctrl+P"


def test_banner_and_empty_page_offer_the_next_step(qtbot: QtBot) -> None:
    for made in (Banner("台风要来", "warn", "看清单"), EmptyState("inbox", "没有", "", "登记")):
        shown(qtbot, made)
        action = next(b for b in made.findChildren(QPushButton) if b.isVisible())
        with qtbot.waitSignal(made.action_requested):
            QTest.keyClick(action, Qt.Key.Key_Space)


def test_without_a_next_step_there_is_no_button(qtbot: QtBot) -> None:
    made = shown(qtbot, EmptyState("inbox", "没有"))
    assert not any(b.isVisible() for b in made.findChildren(QPushButton))


def test_busy_can_be_stopped_once(qtbot: QtBot) -> None:
    bar = BusyBar()
    qtbot.addWidget(bar)
    assert bar.isHidden()
    bar.start("正在备份…")
    bar.set_progress(1, 4)
    stop = bar.findChildren(QPushButton)[0]
    with qtbot.waitSignal(bar.cancel_requested):
        QTest.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert not stop.isEnabled()
    bar.finish()
    assert bar.isHidden()


def test_fields_tell_what_they_rest_on_and_what_is_wrong(qtbot: QtBot) -> None:
    grid = FieldGrid()
    edit = grid.add_row("phone", "电话", QLineEdit("138"), "与登记一致")
    shown(qtbot, grid, (900, 200))
    assert edit.accessibleName() == "电话"
    grid.set_wrong("phone", "少一位数字")
    assert "少一位数字" in edit.accessibleDescription()
    assert edit.property("wrong") == "true"
    grid.set_wrong("phone")
    assert not edit.property("wrong")
    grid.set_row_visible("phone", False)
    assert edit.isHidden() and grid.editor("phone") is edit


def test_evidence_moves_under_the_value_where_it_is_tight(qtbot: QtBot,
                                                          qapp: QApplication) -> None:
    grid = FieldGrid()
    edit = grid.add_row("place", "地点", QLineEdit("3-2-501"), "原话")
    shown(qtbot, grid, (900, 200))
    told = next(label for label in grid.findChildren(ElidedLabel))
    assert told.x() > edit.geometry().right()
    grid.resize(300, 200)
    qtbot.waitUntil(lambda: told.y() >= edit.geometry().bottom())


def test_the_timeline_links_to_things(qtbot: QtBot) -> None:
    line = Timeline()
    line.set_moments([Moment("今天 08:40", "又来说了", "张阿姨", link="来件 0456", key=456)])
    shown(qtbot, line)
    with qtbot.waitSignal(line.moment_requested) as told:
        QTest.keyClick(line.findChildren(QPushButton)[0], Qt.Key.Key_Space)
    assert told.args == [456]


def test_suggestions_come_from_what_is_typed_and_are_taken_by_keyboard(qtbot: QtBot) -> None:
    edit = shown(qtbot, SuggestLineEdit(lambda text: [text + "桂芳", text + "桂英"]))
    edit.setFocus()
    QTest.keyClicks(edit, "z")
    assert edit.suggestions == ("z桂芳", "z桂英")
    listed = QApplication.activePopupWidget()
    assert listed is not None
    with qtbot.waitSignal(edit.suggestion_chosen) as told:
        QTest.keyClick(listed, Qt.Key.Key_Down)
        QTest.keyClick(listed, Qt.Key.Key_Return)
    assert told.args == ["z桂芳"] and edit.text() == "z桂芳"


def test_speech_is_sent_by_enter_and_broken_by_shift_enter(qtbot: QtBot) -> None:
    box = shown(qtbot, SpeechBox())
    with qtbot.assertNotEmitted(box.submitted):
        QTest.keyClick(box, Qt.Key.Key_Return)
    QTest.keyClicks(box, "a")
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(box, "b")
    with qtbot.waitSignal(box.submitted):
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.toPlainText() == "a\nb"


def test_a_day_is_written_in_chinese(qtbot: QtBot) -> None:
    field = shown(qtbot, DateField(date(2026, 11, 23)))
    assert field.text() == "2026年11月23日 周一"
    with qtbot.waitSignal(field.day_changed) as told:
        field.set_day(date(2026, 12, 1))
    assert told.args == [date(2026, 12, 1)]


def test_photos_open_go_and_come_by_keyboard_and_drop(qtbot: QtBot, tmp_path: Path) -> None:
    strip = PhotoStrip()
    strip.set_photos([Photo("p1", b"", "天沟堵塞")])
    shown(qtbot, strip)
    tile = next(b for b in strip.findChildren(QToolButton) if b.accessibleName() == "天沟堵塞")
    with qtbot.waitSignal(strip.photo_requested) as told:
        QTest.keyClick(tile, Qt.Key.Key_Return)
    assert told.args == ["p1"]
    with qtbot.waitSignal(strip.removal_requested):
        QTest.keyClick(tile, Qt.Key.Key_Delete)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "屋面 1.jpg"))])
    drop = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                      Qt.KeyboardModifier.NoModifier)
    with qtbot.waitSignal(strip.files_dropped) as dropped:
        strip.dropEvent(drop)
    assert dropped.args == [(tmp_path / "屋面 1.jpg",)]


def test_a_photo_is_taken_off_by_its_corner_or_its_menu(qtbot: QtBot) -> None:
    strip = PhotoStrip()
    strip.set_photos([Photo("p1", b"", "施工前第 1 张")])
    shown(qtbot, strip)
    buttons = {b.accessibleName(): b for b in strip.findChildren(QToolButton)}
    off, tile = buttons["拿掉施工前第 1 张"], buttons["施工前第 1 张"]
    assert off.visibleRegion().boundingRect() == off.rect()
    opened: list[object] = []
    strip.photo_requested.connect(opened.append)
    with qtbot.waitSignal(strip.removal_requested) as told:
        QTest.mouseClick(off, Qt.MouseButton.LeftButton)
    assert told.args == ["p1"] and opened == []
    assert off.focusPolicy() & Qt.FocusPolicy.TabFocus
    for words in ("看大图", "拿掉这张"):
        press = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(4, 4), QPoint(4, 4))
        QApplication.sendEvent(tile, press)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(each for each in menu.actions() if each.text() == words)
        with qtbot.waitSignal(
            strip.photo_requested if words == "看大图" else strip.removal_requested
        ):
            action.trigger()
        menu.close()


def test_hidden_words_are_in_the_tooltip_as_typed(qtbot: QtBot) -> None:
    label = shown(qtbot, ElidedLabel("<b>很长很长</b>" * 20), (80, 30))
    assert label.is_elided and "&lt;b&gt;" in label.toolTip()
    label.setText("短")
    assert not label.is_elided and label.toolTip() == ""


def test_words_as_typed() -> None:
    assert plain_tip("") == ""
    assert plain_tip("<i>&") == "<qt>&lt;i&gt;&amp;</qt>"
    assert len(plain_tip("长" * 100_000)) < 1000
    assert no_mnemonic("A&B") == "A&&B"
    assert shortened("一\n二　三", 20) == "一 二　三"
    assert shortened("一二三四五", 3) == "一二…"
