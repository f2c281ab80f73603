"""Every field of every page is kept as a draft, or stands in the list of those that need not be."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from qingyu.ui import catalogue
from qingyu.ui.pages.page import Page
from qingyu.ui.widgets import draft_fields
from qingyu.ui.widgets.draft_form import form_of
from qingyu.ui.window import MainWindow

_FILTER, _SAVES = "a filter", "saves itself 1.2 s after the first key"
# By page and accessible name, with the reason.
NOT_KEPT = {
    ("issues", "按字筛选"): _FILTER,
    ("neighbourhood", "筛选住户"): _FILTER,
    ("neighbourhood", "筛选楼栋"): _FILTER,
    ("neighbourhood", "筛选公共部位"): _FILTER,
    ("neighbourhood", "筛选管家"): _FILTER,
    ("neighbourhood", "筛选通讯录"): _FILTER,
    ("settings", "在回收站里找"): _FILTER,
    ("feedback", "找要并入的工单"): "a search",
    ("review", "大家怎么说"): _SAVES,
    ("review", "主持人"): _SAVES,
    ("review", "记录人"): _SAVES,
    ("review", "地点"): _SAVES,
    ("review", "列席"): _SAVES,
}


def text_fields(root: QWidget) -> Iterator[QWidget]:
    kinds = (QLineEdit, QPlainTextEdit, QTextEdit)
    for each in root.findChildren(QWidget):
        if isinstance(each, kinds) and draft_fields.is_text(each):
            yield each


def show_everything(window: MainWindow, entry: catalogue.Entry) -> Page:
    page = window.show_page(entry.destination.key)
    for room in ("month", "day", "people", "ledger", "handover", "weather", "shifts"):
        getattr(page, "show_room", lambda _key: None)(room)
    for section in ("residents", "buildings", "places", "stewards", "contacts"):
        getattr(page, "show_section", lambda _key: None)(section)
    for part in ("charts", "formula", "now", "after", "promises", "agenda"):
        try:
            getattr(page, "show_part", lambda _key: None)(part)
        except KeyError:
            continue
    for tab in ("journal", "recycle", "about"):
        getattr(page, "show_tab", lambda _key: None)(tab)
    for mode in ("ledger", "boards", "compose"):
        getattr(getattr(page, "views", None), "show_mode", lambda _key: None)(mode)
    return page


@pytest.mark.parametrize(
    "entry", [*catalogue.ENTRIES, catalogue.WELCOME], ids=lambda each: each.destination.key
)
def test_every_text_field_belongs_to_a_draft(
    window: MainWindow, entry: catalogue.Entry
) -> None:
    page = show_everything(window, entry)
    loose = [each for each in text_fields(page) if form_of(each) is None]
    key = entry.destination.key
    excused = {name for page_key, name in NOT_KEPT if page_key == key}
    assert {each.accessibleName() for each in loose} == excused
