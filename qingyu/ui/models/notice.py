"""The posting ledger as a table."""

from datetime import date

from qingyu.domain.posting import LedgerLine, LedgerState
from qingyu.ui.models.cells import CellRow
from qingyu.ui.widgets.table_memory import Column

COLUMNS = (
    Column("number", 4.2),
    Column("title", stretch=True, main=True),
    Column("heed", 8.6),
    Column("places", 3.8, hidden=True),
    Column("left", 5.6),
    Column("state", 4.4, badge=True),
)
HEADS = ("编号", "标题", "要留意", "处数", "还有几天", "状态")
TONES = {
    LedgerState.NOT_UP: "info",
    LedgerState.UP: "good",
    LedgerState.DUE: "danger",
    LedgerState.DOWN: "plain",
    LedgerState.VOID: "plain",
}
_RANKS = {
    LedgerState.DUE: 0,
    LedgerState.UP: 1,
    LedgerState.NOT_UP: 2,
    LedgerState.DOWN: 3,
    LedgerState.VOID: 4,
}
_NO_END = 100_000


def row_of(line: LedgerLine, today: date) -> CellRow:
    """The prepared row of a numbered notice; what is over or void is grey."""
    state, left = line.state(today), line.days_left(today)
    over = state in (LedgerState.DOWN, LedgerState.VOID)
    heed = heed_words(line)
    places = f"{line.hanging} 处" if line.hanging else ""
    plain = "muted" if over else ""
    return CellRow(
        record=line,
        cells=(
            short_number(line, today),
            line.title,
            heed,
            places,
            line.left_words(today),
            str(state),
        ),
        keys=(
            (line.year, line.serial),
            line.title,
            heed,
            line.hanging,
            _NO_END if left is None else left,
            _RANKS[state],
        ),
        tones=(
            plain,
            plain,
            "warn" if line.open_objections or line.torn else "muted",
            plain,
            "danger" if left is not None and left <= 0 else plain,
            TONES[state] if not over else "muted",
        ),
        more=line.number,
        name=line.title,
    )


def short_number(line: LedgerLine, today: date) -> str:
    """The number without the sender: 12号, 2025-12 when it is of another year."""
    return f"{line.serial}号" if line.year == today.year else f"{line.year}-{line.serial}"


def heed_words(line: LedgerLine) -> str:
    """What must not be overlooked: 异议 1、撕坏 1、回执 12."""
    told = (
        f"异议 {line.open_objections}" if line.open_objections else "",
        f"撕坏 {line.torn}" if line.torn else "",
        f"回执 {line.answers}" if line.answers else "",
    )
    return "、".join(part for part in told if part)
