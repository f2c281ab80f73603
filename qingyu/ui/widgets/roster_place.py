"""One place of the wall chart, and the tones that tell people apart beside their names."""


from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from qingyu.domain.duty import Standing
from qingyu.domain.duty_month import RosterCell, RosterDay, Seat
from qingyu.domain.frozen import frozen
from qingyu.ui import theme

PLACE_ROLE = Qt.ItemDataRole.UserRole + 60
DAY_ROLE = Qt.ItemDataRole.UserRole + 61
GROUP_ROLE = Qt.ItemDataRole.UserRole + 62

# Paul Tol's "light" scheme: told apart by colour-blind people too; the name is always beside it.
_TONES = (
    "#77AADD", "#EE8866", "#EEDD88", "#FFAABB", "#99DDFF", "#44BB99", "#BBCC33", "#AAAA00",
    "#BBBBBB",
)  # fmt: skip
_TAGS = {Standing.ABSENT: "缺岗", Standing.STAND_IN: "顶班", Standing.EXTRA: "加班"}


@frozen
class ChartPlace:
    """Where somebody serves or could: the cell, who sits there, or what is missing.

    rank: the person's number among those of the month, for the tone.
    """

    cell: RosterCell
    seat: Seat | None
    missing: str = ""
    rank: int = 0

    @property
    def tag(self) -> str:
        """What is special about the seat, in two characters."""
        if self.seat is None:
            return ""
        if self.seat.standing in _TAGS:
            return _TAGS[self.seat.standing]
        return "已换" if self.seat.changed else ""

    @property
    def words(self) -> str:
        """The place in words: 12月24日早班 陆建芬，值班长，已换."""
        on, shift = self.cell.on, self.cell.shift
        where = f"{on.month}月{on.day}日{shift.name}班"
        if self.seat is None:
            return f"{where} {self.missing}"
        lead = "值班长" if self.seat.lead else ""
        kept = f"明知：{self.seat.kept}" if self.seat.kept else ""
        pinned = "人工定的" if self.seat.pinned else ""
        told = (self.seat.name, lead, self.tag, pinned, kept, self.missing)
        return f"{where} {'，'.join(part for part in told if part)}"


@frozen
class DayHead:
    """The words at the left end of a row: 24 周四, 冬至 or the lunar day; whether it is today."""

    day: RosterDay
    number: str
    weekday: str
    note: str
    today: bool
    words: str


@frozen
class ShiftHead:
    """One shift over its columns: the words, and the column's number among how many."""

    text: str
    nth: int
    of: int


def person_tone(rank: int) -> tuple[QColor, int]:
    """The tone of a person, and in how many pieces its bar is drawn when tones repeat."""
    return QColor(_TONES[rank % len(_TONES)]), rank // len(_TONES) + 1


def soft_tone(rank: int) -> QColor:
    """The ground behind a name, on which ink can be read."""
    look = theme.current()
    tone, _ = person_tone(rank)
    card, share = look.colour("card"), 0.18 if look.dark else 0.3
    mixed = (
        round(ground + (bright - ground) * share)
        for ground, bright in (
            (card.red(), tone.red()), (card.green(), tone.green()), (card.blue(), tone.blue()),
        )
    )  # fmt: skip
    return QColor(*mixed)
