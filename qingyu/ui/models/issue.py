"""The list of issues as a table that reads on as one scrolls and lets the book sort."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QObject, Qt

from qingyu.domain.category import find as find_category
from qingyu.domain.frozen import frozen
from qingyu.domain.issue import Issue, Urgency
from qingyu.domain.issue_list import Order
from qingyu.domain.issue_wording import due_tone, due_words, state_tone, unsafe
from qingyu.domain.wording import moment
from qingyu.ui.models.prepared import Index, PreparedModel
from qingyu.ui.widgets.roles import SORT_ROLE
from qingyu.ui.widgets.table_memory import Column

Fetch = Callable[[Order, bool, int, int], Sequence["IssueRow"]]

STRETCH = 100
_MOST_KEPT = 2000
COLUMNS = (
    Column("number", 3.6),
    Column("matter", stretch=True, main=True),
    # The matter names its place already.
    Column("place", 6.0, hidden=True),
    Column("category", 5.8),
    Column("urgency", 3.6),
    Column("state", 5.6),
    Column("due", 7.9, badge=True),
    Column("handler", 4.8, hidden=True),
    Column("reported", 6.4, hidden=True, in_second_line=False),
)
HEADS = ("编号", "事项", "地点", "类别", "急缓", "状态", "期限", "承办", "报来时间")
_ORDERS = (
    Order.NUMBER,
    Order.TITLE,
    Order.PLACE,
    Order.CATEGORY,
    Order.URGENCY,
    Order.STATE,
    Order.DUE,
    None,
    Order.REPORTED,
)


@frozen
class IssueRow:
    """One issue with the words and tones of its cells, in the order of HEADS."""

    issue: Issue
    cells: tuple[str, ...]
    tones: tuple[str, ...]

    @property
    def record(self) -> Issue:
        """What is opened from the row."""
        return self.issue


def row_of(issue: Issue, handler: str, now: datetime) -> IssueRow:
    """The prepared row of an issue; urgent ones are said in red and in words."""
    category = find_category(issue.category)
    urgent = issue.urgency is Urgency.EMERGENCY and issue.is_open
    danger = unsafe(issue)
    unreached = issue.unreachable and not issue.is_open
    cells = (
        issue.code,
        f"[危险] {issue.heading}" if danger else issue.heading,
        issue.place.code,
        category.name if category else issue.category,
        str(issue.urgency),
        str(issue.state),
        "联系不上" if unreached else due_words(issue, now),
        handler or "—",
        moment(issue.reported_at, now),
    )
    tones = [""] * len(cells)
    tones[1] = "danger" if danger or urgent else ""
    tones[4] = "danger" if urgent else ""
    tones[5] = "" if issue.is_open and state_tone(issue, now) != "warn" else "muted"
    tones[6] = "warn" if unreached else due_tone(issue, now)
    return IssueRow(issue, cells, tuple(tones))


class IssueModel(PreparedModel[IssueRow]):
    """Rows of the filtered list as far as one has scrolled; `kept` stands first if filtered out."""

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(HEADS, parent)
        self._fetch = fetch
        self._kept: IssueRow | None = None
        self._read = 0
        self._total = 0
        self._order: tuple[Order, bool] = (Order.DUE, False)
        self._loaded = False

    def load(self, total: int, kept: IssueRow | None = None, *, anew: bool = False) -> None:
        """Read the list again, as many rows as are shown (the first stretch when `anew`)."""
        self._loaded = True
        self._total = total
        self._kept = kept
        many = STRETCH if anew else min(max(STRETCH, self._read), _MOST_KEPT)
        rows = list(self._fetch(*self._order, 0, many))
        self._read = len(rows)
        if kept is not None and all(row.issue.id != kept.issue.id for row in rows):
            rows.insert(0, kept)
        if [row.issue.id for row in rows] == [row.issue.id for row in self._rows]:
            self._replace(rows)
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_of_issue(self, issue_id: int) -> int | None:
        """In which row an issue stands, or None."""
        found = (at for at, row in enumerate(self._rows) if row.issue.id == issue_id)
        return next(found, None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == SORT_ROLE:
            return super().data(index)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid():
            return f"{HEADS[index.column()]} {self._rows[index.row()].cells[index.column()]}"
        return super().data(index, role)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._read < self._total

    def fetchMore(self, parent: Index) -> None:
        if parent.isValid():
            return
        fresh = self._fetch(*self._order, self._read, STRETCH)
        self._read = self._read + len(fresh) if fresh else self._total
        known = {row.issue.id for row in self._rows}
        rows = [row for row in fresh if row.issue.id not in known]
        if rows:
            at = len(self._rows)
            self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
            self._rows = [*self._rows, *rows]
            self.endInsertRows()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        wanted = _ORDERS[column] if 0 <= column < len(_ORDERS) else Order.DUE
        if wanted is None:
            return
        self._order = (wanted, order is Qt.SortOrder.DescendingOrder)
        if self._loaded:
            self.load(self._total, self._kept, anew=True)
