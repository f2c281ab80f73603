import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qingyu.paths import resource
from qingyu.ui import catalogue, theme
from qingyu.ui.dialogs.help import HelpDialog, help_pages, open_help
from qingyu.ui.theme import TextSize
from qingyu.ui.window import MainWindow
from tests.ui.sizes import SIZES


def test_every_page_of_the_window_has_its_help() -> None:
    keys = {page.key for page in help_pages()}
    assert {entry.destination.key for entry in catalogue.ENTRIES} | {"welcome", "keyboard"} == keys
    assert {path.stem for path in resource("help").glob("*.md")} == keys


def test_titles_are_the_words_of_the_navigation() -> None:
    titles = {page.key: page.title for page in help_pages()}
    for entry in catalogue.ENTRIES:
        assert titles[entry.destination.key] == entry.destination.title


def test_links_lead_to_pages_that_exist() -> None:
    for page in help_pages():
        for target in re.findall(r"\]\((.*?)\)", page.text):
            assert resource("help", target).is_file(), f"{page.key} → {target}"


def test_the_keyboard_page_tells_every_shortcut_of_the_navigation() -> None:
    text = next(page.text for page in help_pages() if page.key == "keyboard")
    for entry in catalogue.ENTRIES:
        assert f"| **{entry.destination.shortcut}** | {entry.destination.title} |" in text


# Qt's own keys, and those that are made of a number.
OWN_KEYS = {"Shift+Tab", "Shift+F10", *(f"Alt+{number}" for number in range(1, 10))}
IN_QT = {"回车": "Return", "←": "Left", "→": "Right"}


def test_every_key_and_button_that_is_named_is_there() -> None:
    sources = Path(catalogue.__file__).parent.rglob("*.py")
    code = "".join(path.read_text(encoding="utf-8") for path in sources)
    for page in help_pages():
        for keys in re.findall(r"(?:Ctrl|Alt|Shift)\+[^*\s）]+", page.text):
            for word, own in IN_QT.items():
                keys = keys.replace(word, own)
            assert keys in OWN_KEYS or f'"{keys}"' in code, f"{page.key}: {keys}"
        for button in re.findall(r"按(?:着)?[「*]+([^「」*]+)", page.text):
            parts = [part for part in re.split("……", button) if not part.isascii()]
            named = all(part in code for part in parts if part not in IN_QT)
            assert named or "+回车" in button, f"{page.key}: {button}"


def test_it_opens_at_the_page_and_is_walked_with_the_arrow_keys(qtbot: QtBot) -> None:
    dialog = HelpDialog("issues")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.page.key == "issues"
    assert "办结不等于修好" in dialog.reader.toPlainText()
    qtbot.keyClick(dialog.contents, Qt.Key.Key_Down)
    assert dialog.page.key == "feedback"


def test_an_unknown_page_leads_to_the_beginning(qtbot: QtBot) -> None:
    dialog = HelpDialog("nowhere")
    qtbot.addWidget(dialog)
    assert dialog.page.key == "welcome"


def test_a_link_turns_the_page(qtbot: QtBot) -> None:
    dialog = HelpDialog("welcome")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog.reader, Qt.Key.Key_Tab)
    dialog.reader.anchorClicked.emit("today.md")
    assert dialog.page.key == "today"


def test_asking_twice_keeps_one_window(window: MainWindow) -> None:
    first = open_help("welcome", window)
    second = open_help("issues", window)
    assert first is second and second.page.key == "issues"
    assert not second.isModal()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_window(qtbot: QtBot, qapp: QApplication, size: TextSize) -> None:
    theme.apply(qapp, size)
    dialog = HelpDialog("issues")
    qtbot.addWidget(dialog)
    dialog.show()
    for row in range(dialog.contents.count()):
        dialog.contents.setCurrentRow(row)
        wide = dialog.reader.document().size().width()
        assert wide <= dialog.reader.viewport().width() + 1, dialog.page.title
