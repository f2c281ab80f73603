"""Icons: every one can be drawn, in the colour asked for, at any scale."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication

import qingyu
from qingyu.paths import resource
from qingyu.ui import icons, theme
from qingyu.ui.theme import TextSize

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))
SOURCES = sorted(Path(qingyu.__file__).parent.rglob("*.py"))
# Where the name of an icon stands when it is not said by `icon=`.
PLACES = {
    "icon": 0, "pixmap": 0, "set_icon": 0, "Card": 0, "EmptyState": 0, "Emptiness": 0,
    "WeatherLook": 0, "_question": 0, "_entry": 1, "Destination": 1,
}  # fmt: skip


def asked(tree: ast.AST) -> Iterator[str]:
    """The icons that a module asks for by name."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        called = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        called = call.func.id if isinstance(call.func, ast.Name) else called
        place = PLACES.get(called, len(call.args))
        named = [word.value for word in call.keywords if word.arg == "icon"]
        for value in (*call.args[place : place + 1], *named):
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
                yield value.value


def test_every_icon_asked_for_is_there_and_none_lies_unused() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES]
    wanted = {name for tree in trees for name in asked(tree)}
    assert len(wanted) > 30
    assert wanted <= set(NAMES)
    text = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    assert [name for name in NAMES if f'"{name}"' not in text] == []


def strongest(picture: QPixmap) -> str:
    """The colour of the most opaque pixel."""
    image = picture.toImage()
    points = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(points, key=lambda colour: colour.alpha()).name().upper()


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_draws_something(qapp: QApplication, name: str) -> None:
    theme.apply(qapp, TextSize.STANDARD)
    assert strongest(icons.pixmap(name, "danger", 24)) == theme.current().palette.danger


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_an_icon_has_the_pixels_of_its_screen(qapp: QApplication, scale: float) -> None:
    picture = icons.pixmap("house", "ink", 20, scale)
    assert picture.width() == round(20 * scale)
    assert picture.devicePixelRatio() == scale


def test_an_icon_follows_the_palette(qapp: QApplication) -> None:
    theme.apply(qapp, TextSize.STANDARD, dark=True)
    assert strongest(icons.pixmap("house", "ink", 24)) == theme.current().palette.ink


def test_an_icon_is_grey_when_disabled(qapp: QApplication) -> None:
    theme.apply(qapp, TextSize.STANDARD)
    grey = icons.icon("house", "ink", 24).pixmap(QSize(24, 24), QIcon.Mode.Disabled)
    assert strongest(grey) == theme.current().palette.disabled


def test_an_icon_is_as_large_as_the_text_asks(qapp: QApplication) -> None:
    theme.apply(qapp, TextSize.HUGE)
    assert icons.pixmap("house").width() == theme.current().icon


def test_an_unknown_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def test_the_licence_lies_beside_the_icons() -> None:
    assert "ISC License" in resource("icons", "LICENSE").read_text(encoding="utf-8")
