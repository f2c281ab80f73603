"""Who sits before the window: asked, proved, asked again after a pause; nothing typed is lost."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qingyu.domain.steward import Role, Steward
from qingyu.services import Store, duty, identity, journal
from qingyu.services import steward as stewards
from qingyu.ui.dialogs.pin_recovery import PinRecoveryDialog
from qingyu.ui.preferences import Preferences
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.window import MainWindow
from tests.conftest import NOON

LEAD, STEWARD, PIN = 1, 2, "2580"


@pytest.fixture
def guarded(founded: Store, qtbot: QtBot) -> Iterator[MainWindow]:
    """A window on a book whose lead has a PIN."""
    identity.set_pin(founded, LEAD, PIN, by=LEAD)
    preferences = Preferences(founded.folder.settings)
    preferences.steward = "陆建芬"
    window = MainWindow(founded, preferences, practice=False)
    window.resize(1366, 768)
    window.show()
    yield window
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def later(window: MainWindow, minutes: float) -> None:
    moment = window.guard._monotonic() + minutes * 60
    window.guard._monotonic = lambda: moment


def test_a_window_without_pins_asks_nothing(window: MainWindow) -> None:
    later(window, 1000)
    window.guard.look()
    window.guard.leave()
    assert window.guard.panel is None
    assert window.operations.by == LEAD


def test_the_start_asks_and_nothing_is_seen_or_done_before(
    guarded: MainWindow, qtbot: QtBot
) -> None:
    assert guarded.guard.is_covered
    assert not guarded.frame.isVisible()
    assert guarded.operations.by is None
    before = len(journal.entries(guarded.store))
    for key in (Qt.Key.Key_Z, Qt.Key.Key_N, Qt.Key.Key_9):
        qtbot.keyClick(guarded, key, Qt.KeyboardModifier.ControlModifier)
    assert (guarded.stack.key, len(journal.entries(guarded.store))) == ("today", before)
    panel = guarded.guard.panel
    assert panel is not None
    qtbot.keyClicks(panel.pad.line, "7777")
    qtbot.keyClick(panel.pad.line, Qt.Key.Key_Return)
    assert "PIN 不对" in panel.told.text()
    guarded.guard.prove(LEAD, PIN)
    assert "请等" in panel.told.text(), "a wrong try costs a second"
    assert guarded.guard.is_covered


def test_after_a_pause_the_pages_are_covered_and_what_was_typed_stays(
    guarded: MainWindow,
) -> None:
    guarded.guard.prove(LEAD, PIN)
    assert guarded.frame.isVisible()
    guarded.show_page("today")
    guarded.bar.search.setText("漏水")
    later(guarded, 14.9)
    guarded.guard.look()
    assert not guarded.guard.is_covered
    later(guarded, 0.2)
    guarded.guard.look()
    assert guarded.guard.is_covered
    assert guarded.operations.by is None
    guarded.guard.prove(LEAD, PIN)
    assert (guarded.bar.search.text(), guarded.operations.by) == ("漏水", LEAD)


def test_a_pause_of_any_length_is_none_where_the_lead_wants_that(guarded: MainWindow) -> None:
    guarded.guard.prove(LEAD, PIN)
    identity.set_idle_minutes(guarded.store, 0, by=LEAD)
    later(guarded, 9999)
    guarded.guard.look()
    assert not guarded.guard.is_covered


def test_another_is_chosen_from_the_menu_with_a_pin_or_back_by_esc(
    guarded: MainWindow, qtbot: QtBot
) -> None:
    identity.set_pin(guarded.store, STEWARD, "8520", by=LEAD)
    guarded.guard.prove(LEAD, PIN)
    guarded.steward_menu.fill()
    next(a for a in guarded.steward_menu.actions() if "赵文斌" in a.text()).trigger()
    panel = guarded.guard.panel
    assert panel is not None and panel.isVisible()
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert (guarded.frame.isVisible(), guarded.operations.by) == (True, LEAD)
    next(a for a in guarded.steward_menu.actions() if "赵文斌" in a.text()).trigger()
    guarded.guard.prove(STEWARD, "8520")
    assert guarded.operations.by == STEWARD


def test_who_has_no_pin_sits_down_by_name(guarded: MainWindow) -> None:
    guarded.guard.prove(STEWARD, "")
    assert guarded.operations.by == STEWARD


def test_who_is_retired_while_sitting_here_sits_here_no_more(guarded: MainWindow) -> None:
    guarded.guard.prove(STEWARD, "")
    guarded.operations.run(stewards.retire, STEWARD, by=LEAD)
    assert guarded.guard.is_covered


def test_leaving_covers_at_once(guarded: MainWindow, qtbot: QtBot) -> None:
    guarded.guard.prove(LEAD, PIN)
    qtbot.keyClick(guarded, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert guarded.guard.is_covered


def test_who_is_on_duty_now_is_proposed_first(guarded: MainWindow) -> None:
    store = guarded.store
    morning = NOON.replace(hour=9)
    store._clock = lambda: morning
    duty.set_shift(store, morning.date(), "早", [STEWARD], by=LEAD)
    guarded.guard.prove(LEAD, PIN)
    guarded.guard.leave()
    panel = guarded.guard.panel
    assert panel is not None
    assert "赵文斌" in panel.people.item(0).text()
    assert panel.people.currentRow() == 0


def test_a_viewer_finds_what_changes_something_out_of_reach_and_is_told_why(
    window: MainWindow,
) -> None:
    stewards.save(window.store, Steward(STEWARD, "赵文斌", Role.VIEWER), by=LEAD)
    window.show_page("neighbourhood")
    window.guard.seat(stewards.find(window.store, "赵文斌"))
    for key in ("neighbourhood", "reception"):
        page = window.show_page(key)
        changing = [b for b in page.findChildren(ActionButton) if b.property("kind") == "primary"]
        assert changing and not any(button.isEnabled() for button in changing)
        assert all("观察员只能看" in button.toolTip() for button in changing)
    window.guard.seat(stewards.find(window.store, "陆建芬"))
    assert not any("观察员" in button.toolTip() for button in window.findChildren(ActionButton))


def test_a_refusal_of_rights_is_a_toast_and_changes_nothing(window: MainWindow) -> None:
    stewards.save(window.store, Steward(STEWARD, "赵文斌", Role.VIEWER), by=LEAD)
    window.guard.seat(stewards.find(window.store, "赵文斌"))
    before = len(journal.entries(window.store))
    window.operations.undo()
    assert len(journal.entries(window.store)) == before
    assert window.toasts.toasts


def test_a_lead_comes_back_by_the_printed_sheet(guarded: MainWindow) -> None:
    code = identity.make_recovery(guarded.store, PIN, by=LEAD)
    guarded.guard._recover(LEAD)
    dialog = next(d for d in guarded.findChildren(PinRecoveryDialog))
    dialog.code.setText(code)
    dialog.new.setText("74103")
    dialog.again.setText("7410")
    dialog.confirm.click()
    assert "不一样" in dialog.told.text()
    dialog.again.setText("74103")
    dialog.confirm.click()
    assert (guarded.operations.by, guarded.guard.is_covered) == (LEAD, False)
    assert identity.prove(guarded.store, LEAD, "74103")
