"""Blank forms (报修单、意见单), two A5 to an A4 page, each with a receipt to tear off."""

from collections.abc import Iterator
from dataclasses import replace

from qingyu.domain.blank_form import BlankForm, FormKind, FormSheet, bar_code
from qingyu.printing.fonts import bundled, legible
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A4, BLACK, GREY, LINE, MM, Align, Style
from qingyu.printing.text import measure, set_text

_HEIGHT = A4[1] / 2
_EDGE = 11 * MM
_TEAR = 415.0  # pt from the left: the receipt hangs to the right of it
_MAIN = _TEAR - 10 - _EDGE
_SIDE = A4[0] - _TEAR - 10 - _EDGE
_BOX = 13.0
_ROW = 28.0
_LINES = 4

_TITLE = Style("strong", 22, 28)
_NUMBER = Style("strong", 20, 26, Align.RIGHT)
_TEXT = Style("plain", 14, 19)
_HINT = Style("plain", 14, 18, color=GREY)
_NAME = Style("plain", 14, 17, color=GREY)
_CENTRE = Style("plain", 14, 18, Align.CENTER)
_ASKED = {
    FormKind.REPAIR: "哪里坏了，什么时候发现的：",
    FormKind.OPINION: "您的意见、建议，或要表扬的人和事：",
}
_BOXES = {
    FormKind.REPAIR: ("急", "不急", "看着有危险"),
    FormKind.OPINION: ("投诉", "建议", "表扬", "咨询", "求助"),
}


def render(words: FormSheet) -> bytes:
    """The forms as a PDF; each half of a page carries one form and its receipt."""
    sheet = Sheet(A4, "空白单", bundled())
    for at, form in enumerate(words.forms):
        if at and at % 2 == 0:
            sheet.next_page()
        low = 0.0 if at % 2 else _HEIGHT
        if at % 2 == 0:
            _cut(sheet, 0, _HEIGHT, A4[0], _HEIGHT)
        _form(sheet, form, _named(sheet, words.neighbourhood), low)
        _receipt(sheet, form, words, low)
    return sheet.pdf()


def _form(sheet: Sheet, form: BlankForm, name: str, low: float) -> None:
    top = low + _HEIGHT - 12 * MM
    sheet.text(_EDGE, top - 20, form.kind, _TITLE)
    sheet.barcode(_EDGE + _MAIN - 160, top - 22, bar_code(form.number), 110, 34)
    sheet.text(_EDGE + _MAIN - 60, top - 10, form.code, _NUMBER, 60)
    y = _wrapped(sheet, _EDGE, top - 42, name, _HINT, _MAIN)
    # A name of two lines takes its room from the lines to write on.
    row = _ROW - max(0.0, top - 60 - y) / _LINES
    y -= 14
    y = _blanks(sheet, y, (("姓名", 0.42), ("电话", 0.58)))
    y = _blanks(sheet, y, (("楼幢", 0.3), ("单元", 0.3), ("室", 0.4)))
    y = _blanks(sheet, y, (("公共部位（楼道、屋面、大门……）", 1.0),))
    y = _ticks(sheet, y, _BOXES[form.kind])
    sheet.text(_EDGE, y, _ASKED[form.kind], _TEXT)
    for line in range(1, _LINES + 1):
        sheet.rule(_EDGE, y - line * row, _EDGE + _MAIN, y - line * row, 0.7, LINE)
    y -= _LINES * row + _ROW - 2
    y = _ticks(sheet, y, ("可以给我回电话", "不用回"))
    _blanks(sheet, y, (("填写日期", 0.6),))


def _receipt(sheet: Sheet, form: BlankForm, words: FormSheet, low: float) -> None:
    _cut(sheet, _TEAR, low + 14, _TEAR, low + _HEIGHT - 14)
    x, top = _TEAR + 10, low + _HEIGHT - 12 * MM
    sheet.text(x, top - 20, "回执", _TITLE)
    sheet.text(x, top - 20, form.code, _NUMBER, _SIDE)
    sheet.barcode(x + 10, top - 64, bar_code(form.number), _SIDE - 20, 36)
    sheet.text(x, top - 84, form.kind, _CENTRE, _SIDE)
    y = top - 112
    for told in ("收件人", "收件日期"):
        sheet.text(x, y, told, _TEXT)
        sheet.rule(x, y - 22, x + _SIDE, y - 22, 0.7, LINE)
        y -= 41
    sheet.text(x, y, "凭这个号码问进展", _TEXT)
    y -= 20
    if phone := _named(sheet, words.phone):
        sheet.text(x, y, "值班电话", _TEXT)
        y = _wrapped(sheet, x, y - 20, phone, replace(_TEXT, role="strong"), _SIDE)
    _wrapped(sheet, x, y - 4, _named(sheet, words.neighbourhood), _NAME, _SIDE)


def _blanks(sheet: Sheet, y: float, asked: tuple[tuple[str, float], ...]) -> float:
    """A row of words with rules to write on, each its share of the width; the next row's y."""
    x = _EDGE
    for told, share in asked:
        width = _MAIN * share
        sheet.text(x, y, told, _TEXT)
        start = x + measure(told, _TEXT, sheet.faces) + 6
        sheet.rule(start, y - 4, x + width - 8, y - 4, 0.7, LINE)
        x += width
    return y - _ROW - 2


def _ticks(sheet: Sheet, y: float, boxes: tuple[str, ...]) -> float:
    x = _EDGE
    for told in boxes:
        sheet.box(x, y - 2, _BOX, _BOX, None, BLACK, 1.0)
        sheet.text(x + _BOX + 5, y, told, _TEXT)
        x += _BOX + 5 + measure(told, _TEXT, sheet.faces) + 14
    return y - _ROW - 2


def _wrapped(sheet: Sheet, x: float, y: float, text: str, style: Style, width: float) -> float:
    """As many lines as the text takes; where the next line would stand."""
    for line in set_text(text, style, width, sheet.faces):
        sheet.line(x, y, line)
        y -= style.leading
    return y


def _named(sheet: Sheet, text: str) -> str:
    return legible(text, sheet.faces.strong).replace("\n", " ")


def _cut(sheet: Sheet, x: float, y: float, to_x: float, to_y: float) -> None:
    """A dashed rule, to cut or tear along."""
    for start_x, start_y, end_x, end_y in _dashes(x, y, to_x, to_y):
        sheet.rule(start_x, start_y, end_x, end_y, 0.8, GREY)


def _dashes(
    x: float, y: float, to_x: float, to_y: float
) -> Iterator[tuple[float, float, float, float]]:
    length = max(to_x - x, to_y - y)
    across = to_x > x
    at = 0.0
    while at < length:
        end = min(at + 6, length)
        yield (x + at, y, x + end, y) if across else (x, y + at, x, y + end)
        at += 11
