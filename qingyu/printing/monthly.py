"""The monthly sheet for 湖滨晴雨 on A4: figures, concerns, cases, the self-assessment."""

from collections.abc import Sequence
from dataclasses import replace

from qingyu.domain.barometer import Weather
from qingyu.domain.monthly_sheet import MonthlySheet
from qingyu.domain.mood import MOODS
from qingyu.domain.voices import Voices
from qingyu.printing.flow import Cell, Column, Flow
from qingyu.printing.fonts import bundled, legible
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A4, GREY, INK, MM, PALE, RED, Align, Style

_LEFT = 18 * MM
_WIDTH = A4[0] - 2 * _LEFT
_TOP = A4[1] - 12 * MM
_BOTTOM = 15 * MM
_TEXT = Style("plain", 10.5, 14, color=INK)
_STRONG = replace(_TEXT, role="strong")
_MIDDLE = replace(_TEXT, align=Align.CENTER)
_SECTION = Style("strong", 13.5, 18, color=INK)
_HEAD = Style("plain", 10, 13.5, Align.CENTER, color=GREY)
_SMALL = Style("plain", 9.5, 12.5, color=GREY)


def render(sheet: MonthlySheet) -> bytes:
    """A4, one page for an ordinary month; what does not fit flows over to a next."""
    faces = bundled()
    paper = Sheet(A4, f"民情月报 {sheet.month.name}", faces)
    flow = Flow(paper, _LEFT, _TOP, _BOTTOM)
    _title(flow, sheet)
    _figures(flow, sheet)
    _concerns(flow, sheet)
    _moods(flow, sheet)
    _cases(flow, sheet)
    _assessment(flow, sheet)
    _signing(flow)
    _foot(paper, sheet)
    return paper.pdf()


def _title(flow: Flow, sheet: MonthlySheet) -> None:
    name = sheet.neighbourhood.replace("\n", " ")
    name = name if len(name) <= 16 else name[:15] + "…"
    flow.text(f"{name}民情月报", Style("title", 22, 30, Align.CENTER), _WIDTH)
    month = sheet.month
    days = f"{month.number}月1日至{sheet.last.day}日"
    span = f"{month.text}（{days}{'，本月未完' if sheet.running else ''}）　报湖滨晴雨"
    flow.text(span, Style("plain", 11.5, 18, Align.CENTER, color=GREY), _WIDTH)
    flow.y -= 6


def _figures(flow: Flow, sheet: MonthlySheet) -> None:
    """The numbers, big, side by side, each with what changed under it."""
    width, height = _WIDTH / len(sheet.counts), 58.0
    for index, count in enumerate(sheet.counts):
        x = _LEFT + index * width
        loud = count.label == "期末超期" and count.now
        big = Style("strong", 19, 24, Align.CENTER, color=RED if loud else INK)
        small = Style("plain", 9.5, 12, Align.CENTER, color=GREY)
        flow.sheet.box(x + 2, flow.y - height, width - 4, height, PALE, None)
        shown = f"{count.now}%" if count.unit == "%" else str(count.now)
        flow.sheet.text(x, flow.y - 23, shown, big, width)
        flow.sheet.text(x, flow.y - 38, count.label, small, width)
        change = count.change.replace(" %", " 点")
        flow.sheet.text(x, flow.y - 51, change, replace(small, color=INK), width)
    flow.y -= height + 4
    flow.text(f"每个数字下面是与{sheet.compared}相比的变化。", _SMALL, _WIDTH)


def _concerns(flow: Flow, sheet: MonthlySheet) -> None:
    _section(flow, "居民最关心的事")
    if not sheet.concerns:
        flow.text("这个月没有来件。", _TEXT, _WIDTH)
        return
    rest = _WIDTH - 72 - 3 * 38 - 62
    columns = (
        Column("类别", 72, _STRONG),
        Column("来件", 38, _MIDDLE),
        Column("人数", 38, _MIDDLE),
        Column("户数", 38, _MIDDLE),
        Column("比上期", 62, _MIDDLE),
        Column("居民的话里常出现的词", rest, _TEXT),
    )
    rows = [
        (
            each.name,
            *_counted(each.voices),
            each.change,
            _quoted(each.words),
        )
        for each in sheet.concerns
    ]
    flow.table(columns, rows, _HEAD)


def _moods(flow: Flow, sheet: MonthlySheet) -> None:
    if not sheet.moods:
        return
    _section(flow, "情绪")
    columns = (
        Column("情绪", 72, _STRONG),
        Column("来件", 38, _MIDDLE),
        Column("人数", 38, _MIDDLE),
        Column("户数", 38, _MIDDLE),
        Column("管家定过", 62, _MIDDLE),
        Column("看到的话", _WIDTH - 72 - 3 * 38 - 62, _TEXT),
    )
    rows = [
        (
            f"{each.mood}（{MOODS[each.mood]}）",
            *_counted(each.voices),
            f"{each.confirmed} 件",
            _quoted(each.words),
        )
        for each in sheet.moods
    ]
    flow.table(columns, rows, _HEAD)
    flow.y -= 2
    flow.text("一人说几次只算一人，一户几人只算一户；没定过的按话里的词算。", _SMALL, _WIDTH)


def _counted(told: Voices) -> tuple[str, str, str]:
    return str(told.pieces), str(told.people), str(told.households)


def _quoted(words: Sequence[str]) -> str:
    return "、".join(f"“{word}”" for word in words) or "—"


def _cases(flow: Flow, sheet: MonthlySheet) -> None:
    if not sheet.cases:
        return
    _section(flow, "典型事例")
    for number, case in enumerate(sheet.cases, start=1):
        where = "，".join(part for part in (case.place, case.category) if part)
        done = f"　现在：{case.done}。" if case.done else ""
        flow.text(f"{number}．{where}：“{case.words}”{done}", _TEXT, _WIDTH)
        flow.y -= 2


def _assessment(flow: Flow, sheet: MonthlySheet) -> None:
    _section(flow, "晴雨自评")
    when = "现在" if sheet.running else "月末"
    label = 82.0
    rows = [
        (f"{when}整个小区", f"{sheet.whole.weather}：{sheet.whole.reason}"),
        (f"{when}各幢", _told(sheet.buildings, "幢") or "还没有楼栋"),
        ("本月每天", _told(sheet.days, "天")),
    ]
    for name, text in rows:
        flow.cells([Cell(name, label, _HEAD, PALE), Cell(text, _WIDTH - label, _TEXT)])
    flow.y -= 4
    flow.text(sheet.formula, _SMALL, _WIDTH)


def _told(counted: tuple[tuple[Weather, int], ...], unit: str) -> str:
    return "，".join(f"{word} {count} {unit}" for word, count in counted)


def _signing(flow: Flow) -> None:
    flow.need(40)
    flow.y -= 12
    flow.text("民情观察员：　　　　　　　　　组长：　　　　　　　　　日期：", _TEXT, _WIDTH)


def _section(flow: Flow, title: str) -> None:
    flow.need(70)
    flow.y -= 8
    flow.text(title, _SECTION, _WIDTH)
    flow.y -= 3


def _foot(paper: Sheet, sheet: MonthlySheet) -> None:
    day = sheet.printed_on
    parts = (
        f"联系电话：{sheet.phone}" if sheet.phone else "",
        "晴雨为本小区自评；姓名、室号、电话已隐去",
        f"{day.year}年{day.month}月{day.day}日印",
    )
    text = "　".join(part for part in parts if part)
    style = Style("plain", 9, 12, Align.CENTER, color=GREY)
    shown = legible(text, paper.faces.plain).replace("\n", " ")
    paper.text(_LEFT, _BOTTOM - 16, shown, style, _WIDTH)
