"""交班年册 on A4: a cover with the year in numbers, what to do first, charts, chapters."""

from collections.abc import Callable
from dataclasses import replace

from qingyu.domain.yearbook import Chapter, Yearbook, YearTable
from qingyu.printing import yearbook_charts as charts
from qingyu.printing.flow import Cell, Column, Flow
from qingyu.printing.fonts import bundled, legible
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A4, GREY, INK, MIST, MM, PALE, RED, TEAL, Align, Style

_LEFT = 18 * MM
_WIDTH = A4[0] - 2 * _LEFT
_TOP = A4[1] - 18 * MM
_BOTTOM = 18 * MM
_TEXT = Style("plain", 10.5, 15, color=INK)
_CELL = Style("plain", 9.5, 12.5, color=INK)
_HEAD = Style("plain", 9, 12, Align.CENTER, color=GREY)
_TITLE = Style("title", 30, 42, Align.CENTER, color=INK)
_CHAPTER = Style("strong", 15, 21, color=TEAL)
_CHART = Style("strong", 11.5, 16, color=INK)
_SMALL = Style("plain", 9, 12.5, color=GREY)
_CENTER = Style("plain", 11.5, 18, Align.CENTER, color=GREY)

Draw = Callable[[Sheet, float, float, float], float]


def render(book: Yearbook) -> bytes:
    """The whole book; pages are numbered, and every one says whether it may be posted."""
    faces = bundled()
    paper = Sheet(A4, book.title, faces)
    flow = Flow(paper, _LEFT, _TOP, _BOTTOM, lambda flow: _foot(flow.sheet, book))
    _foot(paper, book)
    _cover(flow, book)
    _first_week(flow, book)
    flow.break_page()
    _charts(flow, book)
    for number, chapter in enumerate(book.chapters, 1):
        _chapter(flow, number, chapter)
    return paper.pdf()


def _cover(flow: Flow, book: Yearbook) -> None:
    flow.y -= 26
    name = book.neighbourhood.replace("\n", " ") or "本小区"
    flow.text(name if len(name) <= 14 else name[:13] + "…", _TITLE, _WIDTH)
    flow.text(f"{book.year}年交班年册", _TITLE, _WIDTH)
    until = f"到{book.last.month}月{book.last.day}日，这一年还没过完" if book.running else "全年"
    flow.text(f"{until}　　给接班的组长和管家", _CENTER, _WIDTH)
    flow.y -= 8
    warning = (
        "内部版：有姓名、室号和电话，只给接班的人，不要张贴、不要拍照外传。"
        if book.internal else
        "居民的姓名、室号和电话已经隐去；完整的在内部版和 Excel 里。"
    )  # fmt: skip
    flow.text(warning, replace(_CENTER, color=RED if book.internal else GREY), _WIDTH)
    flow.y -= 10
    _numbers(flow, book)
    flow.y -= 14
    titles = ["第一周做什么", "一年的图", *(chapter.title for chapter in book.chapters)]
    flow.text("里面有：" + "、".join(titles) + "。", _SMALL, _WIDTH)


def _numbers(flow: Flow, book: Yearbook) -> None:
    width, height = _WIDTH / len(book.counts), 56.0
    for index, count in enumerate(book.counts):
        x = _LEFT + index * width
        flow.sheet.box(x + 2, flow.y - height, width - 4, height, MIST, None)
        size = 19 if len(count.number) <= 4 else 14
        number = Style("strong", size, 24, Align.CENTER, color=INK)
        flow.sheet.text(x, flow.y - 27, count.number, number, width)
        label = Style("plain", 9.5, 12, Align.CENTER, color=GREY)
        flow.sheet.text(x, flow.y - 45, count.label, label, width)
    flow.y -= height


def _first_week(flow: Flow, book: Yearbook) -> None:
    flow.y -= 12
    flow.text("第一周做什么", _CHAPTER, _WIDTH)
    flow.y -= 4
    for point in book.first_week:
        _point(flow, point)


def _point(flow: Flow, point: str) -> None:
    flow.need(2 * _TEXT.leading)
    flow.sheet.text(_LEFT, flow.y - 12, "☐", replace(_TEXT, size=12))
    flow.text(point, _TEXT, _WIDTH - 20, x=20)
    flow.y -= 3


def _charts(flow: Flow, book: Yearbook) -> None:
    figures = book.figures
    flow.text("一年的图", _CHAPTER, _WIDTH)
    closed = sum(week.closed for week in figures.flow.weeks)
    opened = sum(week.opened for week in figures.flow.weeks)
    _chart(flow, f"每周进出：这些周新增 {opened} 件，办结 {closed} 件", 140,
           lambda *at: charts.flow(at[0], figures.flow, *at[1:]))  # fmt: skip
    _chart(flow, figures.age.finding, 16 * len(figures.age.bands) + 6,
           lambda *at: charts.age(at[0], figures.age, *at[1:]))  # fmt: skip
    months = [month for month in figures.satisfaction.months if month.percent is not None]
    said = f"回访满意率：{len(months)} 个月有人答复" if months else "这一年没有人答复回访"
    _chart(flow, said, 124,
           lambda *at: charts.satisfaction(at[0], figures.satisfaction, *at[1:]))  # fmt: skip
    if figures.calendar.days:
        months_told = len({(day.day.year, day.day.month) for day in figures.calendar.days})
        _chart(flow, "晴雨日历：整个小区每天的自评", 20 + 15 * months_told,
               lambda *at: charts.calendar(at[0], figures.calendar, *at[1:]))  # fmt: skip
    _heat(flow, book)
    if figures.hours:
        _chart(flow, f"值班小时：{len(figures.hours)} 人值过班",
               16 * min(len(figures.hours), 24) + 6,
               lambda *at: charts.hours(at[0], figures.hours, *at[1:]))  # fmt: skip


def _heat(flow: Flow, book: Yearbook) -> None:
    """The buildings, over as many pages as they take."""
    figure = book.figures.heat
    if not figure.categories:
        return
    rest = figure.places
    title = "各幢各类：这一年新增的工单"
    if len(figure.categories) > charts.MOST_COLUMNS:
        title += f"（只画最多的 {charts.MOST_COLUMNS} 类）"
    while rest:
        flow.need(26 + 20 + 15 * min(len(rest), 6))
        fitting = charts.heat_rows(flow.room - 30)
        part, rest = replace(figure, places=rest[:fitting]), rest[fitting:]
        _chart(flow, title, 24 + 15 * len(part.places),
               lambda *at, part=part: charts.heat(at[0], part, *at[1:]))  # fmt: skip
        title = "各幢各类（接上页）"


def _chart(flow: Flow, title: str, height: float, draw: Draw) -> None:
    flow.need(height + 30)
    flow.y -= 8
    flow.text(title, _CHART, _WIDTH)
    flow.y -= 3
    flow.y -= draw(flow.sheet, _LEFT, flow.y, _WIDTH)


def _chapter(flow: Flow, number: int, chapter: Chapter) -> None:
    flow.need(120)
    flow.y -= 14
    flow.text(f"{number}　{chapter.title}", _CHAPTER, _WIDTH)
    flow.y -= 2
    flow.text(chapter.lead, _TEXT, _WIDTH)
    for table in chapter.tables:
        if table.rows:
            flow.y -= 6
            _table(flow, table)


def _table(flow: Flow, table: YearTable) -> None:
    share = _WIDTH / sum(table.widths)
    columns = [
        Column(head, width * share, _CELL)
        for head, width in zip(table.heads, table.widths, strict=True)
    ]
    flow.table(columns, table.rows, _HEAD)
    if table.rest:
        flow.cells([Cell(f"还有 {table.rest} 行，都在旁边的 Excel 里。", _WIDTH, _SMALL, PALE)])


def _foot(paper: Sheet, book: Yearbook) -> None:
    day = book.made_on
    said = "内部版，不要外传" if book.internal else "个人信息已隐去"
    text = f"{book.title}　{said}　{day.year}年{day.month}月{day.day}日编　第 {paper.page} 页"
    style = Style("plain", 9, 12, Align.CENTER, color=GREY)
    shown = legible(text, paper.faces.plain).replace("\n", " ")
    paper.text(_LEFT, _BOTTOM - 20, shown, style, _WIDTH)
