"""The answers under the search box: grouped, keyboard only, Enter opens the thing."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from qingyu.domain.changes import Noun
from qingyu.domain.found import NOUN_TITLES, Found
from qingyu.ui.widgets.result_popup import Result, ResultGroup, ResultPopup

_ICONS = {
    Noun.ISSUE: "wrench",
    Noun.RESIDENT: "users",
    Noun.FEEDBACK: "messages-square",
    Noun.BUILDING: "building-2",
    Noun.PUBLIC_PLACE: "map-pin",
    Noun.STEWARD: "users",
    Noun.CONTACT: "phone",
    Noun.NOTICE: "megaphone",
    Noun.ROUND: "clipboard-list",
    Noun.ROUND_LINE: "clipboard-list",
    Noun.FORM: "file-text",
}


class SearchPanel(ResultPopup):
    """What was found, over the page, steered from the search box by ↑ ↓ Enter Esc.

    Signals: chosen(Noun, int).
    """

    chosen = Signal(object, int)

    def __init__(self, box: QLineEdit, over: QWidget) -> None:
        super().__init__(box, over)
        self.result_chosen.connect(lambda found: self.chosen.emit(found.noun, found.id))

    def show_found(self, found: Sequence[Found], typed: str) -> None:
        """Fills the list; without a typed text the panel goes away."""
        if not typed.strip():
            self.hide()
            return
        groups = [
            ResultGroup(NOUN_TITLES[noun], _ICONS[noun], tuple(_result(each) for each in things))
            for noun, things in groupby(found, key=lambda each: each.noun)
        ]
        words = typed.strip()[:20]
        self.show_groups(groups, f"没有找到「{words}」，换个说法试试：地点、姓名拼音、尾号都行")


def _result(found: Found) -> Result:
    words = "  ".join(part for part in (found.number, found.title) if part)
    return Result(found, words, found.detail)
