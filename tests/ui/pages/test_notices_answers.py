"""Return slips typed back with nothing but the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qingyu.domain.changes import Noun
from qingyu.domain.neighbourhood import Household, Resident
from qingyu.domain.place import Place
from qingyu.domain.slip_answer import slip_code
from qingyu.services import neighbourhood, notice, return_slip
from qingyu.ui.pages.notices import NoticesPage
from qingyu.ui.pages.notices_answers import AnswerEntry
from qingyu.ui.pages.notices_ledger_view import LedgerView
from qingyu.ui.window import MainWindow

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


def begun(window: MainWindow) -> tuple[LedgerView, AnswerEntry, int]:
    for room in ("101", "102"):
        home = Household(0, 3, 2, room)
        neighbourhood.add_resident(window.store, Resident(0, home, "住户"), by=1)
    told = {"title": "加装扶手", "body": "请表态。", "date": "2026-11-23"}
    ident = notice.publish(window.store, "free", told, by=1).ids(Noun.NOTICE)[0]
    page = window.show_page("notices")
    assert isinstance(page, NoticesPage)
    page.views.open_notice(ident)
    view = page.views.ledger
    view.detail.slips.button.click()
    entry = view.answers.entry
    assert entry is not None
    window.activateWindow()
    return view, entry, ident


def type_on(qtbot: QtBot, entry: AnswerEntry, keys: str, then: Qt.Key | None = None) -> None:
    target = QApplication.focusWidget() or entry
    assert isinstance(target, QWidget)
    qtbot.keyClicks(target, keys)
    if then is not None:
        qtbot.keyClick(QApplication.focusWidget() or entry, then)


def test_two_slips_in_a_row_without_the_mouse(window: MainWindow, qtbot: QtBot) -> None:
    view, entry, ident = begun(window)
    qtbot.waitUntil(entry.home.hasFocus)
    type_on(qtbot, entry, "3-2-101", ENTER)
    assert entry.place == Place(3, 2, "101")
    type_on(qtbot, entry, "1")
    type_on(qtbot, entry, "hao", ENTER)
    assert entry.place is None
    type_on(qtbot, entry, slip_code(2026, 1, Place(3, 2, "102")), ENTER)
    type_on(qtbot, entry, "2", ENTER)
    found = return_slip.progress(window.store, ident)
    assert [(c.option, c.households) for c in found.counts] == [
        ("同意", 1), ("不同意", 1), ("弃权", 0),
    ]  # fmt: skip
    assert return_slip.answers(window.store, ident)[-1].words == "hao"
    assert view.answers.count.text() == "收回 2 / 2 户"


def test_a_household_answers_once_unless_it_is_replaced(window: MainWindow, qtbot: QtBot) -> None:
    _view, entry, ident = begun(window)
    return_slip.enter(window.store, ident, "3-2-101", "1", by=1)
    qtbot.waitUntil(entry.home.hasFocus)
    type_on(qtbot, entry, "3-2-101", ENTER)
    assert not entry.before.isHidden()
    assert not entry.option.isEnabled()
    qtbot.keyClick(entry, ENTER)
    assert entry.before.isHidden()
    qtbot.keyClick(entry, Qt.Key.Key_2)
    type_on(qtbot, entry, "", ENTER)
    (only,) = return_slip.answers(window.store, ident)
    assert (only.option, only.replaced) == ("不同意", 1)


def test_what_is_no_household_stays_to_be_mended(window: MainWindow, qtbot: QtBot) -> None:
    _view, entry, ident = begun(window)
    qtbot.waitUntil(entry.home.hasFocus)
    type_on(qtbot, entry, "333", ENTER)
    assert entry.place is None
    assert entry.home.text() == "333"
    assert return_slip.answers(window.store, ident) == ()


def test_an_answer_is_corrected_and_taken_out(window: MainWindow, qtbot: QtBot) -> None:
    view, entry, ident = begun(window)
    window.operations.run(return_slip.enter, ident, "3-2-101", "1", heads=4, by=1)
    buttons = {b.accessibleName(): b for b in view.answers.card.findChildren(QPushButton)}
    buttons["改 3-2-101"].click()
    assert (entry.replacing, entry.heads.value()) == (True, 4)
    qtbot.keyClick(entry, Qt.Key.Key_3)
    type_on(qtbot, entry, "", ENTER)
    assert return_slip.answers(window.store, ident)[0].option == "弃权"
    buttons = {b.accessibleName(): b for b in view.answers.card.findChildren(QPushButton)}
    buttons["删掉 3-2-101"].click()
    assert return_slip.answers(window.store, ident) == ()


def test_escape_leads_back_and_the_result_is_copied(window: MainWindow, qtbot: QtBot) -> None:
    view, entry, ident = begun(window)
    window.operations.run(return_slip.enter, ident, "3-2-101", "1", by=1)
    qtbot.waitUntil(entry.home.hasFocus)
    qtbot.keyClick(entry, ESCAPE)
    assert not view.typing
    view.detail.slips.copy.click()
    assert "收回 1 户（50%）" in QGuiApplication.clipboard().text()
    view.detail.slips.export.click()
    assert list(window.store.folder.prints.glob("回执2026-001.xlsx"))
