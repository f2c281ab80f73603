from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.day_choice import DayChoice
from qingyu.ui.widgets.form_room import FormRoom
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.section import Section

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


def shown(qtbot: QtBot, widget: QWidget) -> None:
    """Shows a widget as a window of its own and waits for the keyboard."""
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def form_of(*names: str) -> tuple[InlineForm, list[QLineEdit]]:
    form = InlineForm("花了什么钱", "记下")
    fields = [QLineEdit() for _ in names]
    for name, field in zip(names, fields, strict=True):
        form.add_field(name, field)
    return form, fields


def test_enter_confirms_and_escape_cancels_from_any_field(qtbot: QtBot) -> None:
    form, fields = form_of("用途", "金额")
    shown(qtbot, form)
    for field in fields:
        with qtbot.waitSignal(form.confirmed):
            QTest.keyClick(field, ENTER)
        with qtbot.waitSignal(form.cancelled):
            QTest.keyClick(field, ESC)


def test_enter_on_a_button_presses_that_button_only(qtbot: QtBot) -> None:
    form, _ = form_of("用途")
    shown(qtbot, form)
    form.cancel.setFocus()
    with qtbot.assertNotEmitted(form.confirmed), qtbot.waitSignal(form.cancelled):
        QTest.keyClick(form.cancel, ENTER)


def test_fields_are_named_by_their_labels_and_reached_in_order(qtbot: QtBot) -> None:
    form, (first, second) = form_of("用途", "金额")
    shown(qtbot, form)
    form.focus_first()
    assert first.hasFocus()
    assert (first.accessibleName(), second.accessibleName()) == ("用途", "金额")
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Tab)
    assert form.confirm.hasFocus()


def test_what_is_missing_is_marked_and_focused_until_it_is_there(qtbot: QtBot) -> None:
    form, (first, second) = form_of("用途", "金额")
    shown(qtbot, form)
    form.mark(second)
    assert second.property("wrong") == "true"
    assert second.hasFocus()
    form.mark(None)
    assert second.property("wrong") == ""
    form.set_field_visible(first, False)
    assert first.isHidden()


def test_a_section_has_one_form_at_a_time_and_takes_the_keyboard_back(qtbot: QtBot) -> None:
    section = Section("费用", "记一笔费用")
    shown(qtbot, section)
    form, fields = form_of("用途")
    section.open_with(form)
    assert section.button.isHidden()
    other, _ = form_of("用途")
    section.open_with(other)
    assert section.form is form
    QTest.keyClick(fields[0], ESC)
    assert section.form is None
    assert section.button.hasFocus()
    section.close_form()
    section.set_note("合计 35.00 元")
    section.set_action("")
    assert section.button.isHidden()


def test_a_form_too_tall_for_its_room_scrolls(qtbot: QtBot) -> None:
    form, _ = form_of(*[f"第{number}行" for number in range(12)])
    room = FormRoom(form)
    qtbot.addWidget(room)
    room.resize(400, 200)
    room.show()
    assert room.verticalScrollBar().maximum() > 0
    assert room.horizontalScrollBar().maximum() == 0


def test_the_usual_days_are_one_press_away(qtbot: QtBot) -> None:
    choice = DayChoice(date(2026, 11, 26), [("明天", date(2026, 11, 24))])
    choice.setAccessibleName("哪天再看")
    shown(qtbot, choice)
    assert choice.day == date(2026, 11, 26)
    choice.setFocus()
    assert choice.field.hasFocus()
    assert choice.field.accessibleName() == "哪天再看"
    choice.findChildren(ActionButton)[0].click()
    assert choice.day == date(2026, 11, 24)
