"""One place to post in words: what hangs there, who put it up, and taking it down."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from qingyu.domain.posting import PostingPlace
from qingyu.services.posting import HangingNotice
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.link_line import LinkLine
from qingyu.ui.widgets.page_scroll import PageScroll


class PlaceCard(PageScroll):
    """What hangs at one place, each a link to its notice.

    Signals: notice_requested(int); take_down_requested(int, object) with notice id and posting ids;
    places_requested().
    """

    notice_requested = Signal(int)
    take_down_requested = Signal(int, object)
    places_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=False)
        self._box = EmBox(card=True, margin=(0.9, 0.8), gap=0.4)
        self._lines: list[QWidget] = []
        self.title = words("", "heading", wrap=True)
        self.edit = ActionButton("添加、修改张贴点", "quiet", icon="map-pin")
        self.edit.clicked.connect(self.places_requested)
        self._box.add(self.title)
        self.add(self._box)
        self.column.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def show_place(
        self, place: PostingPlace, copies: Sequence[HangingNotice], today: date
    ) -> None:
        """Show this place."""
        for old in self._lines:
            old.hide()
            old.deleteLater()
        self._lines = []
        self.title.setText(place.name)
        if not copies:
            self._put(words("这里空着，没有贴东西。", "muted", wrap=True))
        for copy in copies:
            self._show_copy(copy, today)

    def _show_copy(self, copy: HangingNotice, today: date) -> None:
        posting = copy.posting
        pill, tone = _pill(copy, today)
        link = LinkLine(copy.line.title, pill, tone, key=posting.notice_id)
        link.requested.connect(lambda ident: self.notice_requested.emit(ident))
        self._put(link)
        up = posting.up_on
        said = f"{up.month}月{up.day}日{posting.up_by}贴"
        if posting.until is not None:
            said += f"，贴到{posting.until.month}月{posting.until.day}日"
        self._put(words(f"　{copy.line.number}　{said}", "muted", wrap=True))
        down = ActionButton("从这里撤下", "quiet", icon="x")
        down.setAccessibleName(f"撤下 {copy.line.title}")
        down.clicked.connect(
            lambda: self.take_down_requested.emit(posting.notice_id, (posting.id,))
        )
        self._box.add(down, align=Qt.AlignmentFlag.AlignLeft)
        self._lines.append(down)

    def _put(self, widget: QWidget) -> None:
        self._box.add(widget)
        self._lines.append(widget)


def _pill(copy: HangingNotice, today: date) -> tuple[str, str]:
    if copy.posting.torn:
        return "撕坏了", "danger"
    until = copy.posting.until
    if until is None:
        return "贴着", "plain"
    days = (until - today).days
    if days < 0:
        return f"过期 {-days} 天", "danger"
    return (f"还有 {days} 天", "good" if days > 1 else "warn") if days else ("今天撤", "warn")
