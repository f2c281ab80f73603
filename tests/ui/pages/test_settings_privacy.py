"""个人信息 in 设置, and the dialog of one resident, by keyboard."""

from pathlib import Path
from typing import TYPE_CHECKING

from pytestqt.qtbot import QtBot

from qingyu.domain.changes import Noun
from qingyu.domain.retention import RetentionRules
from qingyu.services import Store, journal, neighbourhood, retention, reveal
from qingyu.ui.dialogs.personal import open_personal
from tests.services.test_personal import NAME, moved_in, said
from tests.services.test_retention import matters, said_rows

if TYPE_CHECKING:
    from qingyu.ui.window import MainWindow


def test_the_preview_is_done_by_a_key(
    window: "MainWindow", founded: Store, qtbot: QtBot
) -> None:
    matters(founded)
    page = window.show_page("settings")
    page.show_tab("privacy")  # type: ignore[attr-defined]
    part = page.privacy  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "1 件来件" in part.preview.text())
    assert "例如" in part.examples.text()
    part.run_button.click()
    qtbot.waitUntil(lambda: "现在没有到期的" in part.preview.text())
    assert sum("*" in row.phone for row in said_rows()) == 1


def test_rules_exceptions_and_hiding_are_stored(
    window: "MainWindow", founded: Store, qtbot: QtBot
) -> None:
    matters(founded)
    page = window.show_page("settings")
    page.show_tab("privacy")  # type: ignore[attr-defined]
    part = page.privacy  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(part.preview.text()))
    part.numbers["contact_months"].setValue(24)
    part.save_button.click()
    assert retention.rules(founded) == RetentionRules(24)
    part.number.setText("0001")
    part.why.setText("还在打官司")
    part.keep_button.click()
    assert len(retention.exemptions(founded)) == 1 and not part.number.text()
    part.hiding.chosen.emit(reveal.HIDDEN)
    assert reveal.is_hiding(founded)
    window.desk.tasks.finish()


def test_a_resident_is_looked_up_answered_and_deleted(
    window: "MainWindow", founded: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    ident = moved_in(founded)
    said(founded, ident)
    window.show_page("neighbourhood").open_thing(Noun.RESIDENT, ident)
    dialog = open_personal(window.desk, ident, window)
    assert dialog is not None
    assert "还没办完" in dialog.kept.text()
    dialog.save_to(tmp_path / "答复.pdf")
    assert (tmp_path / "答复.pdf").stat().st_size > 5000
    assert not dialog.erase_button.isEnabled()
    dialog.sure.setChecked(True)
    dialog.erase_button.click()
    qtbot.waitUntil(lambda: "已删除" in dialog.told.accessibleName())
    assert journal.entries(founded)[0].verb == "按居民要求删除个人信息"
    assert [each.name for each in neighbourhood.residents(founded)] == [NAME]
    dialog.close()
