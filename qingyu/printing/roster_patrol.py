"""The checklist of a patrol on A4: known spots with boxes to tick and room for words."""

from qingyu.domain.roster_sheet import PatrolSheet, PatrolSpot
from qingyu.printing.flow import Cell, Flow
from qingyu.printing.fonts import bundled
from qingyu.printing.roster_head import count_pages, foot, title
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A4, BLACK, GREY, INK, LINE, MM, PALE, Align, Style
from qingyu.printing.text import measure

_LEFT = 15 * MM
_WIDTH = A4[0] - 2 * _LEFT
_TOP = A4[1] - 13 * MM
_BOTTOM = 17 * MM
_NO, _BOX = 38.0, 13.0
_TICKS = ("好", "有问题")
_TICKED = 196.0
_NUMBER = Style("strong", 15, 20, Align.CENTER)
_TEXT = Style("plain", 13, 18, color=INK)
_HEAD = Style("plain", 12, 16, Align.CENTER, color=GREY)
_ROW = 42.0
_FOOT = 11.0


def render(words: PatrolSheet) -> bytes:
    """The checklist as a PDF, as many pages as there are spots for."""
    faces = bundled()
    sheet = Sheet(A4, words.title, faces)

    def overleaf(flow: Flow) -> None:
        flow.text(f"{words.title}　接上页", _TEXT, _WIDTH)
        _columns(flow)
        _foot(sheet, words)

    flow = Flow(sheet, _LEFT, _TOP, _BOTTOM, overleaf)
    big = Style("strong", 23, 32, Align.CENTER)
    title(flow, words.neighbourhood, words.title, big, _WIDTH)
    flow.y -= 4
    flow.text(
        "哪天：＿＿＿＿年＿＿月＿＿日　几点：＿＿＿＿　谁去的：＿＿＿＿＿＿＿＿＿＿", _TEXT, _WIDTH
    )
    flow.y -= 2
    for line in words.advice:
        flow.text(f"· {line}", _TEXT, _WIDTH)
    flow.y -= 6
    _columns(flow)
    _foot(sheet, words)
    for number, spot in enumerate(words.spots, 1):
        _spot(flow, number, spot)
    if words.more:
        flow.text(f"还有 {words.more} 处没有列出来，请在电脑上看。", _TEXT, _WIDTH)
    count_pages(sheet, _FOOT)
    return sheet.pdf()


def _columns(flow: Flow) -> None:
    flow.cells(
        [
            Cell("号", _NO, _HEAD, PALE),
            Cell("看哪里", _WIDTH - _NO - _TICKED, _HEAD, PALE),
            Cell("打勾，写几句", _TICKED, _HEAD, PALE),
        ]
    )


def _spot(flow: Flow, number: int, spot: PatrolSpot) -> None:
    sheet = flow.sheet
    where = f"{spot.place.text}\n{spot.note}" if spot.note else spot.place.text
    cells = [
        Cell(str(number), _NO, _NUMBER, middle=True),
        Cell(where, _WIDTH - _NO - _TICKED, _TEXT, middle=True),
        Cell("", _TICKED, _TEXT),
    ]
    flow.need(min(max(flow.height(cells), _ROW), flow.top - flow.bottom - 40))
    top = flow.y
    flow.cells(cells, least=_ROW)
    x = _LEFT + _WIDTH - _TICKED + 9
    for tick in _TICKS:
        sheet.box(x, top - 20, _BOX, _BOX, None, BLACK, 1.1)
        sheet.text(x + _BOX + 4, top - 18, tick, _TEXT)
        x += _BOX + measure(tick, _TEXT, sheet.faces) + 18
    sheet.rule(_LEFT + _WIDTH - _TICKED + 9, top - 36, _LEFT + _WIDTH - 9, top - 36, 0.6, LINE)


def _foot(sheet: Sheet, words: PatrolSheet) -> None:
    phone = f"有危险先拉开人，再打值班电话 {words.phone}" if words.phone else ""
    foot(sheet, 9 * MM, phone, _FOOT, _LEFT, _WIDTH)
