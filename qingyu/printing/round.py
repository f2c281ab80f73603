"""A round (巡查单、回访单) on A4: large lines with boxes to tick, room for words, bar codes."""

from dataclasses import replace

from qingyu.domain.round import Round, RoundLine, RoundSheet, line_code
from qingyu.domain.round_answer import BoxRow, Way, box_rows
from qingyu.printing.flow import Cell, Flow
from qingyu.printing.fonts import bundled, legible
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A4, BLACK, GREY, LINE, MM, PALE, Align, Style
from qingyu.printing.text import measure

_LEFT = 14 * MM
_WIDTH = A4[0] - 2 * _LEFT
_TOP = A4[1] - 13 * MM
_BOTTOM = 17 * MM
_NO = 46.0
_CODE = 128.0
_WORDS = 36.0  # pt: under the boxes, a rule for words
_BOXES = 26.0  # pt: a row of boxes
_BOX = 14.0
_LEAST = 60.0  # pt: room for the bar code

_TITLE = Style("strong", 24, 32)
_HEAD = Style("plain", 14, 20)
_COLUMNS = Style("plain", 14, 18, color=GREY)
_NUMBER = Style("strong", 26, 34, Align.CENTER)
_TEXT = Style("strong", 16, 22)
_TICK = Style("plain", 15, 20)
_ASKED = Style("plain", 14, 20, color=GREY)
_CAPTION = Style("plain", 14, 16, Align.CENTER)
_FOOT = Style("plain", 14, 18, Align.CENTER, color=GREY)


def render(words: RoundSheet) -> bytes:
    """The round as a PDF: every page names the round, the page and the columns."""
    faces = bundled()
    round_ = words.round
    sheet = Sheet(A4, round_.name, faces)

    def overleaf(flow: Flow) -> None:
        flow.text(f"{round_.name}　接上页", _HEAD, _WIDTH)
        flow.y -= 4
        _columns(flow, round_)
        _foot(sheet, round_)

    flow = Flow(sheet, _LEFT, _TOP, _BOTTOM, overleaf)
    _head(flow, words)
    _columns(flow, round_)
    _foot(sheet, round_)
    notes = words.notes or ("",) * len(round_.lines)
    for line, note in zip(round_.lines, notes, strict=True):
        _line(flow, round_, line, note)
    return sheet.pdf()


def _head(flow: Flow, words: RoundSheet) -> None:
    round_ = words.round
    name = legible(words.neighbourhood, flow.sheet.faces.plain).replace("\n", " ") or "晴雨管家"
    made = f"{round_.made_at.year}年{round_.made_at.month}月{round_.made_at.day}日印"
    flow.text(round_.name, _TITLE, _WIDTH)
    flow.text(f"{name}　{made}　共 {len(round_.lines)} 行", _HEAD, _WIDTH)
    flow.y -= 8
    went = legible(words.walker, flow.sheet.faces.plain).replace("\n", " ") or "＿＿＿＿＿＿＿＿"
    flow.text(f"谁去的：{went}　　哪天：＿＿＿＿年＿＿月＿＿日", _HEAD, _WIDTH)
    flow.text("在方框里打勾，再写几句；回来照行号和方框边的数字录进电脑。", _HEAD, _WIDTH)
    flow.y -= 8


def _columns(flow: Flow, round_: Round) -> None:
    flow.cells(
        [
            Cell("行", _NO, replace(_COLUMNS, align=Align.CENTER), PALE),
            Cell("在哪里，什么事", _WIDTH - _NO - _CODE, _COLUMNS, PALE),
            Cell("扫码", _CODE, replace(_COLUMNS, align=Align.CENTER), PALE),
        ]
    )


def _foot(sheet: Sheet, round_: Round) -> None:
    sheet.text(_LEFT, 9 * MM, f"{round_.name}　第 {sheet.page} 页", _FOOT, _WIDTH)


def _line(flow: Flow, round_: Round, line: RoundLine, note: str) -> None:
    """One line of the round: its two halves stay on one page unless the matter is very long."""
    told = line.told
    cells = [
        Cell(str(line.no), _NO, _NUMBER),
        Cell(f"{told}\n{note}" if note else told, _WIDTH - _NO - _CODE, _TEXT),
        Cell("", _CODE, _HEAD),
    ]
    whole = max(flow.height(cells), _LEAST) + _storey(round_)
    flow.need(min(whole, flow.top - flow.bottom - 60))
    value = line_code(round_.number, line.no)
    x = _LEFT + _WIDTH - _CODE
    flow.sheet.barcode(x + 3, flow.y - 36, value, _CODE - 6, 30)
    flow.sheet.text(x, flow.y - 52, value, _CAPTION, _CODE)
    flow.cells(cells, least=_LEAST)
    _answer(flow, round_)
    flow.sheet.rule(_LEFT, flow.y, _LEFT + _WIDTH, flow.y, 1.4, BLACK)


def _answer(flow: Flow, round_: Round) -> None:
    """Numbered boxes row by row, a rule to write on under them."""
    sheet, whole = flow.sheet, _storey(round_)
    flow.need(whole)
    top = flow.y
    flow.cells([Cell("", _WIDTH, _HEAD)], least=whole)
    results, *judged = box_rows(round_.kind)
    _row(sheet, [results], top - 20)
    if judged:
        _row(sheet, judged, top - 20 - _BOXES)
    sheet.text(_LEFT + 10, top - whole + 10, "写几句", replace(_HEAD, color=GREY))
    sheet.rule(_LEFT + 60, top - whole + 7, _LEFT + _WIDTH - 10, top - whole + 7, 0.7, LINE)


def _storey(round_: Round) -> float:
    """How high the second half of a line is."""
    return _WORDS + _BOXES * min(2, len(box_rows(round_.kind)))


def _row(sheet: Sheet, rows: list[BoxRow], y: float) -> None:
    """The results on one row; what is asked beside, and the way, on another."""
    x = _LEFT + 10
    for row in rows:
        if row.name:
            sheet.text(x, y, row.name, _ASKED)
            x += measure(row.name, _ASKED, sheet.faces) + 6
        for box in row.boxes:
            x = _box(sheet, x, y, f"{box.key} {box.text}", 8 if row.name else 15)
        x += 12
    for way in reversed(Way) if rows[0].name else ():
        x = _box(sheet, x, y, way, 8)


def _box(sheet: Sheet, x: float, y: float, words: str, gap: float) -> float:
    """A box with its words; where the next begins."""
    sheet.box(x, y - 2, _BOX, _BOX, None, BLACK, 1.1)
    sheet.text(x + _BOX + 4, y, words, _TICK)
    return x + _BOX + 4 + measure(words, _TICK, sheet.faces) + gap
