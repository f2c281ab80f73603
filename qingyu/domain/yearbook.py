"""交班年册: what one year leaves to the next team, as chapters of tables and figures."""

from datetime import date

from qingyu.domain.duty_ledger import YearHours
from qingyu.domain.errors import RuleError
from qingyu.domain.figures import AgeFigure, FlowFigure, HeatFigure, SatisfactionFigure
from qingyu.domain.frozen import frozen
from qingyu.domain.weather_days import CalendarFigure

EARLIEST = 2000
MOST_ROWS = 60  # of one table; the Excel file beside has all


@frozen
class YearCount:
    """A big number of the cover."""

    label: str
    number: str


@frozen
class YearTable:
    """A table; `widths` are shares of the page, `rest` is how many rows are only in the Excel."""

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    rest: int = 0


@frozen
class Chapter:
    """A chapter: one sentence that says how it is, then its tables."""

    title: str
    lead: str
    tables: tuple[YearTable, ...] = ()


@frozen
class YearFigures:
    """What the charts of the year draw."""

    flow: FlowFigure
    age: AgeFigure
    heat: HeatFigure
    satisfaction: SatisfactionFigure
    calendar: CalendarFigure
    hours: tuple[YearHours, ...]


@frozen
class Yearbook:
    """The book of one year, up to a day; internal: names, rooms and telephones are in it."""

    neighbourhood: str
    year: int
    last: date
    made_on: date
    internal: bool
    counts: tuple[YearCount, ...]
    figures: YearFigures
    first_week: tuple[str, ...]
    chapters: tuple[Chapter, ...]

    @property
    def title(self) -> str:
        """青年路社区 2026 年交班年册."""
        return f"{self.neighbourhood or '本小区'}{self.year}年交班年册"

    @property
    def running(self) -> bool:
        """Whether the year is not over."""
        return self.last < date(self.year, 12, 31)


def check_year(year: int, today: date) -> None:
    """Raises RuleError unless the year has begun."""
    if not EARLIEST <= year <= today.year:
        raise RuleError(f"{year}年做不了年册", f"请选 {today.year} 年或以前的一年。")


def cut(rows: tuple[tuple[str, ...], ...], most: int = MOST_ROWS) -> tuple[
    tuple[tuple[str, ...], ...], int
]:
    """The first rows, and how many more there are."""
    return rows[:most], max(0, len(rows) - most)
