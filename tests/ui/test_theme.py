"""One call changes everything: font, colours, sheet, and every widget that is open."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from qingyu.paths import resource
from qingyu.ui import theme
from qingyu.ui.palette import TEXT_PAIRS
from qingyu.ui.theme import TextSize
from qingyu.ui.window import MainWindow


@pytest.mark.parametrize("size", TextSize)
def test_the_bundled_font_is_used_in_the_chosen_size(qapp: QApplication, size: TextSize) -> None:
    theme.apply(qapp, size)
    assert qapp.font().pointSize() == size.value
    assert QFontInfo(qapp.font()).family() == theme.FAMILY


def test_the_theme_in_force_can_be_asked_for(qapp: QApplication) -> None:
    applied = theme.apply(qapp, TextSize.LARGE, dark=True)
    assert theme.current() == applied
    assert applied.dark and not applied.huge
    assert applied.px(1.0) == 20


def test_colours_of_the_application_follow(qapp: QApplication) -> None:
    light = theme.apply(qapp, TextSize.STANDARD)
    assert qapp.palette().color(QPalette.ColorRole.WindowText) == light.colour("ink")
    dark = theme.apply(qapp, TextSize.STANDARD, dark=True)
    assert qapp.palette().color(QPalette.ColorRole.Window) == dark.colour("paper")


def test_what_is_open_follows_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, TextSize.STANDARD)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    layout = QVBoxLayout(dialog)
    title, action = QLabel("标题"), QPushButton("保存")
    title.setProperty("look", "title")
    layout.addWidget(title)
    layout.addWidget(action)
    dialog.ensurePolished()
    before = title.sizeHint().height(), action.sizeHint().height()
    theme.apply(qapp, TextSize.HUGE)
    after = title.sizeHint().height(), action.sizeHint().height()
    assert all(
        new == pytest.approx(old * 1.5, rel=0.1) for old, new in zip(before, after, strict=True)
    )


def test_lengths_are_multiples_of_the_text(qapp: QApplication) -> None:
    look = theme.apply(qapp, TextSize.STANDARD)
    assert (look.px(1), look.px(2.5), look.px(0.01), look.px(0)) == (16, 40, 1, 0)
    assert look.two_line_row > look.row > look.control - look.gap


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", TextSize)
def test_the_style_sheet_has_nothing_left_to_fill_in(
    qapp: QApplication, size: TextSize, dark: bool
) -> None:
    sheet = theme.style_sheet(theme.apply(qapp, size, dark))
    assert "$" not in sheet
    assert not re.search(r"\d+em\b", sheet)
    for path in re.findall(r'url\("([^"]+)"\)', sheet):
        assert Path(path).is_file()


def test_a_ring_takes_the_room_of_edge_and_padding(qapp: QApplication) -> None:
    sheet = theme.style_sheet(theme.apply(qapp, TextSize.STANDARD))
    assert "padding: 7px 16px" in sheet
    assert "padding: 6px 15px" in sheet


def test_every_control_that_takes_the_focus_has_a_ring(qapp: QApplication) -> None:
    sheet = theme.style_sheet(theme.apply(qapp, TextSize.STANDARD))
    for control in (
        "QPushButton",
        "QToolButton",
        "QCheckBox",
        "QLineEdit",
        "QPlainTextEdit",
        "QComboBox",
        "QSpinBox",
        "QDateEdit",
        "QTableView",
        "QListView",
        "QTabBar",
    ):
        assert re.search(rf"{control}[^{{}},]*:focus", sheet), control


def test_words_and_grounds_of_one_rule_are_checked_pairs(qapp: QApplication) -> None:
    text = "".join(p.read_text(encoding="utf-8") for p in resource("qss").glob("*.qss"))
    for body in re.findall(r"{([^}]*)}", text):
        words = re.search(r"(?<![-\w])color: \$(\w+)", body)
        ground = re.search(r"background: \$(\w+)", body)
        if words and ground and "disabled" not in words[1]:
            assert (words[1], ground[1]) in TEXT_PAIRS


def test_the_window_carries_the_style_sheet_and_changes_it(
    window: MainWindow, qapp: QApplication
) -> None:
    assert window.styleSheet() == theme.style_sheet(theme.current())
    assert not qapp.styleSheet()
    window.set_text_size(TextSize.HUGE)
    assert window.styleSheet() == theme.style_sheet(theme.current())
    owned = QDialog(window)
    theme.dress(owned)
    assert not owned.styleSheet()


def test_no_dialog_is_left_without_the_look() -> None:
    sources = (Path(theme.__file__).parent / "dialogs").glob("*.py")
    for source in sources:
        text = source.read_text(encoding="utf-8")
        assert text.count("(QDialog):") <= text.count("theme.dress(self)"), source.name
