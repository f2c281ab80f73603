"""Under the wall chart: what was changed since it was published, and who carries how much."""

from dataclasses import replace

from qingyu.domain.roster_sheet import LOADS, LedgerRow, WallSheet, plain, signed
from qingyu.printing.flow import Cell, Column, Flow
from qingyu.printing.styles import GREY, INK, Align, Style
from qingyu.printing.text import set_text

_HEADS = (
    *("姓名", "上月结转", "次数", "加权", "应摊"),
    *("节假日", "夜晚", "顶班加班", "小时", "月底结转"),
)
_SHARES = (2.0, 1.2, 0.9, 0.9, 0.9, 1.0, 0.9, 1.2, 0.9, 1.2)


def changes(flow: Flow, words: WallSheet, width: float, small: float) -> None:
    """The changes since publishing, one line each; nothing when there are none."""
    if not words.changes:
        return
    text = Style("plain", small * 1.15, small * 1.7, color=INK)
    flow.need(min(len(words.changes) + 2, 6) * text.leading + small)
    flow.y -= small
    flow.text("公布以后的换班", Style("strong", small * 1.5, small * 2.2), width)
    for line in words.changes:
        flow.text(f"· {line}", text, width)


def ledger(flow: Flow, words: WallSheet, width: float, size: float) -> None:
    """Everybody's month, beneath the chart when all of it has room there, else on a new page."""
    if not words.ledger:
        return
    text = Style("plain", size, size * 1.3, Align.CENTER, color=INK)
    columns = _columns(width, text)
    rows = [_row(each) for each in words.ledger]
    title = Style("strong", size * 1.5, size * 2.2)
    head = replace(text, size=size * 0.85, leading=size * 1.1, color=GREY)
    meaning = replace(text, align=Align.LEFT, color=GREY)
    told = LOADS + words.carry_words
    under = len(set_text(told, meaning, width, flow.sheet.faces)) * meaning.leading + size
    whole = sum(flow.height(_cells(columns, row)) for row in rows) + 2 * head.leading + under
    flow.need(min(whole + title.leading + size, flow.top - flow.bottom))
    flow.y -= size * 0.6
    flow.text(f"{words.roster.month.text}值班明细，人人可查", title, width)
    flow.table(columns, rows, head)
    flow.y -= size * 0.4
    flow.text(told, meaning, width)


def _columns(width: float, text: Style) -> list[Column]:
    strong = replace(text, role="strong", align=Align.LEFT)
    unit = width / sum(_SHARES)
    return [
        Column(head, share * unit, text if at else strong)
        for at, (head, share) in enumerate(zip(_HEADS, _SHARES, strict=True))
    ]


def _cells(columns: list[Column], row: tuple[str, ...]) -> list[Cell]:
    return [Cell(text, c.width, c.style) for text, c in zip(row, columns, strict=True)]


def _row(each: LedgerRow) -> tuple[str, ...]:
    line = each.line
    return (
        line.name,
        signed(each.before),
        str(line.times),
        plain(line.load),
        plain(line.share),
        str(line.holidays),
        str(line.evenings),
        str(line.extra),
        plain(line.hours),
        signed(line.carry),
    )


