"""Paper typed back through the whole window, by keys and by the scanner alone."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qingyu.domain.changes import Noun
from qingyu.domain.followup import Satisfaction
from qingyu.domain.issue import State
from qingyu.domain.round import RoundKind, Tick
from qingyu.domain.steward import Steward
from qingyu.services import Store, blank_form, issue_reading, journal
from qingyu.services import round as rounds
from qingyu.services import steward as stewards
from qingyu.ui.pages.feedback import FeedbackPage
from qingyu.ui.pages.feedback_rounds import RoundEntry
from qingyu.ui.window import MainWindow
from tests.services.issue_book import LEAD, STEWARD, bring_to, reported, state_of

LINES = 20


class Keys:
    """One hand on the keys, counting."""

    def __init__(self) -> None:
        self.pressed = 0

    def type(self, text: str, end: Qt.Key | None = None) -> None:
        for letter in text:
            QTest.keyClicks(self._at(), letter)
        self.pressed += len(text)
        if end is not None:
            self.press(end)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self._at(), key)
        self.pressed += 1

    def _at(self) -> QWidget:
        at = QApplication.focusWidget()
        assert isinstance(at, QWidget)
        return at


@pytest.fixture
def issues(founded: Store) -> list[int]:
    """Twenty residents to be called, on the round 0001; 赵文斌 did all the work."""
    made = [reported(founded, f"第{no}处漏水") for no in range(LINES)]
    for ident in made:
        bring_to(founded, ident, State.FOLLOWUP)
    lines = rounds.suggested(founded, RoundKind.FOLLOWUP)
    rounds.make(founded, RoundKind.FOLLOWUP, lines, by=LEAD)
    return made


@pytest.fixture
def shown(issues: list[int], window: MainWindow, qtbot: QtBot) -> MainWindow:
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return window


def scan(window: MainWindow, code: str) -> None:
    """What a scanner does after Ctrl+K: every letter and Enter, at once."""
    window.bar.focus_search()
    if code.isascii():
        QTest.keyClicks(window.bar.search, code)
    else:  # by way of an input method
        window.bar.search.insert(code)
    QTest.keyClick(window.bar.search, Qt.Key.Key_Return)


def entry_of(window: MainWindow) -> RoundEntry:
    assert isinstance(window.page, FeedbackPage)
    assert window.page.papers.entry is not None
    return window.page.papers.entry


def test_twenty_lines_take_four_keys_each_and_carry_every_box(
    shown: MainWindow, issues: list[int]
) -> None:
    store, keys = shown.operations.store, Keys()
    scan(shown, "R0001-01")
    assert entry_of(shown).fields.walker == LEAD
    page = shown.page
    assert isinstance(page, FeedbackPage)
    keys.type("0")  # the whole paper was done by telephone
    for no in range(1, LINES + 1):
        assert entry_of(shown).number.text() == f"第 {no} 行"
        keys.type("279" if no == 7 else "168", Qt.Key.Key_Return)
        entry = page.papers.entry
        assert entry is None or "还没有结果" not in entry.hint.text()
    assert keys.pressed == 1 + 4 * LINES
    assert page.papers.entry is None
    assert rounds.out(store) == ()
    for no, ident in enumerate(issues, 1):
        (tried,) = issue_reading.story(store, ident).followups
        assert (tried.by, tried.how, tried.truthful, tried.timely, tried.satisfaction) == (
            ("陆建芬", "电话", False, False, Satisfaction.MOSTLY)
            if no == 7
            else ("陆建芬", "电话", True, True, Satisfaction.SATISFIED)
        )
    journal.undo(store, by=LEAD)
    assert state_of(store, issues[-1]) is State.FOLLOWUP


def test_while_lines_are_typed_the_lists_are_left_alone(
    shown: MainWindow, issues: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    scan(shown, "r0001-01")
    page, read = shown.page, []
    assert isinstance(page, FeedbackPage)
    monkeypatch.setattr(page, "_load", lambda **_: read.append("list"))
    monkeypatch.setattr(page, "_reload_calls", lambda: read.append("calls"))
    entry, keys = entry_of(shown), Keys()
    for _ in range(3):
        keys.type("16", Qt.Key.Key_Return)
    assert read == [] and entry_of(shown) is entry
    keys.press(Qt.Key.Key_Escape)
    assert read == ["list", "calls"]


def test_who_went_and_the_day_are_chosen_once_for_the_paper(
    founded: Store, issues: list[int], shown: MainWindow
) -> None:
    other = stewards.add(founded, Steward(0, "何秀英"), by=LEAD).ids(Noun.STEWARD)[0]
    shown.operations.use(stewards.find(founded, "赵文斌"))
    scan(shown, "R0001")
    entry, keys = entry_of(shown), Keys()
    assert entry.fields.walker == STEWARD
    keys.type("1", Qt.Key.Key_Return)
    assert state_of(founded, issues[0]) is State.FOLLOWUP, "who did the work cannot have called"
    assert entry.number.text() == "第 1 行" and entry.tick.key == "满意"
    entry.fields.show_walker(other)
    for _ in range(2):
        keys.press(Qt.Key.Key_Return)
        keys.type("1")
    tried = issue_reading.story(founded, issues[0]).followups[0]
    assert (tried.by, tried.entered_by, tried.on_paper) == (
        "何秀英", "赵文斌", date(2026, 11, 23),
    )
    assert state_of(founded, issues[1]) is State.CLOSED


@pytest.mark.parametrize("code", ["R0001-05", "r0001-05", "Ｒ０００１－０５"])
def test_a_scanned_line_opens_at_once_from_any_page(shown: MainWindow, code: str) -> None:
    shown.show_page("today")
    scan(shown, code)
    assert entry_of(shown).number.text() == "第 5 行"
    assert entry_of(shown).said.hasFocus() and shown.bar.search.text() == ""


def test_a_line_scanned_while_typing_is_gone_to_and_one_that_is_back_is_told(
    shown: MainWindow,
) -> None:
    scan(shown, "R0001")
    keys = Keys()
    keys.type("5", Qt.Key.Key_Return)
    keys.type("R0001-09", Qt.Key.Key_Return)
    assert entry_of(shown).number.text() == "第 9 行" and entry_of(shown).said.text() == ""
    keys.type("R0001-01", Qt.Key.Key_Return)
    assert entry_of(shown).number.text() == "第 9 行"
    assert "第 1 行已经录过了（没去做）" in entry_of(shown).hint.text()


def test_a_line_of_another_round_opens_that_round(founded: Store, shown: MainWindow) -> None:
    lines = rounds.by_number(founded, 1).lines[:1]
    ident = lines[0].issue_id or 0
    rounds.enter(founded, 1, 1, Tick.NOT_DONE, by=LEAD)
    more = rounds.suggested(founded, RoundKind.FOLLOWUP)
    assert [each.issue_id for each in more] == [ident]
    rounds.make(founded, RoundKind.FOLLOWUP, more, by=LEAD)
    scan(shown, "R0001")
    Keys().type("R0002-01", Qt.Key.Key_Return)
    assert "回访单 0002" in entry_of(shown).heading.text()


def test_words_may_begin_with_a_digit_after_a_space(founded: Store, shown: MainWindow) -> None:
    scan(shown, "R0001")
    keys = Keys()
    keys.type("16 3 lou", Qt.Key.Key_Return)
    assert rounds.by_number(founded, 1).line(1).words == "3 lou"


def test_forms_are_given_up_and_printed_again_in_the_window(
    founded: Store, shown: MainWindow, qtbot: QtBot
) -> None:
    blank_form.reserve(founded, 3, by=LEAD)
    page = shown.show_page("feedback")
    assert isinstance(page, FeedbackPage)
    page.show_list("on paper")
    (card,) = page.papers.forms
    assert sorted(card.numbers) == [form.number for form in blank_form.out(founded)]
    first = min(card.numbers)
    card.numbers[first].click()
    next(b for b in buttons(card) if b.accessibleName().endswith("作废：写坏了")).click()
    assert blank_form.by_number(founded, first).reason == "写坏了"
    assert first not in page.papers.forms[0].numbers
    with qtbot.waitSignal(page.paper_work.said):
        next(b for b in buttons(page.papers.forms[0]) if "再印" in b.accessibleName()).click()
    assert list(founded.folder.prints.glob("空白报修单*.pdf"))


def buttons(card: QWidget) -> list[QPushButton]:
    return [each for each in card.findChildren(QPushButton) if not each.isHidden()]
