"""The look of the whole window: text size, colours, bundled font and style sheet, at once."""

import logging
import re
import sys
from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from qingyu.domain.frozen import frozen
from qingyu.domain.pattern import pattern
from qingyu.paths import resource
from qingyu.ui.palette import DARK, LIGHT, Palette, strengthened

log = logging.getLogger(__name__)

FAMILY = "Noto Sans SC"
_FONT_FILES = ("NotoSansSC_400Regular.ttf", "NotoSansSC_700Bold.ttf")
_SHEETS = ("base", "controls", "fields", "views", "shell", "content")
_ROLE = pattern(r"\$(\w+)")
_EM = re.compile(r"(?<![\w#.])(-?\d*\.?\d+)em([-+]\dpx)?\b")
# The theme lives on the application object, so that there is no module state to reset.
_THEME, _FONTS, _DRESSED = "qingyuTheme", "qingyuFonts", "qingyuDressed"


class TextSize(Enum):
    """The three text sizes a steward may choose; the value is in points."""

    STANDARD = 12
    LARGE = 15
    HUGE = 18

    @property
    def label(self) -> str:
        """The word on the switch: 标准, 大 or 特大."""
        return {12: "标准", 15: "大", 18: "特大"}[self.value]


@frozen
class Theme:
    """What widgets need to know of the look: size, colours, and lengths in pixels."""

    size: TextSize = TextSize.STANDARD
    dark: bool = False
    palette: Palette = LIGHT
    em: float = 16.0

    def px(self, ems: float) -> int:
        """So many times the text size, in whole pixels, at least 1 for anything above zero."""
        pixels = round(ems * self.em)
        return pixels if ems <= 0 else max(1, pixels)

    def colour(self, role: str) -> QColor:
        """The colour of a palette role."""
        return QColor(self.palette.colour(role))

    @property
    def huge(self) -> bool:
        """Whether the 特大 layout is on: rows in two lines, icons over words, one pane."""
        return self.size is TextSize.HUGE

    @property
    def row(self) -> int:
        """Height of a one-line table row."""
        return self.px(2.6)

    @property
    def two_line_row(self) -> int:
        """Height of a two-line list row."""
        return self.px(3.7)

    @property
    def control(self) -> int:
        """Height of a button or an input."""
        return self.px(2.5)

    @property
    def icon(self) -> int:
        """Side of an icon beside words."""
        return self.px(1.25)

    @property
    def gap(self) -> int:
        """Space between neighbours that belong together."""
        return self.px(0.5)

    @property
    def space(self) -> int:
        """Space between blocks, and the inner margin of a card."""
        return self.px(1.0)

    @property
    def margin(self) -> int:
        """Outer margin of a page."""
        return self.px(1.25)


def application() -> QCoreApplication:
    """The application of this process, made now if there is none; every system draws it alike."""
    # setStyle() would answer with a QStyle, and PySide6 then make its five hundred enum members.
    return QApplication.instance() or QApplication([*sys.argv[:1], "-style", "fusion"])


def apply(app: QApplication, size: TextSize, dark: bool = False) -> Theme:
    """The theme now in force: font, palette and style sheet of everything open and to come."""
    _load_fonts(app)
    theme = _theme_for(app, size, dark)
    if theme == app.property(_THEME):
        return theme
    app.setProperty(_THEME, theme)
    font = QFont(FAMILY)
    font.setPointSize(size.value)
    app.setFont(font)
    app.setPalette(_qt_palette(theme.palette))
    tops: list[QApplication | QWidget] = [app, *app.topLevelWidgets()]
    for top in tops:
        if top.property(_DRESSED):
            top.setStyleSheet(style_sheet(theme))
    return theme


def dress(top: QApplication | QWidget) -> None:
    """Give a window the style sheet of the theme, now and after each change of it.

    Whatever is put into it follows. A window whose application or owner has it needs none.
    """
    # On the application, it would style a part anew each time one of the parts around it is put
    # in its place; on the window, once, when it comes into the window.
    owners: list[QApplication | QWidget | None] = [_app()]
    if isinstance(top, QWidget):
        owner = top.parentWidget()
        owners += [owner, owner.window()] if owner is not None else []
    if any(each is not None and each.property(_DRESSED) for each in owners):
        return
    top.setProperty(_DRESSED, True)
    top.setStyleSheet(style_sheet(current()))


def current() -> Theme:
    """The theme in force, or the light standard one before any was applied."""
    app = QApplication.instance()
    theme = app.property(_THEME) if app is not None else None
    return theme if isinstance(theme, Theme) else Theme()


def changed(event: QEvent) -> bool:
    """Whether this change event means that the theme changed, so sizes and icons must follow."""
    return event.type() == QEvent.Type.StyleChange


def set_look(widget: QWidget, name: str, value: str | bool) -> None:
    """Give the widget a property the style sheet selects on, and show it at once."""
    if (widget.property(name) or False) == (value or False):
        return
    widget.setProperty(name, value)
    look_again(widget)


def look_again(widget: QWidget) -> None:
    """Give the widget the look the style sheet has for it now."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        # It gets its look when it is first shown.
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _app() -> QApplication | None:
    app = QApplication.instance()
    return app if isinstance(app, QApplication) else None


@lru_cache(maxsize=8)
def style_sheet(theme: Theme) -> str:
    """The Qt style sheet for a theme, from resources/qss with roles and em lengths filled in."""
    images = resource("qss", "dark" if theme.dark else "light").as_posix()
    text = "\n".join(
        resource("qss", f"{name}.qss").read_text(encoding="utf-8") for name in _SHEETS
    )
    sized = _EM.sub(lambda found: _pixels(theme, found), text)
    roles = {**theme.palette.roles(), "images": images}
    return _ROLE.sub(lambda found: roles[found[1]], sized)


def _pixels(theme: Theme, found: re.Match[str]) -> str:
    # "1em-1px" keeps the words still while a focus ring takes one pixel more than the edge did.
    more = int(found[2][:2]) if found[2] else 0
    return f"{theme.px(float(found[1])) + more}px"


def _theme_for(app: QApplication, size: TextSize, dark: bool) -> Theme:
    palette = DARK if dark else LIGHT
    if size is TextSize.HUGE:
        palette = strengthened(palette)
    dots = app.primaryScreen().logicalDotsPerInchY()
    return Theme(size, dark, palette, size.value * dots / 72)


def _load_fonts(app: QApplication) -> None:
    if app.property(_FONTS):
        return
    app.setProperty(_FONTS, True)
    for name in _FONT_FILES:
        if QFontDatabase.addApplicationFont(str(resource("fonts", name))) < 0:
            log.warning("font %s could not be loaded; the system's own is used", name)


def _qt_palette(roles: Palette) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette(QColor(roles.card), QColor(roles.paper))
    pairs = {
        role.Window: roles.paper, role.WindowText: roles.ink, role.Base: roles.field,
        role.AlternateBase: roles.hover, role.Text: roles.ink, role.Button: roles.card,
        role.ButtonText: roles.ink, role.BrightText: roles.danger, role.Link: roles.teal,
        role.LinkVisited: roles.teal, role.Highlight: roles.teal,
        role.HighlightedText: roles.on_teal, role.ToolTipBase: roles.tip,
        role.ToolTipText: roles.on_tip, role.PlaceholderText: roles.placeholder,
        role.Accent: roles.teal, role.Mid: roles.line, role.Midlight: roles.line,
        role.Dark: roles.edge, role.Light: roles.card, role.Shadow: roles.edge,
    }
    for name, colour in pairs.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(roles.disabled))
    return palette
