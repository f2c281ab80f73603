"""How the wall chart fits its paper: the largest names, and how high every row is."""

from dataclasses import replace

from qingyu.domain.duty import Shift
from qingyu.domain.duty_month import RosterDay
from qingyu.domain.frozen import frozen
from qingyu.domain.roster_sheet import Paper, WallSheet, day_parts, people
from qingyu.printing.fonts import Faces, legible
from qingyu.printing.roster_marks import A3, Placed, lay, pieces, slot_width, tones
from qingyu.printing.styles import A4, BLACK, INK, MM, Align, Color, Style
from qingyu.printing.text import SetLine, measure, set_text

_WHITE: Color = (1, 1, 1)
_LINE = 1.32  # em: from one line of names to the next
_ROW = 0.24  # em: a row is higher than its lines by so much


@frozen
class WallLook:
    """A paper and the sizes its names may have, the largest first, the last one the floor."""

    page: tuple[float, float]
    margin: float
    sizes: tuple[float, ...]
    small: float
    title: float


LOOKS = {
    Paper.A4: WallLook(A4, 11 * MM, (18, 17, 16, 15, 14, 13, 12, 11), 9.5, 24),
    Paper.A3: WallLook(A3, 14 * MM, (26, 24, 22, 21, 20, 19, 18, 17, 16, 15, 14), 13, 38),
}


@frozen
class Chart:
    """The chart in one size: where its columns are, the pieces of every day, the rows' heights.

    heads: the names of the shifts, set for their columns.
    """

    look: WallLook
    size: float
    day_width: float
    words_width: float
    shift_width: float
    heads: tuple[tuple[SetLine, ...], ...]
    days: tuple[tuple[RosterDay, tuple[tuple[tuple[Placed, ...], ...], ...], float], ...]

    @property
    def name(self) -> Style:
        """How names are set."""
        return Style("strong", self.size, self.line, color=BLACK)

    @property
    def small(self) -> Style:
        """How the lunar day is set."""
        return Style("plain", self.look.small, self.look.small * 1.2, color=INK)

    @property
    def line(self) -> float:
        """How high a line of names is, in pt."""
        return self.size * _LINE

    @property
    def width(self) -> float:
        """How wide the chart is, in pt."""
        return self.look.page[0] - 2 * self.look.margin

    @property
    def torn(self) -> bool:
        """Whether a name is too long for its column and goes on in a second line."""
        cells = (cell for _, row, _ in self.days for cell in row)
        return any(placed.piece.joined for cell in cells for line in cell for placed in line)


def fitting(words: WallSheet, look: WallLook, faces: Faces, room: float, page: float) -> Chart:
    """The largest names, torn only if they must be, with which the month takes fewest pages."""
    able = [_laid(words, look, look.sizes[-1], faces)]
    fewest = _page_count(able[0], room, page)
    for size in reversed(look.sizes[:-1]):
        larger = _laid(words, look, size, faces)
        if _page_count(larger, room, page) > fewest:
            break
        able.insert(0, larger)
    found = next((chart for chart in able if not chart.torn), able[0])
    return _airy(found, room) if fewest == 1 else found


def _airy(chart: Chart, room: float) -> Chart:
    """The rows spread over what room is left, within reason."""
    whole = sum(height for _, _, height in chart.days)
    spare = room - head_height(chart) - legend_height(chart) - whole - 1
    most = 1 + min(0.3, max(0, spare) / whole)
    return replace(chart, days=tuple((day, row, high * most) for day, row, high in chart.days))


def _page_count(chart: Chart, room: float, page: float) -> int:
    """How many pages the rows and the legend take, with the room on the first and on the next."""
    count, left = 1, room - head_height(chart)
    for height in (*(row[2] for row in chart.days), legend_height(chart)):
        if height > left + 0.01:
            count, left = count + 1, page - head_height(chart) - chart.look.title
        left -= height
    return count


def _laid(words: WallSheet, look: WallLook, size: float, faces: Faces) -> Chart:
    shifts = words.roster.shifts
    day_width = 5.35 * size
    words_width = 8.2 * look.small
    rest = look.page[0] - 2 * look.margin - day_width - words_width
    width = rest / max(1, len(shifts))
    heads = tuple(_head(shift, look, width, faces) for shift in shifts)
    chart = Chart(look, size, day_width, words_width, width, heads, ())
    tone = tones(people(words.roster.days))
    every = [[pieces(cell, tone, faces) for cell in day.cells] for day in words.roster.days]
    slot = slot_width((p for row in every for cell in row for p in cell), chart.name, faces)
    inner = chart.shift_width - 0.7 * size
    days = []
    for day, row in zip(words.roster.days, every, strict=True):
        cells = tuple(lay(cell, chart.name, inner, slot, faces) for cell in row)
        lines = max((len(cell) for cell in cells), default=1)
        small = len(day_lines(chart, day, faces)) * chart.small.leading
        days.append((day, cells, max(1, lines) * chart.line + _ROW * size))
        days[-1] = (day, cells, max(days[-1][2], small + 4))
    return replace(chart, days=tuple(days))


def _head(shift: Shift, look: WallLook, width: float, faces: Faces) -> tuple[SetLine, ...]:
    named = legible(f"{shift.name}班", faces.strong).replace("\n", " ")
    return set_text(named, head_style(look), width - 6, faces)


def day_lines(chart: Chart, day: RosterDay, faces: Faces) -> tuple[str, ...]:
    """The lunar day, holiday and 节气, as many on a line as fit it whole."""
    width = chart.words_width - 6
    lines: list[str] = []
    for part in (day.lunar, *day_parts(day)):
        shown = legible(part, faces.plain).replace("\n", " ")
        longer = f"{lines[-1]} {shown}" if lines else shown
        if lines and measure(longer, chart.small, faces) <= width:
            lines[-1] = longer
        else:
            lines += [line.chars for line in set_text(shown, chart.small, width, faces)]
    return tuple(lines)


def head_style(look: WallLook) -> Style:
    """How the names of the shifts are set."""
    return Style("strong", look.small * 1.3, look.small * 1.6, Align.CENTER, color=_WHITE)


def head_height(chart: Chart) -> float:
    """How high the row over the columns is: the longest name of a shift, its hours under it."""
    lines = max((len(head) for head in chart.heads), default=1)
    return lines * head_style(chart.look).leading + chart.look.small * 1.9


def legend_height(chart: Chart) -> float:
    """How much room the legend takes."""
    return chart.look.small * 2.1
