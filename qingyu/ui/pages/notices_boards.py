"""The map of boards: one picture per place with the papers that hang there."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qingyu.domain.posting import PlaceKind, PostingPlace
from qingyu.services.posting import BoardMap, HangingNotice
from qingyu.ui.pages.notices_board_picture import BoardTile
from qingyu.ui.pages.notices_boards_side import PlaceCard
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.flow_row import FlowRow
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.master_detail import MasterDetail
from qingyu.ui.widgets.page_scroll import PageScroll


class BoardMapView(QWidget):
    """Pictures of all places at the left, the chosen one in words at the right.

    Signals: notice_requested(int); places_requested() for adding and editing places;
    take_down_requested(int, object) with notice id and posting ids; proposal_requested().
    """

    notice_requested = Signal(int)
    places_requested = Signal()
    proposal_requested = Signal()
    take_down_requested = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles: list[BoardTile] = []
        self._seen: tuple[BoardMap, date] | None = None
        self._chosen = 0
        self.empty = EmptyState(
            "map-pin", "还没有张贴点", "公告栏、橱窗、各单元楼道都记在这里，就看得见哪里贴着什么。",
            "按楼栋添上各单元楼道", other="自己添加",
        )  # fmt: skip
        self.empty.action_requested.connect(self.proposal_requested)
        self.empty.other_requested.connect(self.places_requested)
        self._scroll = PageScroll(margin=False)
        self._groups = EmBox(gap=0.8)
        self._scroll.add(self._groups)
        self._scroll.column.addStretch(1)
        self.card = PlaceCard()
        self.card.notice_requested.connect(self.notice_requested)
        self.card.take_down_requested.connect(self.take_down_requested)
        self.card.places_requested.connect(self.places_requested)
        self.split = MasterDetail(self._scroll, self.card, shares=(11, 5), back="返回公告栏")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split, 1)
        layout.addWidget(self.empty, 1)

    def show_map(self, found: BoardMap, today: date) -> None:
        """Show what hangs where; the place chosen before stays chosen."""
        self.empty.setVisible(not found.places)
        self.split.setVisible(bool(found.places))
        if self._seen == (found, today):
            return
        self._seen = (found, today)
        self._rebuild(found, today)
        idents = [place.id for place, _ in found.places]
        if self._chosen not in idents:
            self._chosen = next((p.id for p, here in found.places if here), (*idents, 0)[0])
        if found.places:
            self._choose(self._chosen, open_it=False)

    def _rebuild(self, found: BoardMap, today: date) -> None:
        for old in self._groups.findChildren(
            QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
        ):
            old.hide()
            old.deleteLater()
        self.tiles = []
        for title, places in _grouped(found):
            self._groups.add(words(title, "muted"))
            row = FlowRow(gap=0.8)
            for place, here in places:
                tile = BoardTile(place, here, today)
                tile.place_requested.connect(lambda ident: self._choose(ident, open_it=True))
                row.add(tile)
                self.tiles.append(tile)
            self._groups.add(row)

    def _choose(self, ident: int, *, open_it: bool) -> None:
        self._chosen = ident
        for tile in self.tiles:
            tile.setChecked(tile.place.id == ident)
            if tile.place.id == ident:
                self.card.show_place(tile.place, tile.copies, tile.today)
        if open_it:
            self.split.show_detail()


Group = tuple[str, list[tuple[PostingPlace, tuple[HangingNotice, ...]]]]


def _grouped(found: BoardMap) -> list[Group]:
    """The places for everybody first, then the stairwells."""
    groups: dict[str, list[tuple[PostingPlace, tuple[HangingNotice, ...]]]] = {}
    for place, here in found.places:
        title = "楼道" if place.kind is PlaceKind.STAIRS else "公告栏、大门、橱窗"
        groups.setdefault(title, []).append((place, here))
    return list(groups.items())
