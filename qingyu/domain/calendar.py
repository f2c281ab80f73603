"""Working days and holidays of Hangzhou, read from one editable TOML table per year."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.own_table import read_own

_SATURDAY = 5
_DAY = timedelta(days=1)


@frozen
class Holidays:
    """One year's arrangement: days off by name, weekends that are worked (调休).

    statutory: the days off that are 法定节日; the others are weekends and days swapped for them.
    """

    year: int
    days_off: Mapping[date, str]
    working: frozenset[date]
    published: bool
    source: str = ""
    statutory: frozenset[date] = frozenset()


@frozen
class Calendar:
    """The years that have a table; any other year knows weekends only."""

    tables: Mapping[int, Holidays] = field(default_factory=lambda: MappingProxyType({}))

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on that day."""
        day = _plain(day)
        table = self.tables.get(day.year)
        if table is not None:
            if day in table.days_off:
                return False
            if day in table.working:
                return True
        return day.weekday() < _SATURDAY

    def holiday_name(self, day: date) -> str:
        """The holiday that day belongs to (春节), or an empty string."""
        day = _plain(day)
        table = self.tables.get(day.year)
        return table.days_off.get(day, "") if table is not None else ""

    def is_statutory(self, day: date) -> bool:
        """Whether that day is a 法定节日, not merely a weekend or a day off in lieu of one."""
        day = _plain(day)
        table = self.tables.get(day.year)
        return table is not None and day in table.statutory

    def warning(self, year: int) -> str:
        """What is not known about that year's arrangement, or an empty string."""
        table = self.tables.get(year)
        if table is not None and table.published:
            return ""
        known = "仅按双休日计算" if table is None else "仅法定节日"
        return f"{year} 年放假安排尚未录入（{known}）"

    def add_working_days(self, day: date, count: int) -> date:
        """The count-th working day after that day; the day itself when count is 0."""
        day = _plain(day)
        while count > 0:
            day += _DAY
            count -= self.is_working_day(day)
        return day

    def working_days(self, after: date, until: date) -> int:
        """How many working days lie after the first day, up to and including the second."""
        after, until = _plain(after), _plain(until)
        if until <= after:
            return 0
        weekdays = _weekdays_before(until + _DAY) - _weekdays_before(after + _DAY)
        return weekdays + sum(
            self.is_working_day(day) - (day.weekday() < _SATURDAY)
            for year in range(after.year, until.year + 1)
            for day in self._arranged(year)
            if after < day <= until
        )

    def _arranged(self, year: int) -> Iterator[date]:
        table = self.tables.get(year)
        if table is not None:
            yield from table.days_off
            yield from table.working - table.days_off.keys()


def read_holidays(*folders: Path) -> Calendar:
    """The calendar of all YYYY.toml, a later folder's year replacing an earlier's; RuleError."""
    files = {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}
    tables = (_read_year(path) for path in files.values())
    return Calendar(MappingProxyType({table.year: table for table in tables}))


def read_own_holidays(bundled: Path, own: Path) -> tuple[Calendar, tuple[RuleError, ...]]:
    """The bundled years, replaced by each sound one of their own; why the others are not used."""
    tables = dict(read_holidays(bundled).tables)
    troubles = []
    for path in sorted(own.glob("*.toml")):
        try:
            # The law is known before the arrangement: nobody need write its days again.
            known = tables.get(int(path.stem)) if path.stem.isdecimal() else None
            table = _read_year(path, known.statutory if known else frozenset())
        except RuleError as error:
            troubles.append(error)
        else:
            tables[table.year] = table
    return Calendar(MappingProxyType(tables)), tuple(troubles)


def _read_year(path: Path, known: frozenset[date] = frozenset()) -> Holidays:
    own = read_own(path, "放假安排")
    try:
        return _table(own.rows, path, known)
    except _Wrong as error:
        raise own.broken(str(error), *error.keys) from error


class _Wrong(ValueError):
    """A value that makes no sense and the keys that lead to its line."""

    def __init__(self, reason: str, *keys: str) -> None:
        super().__init__(reason)
        self.keys = keys


def _table(table: Mapping[str, object], path: Path, known: frozenset[date]) -> Holidays:
    year, published, source = table.get("year"), table.get("published"), table.get("source", "")
    if str(year) != path.stem or type(year) is not int:
        raise _Wrong("year 要和文件名是同一年", "year")
    if not isinstance(published, bool):
        raise _Wrong("published 只能是 true 或 false", "published")
    if not isinstance(source, str):
        raise _Wrong("source 要写成文字", "source")
    working = frozenset(_date(day, year, "working") for day in _list(table, "working"))
    for day in working:
        if day.weekday() < _SATURDAY:
            raise _Wrong(f"working 里的 {day} 不是周末", "working", str(day))
    days_off: dict[date, str] = {}
    for row in _list(table, "holiday"):
        for day, name in _holiday(row, year):
            if day in days_off or day in working:
                raise _Wrong(f"{day} 写了两次", name)
            days_off[day] = name
    statutory = _statutory(table, year, days_off, known)
    return Holidays(
        year, MappingProxyType(days_off), working, published, source, statutory
    )


def _statutory(
    table: Mapping[str, object], year: int, days_off: Mapping[date, str], known: frozenset[date]
) -> frozenset[date]:
    # Without a list and a law that is known, every named day weighs as a holiday.
    if "statutory" not in table:
        return frozenset(days_off) & known if known else frozenset(days_off)
    found = frozenset(_date(day, year, "statutory") for day in _list(table, "statutory"))
    for day in found - days_off.keys():
        raise _Wrong(f"statutory 里的 {day} 不在任何一个假期里", "statutory", str(day))
    return found


def _holiday(row: object, year: int) -> Iterator[tuple[date, str]]:
    if not isinstance(row, Mapping) or not isinstance(row.get("name"), str) or not row["name"]:
        raise _Wrong("每个 [[holiday]] 都要有 name", "[[holiday]]")
    name = str(row["name"])
    first, last = _date(row.get("from"), year, name), _date(row.get("to"), year, name)
    if last < first:
        raise _Wrong(f"{name} 的 to 早于 from", name, "to")
    return ((first + _DAY * n, name) for n in range((last - first).days + 1))


def _list(table: Mapping[str, object], key: str) -> list[object]:
    rows = table.get(key, [])
    if not isinstance(rows, list):
        raise _Wrong(f"{key} 要写成列表", key)
    return rows


def _date(value: object, year: int, where: str) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise _Wrong(f"{where} 里要写日期，如 {year}-01-01", where)
    if value.year != year:
        raise _Wrong(f"{where} 里的 {value} 不在 {year} 年", where, str(value))
    return value


def _plain(day: date) -> date:
    # A datetime is a date to the type checker, yet never equals one in a table.
    return day.date() if isinstance(day, datetime) else day


def _weekdays_before(day: date) -> int:
    """Mondays to Fridays from 0001-01-01, a Monday, up to the day before that one."""
    weeks, rest = divmod(day.toordinal() - 1, 7)
    return weeks * 5 + min(rest, 5)
