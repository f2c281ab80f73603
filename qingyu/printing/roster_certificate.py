"""The certificate of volunteer hours on A4 landscape, with room for a seal pressed by hand."""

from datetime import date

from qingyu.domain.duty_ledger import YearHours
from qingyu.domain.roster_sheet import CertificateSheet, plain
from qingyu.printing.fonts import bundled, legible
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A4, GREY, INK, MM, Align, Color, Style
from qingyu.printing.text import Run, set_text

_PAGE = (A4[1], A4[0])
_EDGE = 12 * MM
_INNER = 5.0
_COLUMN = 560.0
_TEAL: Color = (0.122, 0.435, 0.471)
_TITLE = Style("title", 40, 56, Align.CENTER, color=INK)
_TEXT = Style("body", 20, 40, Align.JUSTIFY, indent=2, color=INK)
_SIGN = Style("body", 17, 30, Align.CENTER, color=INK)
_SEAL = Style("plain", 10, 14, Align.CENTER, color=GREY)
_SEAL_WIDTH = 250.0
_THANKS = "特此证明，并向本人表示感谢。"


def render(words: CertificateSheet) -> bytes:
    """One page for each person."""
    sheet = Sheet(_PAGE, "志愿服务证明", bundled())
    for at, each in enumerate(words.people):
        if at:
            sheet.next_page()
        _page(sheet, words, each)
    return sheet.pdf()


def _page(sheet: Sheet, words: CertificateSheet, each: YearHours) -> None:
    width, height = _PAGE
    for inset, thick in ((0.0, 2.2), (_INNER, 0.7)):
        edge = _EDGE + inset
        sheet.box(edge, edge, width - 2 * edge, height - 2 * edge, None, _TEAL, thick)
    top = sheet.block(0, height - 36 * MM, "志愿服务证明", _TITLE, width) - 26
    left = (width - _COLUMN) / 2
    for said in (_said(sheet, words, each), (Run(_THANKS),)):
        for line in set_text(said, _TEXT, _COLUMN, sheet.faces):
            sheet.line(left, top - _TEXT.size, line)
            top -= _TEXT.leading
    _seal(sheet, words)


def _said(sheet: Sheet, words: CertificateSheet, each: YearHours) -> tuple[Run, ...]:
    """Who served how often and how long; the last day counted while the year runs."""

    def run(text: str, role: str = "") -> Run:
        return Run(legible(text, sheet.faces.role(role or "body")).replace("\n", " "), role)

    until = f"截至{_day(each.until)}，" if each.until < date(each.year, 12, 31) else ""
    return (
        run(each.name, "title"),
        run(f"同志于{each.year}年在{words.neighbourhood or '本小区'}参加值班志愿服务，"),
        run(f"{until}共值班"),
        run(f"{each.times}", "title"),
        run("班，服务时间"),
        run(plain(each.hours), "title"),
        run("小时。"),
    )


def _seal(sheet: Sheet, words: CertificateSheet) -> None:
    """Name and date lower right; the seal goes over them, so nothing else stands there."""
    x = _PAGE[0] - _EDGE - 26 * MM - _SEAL_WIDTH
    y = _EDGE + 31 * MM
    name = legible(words.neighbourhood, sheet.faces.body).replace("\n", " ")
    lines = set_text(name or " ", _SIGN, _SEAL_WIDTH, sheet.faces)
    for line in lines:
        sheet.line(x, y + (len(lines) - 1) * _SIGN.leading, line)
        y -= _SIGN.leading
    y += (len(lines) - 1) * _SIGN.leading
    sheet.text(x, y - 2, _day(words.printed_on), _SIGN, _SEAL_WIDTH)
    sheet.text(x, y - 26, "（盖章）", _SEAL, _SEAL_WIDTH)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
