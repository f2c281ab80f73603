import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qingyu.ui.widgets.answer_edit import AnswerEdit

Taken = list[str]


@pytest.fixture
def taken() -> Taken:
    return []


@pytest.fixture
def edit(taken: Taken, qtbot: QtBot) -> AnswerEdit:
    def take(digit: str) -> bool:
        taken.append(digit)
        return digit != "5"

    made = AnswerEdit(take)
    qtbot.addWidget(made)
    return made


def test_digits_before_any_word_are_keys(edit: AnswerEdit, taken: Taken) -> None:
    QTest.keyClicks(edit, "168ok 2")
    assert (taken, edit.text()) == (["1", "6", "8"], "ok 2")


def test_a_digit_nobody_takes_is_a_word(edit: AnswerEdit, taken: Taken) -> None:
    QTest.keyClicks(edit, "5F")
    assert (taken, edit.text()) == (["5"], "5F")


def test_a_space_makes_digits_words(edit: AnswerEdit, taken: Taken) -> None:
    QTest.keyClicks(edit, " 3 lou")
    assert (taken, edit.words()) == ([], "3 lou")


def test_an_input_method_and_full_width_digits_count_too(edit: AnswerEdit, taken: Taken) -> None:
    event = QInputMethodEvent()
    event.setCommitString("１６")
    QApplication.sendEvent(edit, event)
    assert (taken, edit.text()) == (["1", "6"], "")


def test_a_pasted_sentence_stays_whole(edit: AnswerEdit, taken: Taken) -> None:
    edit.insert("3楼还漏")
    assert (taken, edit.text()) == ([], "3楼还漏")
