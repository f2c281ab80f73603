"""The figures behind the charts of 晴雨表."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from qingyu.domain.figures import (
    HEAT_DAYS,
    AgeFigure,
    Figure,
    FlowFigure,
    HeatFigure,
    MonthAnswers,
    SatisfactionFigure,
    WeekFlow,
    ages,
    heat,
)
from qingyu.domain.frozen import frozen
from qingyu.domain.month import month_of
from qingyu.domain.weather_days import WHOLE, CalendarFigure, at_last, calendars
from qingyu.domain.week import Week, week_of
from qingyu.services import workbook
from qingyu.services.barometer import barometer, formula_in_force
from qingyu.services.document import save_file
from qingyu.storage import figures as rows
from qingyu.storage import neighbourhood, setting
from qingyu.storage.store import Store

_WEEKS = 12
_MONTHS = 12
_CALENDAR_WEEKS = 16
_HEAD_ROW = 4


@frozen
class Figures:
    """Everything the charts draw, as it stands at one moment; the calendar of the whole first."""

    at: datetime
    neighbourhood: str
    flow: FlowFigure
    age: AgeFigure
    heat: HeatFigure
    satisfaction: SatisfactionFigure
    calendars: tuple[CalendarFigure, ...]

    @property
    def each(self) -> tuple[Figure, ...]:
        """One figure of each sort, the calendar that of the whole."""
        return (self.flow, self.age, self.heat, self.satisfaction, self.calendars[0])

    @property
    def note(self) -> str:
        """Whose figures these are and of what day, as printed under a chart."""
        day = f"{self.at.year}年{self.at.month}月{self.at.day}日"
        return "　".join(part for part in (self.neighbourhood, day, "晴雨管家自评") if part)


def figures(store: Store) -> Figures:
    """The figures of live data."""
    now = store.now()
    today = now.date()
    numbers = [building.number for building in neighbourhood.buildings()]
    since = _midnight(today - timedelta(days=HEAT_DAYS))
    return Figures(
        at=now,
        neighbourhood=setting.value("neighbourhood.name"),
        flow=_flow(today),
        age=ages(rows.open_issues(now), today),
        heat=heat(rows.reported_where(since), numbers),
        satisfaction=_satisfaction(store, today),
        calendars=_calendars(store, today, numbers),
    )


def _flow(today: date) -> FlowFigure:
    this = week_of(today)
    mondays = [this.monday + timedelta(weeks=number - _WEEKS + 1) for number in range(_WEEKS + 1)]
    bounds = [_midnight(monday) for monday in mondays]
    counted = zip(mondays[:-1], rows.opened(bounds), rows.closed(bounds), strict=True)
    return FlowFigure(
        tuple(WeekFlow(Week(monday), opened, closed) for monday, opened, closed in counted)
    )


def _satisfaction(store: Store, today: date) -> SatisfactionFigure:
    months = [month_of(today)]
    while len(months) < _MONTHS:
        months.insert(0, months[0].before)
    bounds = [_midnight(month.first) for month in (*months, months[-1].after)]
    counted = zip(months, rows.answers(bounds), strict=True)
    limit = formula_in_force(store).satisfaction
    return SatisfactionFigure(tuple(MonthAnswers(month, *each) for month, each in counted), limit)


def _calendars(store: Store, today: date, numbers: list[int]) -> tuple[CalendarFigure, ...]:
    began = rows.first_day()
    if began is None:
        return (CalendarFigure(WHOLE, None, ()),)
    wanted = week_of(today).monday - timedelta(weeks=_CALENDAR_WEEKS - 1)
    first = min(today, max(wanted, began))
    seen = barometer(store)
    earlier = first - timedelta(days=seen.formula.complaint_days)
    found = calendars(
        rows.spans(first, today),
        rows.complaints(earlier, today),
        rows.answers_where(earlier, today),
        numbers,
        first,
        today,
        seen.formula,
    )
    # Today is not over: it says what the page beside it says.
    words = {each.building: each for each in seen.buildings}
    words_of = [seen.whole, *(words.get(each.building) for each in found[1:])]
    return tuple(
        figure if word is None else at_last(figure, word)
        for figure, word in zip(found, words_of, strict=True)
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


def save_picture(store: Store, figure: Figure, png: bytes) -> Path:
    """Where the picture of a chart was saved under prints/."""
    return _saved(store, figure, ".png", png)


def save_table(store: Store, figure: Figure, note: str) -> Path:
    """Where the table behind a chart was saved under prints/ as .xlsx, numbers as numbers."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Any = book.active
    sheet.title = figure.name
    workbook.write_text(sheet.cell(1, 1), figure.finding)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    workbook.write_text(sheet.cell(2, 1), note)
    for column, head in enumerate(figure.heads, start=1):
        workbook.write_text(sheet.cell(_HEAD_ROW, column), head)
        sheet.cell(_HEAD_ROW, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = 26 if column == 1 else 12
    sheet.freeze_panes = f"B{_HEAD_ROW + 1}"
    for number, row in enumerate(figure.rows, start=_HEAD_ROW + 1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            if text.isascii() and text.isdecimal():
                cell.value = int(text)
            else:
                workbook.write_text(cell, text)
    path = _path(store, figure, ".xlsx")
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path, book)
    return path


def _saved(store: Store, figure: Figure, suffix: str, content: bytes) -> Path:
    path = _path(store, figure, suffix)
    save_file(path, content)
    return path


def _path(store: Store, figure: Figure, suffix: str) -> Path:
    place = figure.place if isinstance(figure, CalendarFigure) else ""
    return store.folder.prints / f"{figure.name}{place}{store.now():%Y-%m-%d}{suffix}"
