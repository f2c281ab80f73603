"""Colour roles of the window, light and dark, and how well they can be read."""

from typing import NamedTuple

TONES = ("danger", "warn", "good", "info", "plain")


class Palette(NamedTuple):
    """One colour (#RRGGBB) per role; a tone has a mark, a soft ground and an ink for words."""

    ink: str
    muted: str
    placeholder: str
    disabled: str
    paper: str
    card: str
    field: str
    line: str
    edge: str
    soft_edge: str
    hover: str
    selection: str
    focus: str
    teal: str
    teal_hover: str
    teal_press: str
    on_teal: str
    ring_on_teal: str
    nav: str
    nav_hover: str
    nav_selected: str
    nav_text: str
    nav_strong: str
    nav_muted: str
    nav_bar: str
    tip: str
    on_tip: str
    tip_action: str
    practice: str
    on_practice: str
    danger: str
    danger_soft: str
    danger_ink: str
    danger_button: str
    danger_hover: str
    on_danger: str
    warn: str
    warn_soft: str
    warn_ink: str
    good: str
    good_soft: str
    good_ink: str
    info: str
    info_soft: str
    info_ink: str
    plain: str
    plain_soft: str
    plain_ink: str
    chart_first: str
    chart_second: str
    chart_heat: str
    dark: bool = False

    def colour(self, role: str) -> str:
        """The #RRGGBB of a role named as in this class; KeyError for an unknown role."""
        # Asked for with every icon and line painted, so no dict is made for it.
        if role == "dark" or role not in self._fields:
            raise KeyError(role)
        return str(getattr(self, role))

    def roles(self) -> dict[str, str]:
        """Every role with its colour, for style sheets."""
        return {name: colour for name, colour in self._asdict().items() if name != "dark"}


LIGHT = Palette(
    ink="#1E2A2F",
    muted="#566468",
    placeholder="#647378",
    disabled="#8E9B9F",
    paper="#F7F8F5",
    card="#FFFFFF",
    field="#FFFFFF",
    line="#D5DCD9",
    edge="#84928F",
    soft_edge="#C3CDCA",
    hover="#EEF3F1",
    selection="#DDEEEC",
    focus="#1F6F78",
    teal="#1F6F78",
    teal_hover="#195F67",
    teal_press="#134B52",
    on_teal="#FFFFFF",
    ring_on_teal="#F2C14E",
    nav="#16484F",
    nav_hover="#1B5861",
    nav_selected="#1F6F78",
    nav_text="#E3F0EE",
    nav_strong="#FFFFFF",
    nav_muted="#B9D4D2",
    nav_bar="#F2C14E",
    tip="#1E2A2F",
    on_tip="#FFFFFF",
    tip_action="#F2C14E",
    practice="#F2C14E",
    on_practice="#3A2A00",
    danger="#B3261E",
    danger_soft="#FBE9E7",
    danger_ink="#971B15",
    danger_button="#B3261E",
    danger_hover="#971B15",
    on_danger="#FFFFFF",
    warn="#B7791F",
    warn_soft="#FBF1DC",
    warn_ink="#774D0D",
    good="#2F7D4F",
    good_soft="#E4F2E9",
    good_ink="#1F5C39",
    info="#3B6EA8",
    info_soft="#E6EEF7",
    info_ink="#27507E",
    plain="#566468",
    plain_soft="#EAEEEC",
    plain_ink="#3F4D52",
    chart_first="#1F5FA8",
    chart_second="#B4560B",
    chart_heat="#7CC4C4",
)

DARK = Palette(
    ink="#E7EEEC",
    muted="#A9B8B8",
    placeholder="#9AABAB",
    disabled="#6F8080",
    paper="#12191C",
    card="#1B2528",
    field="#141C1F",
    line="#344347",
    edge="#738488",
    soft_edge="#4A5C60",
    hover="#243235",
    selection="#21464B",
    focus="#7CCFD6",
    teal="#5FB8C0",
    teal_hover="#7CCAD1",
    teal_press="#97D8DD",
    on_teal="#06262A",
    ring_on_teal="#06262A",
    nav="#0E2E33",
    nav_hover="#154047",
    nav_selected="#1B5A62",
    nav_text="#DDEBEA",
    nav_strong="#FFFFFF",
    nav_muted="#B9D4D2",
    nav_bar="#F2C14E",
    tip="#E7EEEC",
    on_tip="#182124",
    tip_action="#0F5860",
    practice="#F2C14E",
    on_practice="#3A2A00",
    danger="#F28B82",
    danger_soft="#4A1F1D",
    danger_ink="#FBC0BA",
    danger_button="#F28B82",
    danger_hover="#F7A9A2",
    on_danger="#3A0906",
    warn="#E5AE4E",
    warn_soft="#43310F",
    warn_ink="#F5D292",
    good="#6FBF93",
    good_soft="#173826",
    good_ink="#B0E2C5",
    info="#8AB4E8",
    info_soft="#1C3350",
    info_ink="#C0D8F4",
    plain="#A9B8B8",
    plain_soft="#2A363A",
    plain_ink="#D0DADA",
    chart_first="#7FB2EE",
    chart_second="#F0A24B",
    chart_heat="#1D666F",
    dark=True,
)


def strengthened(palette: Palette) -> Palette:
    """The same palette with every word at 7:1 or better, for 特大 (WCAG AAA)."""
    darker = _STRONG_DARK if palette.dark else _STRONG_LIGHT
    return Palette(dark=palette.dark, **{**palette.roles(), **darker})


_STRONG_LIGHT = {
    "muted": "#414E52", "placeholder": "#48565A", "disabled": "#7B898D", "edge": "#64726F",
    "soft_edge": "#84928F",
    "teal": "#175A62", "teal_hover": "#124C53", "teal_press": "#0E3D43", "focus": "#175A62",
    "nav": "#103A40", "nav_hover": "#15474E", "nav_selected": "#17525A", "nav_muted": "#CFE2E0",
    "danger": "#8F1610", "danger_ink": "#831510", "danger_button": "#8F1610",
    "danger_hover": "#780F0A", "warn": "#7D5109", "warn_ink": "#66400A", "good": "#22613C",
    "good_ink": "#194D2F", "info": "#2A5688", "info_ink": "#1F446C", "plain": "#414E52",
    "plain_ink": "#354246", "chart_first": "#194E8A", "chart_second": "#8F4206",
}

_STRONG_DARK = {
    "muted": "#C2CFCF", "placeholder": "#B4C3C3", "disabled": "#839494", "edge": "#8B9C9F",
    "soft_edge": "#738488",
    "selection": "#1A3A3F", "teal": "#7CCAD1", "teal_hover": "#97D8DD", "teal_press": "#B0E3E7",
    "nav_selected": "#174F56", "nav_muted": "#CFE2E0", "tip_action": "#0A464D",
    "danger": "#F7A9A2", "plain": "#C2CFCF", "chart_heat": "#17525A",
}


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast ratio of two #RRGGBB colours, 1.0 to 21.0."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# Every pair of roles the style sheets put words on: (words, ground).
TEXT_PAIRS = (
    *((words, ground) for words in ("ink", "muted")
      for ground in ("paper", "card", "field", "hover", "selection")),
    *((words, ground) for words in ("placeholder",) for ground in ("field", "paper", "card")),
    *((f"{tone}_ink", ground) for tone in TONES
      for ground in (f"{tone}_soft", "paper", "card", "hover", "selection")),
    *(("on_teal", ground) for ground in ("teal", "teal_hover", "teal_press")),
    ("teal", "card"), ("teal", "paper"), ("ink", "chart_heat"),
    ("on_danger", "danger_button"), ("on_danger", "danger_hover"),
    *((words, ground) for words in ("nav_text", "nav_strong")
      for ground in ("nav", "nav_hover", "nav_selected")),
    ("nav_muted", "nav"),
    ("on_tip", "tip"), ("tip_action", "tip"), ("on_practice", "practice"),
)

# Marks that carry meaning without being words (icons, big figures, rings, edges): (mark, ground).
MARK_PAIRS = (
    *((tone, ground) for tone in TONES for ground in ("card", "paper", f"{tone}_soft")),
    *((mark, ground) for mark in ("focus", "edge") for ground in ("card", "paper", "field")),
    ("focus", "hover"), ("focus", "selection"),
    *((mark, ground) for mark in ("chart_first", "chart_second") for ground in ("card", "paper")),
    ("ring_on_teal", "teal"), ("nav_bar", "nav"), ("nav_bar", "nav_selected"),
    ("on_danger", "danger_button"),
)
