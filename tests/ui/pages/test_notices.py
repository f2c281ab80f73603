"""The notices page: choose a kind, fill it in, see it, publish it with a number, print it."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from qingyu.domain.neighbourhood import Household, Resident
from qingyu.services import neighbourhood, notice
from qingyu.ui.dialogs.print_paper import PrintDialog
from qingyu.ui.pages.notices import NoticesPage
from qingyu.ui.pages.notices_preview import SLIPS
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.buildings_edit import BuildingsEdit
from qingyu.ui.widgets.day_line import DayLine
from qingyu.ui.widgets.sheet_edit import SheetEdit
from qingyu.ui.window import MainWindow
from tests.printing.readers import needs_poppler, poppler_text
from tests.ui.typing_in import write


@pytest.fixture(autouse=True)
def no_printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests look at what is saved; printing has tests of its own."""
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody"))


def opened(window: MainWindow, kind: str = "") -> NoticesPage:
    page = window.show_page("notices")
    assert isinstance(page, NoticesPage)
    if kind:
        page.compose.choose(next(each for each in notice.kinds() if each.kind == kind))
        QApplication.sendPostedEvents()
    return page


def editor(page: NoticesPage, name: str) -> QWidget:
    return page.compose.form._cells[name].editor.widget


def line(page: NoticesPage, name: str) -> QLineEdit:
    found = editor(page, name)
    inner = found.line if isinstance(found, DayLine | BuildingsEdit) else found
    assert isinstance(inner, QLineEdit)
    return inner


def sheet(page: NoticesPage, name: str) -> SheetEdit:
    return editor(page, name).findChildren(SheetEdit)[0]


def drawn(page: NoticesPage, qtbot: QtBot, pages: int = 1) -> None:
    view = page.compose.preview.view
    qtbot.waitUntil(lambda: view.pages == pages and view._waiting is None, timeout=20_000)


def dialogs(window: MainWindow) -> list[PrintDialog]:
    return [each for each in window.findChildren(PrintDialog) if each.isVisible()]


def test_a_kind_is_chosen_by_keyboard_and_only_its_fields_are_asked(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = opened(window)
    page.focus_start()
    cards = page.compose.cards
    qtbot.keyClick(cards._cards[0], Qt.Key.Key_Right)
    kind = cards._cards[1].kind
    qtbot.keyClick(cards._cards[1], Qt.Key.Key_Return)
    assert page.compose.kind == kind
    asked = set(page.compose.form._cells)
    assert asked == {field.name for field in kind.fields} - {"number"}


@needs_poppler
def test_a_filled_in_notice_is_numbered_saved_twice_and_offered_to_print(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(window, "free")
    qtbot.keyClicks(line(page, "title"), "<b>NOTICE</b> %s {title}")
    body = editor(page, "body")
    assert isinstance(body, QPlainTextEdit)
    body.setPlainText("请找张先生，电话13857112345。")
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(dialogs(window)), timeout=20_000)
    (kept,) = notice.newest(window.store)
    assert (kept.title, kept.serial) == ("<b>NOTICE</b> %s {title}", 1)
    inside = notice.printed(window.store, kept).read_bytes()
    outside = notice.printed(window.store, kept, public=True).read_bytes()
    assert "13857112345" in poppler_text(inside, tmp_path)
    assert "13857112345" not in poppler_text(outside, tmp_path)
    (dialog,) = dialogs(window)
    assert kept.number in dialog.windowTitle()


def test_what_is_missing_is_said_and_nothing_is_saved(window: MainWindow) -> None:
    page = opened(window, "water_off")
    page.print_page()
    assert notice.newest(window.store) == ()
    told = [label.text() for label in window.toasts.toasts[-1].findChildren(QLabel)]
    assert any("停水原因" in text for text in told)
    assert page.compose.form._cells["cause"].needed


def test_days_are_typed_as_one_speaks(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, "water_off")
    start = line(page, "start")
    write(start, "明天8点半")
    qtbot.keyClick(start, Qt.Key.Key_Tab)
    assert start.text() == "2026-11-24 周二 08:30"
    qtbot.keyClick(start, Qt.Key.Key_Down)
    assert start.text() == "2026-11-25 周三 08:30"


def test_a_day_is_picked_from_the_calendar(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, "free")
    day = editor(page, "date")
    assert isinstance(day, DayLine)
    day.open_calendar()
    assert day._calendar is not None
    qtbot.keyClick(day._calendar, Qt.Key.Key_Return)
    day._picked(day._calendar.selectedDate())
    assert day.text() == "2026-11-23 周一"


def test_what_cannot_be_read_is_marked_beside_its_field(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, "free")
    write(line(page, "date"), "改天")
    qtbot.waitUntil(lambda: bool(page.compose.form._cells["date"]._wrong.text()))
    assert "落款日期" in page.compose.form._cells["date"]._wrong.text()


def test_buildings_are_ticked_or_typed(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, "water_off")
    field = editor(page, "buildings")
    assert isinstance(field, BuildingsEdit)
    qtbot.keyClick(field._chips[3], Qt.Key.Key_Space)
    qtbot.keyClick(field._chips[5], Qt.Key.Key_Space)
    assert field.text() == "3幢、5幢"
    field.line.clear()
    qtbot.keyClicks(field.line, "1-3")
    assert [number for number, chip in field._chips.items() if chip.isChecked()] == [1, 2, 3]


def test_a_table_is_pasted_from_excel_with_its_sums_and_its_first_wrong_cell(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = opened(window, "accounts")
    table = sheet(page, "rows")
    QGuiApplication.clipboard().setText(
        "2026-7-5\t车棚充电\t1,860.00\t\n2026-7-9\t楼道灯\t\t416\r\n"
    )
    table.setCurrentCell(0, 0)
    qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [row[:4] for row in table.rows()] == [
        ["2026-7-5", "车棚充电", "1,860.00", ""], ["2026-7-9", "楼道灯", "", "416"],
    ]  # fmt: skip
    told = " ".join(label.text() for label in editor(page, "rows").findChildren(QLabel))
    assert "1,860.00" in told and "416.00" in told
    cell = table.item(1, 3)
    assert cell is not None
    cell.setText("很多")
    qtbot.waitUntil(lambda: table._wrong == (1, 3))


def test_rows_come_and_go_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, "accounts")
    table = sheet(page, "rows")
    table.set_rows([["1", "甲"], ["2", "乙"]])
    table.setCurrentCell(0, 0)
    qtbot.keyClick(table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert [row[1] for row in table.rows()] == ["乙"]
    qtbot.keyClick(table, Qt.Key.Key_Insert, Qt.KeyboardModifier.ControlModifier)
    assert [row[1] for row in table.rows()] == ["", "乙"]


def test_what_was_typed_in_a_kind_is_there_when_one_comes_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = opened(window, "free")
    line(page, "title").setText("记着我")
    opened(window, "water_off")
    window.show_page("today")
    page = opened(window, "free")
    assert line(page, "title").text() == "记着我"


def test_the_page_is_shown_as_it_will_be_printed_with_the_number_to_come(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = opened(window, "water_off")
    page.compose.fill_example()
    drawn(page, qtbot)
    assert "晴雨管家〔2026〕1号" in page.compose.preview._number.text()


def test_pages_are_turned_and_zoomed_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, "accounts")
    page.compose.fill_example()
    drawn(page, qtbot, 2)
    view = page.compose.preview.view
    qtbot.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: view.page == 2)
    before = view.zoom
    qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom > before


def test_another_layout_is_drawn_on_its_paper(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, "water_off")
    page.compose.fill_example()
    drawn(page, qtbot)
    view = page.compose.preview.view
    page.compose.preview.choose_layout("a3")
    qtbot.waitUntil(lambda: bool(view._sizes) and view._sizes[0][0] > 800, timeout=20_000)


@needs_poppler
def test_door_slips_are_counted_and_printed_for_their_doors(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    for room in ("501", "201", "301"):
        person = Resident(0, Household(0, 3, 2, room), f"住户{room}")
        neighbourhood.add_resident(window.store, person, by=1)
    page = opened(window, "water_off")
    page.compose.fill_example()
    preview = page.compose.preview
    preview.choose_layout(SLIPS)
    assert preview.doors is not None
    assert "一共 3 张门贴" in preview.doors.count.text()
    drawn(page, qtbot, 2)
    page.print_page()
    qtbot.waitUntil(lambda: bool(dialogs(window)), timeout=20_000)
    (kept,) = notice.newest(window.store)
    slips = notice.printed(window.store, kept, layout=SLIPS)
    text = poppler_text(slips.read_bytes(), tmp_path)
    assert [text.count(f"住户{room}") for room in (201, 301, 501)] == [1, 1, 1]


def test_publishing_can_be_undone_and_the_text_stays(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, "water_off")
    page.compose.fill_example()
    page.print_page()
    page.print_page()  # an impatient hand numbers it once
    qtbot.waitUntil(lambda: bool(dialogs(window)), timeout=20_000)
    assert len(notice.newest(window.store)) == 1
    page.print_page()
    assert len(notice.newest(window.store)) == 1, "once published it is only printed again"
    for dialog in dialogs(window):
        dialog.reject()
    cause = line(page, "cause").text()
    window.operations.undo()
    assert page.compose.published is None
    assert line(page, "cause").text() == cause != ""


def test_what_is_typed_while_the_pages_are_set_is_not_published(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = opened(window, "reminder")
    page.compose.fill_example()
    page.print_page()
    qtbot.keyClicks(line(page, "phone"), "9")
    qtbot.waitUntil(lambda: bool(dialogs(window)), timeout=20_000)
    (kept,) = notice.newest(window.store)
    assert page.compose.published is None
    assert kept.fields["phone"] == line(page, "phone").text().removeprefix("9")


def test_one_is_written_like_an_earlier_one_without_its_days(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = opened(window, "reminder")
    page.compose.fill_example()
    page.print_page()
    qtbot.waitUntil(lambda: bool(dialogs(window)), timeout=20_000)
    (kept,) = notice.newest(window.store)
    for dialog in dialogs(window):
        dialog.reject()
    page.start_new()
    page.compose.write_again(kept)
    fields = page.compose.form.fields()
    assert "date" not in fields
    assert all(fields[name] for name in fields)
    assert page.compose.published is None


def test_a_torn_copy_is_printed_again_from_the_ledger(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, "reminder")
    page.compose.fill_example()
    page.print_page()
    qtbot.waitUntil(lambda: bool(dialogs(window)), timeout=20_000)
    for dialog in dialogs(window):
        dialog.reject()
    (kept,) = notice.newest(window.store)
    page.views.open_notice(kept.id)
    page.views.ledger.detail.pdf.click()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    (dialog,) = dialogs(window)
    assert "公示版" in dialog.windowTitle()


@pytest.mark.parametrize("size", [TextSize.HUGE])
def test_nothing_scrolls_sideways_in_any_kind_and_text_size(
    window: MainWindow, size: TextSize
) -> None:
    page = opened(window)
    window.set_text_size(size)
    assert page.minimumSizeHint().width() <= window.stack.width()
    for kind in notice.kinds():
        page.compose.choose(kind, notice.example(kind, date(2026, 11, 23)))
        QApplication.sendPostedEvents()
        assert page.minimumSizeHint().width() <= window.stack.width(), kind.kind
        form = page.compose.form
        assert form.minimumSizeHint().width() <= page.compose.side.width(), kind.kind


def test_in_the_largest_text_the_preview_has_a_page_of_its_own(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.set_text_size(TextSize.HUGE)
    page = opened(window, "water_off")
    page.compose.fill_example()
    assert not page.compose.preview.isVisible()
    look = page.compose.side.preview
    look.setFocus()
    qtbot.keyClick(look, Qt.Key.Key_Space)
    assert page.compose.preview.isVisible()
    drawn(page, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert page.compose.side.isVisible()


def test_every_control_has_a_name(window: MainWindow) -> None:
    page = opened(window, "accounts")
    page.compose.preview.choose_layout(SLIPS)
    nameless = [
        widget
        for widget in page.compose.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(page)
        and not (widget.accessibleName() or getattr(widget, "text", lambda: "")())
        and not widget.objectName().startswith("qt_")
    ]  # fmt: skip
    assert nameless == []
