"""「现在是谁在用」 follows the roster and never overrules anybody."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from qingyu.services import duty
from qingyu.services import steward as stewards
from qingyu.ui.window import MainWindow
from tests.conftest import NOON

DAY = NOON.date()
Clock = Callable[[int, int], None]


@pytest.fixture
def clock(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the time and lets the watch look; 赵文斌 serves in the afternoon."""
    duty.set_shift(window.store, DAY, "午", [2], by=1)

    def at(hour: int, minute: int = 0) -> None:
        moment = datetime(2026, 11, 23, hour, minute)
        monkeypatch.setattr(window.store, "now", lambda: moment)
        window.duty_watch.look()

    return at


def use(window: MainWindow, ident: int | None) -> None:
    people = stewards.stewards(window.store)
    window.operations.use(next((p for p in people if p.id == ident), None))


def test_when_a_shift_begins_whoever_is_on_duty_is_offered(
    window: MainWindow, clock: Clock
) -> None:
    clock(12, 59)
    assert window.ask.isHidden()
    clock(13, 0)
    assert window.ask.isVisible()
    assert window.ask.text == "现在是午班，还是「陆建芬」在用吗？"
    assert window.operations.by == 1  # asked, not decided
    window.ask.buttons["2"].click()
    assert window.operations.by == 2
    assert window.ask.isHidden()


def test_whoever_says_they_stay_is_not_asked_again_in_this_shift(
    window: MainWindow, clock: Clock
) -> None:
    clock(13, 5)
    window.ask.buttons["stay"].click()
    clock(16, 59)
    assert window.ask.isHidden()
    assert window.preferences.steward_since == datetime(2026, 11, 23, 13, 5)
    duty.set_shift(window.store, DAY, "晚", [2], by=1)
    clock(18, 0)
    assert window.ask.isVisible()


def test_whoever_chose_their_own_name_in_this_shift_is_left_alone(
    window: MainWindow, clock: Clock
) -> None:
    use(window, 2)
    clock(13, 10)
    use(window, 1)
    assert window.ask.isHidden()
    clock(14, 0)
    assert window.ask.isHidden()
    # Opened again within the shift, it still knows.
    assert window.preferences.steward_since == datetime(2026, 11, 23, 13, 10)


def test_a_name_chosen_before_the_shift_is_asked_about(window: MainWindow, clock: Clock) -> None:
    clock(12, 50)
    use(window, 2)
    use(window, 1)
    clock(13, 0)
    assert window.ask.isVisible()


def test_nobody_yet_is_asked_who_it_is_and_may_put_it_off(
    window: MainWindow, clock: Clock
) -> None:
    use(window, None)
    clock(13, 1)
    assert window.ask.text == "现在是午班，您是哪一位？"
    window.ask.buttons["stay"].click()
    clock(13, 2)
    assert window.ask.isHidden()


def test_a_changed_roster_takes_the_question_back(
    window: MainWindow, clock: Clock, qtbot: QtBot
) -> None:
    clock(13, 1)
    assert window.ask.isVisible()
    window.operations.run(duty.set_shift, DAY, "午", [1], 1, by=1)
    qtbot.waitUntil(window.ask.isHidden)


def test_a_setting_that_is_no_time_counts_as_none(window: MainWindow) -> None:
    assert window.preferences.steward_since is None
    window.preferences.settings.setValue("steward_since", "gestern")
    assert window.preferences.steward_since is None
    window.preferences.steward_since = NOON + timedelta(minutes=1)
    assert window.preferences.steward_since == NOON + timedelta(minutes=1)
