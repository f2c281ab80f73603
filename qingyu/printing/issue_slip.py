"""A work slip (工单) on A5: what to do where by when, and room to write and sign."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from qingyu.domain.issue_slip import IssueSlip, Said
from qingyu.printing.flow import Cell, Flow
from qingyu.printing.fonts import bundled, legible
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A5, GREY, LINE, MM, PALE, RED, Align, Style
from qingyu.printing.text import measure

_LEFT = 11 * MM
_WIDTH = A5[0] - 2 * _LEFT
_TOP = A5[1] - 10 * MM
_BOTTOM = 9 * MM
_LABEL_WIDTH = 54.0

_LABEL = Style("plain", 9, 12, Align.CENTER, color=GREY)
_TEXT = Style("plain", 10.5, 14)
_WORDS = Style("plain", 10.5, 15.5, Align.JUSTIFY)
_STRONG = Style("strong", 12.5, 16)
_SMALL = Style("plain", 8, 11, color=GREY)
_BOXES = Style("plain", 9.5, 12)
_OUTCOMES = "☐ 修好　　☐ 部分解决　　☐ 无法解决　　☐ 非本组职责"
_COSTS = "材料　　　　　元　　人工　　　　　元　　合计　　　　　元"
_FUNDS = "☐ 自筹　☐ 维修资金　☐ 街道补助　☐ 众筹　☐ 产权单位　☐ 无"


def render(slip: IssueSlip) -> bytes:
    """The slip as a PDF; long words of residents go on overleaf, the signatures stay whole."""
    faces = bundled()
    number = legible(slip.number, faces.strong).replace("\n", " ")
    sheet = Sheet(A5, f"工单 {number}", faces)

    def overleaf(flow: Flow) -> None:
        sheet.text(_LEFT, flow.y - 9, f"工单 {number}　第{sheet.page}页", _SMALL)
        flow.y -= 16

    flow = Flow(sheet, _LEFT, _TOP, _BOTTOM, overleaf)
    _head(flow, slip, number)
    for row in _facts(slip):
        flow.cells(row, least=20)
    _said(flow, slip)
    _signing(flow, slip)
    return sheet.pdf()


def _head(flow: Flow, slip: IssueSlip, number: str) -> None:
    sheet = flow.sheet
    code_width = 158.0
    has_code = bool(slip.code) and len(slip.code) <= 24
    name = legible(slip.neighbourhood, sheet.faces.plain).replace("\n", " ") or "晴雨管家"
    flow.text(f"{name}　工单", replace(_SMALL, size=9.5, leading=13), _WIDTH - code_width)
    size = 24.0
    room = _WIDTH - (code_width if has_code else 0) - 8
    while size > 12 and measure(number, Style("strong", size, 30), sheet.faces) > room:
        size -= 1
    flow.text(number, Style("strong", size, size * 1.3), room)
    if has_code:
        sheet.barcode(_LEFT + _WIDTH - code_width + 10, _TOP - 36, slip.code, code_width, 34)
        below = Style("plain", 8, 10, Align.CENTER)
        sheet.text(_LEFT + _WIDTH - code_width + 10, _TOP - 45, slip.code, below, code_width)
    flow.y = min(flow.y, _TOP - 50) - 4


def _facts(slip: IssueSlip) -> Iterator[list[Cell]]:
    yield [_label("地点"), Cell(slip.place or "（未写明）", _WIDTH - _LABEL_WIDTH, _STRONG)]
    yield [_label("事项"), Cell(slip.matter, _WIDTH - _LABEL_WIDTH, _STRONG)]
    urgent = slip.dangerous or slip.urgency == "紧急"
    urgency = f"{slip.urgency}　有危险，先排险" if slip.dangerous else slip.urgency
    style = replace(_TEXT, role="strong", color=RED) if urgent else _TEXT
    yield _pair(("类别", slip.category, _TEXT), ("紧急程度", urgency, style))
    registered = f"{slip.reported_at.year}年" if slip.reported_at else ""
    registered += _when(slip.reported_at)
    yield _pair(
        ("登记时间", registered, _TEXT),
        ("最先到场", _when(slip.respond_at), _TEXT),
    )
    yield _pair(
        ("排除危险", _when(slip.safe_at), style if slip.safe_at else _TEXT),
        ("办完期限", _when(slip.finish_at), replace(_TEXT, role="strong")),
    )
    third = (_WIDTH - 3 * 36) / 3
    people = (("承办", slip.handler), ("牵头", slip.lead), ("监督", slip.supervisor))
    yield [
        cell
        for label, name in people
        for cell in (Cell(label, 36, _LABEL, PALE), Cell(name, third, _TEXT))
    ]
    for label, text in (("答应居民", slip.promise), ("提醒", slip.remark)):
        if text:
            yield [_label(label), Cell(text, _WIDTH - _LABEL_WIDTH, _TEXT)]


def _said(flow: Flow, slip: IssueSlip) -> None:
    if not slip.said:
        return
    flow.need(70)
    flow.cells([Cell("居民怎么说", _WIDTH, replace(_LABEL, align=Align.LEFT), PALE)])
    top_page = flow.sheet.page
    top = flow.y
    flow.y -= 3
    for said in slip.said:
        inner = _WIDTH - 12
        who = _who(said)
        if who:
            flow.need(2 * _WORDS.leading)
            flow.text(who, replace(_SMALL, size=8.5, leading=12.5), inner, x=6)
        flow.text(said.text, _WORDS, inner, x=6)
        flow.y -= 3
    if flow.sheet.page == top_page:
        flow.sheet.box(_LEFT, flow.y, _WIDTH, top - flow.y, None, LINE, 0.6)


def _signing(flow: Flow, slip: IssueSlip) -> None:
    """Room for the result, the costs and three signatures; takes what the page has left."""
    least, row, signs = 52.0, 21.5, 50.0
    flow.need(least + 3 * row + signs)
    space = min(190.0, max(least, flow.room - 3 * row - signs))
    value = _WIDTH - _LABEL_WIDTH
    flow.cells([_label("办理经过"), Cell("", value, _TEXT)], least=space)
    flow.cells([_label("结果"), Cell(_OUTCOMES, value, _BOXES)], least=row)
    flow.cells([_label("费用"), Cell(_COSTS, value, _BOXES)], least=row)
    flow.cells([_label("资金来源"), Cell(slip.funding or _FUNDS, value, _BOXES)], least=row)
    _signatures(flow, signs)
    if slip.printed_at:
        printed = f"打印于{slip.printed_at.year}年{_when(slip.printed_at)}"
        right = replace(_SMALL, size=7, align=Align.RIGHT)
        flow.sheet.text(_LEFT, _BOTTOM - 10, printed, right, _WIDTH)


def _signatures(flow: Flow, height: float) -> None:
    third = _WIDTH / 3
    top = flow.y
    flow.cells([Cell("", third, _TEXT)] * 3, least=height)
    left = replace(_LABEL, align=Align.LEFT)
    right = replace(_LABEL, align=Align.RIGHT)
    for index, who in enumerate(("承办人签字", "验收人签字", "居民签字")):
        x = _LEFT + index * third
        flow.sheet.text(x + 6, top - 13, who, left)
        flow.sheet.text(x, flow.y + 6, "年　　月　　日", right, third - 8)


def _label(text: str) -> Cell:
    return Cell(text, _LABEL_WIDTH, _LABEL, PALE)


def _pair(*pairs: tuple[str, str, Style]) -> list[Cell]:
    width = _WIDTH / 2 - _LABEL_WIDTH
    return [
        cell for label, text, style in pairs for cell in (_label(label), Cell(text, width, style))
    ]


def _who(said: Said) -> str:
    parts = (said.who, said.channel, _when(said.at) if said.at else "")
    return "　".join(part for part in parts if part)


def _when(moment: datetime | None) -> str:
    if moment is None:
        return "—"
    return f"{moment.month}月{moment.day}日 {moment:%H:%M}"
