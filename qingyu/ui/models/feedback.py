"""The list of feedback, newest first, read on as one scrolls."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QObject, Qt

from qingyu.domain.feedback import Kind, Mood
from qingyu.domain.feedback_list import WANTING, FeedbackLine
from qingyu.domain.feedback_wording import standing_tone
from qingyu.domain.frozen import frozen
from qingyu.domain.wording import moment
from qingyu.ui.models.prepared import Index, PreparedModel
from qingyu.ui.widgets.table_memory import Column

# The stretch before the piece of an id (None: the newest), so many rows of it.
Fetch = Callable[[int | None, int], Sequence[FeedbackLine]]

STRETCH = 100
_MOST_KEPT = 2000
_SHORT = 120
COLUMNS = (
    Column("number", 3.8),
    Column("said", stretch=True, main=True),
    Column("who", 4.6),
    Column("place", 5.6),
    Column("kind", 3.6, hidden=True),
    Column("channel", 4.2, hidden=True),
    Column("received", 6.4),
    Column("issue", 6.4, badge=True),
    Column("answer", 5.6, badge=True),
    Column("mood", 3.0, hidden=True),
)
HEADS = ("编号", "说了什么", "谁", "地点", "类型", "渠道", "时间", "工单", "回音", "情绪")
_KIND_TONES = {Kind.PRAISE: "good", Kind.COMPLAINT: "warn"}
_MOOD_TONES: dict[Mood | None, str] = {
    Mood.URGENT: "danger",
    Mood.UPSET: "warn",
    Mood.GRATEFUL: "good",
}


@frozen
class FeedbackRow:
    """One piece with the words and tones of its cells, in the order of HEADS."""

    line: FeedbackLine
    cells: tuple[str, ...]
    tones: tuple[str, ...]

    @property
    def record(self) -> FeedbackLine:
        """What is opened from the row."""
        return self.line


def row_of(line: FeedbackLine, now: datetime) -> FeedbackRow:
    """The prepared row of a piece; what still wants an issue says so."""
    piece = line.piece
    wanting = line.issue_number is None and piece.kind in WANTING and not piece.no_issue
    issue = "未转工单" if wanting else "不用开" if piece.no_issue else ""
    if line.issue_number is not None:
        issue = f"工单 {line.issue_number:04d}"
    cells = (
        piece.code,
        " ".join(piece.text[: _SHORT * 2].split())[:_SHORT],
        piece.name,
        piece.place.code,
        str(piece.kind),
        str(piece.channel),
        moment(piece.received_at, now),
        issue,
        line.standing.text.removeprefix("已回访 · "),
        str(piece.mood or ""),
    )
    tones = [""] * len(cells)
    tones[4] = _KIND_TONES.get(piece.kind, "")
    tones[7] = "warn" if wanting else "muted"
    tones[8] = standing_tone(line.standing)
    tones[9] = _MOOD_TONES.get(piece.mood, "")
    return FeedbackRow(line, cells, tuple(tones))


class FeedbackModel(PreparedModel[FeedbackRow]):
    """Rows of the filtered list as far as one has scrolled."""

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(HEADS, parent)
        self._fetch = fetch
        self._now = datetime.min
        self._whole = True

    def load(self, now: datetime, *, anew: bool = False) -> None:
        """Read the list again, as many rows as are shown (the first stretch when `anew`)."""
        self._now = now
        many = STRETCH if anew else min(max(STRETCH, len(self._rows)), _MOST_KEPT)
        rows = self._read(None, many)
        if [row.line.piece.id for row in rows] == [row.line.piece.id for row in self._rows]:
            self._replace(rows)
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_of_piece(self, feedback_id: int) -> int | None:
        """In which row a piece stands, or None."""
        found = (at for at, row in enumerate(self._rows) if row.line.piece.id == feedback_id)
        return next(found, None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid():
            return f"{HEADS[index.column()]} {self._rows[index.row()].cells[index.column()]}"
        return super().data(index, role)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._whole

    def fetchMore(self, parent: Index) -> None:
        if parent.isValid() or self._whole:
            return
        rows = self._read(self._rows[-1].line.piece.id if self._rows else None, STRETCH)
        if rows:
            at = len(self._rows)
            self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
            self._rows = [*self._rows, *rows]
            self.endInsertRows()

    def _read(self, before: int | None, many: int) -> list[FeedbackRow]:
        lines = self._fetch(before, many)
        self._whole = len(lines) < many
        return [row_of(line, self._now) for line in lines]
