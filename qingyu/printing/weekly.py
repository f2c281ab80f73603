"""The weekly list of issues on one A4 page, for the review table or (masked) the notice board."""

from dataclasses import replace
from datetime import date

from qingyu.domain.frozen import frozen
from qingyu.domain.masking import mask_name, mask_text
from qingyu.domain.weekly_sheet import WeeklyLine, WeeklySection, WeeklySheet
from qingyu.printing.flow import Cell, Column, Flow
from qingyu.printing.fonts import bundled, legible
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A4, GREY, INK, MM, PALE, RED, Align, Style

_LEFT = 16 * MM
_WIDTH = A4[0] - 2 * _LEFT
_TOP = A4[1] - 15 * MM
_BOTTOM = 15 * MM


@frozen
class _Look:
    """The type of one print: small for the table, big for the board."""

    columns: tuple[Column, ...]
    head: Style
    section: Style


def _look(public: bool) -> _Look:
    size = 12.0 if public else 10.0
    text = Style("plain", size, size * 1.38, color=INK)
    strong = replace(text, role="strong")
    middle = replace(text, align=Align.CENTER)
    widths = (76, 92, 0, 58, 76) if public else (68, 100, 0, 48, 62, 60)
    rest = _WIDTH - sum(widths)
    titles = ("编号", "地点", "事项", "进展", "期限", "谁负责")
    styles = (text, text, strong, middle, middle, middle)
    columns = tuple(
        Column(title, width or rest, style)
        for title, width, style in zip(titles, widths, styles, strict=False)
    )
    head = Style("plain", size - 1, (size - 1) * 1.35, Align.CENTER, color=GREY)
    section = Style("strong", size + 1, (size + 1) * 1.3)
    return _Look(columns, head, section)


def render(sheet: WeeklySheet, public: bool = False) -> bytes:
    """One A4 page: title, figures, sections in the order given; what does not fit is counted."""
    faces = bundled()
    look = _look(public)
    title = "一周工单公示" if public else "一周工单清单"
    paper = Sheet(A4, f"{title} {sheet.start:%Y-%m-%d} 至 {sheet.end:%Y-%m-%d}", faces)
    flow = Flow(paper, _LEFT, _TOP, _BOTTOM)
    _head(flow, sheet, title)
    left_out = _sections(flow, sheet, look, public)
    if left_out:
        note = Style("strong", 11, 16, color=RED)
        flow.y -= 3
        where = "，可向管家查询" if public else "见程序"
        flow.text(f"另有{left_out}件{where}。", note, _WIDTH)
    _foot(paper, sheet, public)
    return paper.pdf()


def _head(flow: Flow, sheet: WeeklySheet, title: str) -> None:
    name = legible(sheet.neighbourhood, flow.sheet.faces.strong).replace("\n", " ")
    name = name if len(name) <= 16 else name[:15] + "…"
    flow.text(f"{name}{title}", Style("title", 21, 29, Align.CENTER), _WIDTH)
    week = sheet.start.isocalendar()
    last = f"{sheet.end.year}年" if sheet.end.year != sheet.start.year else ""
    span = (
        f"{sheet.start.year}年{sheet.start.month}月{sheet.start.day}日至"
        f"{last}{sheet.end.month}月{sheet.end.day}日（{week.year}年第{week.week}周）"
    )
    flow.text(span, Style("plain", 11, 18, Align.CENTER, color=GREY), _WIDTH)
    flow.y -= 5
    _figures(flow, sheet.counts[:6])


def _figures(flow: Flow, counts: tuple[tuple[str, int], ...]) -> None:
    """The week's figures, big, side by side."""
    if not counts:
        return
    width, height = _WIDTH / len(counts), 42.0
    for index, (label, number) in enumerate(counts):
        x = _LEFT + index * width
        urgent = number and label in ("超期", "危险")
        big = Style("strong", 19, 24, Align.CENTER, color=RED if urgent else INK)
        flow.sheet.box(x + 2, flow.y - height, width - 4, height, PALE, None)
        flow.sheet.text(x, flow.y - 22, str(number), big, width)
        small = Style("plain", 9.5, 12, Align.CENTER, color=GREY)
        shown = legible(label, flow.sheet.faces.plain)
        flow.sheet.text(x, flow.y - 35, shown, small, width)
    flow.y -= height + 8


def _sections(flow: Flow, sheet: WeeklySheet, look: _Look, public: bool) -> int:
    """Draw what fits in the order of urgency; how many issues did not."""
    total = sum(len(section.lines) for section in sheet.sections)
    if not total:
        flow.text("这一周没有要说的工单。", look.section, _WIDTH)
        return 0
    flow.cells([Cell(column.title, column.width, look.head, PALE) for column in look.columns])
    drawn = 0
    reserve = 22.0  # for the line that says how many are left out
    for section in sorted(sheet.sections, key=_rank):
        heading = [_section_cell(look, section)]
        above = flow.height(heading)
        for line in _urgent_first(section.lines):
            row = _row(line, look, public, sheet.names)
            left_after = reserve if drawn + 1 < total else 0.0
            if flow.room < above + flow.height(row) + left_after:
                return total - drawn
            if above:
                flow.cells(heading)
                above = 0.0
            flow.cells(row)
            drawn += 1
    return 0


def _rank(section: WeeklySection) -> tuple[bool, bool]:
    """Danger before overdue before the rest, whatever order they were given in."""
    return (
        not any(line.dangerous for line in section.lines),
        not any(line.overdue for line in section.lines),
    )


def _section_cell(look: _Look, section: WeeklySection) -> Cell:
    urgent = not all(_rank(section))
    style = replace(look.section, color=RED) if urgent else look.section
    return Cell(f"{section.title}（{len(section.lines)}件）", _WIDTH, style)


def _urgent_first(lines: tuple[WeeklyLine, ...]) -> list[WeeklyLine]:
    return sorted(
        lines, key=lambda line: (not line.dangerous, not line.overdue, line.due or date.max)
    )


def _row(line: WeeklyLine, look: _Look, public: bool, names: tuple[str, ...]) -> list[Cell]:
    place = line.place.masked if public else line.place.text
    matter = mask_text(line.matter, names).text if public else line.matter
    if public:
        place = mask_text(place, names).text
    due = f"{line.due.month}月{line.due.day}日" if line.due else "—"
    texts = [
        line.number,
        place or "—",
        ("危险：" if line.dangerous else "") + _short(matter),
        line.state,
        f"{due}\n已超期" if line.overdue else due,
        mask_name(line.owner) if public else line.owner or "—",
    ]
    cells = []
    for index, (column, text) in enumerate(zip(look.columns, texts, strict=False)):
        red = (index == 4 and line.overdue) or (index == 2 and line.dangerous)
        style = replace(column.style, color=RED) if red else column.style
        cells.append(Cell(text, column.width, style))
    return cells


def _short(matter: str) -> str:
    """A list names the matter; its whole story is in the program and says so by the dots."""
    plain = " ".join(matter.split())
    return plain if len(plain) <= 60 else plain[:59] + "…"


def _foot(paper: Sheet, sheet: WeeklySheet, public: bool) -> None:
    parts = [
        f"联系电话：{sheet.phone}" if sheet.phone else "",
        "姓名、室号、电话已隐去" if public else "内部使用，请勿张贴",
        f"{sheet.printed_on.year}年{sheet.printed_on.month}月{sheet.printed_on.day}日印"
        if sheet.printed_on
        else "",
    ]
    text = "　".join(part for part in parts if part)
    style = Style("plain", 9, 12, Align.CENTER, color=GREY)
    shown = legible(text, paper.faces.plain).replace("\n", " ")
    paper.text(_LEFT, _BOTTOM - 16, shown, style, _WIDTH)
