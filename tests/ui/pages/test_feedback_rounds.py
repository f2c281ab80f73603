from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.issue import State
from qingyu.domain.round import RoundKind, Tick
from qingyu.domain.round_answer import Answer
from qingyu.services import Store, issue_reading
from qingyu.services import round as rounds
from qingyu.services import steward as stewards
from qingyu.ui import theme
from qingyu.ui.pages.feedback_rounds import RoundEntry
from tests.conftest import NOON
from tests.services.issue_book import LEAD, bring_to, reported, state_of

LINES = 20
Typing = tuple[RoundEntry, int, list[int]]


@pytest.fixture
def typing(founded: Store, qtbot: QtBot) -> Typing:
    """A round of twenty calls being typed back, and the issues on it."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.TextSize.STANDARD)
    issues = [reported(founded, f"第{no}处漏水") for no in range(LINES)]
    for ident in issues:
        bring_to(founded, ident, State.FOLLOWUP)
    lines = rounds.suggested(founded, RoundKind.FOLLOWUP)
    ident = rounds.make(founded, RoundKind.FOLLOWUP, lines, by=LEAD).ids(Noun.ROUND)[0]
    people = stewards.stewards(founded)
    entry = RoundEntry(rounds.find(founded, ident), NOON.date(), people, LEAD)
    qtbot.addWidget(entry)
    entry.entered.connect(writing(founded, entry, ident))
    entry.show()
    qtbot.waitExposed(entry)
    entry.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return entry, ident, issues


def writing(
    store: Store, entry: RoundEntry, ident: int
) -> Callable[[int, Answer, str, date], None]:
    """What a page does with a typed line: into the book, or told and nothing lost."""

    def write(no: int, answer: Answer, said: str, day: date) -> None:
        assert answer.tick is not None
        try:
            rounds.enter(
                store, ident, no, answer.tick, said, day, visit=answer.visit, by=LEAD
            )
        except RuleError:
            return
        entry.show_round(rounds.find(store, ident))

    return write


def press(*keys: str | Qt.Key) -> None:
    for key in keys:
        at = QApplication.focusWidget()
        assert isinstance(at, QWidget)
        if isinstance(key, Qt.Key):
            QTest.keyClick(at, key)
        else:
            QTest.keyClicks(at, key)


def test_twenty_lines_are_typed_back_by_keyboard_alone(founded: Store, typing: Typing) -> None:
    entry, ident, issues = typing
    for no in range(1, LINES + 1):
        assert entry.number.text() == f"第 {no} 行"
        press("3" if no == 7 else "1", "ok 1" if no == 7 else "", Qt.Key.Key_Return)
    assert entry.line is None and entry.number.text() == "录完了"
    assert rounds.out(founded) == ()
    states = [state_of(founded, each) for each in issues]
    assert states[6] is State.REOPEN_ASKED
    assert set(states[:6] + states[7:]) == {State.CLOSED}
    assert rounds.find(founded, ident).line(7).words == "ok 1"


def test_enter_without_a_box_writes_nothing(founded: Store, typing: Typing) -> None:
    entry, ident, _ = typing
    press(Qt.Key.Key_Return)
    assert entry.line is not None and entry.line.no == 1
    assert len(rounds.find(founded, ident).open_lines) == LINES


def test_a_refused_line_keeps_what_was_typed(founded: Store, typing: Typing) -> None:
    entry, _, issues = typing
    entry.day.set_day(date(2026, 11, 22))
    press("1", "hao", Qt.Key.Key_Return)
    assert (entry.said.text(), entry.tick.key) == ("hao", "满意")
    assert state_of(founded, issues[0]) is State.FOLLOWUP
    entry.day.set_day(NOON.date())
    press(Qt.Key.Key_Return)
    assert entry.number.text() == "第 2 行"
    assert "hao" in issue_reading.story(founded, issues[0]).followups[0].words


def test_a_line_may_be_left_for_later_and_comes_again(founded: Store, typing: Typing) -> None:
    entry, ident, _ = typing
    press(Qt.Key.Key_PageDown)
    assert entry.number.text() == "第 2 行"
    press(Qt.Key.Key_PageUp, Qt.Key.Key_PageUp)
    assert entry.number.text() == f"第 {LINES} 行"
    press("4", Qt.Key.Key_Return)
    assert entry.number.text() == "第 1 行"
    assert rounds.find(founded, ident).line(LINES).tick is Tick.UNREACHED


def test_escape_takes_the_box_back_and_then_leaves(typing: Typing, qtbot: QtBot) -> None:
    entry, _, _ = typing
    press("2", Qt.Key.Key_Escape)
    assert entry.tick.key == ""
    with qtbot.waitSignal(entry.left):
        press(Qt.Key.Key_Escape)


def test_a_reload_leaves_what_is_being_typed(founded: Store, typing: Typing) -> None:
    entry, ident, _ = typing
    press("2", "man")
    rounds.enter(founded, ident, 9, Tick.NOT_DONE, by=LEAD)
    entry.show_round(rounds.find(founded, ident))
    assert (entry.said.text(), entry.tick.key) == ("man", "基本满意")
    assert entry.number.text() == "第 1 行"
