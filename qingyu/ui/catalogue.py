"""Which pages there are, in the order of the navigation; each is imported when first shown."""

import importlib
import sys
from types import ModuleType
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from qingyu.domain.changes import Noun
from qingyu.ui.pages.page import Desk, Page
from qingyu.ui.widgets.navigation_rail import Destination


class Entry(NamedTuple):
    """One page: where the navigation leads, where its class lives, which nouns open on it."""

    destination: Destination
    module: str
    name: str
    nouns: frozenset[Noun] = frozenset()


def _entry(key: str, icon: str, title: str, shortcut: str, name: str, *nouns: Noun) -> Entry:
    destination = Destination(key, icon, title, shortcut)
    return Entry(destination, f"qingyu.ui.pages.{key}", name, frozenset(nouns))


ENTRIES = (
    _entry("today", "house", "今日", "Ctrl+1", "TodayPage"),
    _entry("reception", "door-open", "接待", "Ctrl+2", "ReceptionPage", Noun.FORM),
    _entry("issues", "wrench", "工单", "Ctrl+3", "IssuesPage", Noun.ISSUE),
    _entry(
        "feedback",
        "messages-square",
        "反馈回访",
        "Ctrl+4",
        "FeedbackPage",
        Noun.FEEDBACK,
        Noun.ROUND,
        Noun.ROUND_LINE,
    ),
    _entry("duty", "calendar-days", "值班", "Ctrl+5", "DutyPage", Noun.DUTY),
    _entry("review", "clipboard-list", "周例会", "Ctrl+6", "ReviewPage"),
    _entry("notices", "megaphone", "通知公示", "Ctrl+7", "NoticesPage", Noun.NOTICE),
    _entry("barometer", "cloud-sun", "晴雨表", "Ctrl+8", "BarometerPage"),
    _entry(
        "neighbourhood",
        "building-2",
        "楼栋住户",
        "Ctrl+9",
        "NeighbourhoodPage",
        Noun.BUILDING,
        Noun.HOUSEHOLD,
        Noun.RESIDENT,
        Noun.PUBLIC_PLACE,
        Noun.STEWARD,
        Noun.CONTACT,
    ),
    _entry("settings", "settings", "设置", "Ctrl+0", "SettingsPage", Noun.NEIGHBOURHOOD),
)
WELCOME = Entry(Destination("welcome", "house", "开始"), "qingyu.ui.pages.welcome", "WelcomePage")


def build(entry: Entry, desk: Desk, parent: QWidget) -> Page:
    """A new page of this entry."""
    page: Page = getattr(load(entry), entry.name)(desk, parent)
    return page


def is_loaded(entry: Entry) -> bool:
    """Whether the module of this entry was imported before."""
    return entry.module in sys.modules


def load(entry: Entry) -> ModuleType:
    """The module of this entry, imported now unless it was before."""
    return importlib.import_module(entry.module)


def find(key: str) -> Entry:
    """The entry with this key."""
    return next(entry for entry in (*ENTRIES, WELCOME) if entry.destination.key == key)


def home_of(noun: Noun) -> Entry:
    """The page on which things of this noun open."""
    return next((entry for entry in ENTRIES if noun in entry.nouns), ENTRIES[0])
