"""备份恢复 in 设置: the stick, how many are kept, going back and back again."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from qingyu.domain.backup import KeepRule
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.steward import Role, Steward
from qingyu.services import Store, backup, backup_place, backup_reading, feedback, restore
from qingyu.services import steward as stewards
from qingyu.ui.book_change import BookChange
from qingyu.ui.dialogs.restore import RestoreDialog
from qingyu.ui.models import backup as rows
from qingyu.ui.pages.settings_safety import SafetyPart
from qingyu.ui.window import MainWindow
from tests.conftest import NOON
from tests.services.forged_backup import spoil
from tests.ui.widgets.clipping import cut_off


@pytest.fixture
def part(window: MainWindow, qtbot: QtBot) -> SafetyPart:
    qtbot.waitUntil(window.isActiveWindow)
    page = window.show_page("settings")
    page.show_list("safety")
    return page.safety  # type: ignore[attr-defined, no-any-return]


def shown(window: MainWindow, qtbot: QtBot) -> RestoreDialog:
    dialog = RestoreDialog(window.desk, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not dialog.busy.isVisible())
    return dialog


def test_a_stick_is_chosen_and_stored_on_at_once(
    part: SafetyPart, founded: Store, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    card = part.stick
    assert card is not None and "只有一份" in card.state.accessibleName()
    stick = tmp_path / "盘 E"
    stick.mkdir()
    card.choose(stick)
    qtbot.waitUntil(card.choose_button.isEnabled)
    assert list(stick.rglob("*.qingyu"))
    assert "备份盘上是最新的" in card.state.accessibleName()
    assert "核对过" in window.toasts.toasts[-1].text
    # The card grows by the line of the place as soon as it is laid out again.
    qtbot.waitUntil(lambda: not cut_off(part))
    qtbot.keyClick(card.forget_button, Qt.Key.Key_Space)
    assert backup_reading.second_place(founded) is None
    assert "只有一份" in card.state.accessibleName()


def test_a_stick_that_is_not_there_is_asked_for(
    part: SafetyPart, founded: Store, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    stick = tmp_path / "盘 E"
    stick.mkdir()
    backup_place.choose(founded, stick)
    stick.rename(tmp_path / "家里")
    card = part.stick
    assert card is not None
    card.keep_now()
    qtbot.waitUntil(card.choose_button.isEnabled)
    assert "没有找到备份盘" in window.toasts.toasts[-1].text
    assert backup_reading.last_proved(founded) == NOON


def test_how_many_are_kept_is_changed_with_its_meaning(
    part: SafetyPart, founded: Store, qtbot: QtBot
) -> None:
    card = part.keep
    assert not card.save_button.isEnabled() and "最近 7 天" in card.meaning.text()
    card.numbers[0].setFocus()
    card.numbers[0].selectAll()
    qtbot.keyClicks(card.numbers[0], "3")
    assert "最近 3 天" in card.meaning.text()
    qtbot.keyClick(card.save_button, Qt.Key.Key_Space)
    assert backup_reading.kept(founded) == KeepRule(3, 4, 12)
    assert not card.save_button.isEnabled()
    qtbot.keyClick(card.usual_button, Qt.Key.Key_Space)
    assert card.numbers[0].value() == 7 and card.save_button.isEnabled()


def test_a_backup_says_what_it_holds_and_what_would_be_lost(
    founded: Store, window: MainWindow, qtbot: QtBot
) -> None:
    backup.make(founded)
    feedback.record(founded, FeedbackDraft("3幢屋面漏水"), by=1)
    dialog = shown(window, qtbot)
    assert "青年路社区" in dialog.holds.text() and "来件 0 条" in dialog.holds.text()
    assert "又做了 1 步，涉及来件 1" in dialog.loss.accessibleName()
    assert "登记来件" in dialog.last.text()
    wishes: list[BookChange] = []
    window.desk.wishes.book_change_requested.connect(wishes.append)
    qtbot.keyClick(dialog.use_button, Qt.Key.Key_Space)
    assert len(wishes) == 1 and dialog.result() == QDialog.DialogCode.Accepted


def test_a_broken_backup_cannot_be_chosen(
    founded: Store, window: MainWindow, qtbot: QtBot
) -> None:
    made = backup.make(founded)
    spoil(made.path, "text")
    dialog = shown(window, qtbot)
    assert "不能用" in dialog.holds.text() and not dialog.use_button.isEnabled()


def test_one_from_elsewhere_is_put_on_top(
    founded: Store, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    made = backup.make(founded, tmp_path / "U盘")
    dialog = shown(window, qtbot)
    assert not dialog.use_button.isEnabled()
    dialog.add_file(tmp_path / "不在.qingyu")
    assert "没有这个备份" in window.toasts.toasts[-1].text
    dialog.add_file(made.path)
    assert dialog.use_button.isEnabled()
    assert dialog.model.rowCount() == 1


def test_only_a_lead_goes_back(founded: Store, window: MainWindow, qtbot: QtBot) -> None:
    backup.make(founded)
    window.operations.use(stewards.stewards(founded)[1])
    dialog = shown(window, qtbot)
    wishes: list[BookChange] = []
    window.desk.wishes.book_change_requested.connect(wishes.append)
    dialog.use_button.click()
    assert not wishes and "只有组长" in window.toasts.toasts[-1].text


def test_what_was_set_aside_is_offered_again(
    part: SafetyPart, founded: Store, window: MainWindow, qtbot: QtBot
) -> None:
    assert not part.restore.back_button.isVisible()
    aside = founded.folder.root / "替换前-20261123-110000"
    aside.mkdir()
    (aside / "qingyu.db").write_bytes(b"before")
    part.show_state()
    assert "今天 11:00" in part.restore.aside.text()
    wishes: list[BookChange] = []
    window.desk.wishes.book_change_requested.connect(wishes.append)
    qtbot.keyClick(part.restore.back_button, Qt.Key.Key_Space)
    assert len(wishes) == 1


def test_the_window_keeps_safe_by_itself_and_tells_trouble_once(
    founded: Store, window: MainWindow, qtbot: QtBot
) -> None:
    keeper = window.keeper
    assert keeper is not None and keeper.timer.interval() == timedelta(minutes=30) // timedelta(
        milliseconds=1
    )
    with qtbot.waitSignal(keeper.kept):
        keeper.keep()
    assert backup_reading.last_proved(founded) == NOON
    stands = len(window.toasts.toasts)
    feedback.record(founded, FeedbackDraft("3幢屋面漏水"), by=1)
    for path in founded.folder.backups.glob("*.qingyu"):
        path.unlink()
    founded.folder.backups.rmdir()
    founded.folder.backups.write_text("挡着")
    for _ in range(2):
        with qtbot.waitSignal(keeper.kept):
            keeper.keep()
    told = [toast.text for toast in window.toasts.toasts[stands:]]
    assert len(told) == 1 and "没有备份成" in told[0]
    founded.folder.backups.unlink()


def test_sizes_are_told_as_people_say_them(founded: Store) -> None:
    assert [rows.size(n) for n in (3, 900_000, 13_107_200)] == ["1 KB", "878 KB", "12.5 MB"]
    assert restore.choices(founded.folder) == ()
    assert stewards.stewards(founded)[0] == Steward(1, "陆建芬", Role.LEAD)


def test_what_was_set_aside_is_discarded_after_a_question(
    part: SafetyPart, founded: Store, qtbot: QtBot
) -> None:
    card = part.restore
    assert not card.discard_button.isVisible()
    old = founded.folder.root / "替换前-20261122-120000"
    old.mkdir()
    (old / "qingyu.db").write_bytes(b"x")
    part.show_state()
    assert "收好的旧资料有 1 份，占 1 MB" in card.aside.text()
    qtbot.keyClick(card.discard_button, Qt.Key.Key_Space)
    qtbot.keyClick(card.ask.buttons["keep"], Qt.Key.Key_Space)
    assert old.exists() and not card.ask.isVisible()
    qtbot.keyClick(card.discard_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not cut_off(part))
    qtbot.keyClick(card.ask.buttons["discard"], Qt.Key.Key_Space)
    assert not old.exists() and not card.discard_button.isVisible()
