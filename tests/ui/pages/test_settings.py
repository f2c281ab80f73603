from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qingyu.domain.steward import Steward
from qingyu.services import Store, backup_reading, neighbourhood
from qingyu.services import steward as stewards
from qingyu.services.safekeeping import Checked
from qingyu.ui import theme
from qingyu.ui.pages.settings import SettingsPage
from qingyu.ui.theme import TextSize
from qingyu.ui.window import MainWindow
from tests.ui.sizes import SIZES
from tests.ui.typing_in import write
from tests.ui.widgets.clipping import cut_off


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> SettingsPage:
    qtbot.waitUntil(window.isActiveWindow)
    shown = window.show_page("settings")
    assert isinstance(shown, SettingsPage)
    return shown


def test_text_size_and_colours_change_at_once_and_for_good(
    page: SettingsPage, window: MainWindow, qtbot: QtBot
) -> None:
    page.look.sizes.size_chosen.emit(TextSize.LARGE)
    page.look.colours.chosen.emit("dark")
    assert theme.current().size is TextSize.LARGE and theme.current().dark
    assert window.preferences.text_size is TextSize.LARGE and window.preferences.dark
    assert page.look.sizes.key == "LARGE" and page.look.colours.key == "dark"


def test_name_and_phone_are_saved_by_enter_and_shown_everywhere(
    page: SettingsPage, window: MainWindow, founded: Store, qtbot: QtBot
) -> None:
    card = page.neighbourhood
    assert not card.save_button.isEnabled()
    card.name.selectAll()
    write(card.name, "青春里")
    qtbot.keyClicks(card.phone, "0571-87065521")
    qtbot.keyClick(card.phone, Qt.Key.Key_Return)
    assert neighbourhood.name(founded) == "青春里"
    assert neighbourhood.phone(founded) == "0571-87065521"
    assert not card.save_button.isEnabled()
    window.operations.undo()
    assert card.name.text() == "青年路社区" and card.phone.text() == ""


def test_a_refused_name_stays_as_typed(
    page: SettingsPage, window: MainWindow, founded: Store, qtbot: QtBot
) -> None:
    page.neighbourhood.name.selectAll()
    qtbot.keyClick(page.neighbourhood.name, Qt.Key.Key_Space)
    qtbot.keyClick(page.neighbourhood.name, Qt.Key.Key_Return)
    assert "不能空着" in window.toasts.toasts[-1].text
    assert page.neighbourhood.name.text() == " " and neighbourhood.name(founded) == "青年路社区"


def test_the_place_of_the_data_can_be_copied(
    page: SettingsPage, founded: Store, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.place.copy_button, Qt.Key.Key_Space)
    assert QApplication.clipboard().text() == str(founded.folder.root)


def test_practice_is_wished_from_here(
    page: SettingsPage, window: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.practice_requested) as wished:
        qtbot.keyClick(page.practice.button, Qt.Key.Key_Space)
    assert wished.args == [True]


def test_a_sound_book_and_a_damaged_one_are_told(
    page: SettingsPage, founded: Store, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.check.button, Qt.Key.Key_Space)
    qtbot.waitUntil(page.check.result.isVisible)
    assert page.check.result.accessibleName() == "都完好（12:00 检查）。"
    qtbot.waitUntil(page.check.button.isEnabled)
    assert not page.check.repair_button.isVisible()
    page.check.show_result(Checked(("照片 a.jpg 不见了",), is_damaged=True), "")
    assert page.check.repair_button.isVisible()
    assert "照片 a.jpg 不见了" in page.check.result.accessibleName()


def test_one_operation_of_many_is_taken_back_from_the_record(
    page: SettingsPage, window: MainWindow, founded: Store, qtbot: QtBot
) -> None:
    for name in ("何秀英", "俞国华"):
        window.operations.run(stewards.add, Steward(0, name), by=window.operations.by)
    qtbot.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    model = page.journal.model
    assert [model.index(row, 2).data() for row in (0, 1)] == ["添加管家 俞国华", "添加管家 何秀英"]
    assert model.index(0, 1).data() == "陆建芬"
    assert page.journal.table.hasFocus()
    qtbot.keyClick(page.journal.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.journal.undo_button, Qt.Key.Key_Space)
    serving = [person.name for person in stewards.stewards(founded)]
    assert "俞国华" in serving and "何秀英" not in serving
    undone = [model.index(row, 3).data() for row in range(model.rowCount())]
    assert undone.count("已撤销") == 1
    assert not page.journal.undo_button.isEnabled()


def test_who_is_using_it_follows_a_new_name(
    page: SettingsPage, window: MainWindow, founded: Store
) -> None:
    me = window.operations.steward
    assert me is not None
    window.operations.run(stewards.save, Steward(me.id, "陆建芳", me.role), by=me.id)
    assert window.operations.steward is not None
    assert window.operations.steward.name == "陆建芳"
    window.operations.undo()
    assert window.operations.steward.name == "陆建芬"


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off(
    page: SettingsPage, window: MainWindow, qtbot: QtBot, size: TextSize
) -> None:
    window.set_text_size(size)
    for tab in ("common", "safety", "journal", "about"):
        page.show_tab(tab)
        qtbot.waitUntil(lambda: not cut_off(page), timeout=2000)


def test_a_backup_is_made_now_and_told(
    page: SettingsPage, window: MainWindow, founded: Store, qtbot: QtBot
) -> None:
    page.show_tab("safety")
    card = page.safety.backup
    assert "还没有备份过" in card.last.accessibleName()
    card.here.click()
    qtbot.waitUntil(lambda: bool(backup_reading.backups(founded.folder.backups)))
    qtbot.waitUntil(lambda: card.here.isEnabled())
    assert "上次验证过的备份：今天" in card.last.accessibleName()
    assert "重新打开检查过" in window.toasts.toasts[-1].text


def test_a_place_that_cannot_be_written_is_told(
    page: SettingsPage, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    page.show_tab("safety")
    card = page.safety.backup
    (tmp_path / "U盘").write_text("挡着")
    card.make(tmp_path / "U盘")
    qtbot.waitUntil(lambda: card.here.isEnabled())
    assert "读写失败" in window.toasts.toasts[-1].text
