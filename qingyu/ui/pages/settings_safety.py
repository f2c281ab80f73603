"""备份恢复: backups, the second place, the way back, what is handed to the next team."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qingyu.services import backup, backup_reading
from qingyu.ui.pages.page import Desk
from qingyu.ui.pages.settings_backup import BackupCard
from qingyu.ui.pages.settings_exchange import ExchangeCard
from qingyu.ui.pages.settings_keep import KeepCard
from qingyu.ui.pages.settings_restore import RestoreCard
from qingyu.ui.pages.settings_stick import StickCard
from qingyu.ui.pages.settings_yearbook import YearbookCard
from qingyu.ui.widgets.card_grid import CardGrid
from qingyu.ui.widgets.page_scroll import PageScroll


class SafetyPart(QWidget):
    """The cards of the safety of the book; in practice there is no second place.

    Signals: said(str) with what to tell.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.backup = BackupCard(desk)
        self.stick = None if desk.practice else StickCard(desk)
        self.keep = KeepCard()
        self.restore = RestoreCard(desk)
        self.yearbook = YearbookCard(desk)
        self.exchange = ExchangeCard(desk)
        scroll = PageScroll(self, margin=False)
        grid = CardGrid(even=True)
        scroll.add(grid)
        cards = [
            self.backup, self.stick, self.restore, self.keep, self.yearbook, self.exchange,
        ]  # fmt: skip
        grid.set_cards([card for card in cards if card is not None])
        scroll.column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        for card in (self.backup, self.yearbook, self.exchange):
            card.said.connect(self.said)
        self.backup.made.connect(self.show_state)
        self.keep.save_requested.connect(self._keep)
        if self.stick is not None:
            self.stick.said.connect(self.said)

    def show_state(self) -> None:
        """Reads how old the last backups are, how many are kept, and what was set aside."""
        self.backup.show_last()
        if self.stick is not None:
            self.stick.show_place()
        rule = self._desk.operations.read(backup_reading.kept)
        if rule is not None:
            self.keep.show_rule(rule)
        self.restore.show_state()

    def _keep(self, daily: int, weekly: int, monthly: int) -> None:
        operations = self._desk.operations
        operations.run(backup.keep, daily, weekly, monthly, by=operations.by)
        self.show_state()
