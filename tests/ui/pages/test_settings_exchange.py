"""交班年册 and 整本导出 in 设置: driven by keyboard, into real folders."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from qingyu.services import Store, exchange, exchange_reading, journal
from qingyu.ui.book_change import BookChange
from qingyu.ui.pages.settings_safety import SafetyPart
from qingyu.ui.window import MainWindow
from tests.ui.widgets.clipping import cut_off


@pytest.fixture
def part(window: MainWindow, qtbot: QtBot) -> SafetyPart:
    qtbot.waitUntil(window.isActiveWindow)
    page = window.show_page("settings")
    page.show_list("safety")
    return page.safety  # type: ignore[attr-defined, no-any-return]


def test_a_yearbook_is_made_where_one_says(
    part: SafetyPart, window: MainWindow, tmp_path: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    card = part.yearbook
    qtbot.keyClick(card.make_button, Qt.Key.Key_Space)
    qtbot.waitUntil(card.make_button.isEnabled, timeout=60_000)
    made = tmp_path / "交班年册2026"
    assert {each.suffix for each in made.iterdir()} >= {".pdf", ".xlsx", ".qingyu"}
    assert "年册做好了" in window.toasts.toasts[-1].text
    assert card.open_button.isVisible()
    assert not cut_off(part)


def test_everything_goes_out_and_a_file_tells_what_it_holds(
    part: SafetyPart, founded: Store, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    card = part.exchange
    card.export(tmp_path / "整本.xlsx")
    qtbot.waitUntil(card.export_button.isEnabled, timeout=60_000)
    assert "导出整本资料" in journal.entries(founded)[0].verb
    assert not card.build_button.isVisible()
    card.look(tmp_path / "整本.xlsx")
    qtbot.waitUntil(card.build_button.isVisible, timeout=60_000)
    assert "青年路社区" in card.holds.accessibleName()
    assert not cut_off(part)
    with qtbot.waitSignal(window.desk.wishes.book_change_requested) as asked:
        card.build(tmp_path / "新")
    (wish,) = asked.args
    assert isinstance(wish, BookChange) and "新的一本" in wish.title


def test_a_file_that_is_none_is_told_in_the_card(
    part: SafetyPart, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04")
    part.exchange.look(tmp_path / "坏.xlsx")
    qtbot.waitUntil(part.exchange.look_button.isEnabled)
    assert "损坏" in part.exchange.holds.accessibleName()
    assert not part.exchange.build_button.isVisible()


def test_the_wish_builds_the_other_book_and_leaves_this_one(
    founded: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    from qingyu.storage import tables
    from qingyu.ui.exchanging import build_wish
    from qingyu.ui.tasks import Task

    exchange.export_book(founded, tmp_path / "整本.xlsx", by=1)
    wish = build_wish(tmp_path / "整本.xlsx", tmp_path / "新")
    told = wish.work(founded.folder, Task(lambda task: None))
    founded.database.bind(tables.ALL)
    assert told.keys is founded.folder.keys and "建好了" in told.words
    assert (tmp_path / "新" / "qingyu.db").is_file()
    assert exchange_reading.is_exchange(tmp_path / "整本.xlsx")
