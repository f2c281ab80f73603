"""A notice as a PDF: the GB/T 9704-2012 grid without red head, 版记 or drawn seal."""

import re
from collections.abc import Iterator
from dataclasses import replace

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.notice import Notice, public_version, salutation
from qingyu.domain.notice_value import date_text
from qingyu.printing.fonts import Faces, bundled, clean, preflight
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import FORMAL, LARGE, Align, Grid, Style
from qingyu.printing.text import Run, SetLine, measure, set_text
from qingyu.printing.title import break_title

_LAYOUTS = {"a4": FORMAL, "large": LARGE}
_LATER = {"a3": "A3 海报", "a5x2": "门贴（一张两份）"}
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、")
_SUBHEADING = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_LONGEST_HEADING = 40
_LONGEST_LABEL = 16  # 一、停水时间：…


@frozen
class _Row:
    """One line of the grid; keep: the next row must stay on the same page."""

    line: SetLine | None = None
    x: float = 0
    keep: bool = False


def render(notice: Notice, layout: str = "a4", public: bool = False) -> bytes:
    """The PDF of a notice; public hides names, rooms and telephones that are not the office's."""
    grid = _LAYOUTS.get(layout)
    if grid is None:
        if layout in _LATER:
            raise RuleError(
                f"{_LATER[layout]}这种版式要等以后的版本", "现在可以用 a4（正式）或 large（大字）。"
            )
        raise RuleError(f"没有「{layout}」这种版式", "可以用 a4（正式）或 large（大字）。")
    faces = bundled()
    fit = _fit(public_version(notice) if public else notice, faces)
    rows = [*_head(fit, grid, faces), *_body(fit, grid, faces)]
    found = _pages(rows, list(_tail(fit, grid, faces, 2 if fit.seal else 1)), grid.rows)
    if fit.seal and len(found) > 1:  # a seal can do with less room if that saves a page
        closer = _pages(rows, list(_tail(fit, grid, faces, 1)), grid.rows)
        found = min(found, closer, key=len)
    sheet = Sheet(grid.page, fit.title.replace("\n", ""), faces)
    for number, page in enumerate(found):
        if number:
            sheet.next_page()
        _draw_page(sheet, grid, page)
    return sheet.pdf()


def _fit(notice: Notice, faces: Faces) -> Notice:
    """The notice with unseen characters gone; RuleError names what has no glyph."""
    for where, text in (
        ("标题", notice.title),
        ("文号", notice.number),
        ("称呼", notice.addressee),
        ("正文", notice.body),
        ("联系人", notice.contact),
        ("联系电话", notice.phone),
        ("落款", notice.signed_by),
    ):
        preflight(text, faces.body, where)
    return replace(
        notice,
        title=clean(notice.title).strip(),
        number=clean(notice.number).replace("\n", " ").strip(),
        addressee=clean(notice.addressee).replace("\n", " ").strip(),
        body=re.sub(r"\n[ \u3000]*(?:\n[ \u3000]*)+", "\n\n", clean(notice.body).strip("\n ")),
        contact=clean(notice.contact).replace("\n", " ").strip(),
        phone=clean(notice.phone).replace("\n", " ").strip(),
        signed_by=clean(notice.signed_by).strip(),
    )


def _head(notice: Notice, grid: Grid, faces: Faces) -> Iterator[_Row]:
    title = Style("title", grid.title_size, grid.leading, Align.CENTER)
    body = Style("body", grid.size, grid.leading)
    for part in notice.title.split("\n"):
        widths = [faces.title.width(char) * title.size for char in part]
        lines = break_title(part, widths, grid.width) or [part]
        for text in lines:
            for line in set_text(text, title, grid.width, faces):
                yield _Row(line, keep=True)
    if notice.number:
        for line in set_text(notice.number, replace(body, align=Align.CENTER), grid.width, faces):
            yield _Row(line, keep=True)
    yield _Row(keep=True)
    for line in set_text(salutation(notice), body, grid.width, faces):
        yield _Row(line, keep=True)


def _body(notice: Notice, grid: Grid, faces: Faces) -> Iterator[_Row]:
    style = Style("body", grid.size, grid.leading, Align.JUSTIFY, indent=2)
    for paragraph in notice.body.split("\n"):
        text = paragraph.strip(" \u3000\t")
        if not text:
            yield _Row()
            continue
        runs = _runs(text)
        for line in set_text(runs, style, grid.width, faces):
            yield _Row(line, keep=len(runs) == 1 and bool(runs[0].role))


def _runs(paragraph: str) -> tuple[Run, ...]:
    """The paragraph with its heading, if it begins with one, in the heading's face."""
    role = ""
    if _HEADING.match(paragraph):
        role = "heading"
    elif _SUBHEADING.match(paragraph):
        role = "subheading"
    if not role:
        return (Run(paragraph),)
    colon = paragraph.find("：") + 1
    if 0 < colon <= _LONGEST_LABEL and colon < len(paragraph):
        return (Run(paragraph[:colon], role), Run(paragraph[colon:]))
    stop = paragraph.find("。") + 1
    if 0 < stop <= _LONGEST_HEADING and stop < len(paragraph):
        return (Run(paragraph[:stop], role), Run(paragraph[stop:]))
    # With punctuation at its end it is one item of a list, not a heading.
    if len(paragraph) <= _LONGEST_HEADING and paragraph[-1] not in "。；;，,、…！？：":
        return (Run(paragraph, role),)
    return (Run(paragraph),)


def _tail(notice: Notice, grid: Grid, faces: Faces, gap: int) -> Iterator[_Row]:
    """Signature, date and the note on how to reach us, kept on one page."""
    style = Style("body", grid.size, grid.leading)
    names = [
        line
        for part in notice.signed_by.split("\n")
        if part.strip()
        for line in set_text(part.strip(), style, grid.width - 4 * grid.size, faces)
    ]
    date = date_text(notice.date) if notice.date else ""
    if names or date:
        yield from [_Row(keep=True)] * gap
        dated = set_text(date, style, grid.width, faces)[0]
        name_x, date_x = _signature(grid, [line.width for line in names], dated.width, notice.seal)
        for line, x in zip(names, name_x, strict=True):
            yield _Row(line, x, keep=True)
        if date:
            yield _Row(dated, date_x, keep=True)
    note = _note(notice)
    if note:
        if not (names or date):
            yield _Row(keep=True)
        for line in set_text(f"（{note}）", replace(style, indent=2), grid.width, faces):
            yield _Row(line, keep=True)


def _signature(
    grid: Grid, names: list[float], date: float, seal: bool
) -> tuple[list[float], float]:
    """Where each name and the date begin (GB/T 9704-2012, 7.3.5)."""
    em, right = grid.size, grid.width
    if not date:
        return [right - 2 * em - width for width in names], 0
    if seal:
        middle = right - 4 * em - date / 2
        widest = max(names, default=0.0)
        middle = min(middle, right - widest / 2)
        return [max(0.0, middle - width / 2) for width in names], middle - date / 2
    if not names:
        return [], right - 4 * em - date
    # Without a seal the date begins 2 em right of the name; whichever ends later ends 2 em early.
    widest = max(names)
    name_x = min(right - 2 * em - widest, right - 4 * em - date)
    return [name_x + (widest - width) / 2 for width in names], name_x + 2 * em


def _note(notice: Notice) -> str:
    parts = [
        f"联系人：{notice.contact}" if notice.contact else "",
        f"联系电话：{notice.phone}" if notice.phone and notice.phone not in notice.body else "",
        f"张贴至{date_text(notice.posted_until)}" if notice.posted_until else "",
    ]
    return "，".join(part for part in parts if part)


def _pages(rows: list[_Row], tail: list[_Row], size: int) -> list[list[_Row]]:
    """The rows of each page; the last two of the text go along so no signature stands alone."""
    if tail:
        held = [replace(row, keep=True) for row in rows[-2:]]
        rows = [*rows[:-2], *held, *tail]
    return list(_paginate(rows, size))


def _paginate(rows: list[_Row], size: int) -> Iterator[list[_Row]]:
    start = 0
    while start < len(rows):
        end = min(start + size, len(rows))
        if end < len(rows):
            split = end
            while split > start and rows[split - 1].keep:
                split -= 1
            end = split if split > start else end
        yield rows[start:end]
        start = end
        while start < len(rows) and rows[start].line is None:
            start += 1


def _draw_page(sheet: Sheet, grid: Grid, page: list[_Row]) -> None:
    for index, row in enumerate(page):
        if row.line is not None:
            sheet.line(grid.left + row.x, grid.baseline(index), row.line)
    number = f"— {sheet.page} —"
    style = Style("body", grid.number_size, grid.number_size * 1.4)
    width = measure(number, style, sheet.faces)
    # Odd pages end one character from the right, even pages begin one from the left; 7 mm below.
    odd = sheet.page % 2 == 1
    x = grid.left + (grid.width - width - grid.size if odd else grid.size)
    sheet.text(x, grid.foot - 7 * 72 / 25.4 - 0.38 * grid.number_size, number, style)
