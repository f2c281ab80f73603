"""The handover record (交接班记录) on A4: filled in from the book or empty, signed by both."""

from dataclasses import replace

from qingyu.domain.handover import Handover, Incident
from qingyu.domain.roster_sheet import HandoverSheet, clock, weekday
from qingyu.printing.flow import Cell, Flow
from qingyu.printing.fonts import bundled
from qingyu.printing.roster_head import title
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A4, GREY, INK, MM, PALE, Align, Style

_LEFT = 15 * MM
_WIDTH = A4[0] - 2 * _LEFT
_TOP = A4[1] - 13 * MM
_BOTTOM = 14 * MM
_LABEL = 78.0
_TITLE = "交接班记录"
_TEXT = Style("plain", 12, 17, color=INK)
_MIDDLE = replace(_TEXT, align=Align.CENTER)
_HEAD = Style("strong", 12, 17, Align.CENTER, color=INK)
_SMALL = Style("plain", 10.5, 15, Align.CENTER, color=GREY)
_HAND = 28.0  # pt: a line written by hand
_MOST_LINES = 6  # of a field, by hand: as many as leave the form on one page
_BLANK = "　　　　"


def render(words: HandoverSheet) -> bytes:
    """The record as a PDF: what is known is printed, the rest is room to write."""
    record = words.record
    # A record that was signed is kept, not written on.
    signed = record is not None and record.given_at is not None
    for room in (1,) if signed else range(_MOST_LINES, 3, -1):
        sheet = _drawn(words, room)
        if sheet.page == 1:
            break
    return sheet.pdf()


def _drawn(words: HandoverSheet, room: int) -> Sheet:
    """The record with room for so many lines by hand in its longer fields."""
    record = words.record
    sheet = Sheet(A4, _TITLE, bundled())

    def overleaf(again: Flow) -> None:
        again.text(f"{_TITLE}　接上页", _SMALL, _WIDTH)

    flow = Flow(sheet, _LEFT, _TOP, _BOTTOM, overleaf)
    title(flow, words.neighbourhood, _TITLE, Style("strong", 22, 32, Align.CENTER), _WIDTH)
    flow.y -= 4
    _who(flow, record)
    happened = "\n".join(record.happened) if record else ""
    visitors = record.visitors if record else ""
    _field(flow, "来电来访", "\n".join(part for part in (happened, visitors) if part), room)
    _patrol(flow, words)
    _incidents(flow, record.incidents if record else ())
    _field(flow, "没办完的事", "\n".join(record.open_matters) if record else "", room)
    _counted(flow, words)
    _field(flow, "交代的话", record.words if record else "", max(1, room // 2))
    _signing(flow, words)
    return sheet


def _who(flow: Flow, record: Handover | None) -> None:
    wide = (_WIDTH - 3 * _LABEL) / 3
    if record is None:
        day, shift = "　　月　　日", ""
    else:
        day = f"{record.on.month}月{record.on.day}日 {weekday(record.on)}"
        shift = f"{record.shift.name}班 {clock(record.shift)}"
    told = (("日期", day), ("班次", shift), ("天气", record.weather if record else ""))
    row = [
        cell
        for label, text in told
        for cell in (Cell(label, _LABEL - 24, _HEAD, PALE), _written(text, wide + 24, _MIDDLE))
    ]
    flow.cells(row, least=_HAND + 6)
    _field(flow, "当班的人", record.people if record else "", 1)


def _field(flow: Flow, label: str, text: str, lines: int) -> None:
    """A labelled box with the text and room for so many lines by hand."""
    cells = [Cell(label, _LABEL, _HEAD, PALE), _written(text, _WIDTH - _LABEL)]
    printed = flow.height(cells) if text else 0.0
    room = _HAND * lines if not text else printed + (_HAND if lines > 1 else 0)
    flow.cells(cells, least=max(room, _HAND + 6))


def _written(text: str, width: float, style: Style = _TEXT) -> Cell:
    return Cell(text, width, style, middle=True)


def _patrol(flow: Flow, words: HandoverSheet) -> None:
    record = words.record
    found = {each.point: each.result for each in record.patrol} if record else {}
    points = tuple(found) or words.points
    point, result = 0.3 * (_WIDTH - _LABEL) / 2 + 34, 0.7 * (_WIDTH - _LABEL) / 2 - 34
    rows = [points[at : at + 2] for at in range(0, len(points), 2)] or [("",)]
    for at, pair in enumerate(rows):
        label = Cell("巡查" if at == 0 else "", _LABEL, _HEAD, PALE)
        cells = [label]
        for name in (*pair, "")[:2]:
            cells += [_written(name, point), _written(found.get(name, ""), result)]
        flow.cells(cells, least=_HAND)


def _incidents(flow: Flow, incidents: tuple[Incident, ...]) -> None:
    widths = (0.14, 0.34, 0.32, 0.2)
    wide = _WIDTH - _LABEL

    def row(label: str, texts: tuple[str, ...], style: Style, least: float) -> None:
        cells = [Cell(label, _LABEL, _HEAD, PALE)]
        fill = PALE if style is _SMALL else None
        cells += [
            Cell(text, wide * share, style, fill, middle=True)
            for text, share in zip(texts, widths, strict=True)
        ]
        flow.cells(cells, least=least)

    row("突发情况", ("几点", "什么事", "怎么处理", "告诉了谁"), _SMALL, 0)
    for each in incidents:
        row("", (each.at, each.what, each.action, each.told), _TEXT, _HAND)
    for _ in range(max(1, 3 - len(incidents))):
        row("", ("", "", "", ""), _TEXT, _HAND + 4)


def _counted(flow: Flow, words: HandoverSheet) -> None:
    """Things by count: how many there should be, how many there are."""
    record = words.record
    found = {each.name: each.found for each in record.counted} if record else {}
    usual = {each.name: each.usual for each in record.counted} if record else {}
    things = tuple(usual.items()) or words.things
    told = []
    for name, count in things:
        seen = found.get(name)
        told.append(f"{name} 应有 {count}　点到 {_BLANK if seen is None else seen}")
    rows = [told[at : at + 2] for at in range(0, len(told), 2)] or [[""]]
    wide = (_WIDTH - _LABEL) / 2
    for at, pair in enumerate(rows):
        label = Cell("清点物品" if at == 0 else "", _LABEL, _HEAD, PALE)
        flow.cells([label, *(_written(text, wide) for text in (*pair, "")[:2])], least=_HAND + 2)


def _signing(flow: Flow, words: HandoverSheet) -> None:
    """Both sign, with the time."""
    record = words.record
    flow.need(84)
    wide = _WIDTH / 2
    for given, taken in (("交班人签名", "接班人签名"),):
        flow.cells([Cell(given, wide, _HEAD, PALE), Cell(taken, wide, _HEAD, PALE)])
    gave = f"{words.given_by}　{record.given_at:%H:%M}" if record and record.given_at else ""
    took = f"{words.taken_by}　{record.taken_at:%H:%M}" if record and record.taken_at else ""
    if record and record.taker_words:
        took += f"\n{record.taker_words}"
    flow.cells([_written(gave, wide, _MIDDLE), _written(took, wide, _MIDDLE)], least=56)
    flow.y -= 4
    flow.text("签名前请当面点清物品，没办完的事说清楚。", _SMALL, _WIDTH)
