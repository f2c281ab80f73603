from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qingyu.domain.changes import Noun
from qingyu.domain.neighbourhood import Household, Resident
from qingyu.services import Store, neighbourhood
from qingyu.services import steward as stewards
from qingyu.ui.pages.neighbourhood import NeighbourhoodPage
from qingyu.ui.pages.neighbourhood_forms import BuildingForm, PublicPlaceForm, ResidentForm
from qingyu.ui.pages.neighbourhood_helpers import ContactForm, StewardForm
from qingyu.ui.theme import TextSize
from qingyu.ui.window import MainWindow
from qingyu.ui.wishes import IMPORT_RESIDENTS
from tests.ui.sizes import SIZES
from tests.ui.typing_in import write
from tests.ui.widgets.clipping import cut_off

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PEOPLE = (
    ("张桂芳", (3, 2, "501"), "13867412358"),
    ("王建国", (3, 2, "502"), "13900001111"),
    ("李淑华", (1, 1, "101"), ""),
)


@pytest.fixture
def page(window: MainWindow, founded: Store, qtbot: QtBot) -> NeighbourhoodPage:
    for name, at, phone in PEOPLE:
        neighbourhood.add_resident(founded, Resident(0, Household(0, *at), name, phone), by=1)
    qtbot.waitUntil(window.isActiveWindow)
    shown = window.show_page("neighbourhood")
    assert isinstance(shown, NeighbourhoodPage)
    return shown


def names(page: NeighbourhoodPage) -> list[object]:
    model = page.part.model
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def resident(store: Store, name: str) -> Resident:
    return next(each for each in neighbourhood.residents(store) if each.name == name)


def form(page: NeighbourhoodPage) -> ResidentForm:
    assert isinstance(page.part.form, ResidentForm)
    return page.part.form


def sheet(folder: Path, *rows: tuple[str, ...]) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    for row in (("地址", "姓名", "电话"), *rows):
        book.active.append(row)
    path = folder / "住户 名单.xlsx"
    book.save(path)
    return path


def test_typing_narrows_the_list_by_name_place_phone_and_pinyin(
    page: NeighbourhoodPage, qtbot: QtBot
) -> None:
    assert page.part.filter.hasFocus()
    for typed, found in (
        ("3-2-501", ["张桂芳"]), ("1111", ["王建国"]), ("3-2", ["张桂芳", "王建国"])
    ):  # fmt: skip
        qtbot.keyClicks(page.part.filter, typed)
        assert names(page) == found
        page.part.filter.clear()
    write(page.part.filter, "淑华")
    assert names(page) == ["李淑华"] and page.count.text() == "1 位，共 3 位"
    page.part.filter.clear()
    qtbot.keyClicks(page.part.filter, "zgf")
    qtbot.waitUntil(lambda: names(page) == ["张桂芳"])
    qtbot.keyClick(page.part.filter, Qt.Key.Key_Return)
    assert page.part.table.hasFocus() and form(page).person.text() == "张桂芳"


def test_nothing_that_fits_says_so_and_leads_back(page: NeighbourhoodPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.part.filter, "nobody")
    assert page.part.empty.isVisible() and names(page) == []
    page.part.empty.action_requested.emit()
    assert len(names(page)) == 3 and page.part.filter.text() == ""


def test_a_resident_is_changed_in_place_and_it_can_be_undone(
    page: NeighbourhoodPage, window: MainWindow, founded: Store, qtbot: QtBot
) -> None:
    page.open_thing(Noun.RESIDENT, resident(founded, "王建国").id)
    edit = form(page).phone
    edit.selectAll()
    qtbot.keyClicks(edit, "138 1111 2222")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert resident(founded, "王建国").phone == "13811112222"
    assert form(page).phone.text() == "138 1111 2222" and not form(page).is_dirty
    window.operations.undo()
    assert resident(founded, "王建国").phone == "13900001111"
    assert form(page).phone.text() == "139 0000 1111"


def test_tab_walks_from_the_filter_over_the_list_through_the_fields_to_save(
    page: NeighbourhoodPage, founded: Store, qtbot: QtBot
) -> None:
    page.open_thing(Noun.RESIDENT, resident(founded, "王建国").id)
    write(form(page).tags, "党员")
    page.part.filter.setFocus()
    part, walked = page.part, []
    for _ in range(14):
        focused = QApplication.focusWidget()
        walked.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    wanted = [
        part.filter, part.add_button, part.table, form(page).address, form(page).person,
        form(page).phone, form(page).tags, form(page).remark, form(page).may_contact,
        form(page).save_button,
    ]  # fmt: skip
    assert [each for each in walked if each in wanted] == wanted


def test_a_refused_change_stays_on_screen_and_is_not_lost_by_walking_on(
    page: NeighbourhoodPage, window: MainWindow, founded: Store, qtbot: QtBot
) -> None:
    page.open_thing(Noun.RESIDENT, resident(founded, "王建国").id)
    form(page).phone.setFocus()
    form(page).phone.selectAll()
    qtbot.keyClicks(form(page).phone, "12")
    qtbot.keyClick(form(page).phone, Qt.Key.Key_S, CTRL)
    assert form(page).phone.text() == "12" and form(page).is_dirty
    assert "看不懂" in window.toasts.toasts[-1].text
    page.part.table.setFocus()
    qtbot.keyClick(page.part.table, Qt.Key.Key_Up)
    assert form(page).person.text() == "王建国" and form(page).phone.text() == "12"
    form(page).phone.setFocus()
    qtbot.keyClick(form(page).phone, Qt.Key.Key_Escape)
    assert form(page).phone.text() == "139 0000 1111" and not form(page).is_dirty


def test_walking_on_saves_what_was_typed(
    page: NeighbourhoodPage, founded: Store, qtbot: QtBot
) -> None:
    page.open_thing(Noun.RESIDENT, resident(founded, "王建国").id)
    write(form(page).tags, "党员")
    page.part.table.setFocus()
    qtbot.keyClick(page.part.table, Qt.Key.Key_Up)
    assert resident(founded, "王建国").tags == ("党员",)
    assert form(page).person.text() == "张桂芳"


def test_what_is_being_typed_survives_a_change_by_somebody_else(
    page: NeighbourhoodPage, window: MainWindow, founded: Store
) -> None:
    page.open_thing(Noun.RESIDENT, resident(founded, "王建国").id)
    write(form(page).tags, "党员")
    other = Resident(0, Household(0, 6, 1, "101"), "周师傅")
    window.operations.run(neighbourhood.add_resident, other, by=1)
    assert "周师傅" in names(page)
    assert form(page).tags.text() == "党员" and form(page).is_dirty


def test_a_new_resident_is_written_by_keyboard(
    page: NeighbourhoodPage, founded: Store, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.part.filter, "zzz")
    qtbot.keyClick(page, Qt.Key.Key_N, CTRL)
    assert form(page).is_blank and form(page).address.hasFocus()
    qtbot.keyClicks(form(page).address, "33-2-501")
    assert "会新建" in form(page).note.text()
    form(page).address.selectAll()
    qtbot.keyClicks(form(page).address, "4-1-302")
    write(form(page).person, "钱师傅")
    qtbot.keyClick(form(page).person, Qt.Key.Key_Return)
    assert resident(founded, "钱师傅").household.place.code == "4-1-302"
    assert not form(page).is_blank and form(page).title.text() == "钱师傅"
    assert page.part.filter.text() == "" and "钱师傅" in names(page)


def test_what_is_missing_is_marked_and_esc_gives_up(
    page: NeighbourhoodPage, founded: Store, qtbot: QtBot
) -> None:
    page.start_new()
    qtbot.keyClicks(form(page).address, "4")
    qtbot.keyClick(form(page).address, Qt.Key.Key_Return)
    assert form(page).address.property("wrong") == "true" and form(page).is_blank
    qtbot.keyClick(form(page).address, Qt.Key.Key_Escape)
    assert not form(page).is_blank and page.part.table.hasFocus()
    assert len(neighbourhood.residents(founded)) == 3


def test_deleting_is_taken_back_from_the_toast(
    page: NeighbourhoodPage, window: MainWindow, founded: Store, qtbot: QtBot
) -> None:
    page.open_thing(Noun.RESIDENT, resident(founded, "李淑华").id)
    page.part.table.setFocus()
    qtbot.keyClick(page.part.table, Qt.Key.Key_Delete)
    assert names(page) == ["张桂芳", "王建国"]
    window.toasts.toasts[-1].action_requested.emit()
    assert "李淑华" in names(page)


def test_a_building_narrows_the_list_and_opens_from_elsewhere(
    page: NeighbourhoodPage, window: MainWindow, founded: Store
) -> None:
    part = page.part
    part.building.setCurrentIndex(part.building.findData(1))  # type: ignore[attr-defined]
    part.narrow()
    assert names(page) == ["李淑华"]
    home = resident(founded, "张桂芳").household
    window.open_thing(Noun.HOUSEHOLD, home.id)
    assert form(page).person.text() == "张桂芳" and len(names(page)) == 3
    third = neighbourhood.buildings(founded)[2]
    window.open_thing(Noun.BUILDING, third.id)
    assert isinstance(page.part.form, BuildingForm) and page.part.form.title.text() == "3幢"


def test_buildings_are_added_changed_and_refused(
    page: NeighbourhoodPage, window: MainWindow, founded: Store, qtbot: QtBot
) -> None:
    qtbot.keyClick(page, Qt.Key.Key_2, ALT)
    made = page.part.form
    assert isinstance(made, BuildingForm)
    page.start_new()
    assert made.number.value() == 7
    qtbot.keyClick(made, Qt.Key.Key_S, CTRL)
    assert neighbourhood.buildings(founded)[-1].units == (1, 2, 3)
    page.open_thing(Noun.BUILDING, neighbourhood.buildings(founded)[2].id)
    made.units.setFocus()
    made.units.setValue(1)
    qtbot.keyClick(made.units, Qt.Key.Key_S, CTRL)
    assert "还有住户" in window.toasts.toasts[-1].text
    assert len(neighbourhood.buildings(founded)[2].units) == 3 and made.units.value() == 1


def test_a_buildings_remark_is_written_and_taken_back(
    page: NeighbourhoodPage, window: MainWindow, founded: Store, qtbot: QtBot
) -> None:
    page.open_thing(Noun.BUILDING, neighbourhood.buildings(founded)[2].id)
    made = page.part.form
    assert isinstance(made, BuildingForm)
    write(made.remark, "屋面去年修过")
    qtbot.keyClick(made.remark, Qt.Key.Key_S, CTRL)
    assert neighbourhood.buildings(founded)[2].note == "屋面去年修过"
    assert not made.is_dirty and "屋面去年修过" in page.part.model.rows[2].cells
    window.operations.undo()
    assert neighbourhood.buildings(founded)[2].note == "" == made.remark.toPlainText()


def test_a_public_place_a_steward_and_a_contact_are_kept(
    page: NeighbourhoodPage, founded: Store, qtbot: QtBot
) -> None:
    qtbot.keyClick(page, Qt.Key.Key_3, ALT)
    place = page.part.form
    assert isinstance(place, PublicPlaceForm)
    page.start_new()
    write(place.name, "车棚")
    write(place.where, "３幢")
    qtbot.keyClick(place.name, Qt.Key.Key_Return)
    assert neighbourhood.public_places(founded)[0].place.text == "3幢 车棚"
    qtbot.keyClick(page, Qt.Key.Key_5, ALT)
    party = page.part.form
    assert isinstance(party, ContactForm)
    page.start_new()
    write(party.party, "水务热线")
    qtbot.keyClicks(party.phone, "96390")
    qtbot.keyClick(party.phone, Qt.Key.Key_Return)
    assert stewards.contacts(founded)[0].phone == "96390"


def test_a_steward_is_retired_and_comes_back(
    page: NeighbourhoodPage, founded: Store, qtbot: QtBot
) -> None:
    window_open = stewards.find(founded, "赵文斌").id
    page.open_thing(Noun.STEWARD, window_open)
    made = page.part.form
    assert isinstance(made, StewardForm)
    qtbot.keyClick(made.remove_button, Qt.Key.Key_Space)
    assert [each.name for each in stewards.stewards(founded)] == ["陆建芬"]
    assert made.back.isVisible() and not made.remove_button.isVisible()
    qtbot.keyClick(made.back, Qt.Key.Key_Space)
    assert stewards.find(founded, "赵文斌").active


def test_a_file_with_errors_is_shown_and_cannot_be_imported(
    page: NeighbourhoodPage, founded: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    path = sheet(tmp_path, ("3幢2单元501", "张桂芳", "139"), ("5-1-102", "孙师傅", ""))
    page.import_file(path)
    qtbot.waitUntil(lambda: page.panel.preview is not None)
    model = page.panel.model
    assert [model.index(0, at).data() for at in (0, 1, 2, 4)] == ["第 2 行", "有错", "张桂芳", "C2"]
    assert "139" in str(model.index(0, 5).data())
    assert model.rowCount() == 1, "only what is wrong is shown first"
    assert not page.panel.import_button.isEnabled()
    qtbot.keyClick(page.panel.table, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.part
    assert len(neighbourhood.residents(founded)) == 3


def test_a_file_dropped_on_the_page_is_previewed_imported_and_undone(
    page: NeighbourhoodPage, window: MainWindow, founded: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    path = sheet(tmp_path, ("3幢2单元501", "张桂芳", ""), ("5-1-102", "孙师傅", "13700001111"))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, plain = (
        Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )  # fmt: skip
    enter = QDragEnterEvent(QPoint(50, 50), copy, mime, left, plain)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPoint(50, 50).toPointF(), copy, mime, left, plain)
    QApplication.sendEvent(page, drop)
    qtbot.waitUntil(page.panel.import_button.hasFocus)
    assert page.panel.import_button.accessibleName() == "导入 1 位"
    qtbot.keyClick(page.panel.import_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.part)
    assert resident(founded, "孙师傅").phone == "13700001111" and "孙师傅" in names(page)
    assert not page.busy.isVisible()
    window.operations.undo()
    assert "孙师傅" not in names(page)


def test_a_file_that_is_no_workbook_is_told_and_another_can_be_chosen(
    page: NeighbourhoodPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    page.import_file(path)
    qtbot.waitUntil(page.panel.banner.isVisible)
    assert page.panel.start.isVisible() and page.panel.preview is None


def test_export_and_template_are_written_on_the_worker(
    page: NeighbourhoodPage, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    for write_it, path in (
        (page.files.export, tmp_path / "名单.xlsx"),
        (page.files.write_template, tmp_path / "模板.xlsx"),
    ):
        with qtbot.waitSignal(page.files.written):
            write_it(path)
        assert path.is_file()
        qtbot.waitUntil(lambda: not page.files.is_busy)
    assert "模板" in window.toasts.toasts[-1].text


def test_another_page_may_ask_for_the_import(window: MainWindow, page: NeighbourhoodPage) -> None:
    window.show_list("neighbourhood", IMPORT_RESIDENTS)
    assert page.stack.currentWidget() is page.panel


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off(
    page: NeighbourhoodPage, window: MainWindow, qtbot: QtBot, size: TextSize
) -> None:
    window.set_text_size(size)
    for key in ("residents", "buildings", "places", "stewards", "contacts"):
        page.show_section(key)
        if page.part.model.rowCount():
            page.part.table.selectRow(0)
        qtbot.waitUntil(lambda: not cut_off(page), timeout=2000)


def test_while_an_import_is_stored_nothing_else_is_and_that_is_said_at_once(
    page: NeighbourhoodPage, window: MainWindow, founded: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    many = [(f"5-1-{101 + at}", f"张{at}甲", "") for at in range(120)]
    page.import_file(sheet(tmp_path, *many))
    qtbot.waitUntil(page.panel.import_button.isEnabled)
    page.panel.import_button.click()
    assert window.operations.run(neighbourhood.rename, "别的名字", "", by=1) is None
    assert "正在导入住户，这一步现在存不了" in window.toasts.toasts[-1].text
    window.operations.undo()
    qtbot.waitUntil(lambda: len(neighbourhood.residents(founded)) == len(PEOPLE) + 120)
    qtbot.waitUntil(lambda: not page.files.is_busy)
    assert window.operations.run(neighbourhood.rename, "别的名字", "", by=1)
