from PySide6.QtWidgets import QApplication

from qingyu.services import identity
from qingyu.services import steward as stewards
from qingyu.ui.dialogs.recovery import RecoveryDialog
from qingyu.ui.pages.settings import SettingsPage
from qingyu.ui.pages.settings_identity import IdentityPart
from qingyu.ui.window import MainWindow

LEAD, STEWARD, PIN = 1, 2, "2580"


def part(window: MainWindow) -> IdentityPart:
    page = window.show_page("settings")
    assert isinstance(page, SettingsPage)
    page.show_tab("identity")
    return page.identity


def typed(shown: IdentityPart, new: str, again: str = "", old: str = "") -> None:
    shown.old.setText(old)
    shown.new.setText(new)
    shown.again.setText(again or new)
    shown.set_button.click()


def close_dialogs() -> None:
    for one in QApplication.topLevelWidgets():
        if isinstance(one, RecoveryDialog):
            one.accept()


def test_the_leads_first_pin_turns_it_on_and_brings_the_recovery_sheet(window: MainWindow) -> None:
    shown = part(window)
    assert shown.idle_card.isHidden()
    typed(shown, PIN, "2581")
    assert not identity.is_guarded(window.store), "typed twice, not the same"
    typed(shown, PIN)
    assert identity.is_guarded(window.store)
    assert identity.has_recovery(window.store)
    assert [line.text() for line in (shown.old, shown.new, shown.again)] == ["", "", ""]
    assert not shown.idle_card.isHidden()
    close_dialogs()


def test_the_lead_sets_anybodys_pin_and_changes_the_own_by_the_old_one(window: MainWindow) -> None:
    identity.set_pin(window.store, LEAD, PIN, by=LEAD)
    shown = part(window)
    typed(shown, "7410", old="9999")
    assert identity.seconds_left(window.store, LEAD) == 1, "the old one was wrong"
    shown.person.setCurrentText("赵文斌")
    typed(shown, "8520")
    assert identity.prove(window.store, STEWARD, "8520")
    shown.drop_button.click()
    assert STEWARD not in identity.with_pin(window.store)


def test_a_steward_sees_the_own_name_only_and_no_idle_time(window: MainWindow) -> None:
    identity.set_pin(window.store, LEAD, PIN, by=LEAD)
    window.guard.seat(stewards.find(window.store, "赵文斌"))
    shown = part(window)
    assert [shown.person.itemText(n) for n in range(shown.person.count())] == ["赵文斌"]
    assert shown.idle_card.isHidden() and shown.code_button.isHidden()
    typed(shown, "8520")
    assert identity.prove(window.store, STEWARD, "8520")


def test_the_idle_time_is_kept(window: MainWindow) -> None:
    identity.set_pin(window.store, LEAD, PIN, by=LEAD)
    shown = part(window)
    shown.idle.setValue(5)
    shown.idle_button.click()
    assert identity.idle_minutes(window.store) == 5
