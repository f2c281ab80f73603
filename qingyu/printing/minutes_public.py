"""The public sheet of the weekly review: big type, nothing of a resident, for the notice board."""

from dataclasses import replace

from qingyu.domain.minutes import (
    Board,
    Minutes,
    action_words,
    discussed,
    meeting_time,
    undiscussed,
    version_words,
    vote_words,
)
from qingyu.domain.review import AgendaItem, Discussion, Meeting
from qingyu.printing.flow import Flow
from qingyu.printing.fonts import bundled, legible
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A4, GREY, MM, Align, Style

_LEFT = 20 * MM
_WIDTH = A4[0] - 2 * _LEFT
_TOP = A4[1] - 18 * MM
_BOTTOM = 24 * MM
_INDENT = 20.0

_TITLE = Style("title", 27, 38, Align.CENTER)
_UNDER = Style("plain", 16, 25, Align.CENTER, color=GREY)
_HEADING = Style("strong", 19, 32)
_ITEM = Style("strong", 17, 26)
_TEXT = Style("plain", 16, 25)
_FOOT = Style("plain", 16, 22, Align.CENTER, color=GREY)


def render(minutes: Minutes) -> bytes:
    """The public sheet; what is decided flows on overleaf, of a long agenda the rest is counted."""
    what = "周例会公示" if minutes.meeting else "本周要议的事"
    sheet = Sheet(A4, f"{what} {minutes.week.name}", bundled())
    flow = Flow(sheet, _LEFT, _TOP, _BOTTOM, lambda flow: _overleaf(flow, what))
    name = legible(minutes.neighbourhood, sheet.faces.title).replace("\n", " ")
    flow.text(f"{name}{what}", _TITLE, _WIDTH)
    board = Board(minutes)
    if minutes.meeting is None:
        flow.text(minutes.week.text, _UNDER, _WIDTH)
        _agenda(flow, minutes, board)
    else:
        _meeting(flow, minutes, minutes.meeting, board)
    _foot(sheet, minutes)
    return sheet.pdf()


def _overleaf(flow: Flow, what: str) -> None:
    flow.text(f"{what}（第 {flow.sheet.page} 页）", replace(_UNDER, align=Align.LEFT), _WIDTH)
    flow.y -= 4


def _meeting(flow: Flow, minutes: Minutes, meeting: Meeting, board: Board) -> None:
    facts = meeting.facts
    flow.text(meeting_time(meeting), _UNDER, _WIDTH)
    there = f"到会 {len(facts.present)} 人"
    if facts.absent:
        there += f"，缺席 {len(facts.absent)} 人"
    if facts.guests:
        there += f"，列席 {len(facts.guests)} 人"
    if facts.chair:
        there += f"，主持 {board.name(facts.chair)}"
    flow.text(f"{there}（{version_words(meeting)}）", _UNDER, _WIDTH)
    flow.y -= 6
    said = discussed(meeting)
    if not said:
        flow.text("这次会没有议定的事。", _TEXT, _WIDTH)
    for number, each in enumerate(said, start=1):
        _item(flow, number, each, board)
    _promises(flow, minutes)
    left = len(undiscussed(meeting))
    if left:
        flow.text(f"另有 {left} 项没有议到，下次接着议。", _TEXT, _WIDTH)


def _item(flow: Flow, number: int, said: Discussion, board: Board) -> None:
    flow.need(_ITEM.leading + _TEXT.leading)
    flow.text(f"{number}. {board.title(said.item)}", _ITEM, _WIDTH)
    told = [f"议定：{board.words(text)}" for text in said.decisions]
    told += [
        action_words(
            replace(action, what=f"要办：{board.words(action.what)}"), board.name(action.who)
        )
        for action in said.actions
    ]
    told += [
        f"表决：{vote_words(replace(vote, question=board.words(vote.question)))}"
        for vote in said.votes
    ]
    for text in told or ["议过，还没有定。"]:
        flow.text(text, _TEXT, _WIDTH - _INDENT, _INDENT)
    flow.y -= 5


def _agenda(flow: Flow, minutes: Minutes, board: Board) -> None:
    """One page of what is to be talked about; how many more there are is said."""
    flow.y -= 4
    items = minutes.agenda.items
    if not items:
        flow.text("这一周没有要议的事。", _TEXT, _WIDTH)
    for number, item in enumerate(items, start=1):
        if flow.room < _height(flow, item, board) + 3 * _TEXT.leading and number > 1:
            flow.text(f"另有 {len(items) - number + 1} 项，可向管家查询。", _TEXT, _WIDTH)
            break
        flow.text(f"{number}. {board.title(item)}", _ITEM, _WIDTH)
        flow.text("、".join(item.reasons), _TEXT, _WIDTH - _INDENT, _INDENT)
    _promises(flow, minutes)


def _height(flow: Flow, item: AgendaItem, board: Board) -> float:
    per_line = int(_WIDTH // _ITEM.size)
    lines = 1 + len(board.title(item)) // per_line
    return lines * _ITEM.leading + 2 * _TEXT.leading


def _promises(flow: Flow, minutes: Minutes) -> None:
    flow.y -= 4
    flow.need(_HEADING.leading + _TEXT.leading)
    flow.text("说到做到", _HEADING, _WIDTH)
    flow.text(minutes.agenda.promises.text + "。", _TEXT, _WIDTH)


def _foot(sheet: Sheet, minutes: Minutes) -> None:
    told = ["姓名、室号、电话已隐去"]
    if minutes.phone:
        told.insert(0, f"联系电话：{minutes.phone}")
    shown = legible("　".join(told), sheet.faces.plain).replace("\n", " ")
    sheet.text(_LEFT, _BOTTOM - 34, shown, _FOOT, _WIDTH)
