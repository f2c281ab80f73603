"""The minutes of the weekly review for the file: every item, word, decision, action and vote."""

from dataclasses import replace
from datetime import date

from qingyu.domain.minutes import (
    Minutes,
    action_words,
    discussed,
    meeting_time,
    undiscussed,
    version_words,
    vote_words,
)
from qingyu.domain.promise import late_words
from qingyu.domain.review import AgendaItem, Discussion, Meeting
from qingyu.printing.flow import Cell, Column, Flow
from qingyu.printing.fonts import bundled, legible
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A4, GREY, MM, PALE, Align, Style

_LEFT = 20 * MM
_WIDTH = A4[0] - 2 * _LEFT
_TOP = A4[1] - 18 * MM
_BOTTOM = 20 * MM
_LABEL_WIDTH = 62.0
_HEADS = ("谁", "答应了什么", "哪件工单", "哪天前", "做到", "怎样")

_TITLE = Style("title", 20, 28, Align.CENTER)
_UNDER = Style("plain", 11, 18, Align.CENTER, color=GREY)
_HEADING = Style("strong", 13, 22)
_ITEM = Style("strong", 11.5, 17)
_LABEL = Style("plain", 10.5, 15, Align.CENTER, color=GREY)
_TEXT = Style("plain", 11, 16.5)
_SMALL = Style("plain", 9.5, 13, color=GREY)
_HEAD = Style("plain", 10, 14, Align.CENTER, color=GREY)


def render(minutes: Minutes) -> bytes:
    """The full minutes as a PDF, or the agenda with room to write when no meeting was held."""
    what = "周例会记录" if minutes.meeting else "周例会议程"
    sheet = Sheet(A4, f"{what} {minutes.week.name}", bundled())
    flow = Flow(sheet, _LEFT, _TOP, _BOTTOM, lambda flow: _overleaf(flow, minutes, what))
    name = legible(minutes.neighbourhood, sheet.faces.title).replace("\n", " ")
    flow.text(f"{name}{what}", _TITLE, _WIDTH)
    year, number, _ = minutes.week.monday.isocalendar()
    version = f"　{version_words(minutes.meeting)}" if minutes.meeting else ""
    flow.text(f"{year}年第{number}周（{minutes.week.text}）{version}", _UNDER, _WIDTH)
    flow.y -= 6
    if minutes.meeting is None:
        _agenda(flow, minutes)
    else:
        _meeting(flow, minutes, minutes.meeting)
    return sheet.pdf()


def _overleaf(flow: Flow, minutes: Minutes, what: str) -> None:
    flow.sheet.text(_LEFT, flow.y - 9, f"{what}　{minutes.week.name}", _SMALL)
    right = replace(_SMALL, align=Align.RIGHT)
    flow.sheet.text(_LEFT, flow.y - 9, f"第 {flow.sheet.page} 页", right, _WIDTH)
    flow.y -= 18


def _agenda(flow: Flow, minutes: Minutes) -> None:
    """What is to be talked about, with an empty column for what is decided."""
    _promises(flow, minutes)
    _open_actions(flow, minutes)
    items = minutes.agenda.items
    _heading(flow, f"议程（{len(items)} 项）")
    if not items:
        flow.text("这一周没有要议的事。", _TEXT, _WIDTH)
        return
    widths = (30.0, 158.0, 158.0)
    styles = (_LABEL, replace(_TEXT, role="strong"), _TEXT)
    columns = [
        *(
            Column(t, w, s)
            for t, w, s in zip(("序", "事项", "为什么"), widths, styles, strict=True)
        ),
        Column("大家定的", _WIDTH - sum(widths), _TEXT),
    ]
    rows = [
        [str(number), item.title, f"{'、'.join(item.reasons)}\n{item.why}".strip(), ""]
        for number, item in enumerate(items, start=1)
    ]
    flow.table(columns, rows, _HEAD)


def _meeting(flow: Flow, minutes: Minutes, meeting: Meeting) -> None:
    _facts(flow, meeting)
    _promises(flow, minutes)
    said = discussed(meeting)
    _heading(flow, f"议过的事（{len(said)} 项）")
    if not said:
        flow.text("这次会没有议到哪一项。", _TEXT, _WIDTH)
    for number, each in enumerate(said, start=1):
        _item(flow, number, each)
    left = undiscussed(meeting)
    if left:
        _heading(flow, f"没有议到的（{len(left)} 项，下次接着议）")
        columns = [Column("事项", 240.0, _TEXT), Column("为什么", _WIDTH - 240.0, _TEXT)]
        rows = [[each.item.title, _grounds(each.item)] for each in left]
        flow.table(columns, rows, _HEAD)
    _signatures(flow)


def _facts(flow: Flow, meeting: Meeting) -> None:
    facts = meeting.facts
    told = (
        ("时间", meeting_time(meeting)),
        ("地点", facts.place),
        ("主持", facts.chair),
        ("记录", facts.note_taker),
        (f"到会 {len(facts.present)} 人", "、".join(facts.present)),
        (f"缺席 {len(facts.absent)} 人", "、".join(facts.absent)),
        ("列席", "、".join(facts.guests)),
    )
    for label, text in told:
        _row(flow, label, text or "—")
    flow.y -= 6


def _row(flow: Flow, label: str, text: str) -> None:
    flow.cells([Cell(label, _LABEL_WIDTH, _LABEL, PALE), Cell(text, _WIDTH - _LABEL_WIDTH, _TEXT)])


def _promises(flow: Flow, minutes: Minutes) -> None:
    kept = minutes.agenda.promises
    _heading(flow, "说到做到")
    flow.text(kept.text + "。", _TEXT, _WIDTH)
    today = minutes.printed_on or minutes.week.sunday
    rows = [
        [
            line.who,
            line.what,
            f"{line.number} {line.matter}".strip(),
            _short(line.by),
            _short(line.kept_at.date()) if line.kept_at else "",
            late_words(line, today) or str(line.standing(today)),
        ]
        for line in kept.every
    ]
    if rows:
        widths = (52.0, 0.0, 124.0, 64.0, 64.0, 60.0)
        rest = _WIDTH - sum(widths)
        columns = [
            Column(title, width or rest, _TEXT) for title, width in zip(_HEADS, widths, strict=True)
        ]
        flow.y -= 4
        flow.table(columns, rows, _HEAD)


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _open_actions(flow: Flow, minutes: Minutes) -> None:
    if minutes.agenda.actions:
        _heading(flow, "以前定下、还没办好的")
        for action in minutes.agenda.actions:
            flow.text(f"☐ {action_words(action, action.who)}", _TEXT, _WIDTH)


def _item(flow: Flow, number: int, said: Discussion) -> None:
    flow.y -= 2
    title = [Cell(f"{number}. {said.item.title}", _WIDTH, _ITEM, PALE)]
    flow.need(flow.height(title) + 2 * _TEXT.leading)
    flow.cells(title)
    told = [("为什么", _grounds(said.item)), ("讨论", said.words)]
    told += [("决定", text) for text in said.decisions]
    told += [("要办", action_words(action, action.who)) for action in said.actions]
    told += [("表决", vote_words(vote)) for vote in said.votes]
    for label, text in told:
        if text:
            _row(flow, label, text)


def _grounds(item: AgendaItem) -> str:
    named = "、".join(item.reasons)
    return f"{named}：{item.why}" if item.why else named


def _signatures(flow: Flow) -> None:
    flow.need(64)
    flow.y -= 40
    half = _WIDTH / 2
    for x, label in ((0.0, "主持人签字："), (half, "记录人签字：")):
        flow.sheet.text(_LEFT + x, flow.y, label, _TEXT)
        flow.sheet.rule(_LEFT + x + 72, flow.y - 3, _LEFT + x + half - 24, flow.y - 3)


def _heading(flow: Flow, text: str) -> None:
    flow.y -= 8
    flow.need(_HEADING.leading + 2 * _TEXT.leading)
    flow.text(text, _HEADING, _WIDTH)
    flow.y -= 2
