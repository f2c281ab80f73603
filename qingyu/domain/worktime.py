"""The three clocks of an issue: respond, make safe, finish (DOMAIN.md section 3).

Hours are clock hours: an emergency does not wait for Monday. Days are working days, counted as in
民法典 201 and 203: the day of the report, at whatever hour and whether worked or not, is not
counted; the first working day after it is day one; the last one ends when the office closes,
17:00. So a report at 23:50 on a Friday and one on the Sunday after it are due at the same moment.
"""

from collections.abc import Mapping
from dataclasses import field, fields
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from qingyu.domain.calendar import Calendar
from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.issue import Urgency
from qingyu.domain.own_table import OwnTable, read_own
from qingyu.domain.pattern import pattern

CLOSING = time(17)
_SPAN = pattern(r"\s*(\d{1,4})\s*(小时|个?工作日)\s*")


class Unit(StrEnum):
    """What a limit is counted in."""

    HOURS = "小时"
    WORKING_DAYS = "个工作日"


@frozen
class Span:
    """A length of time as stewards write it: 2 小时, 3 个工作日."""

    amount: int
    unit: Unit

    @property
    def text(self) -> str:
        """The form that `read_span` reads back."""
        return f"{self.amount} {self.unit}"

    def after(self, moment: datetime, calendar: Calendar) -> datetime:
        """When it is over, started at that moment."""
        if self.unit is Unit.HOURS:
            return moment + timedelta(hours=self.amount)
        return datetime.combine(calendar.add_working_days(moment, self.amount), CLOSING)


@frozen
class Limit:
    """What one urgency allows; None where no clock runs."""

    respond: Span | None = None
    safe: Span | None = None
    finish: Span | None = None
    review: Span | None = None


@frozen
class Limits:
    """The limit of each urgency; one that is missing has no clocks."""

    of: Mapping[Urgency, Limit] = field(default_factory=lambda: MappingProxyType({}))


@frozen
class Deadlines:
    """When to have responded, made safe, finished, and looked again; None where no clock runs."""

    respond_at: datetime | None = None
    safe_at: datetime | None = None
    finish_at: datetime | None = None
    review_on: date | None = None


def deadlines(
    urgency: Urgency, reported_at: datetime, calendar: Calendar, limits: Limits
) -> Deadlines:
    """The deadlines of an issue reported then."""
    limit = limits.of.get(urgency, Limit())

    def end(span: Span | None) -> datetime | None:
        return span.after(reported_at, calendar) if span else None

    review = end(limit.review)
    return Deadlines(
        end(limit.respond), end(limit.safe), end(limit.finish), review.date() if review else None
    )


def resume(
    deadlines: Deadlines, suspended_at: datetime, resumed_at: datetime, calendar: Calendar
) -> Deadlines:
    """The deadlines after a pause; what had passed before the pause stays passed; RuleError.

    A deadline at the closing hour moves by the working days after the day of suspension, up to
    and including the day of resumption (a pause within one day moves nothing); any other one
    comes from hours and moves by the clock time that went by.
    """
    if resumed_at < suspended_at:
        raise RuleError("恢复时间早于挂起时间", "请检查电脑的日期和时间。")
    days = calendar.working_days(suspended_at, resumed_at)

    def moved(deadline: datetime | None) -> datetime | None:
        if deadline is None or deadline <= suspended_at:
            return deadline
        if deadline.time() != CLOSING:
            return deadline + (resumed_at - suspended_at)
        return datetime.combine(calendar.add_working_days(deadline, days), CLOSING)

    review_on = deadlines.review_on
    if review_on is not None and review_on > suspended_at.date():
        review_on = calendar.add_working_days(review_on, days)
    return Deadlines(
        moved(deadlines.respond_at),
        moved(deadlines.safe_at),
        moved(deadlines.finish_at),
        review_on,
    )


def read_span(text: str) -> Span:
    """The span of a text such as 「2 小时」 or 「3 个工作日」; RuleError."""
    match = _SPAN.fullmatch(text)
    if match is None or int(match[1]) == 0:
        raise RuleError(f"看不懂时限「{text[:20]}」", "请写成「2 小时」或「3 个工作日」。")
    return Span(int(match[1]), Unit.HOURS if match[2] == "小时" else Unit.WORKING_DAYS)


def read_limits(path: Path) -> Limits:
    """The limits of a TOML file with one table per urgency; RuleError."""
    own = read_own(path, "时限表")
    unknown = sorted(own.rows.keys() - set(Urgency))
    if unknown:
        raise own.broken(f"没有「{unknown[0]}」这个急缓", unknown[0])
    return Limits(
        MappingProxyType({Urgency(name): _limit(row, name, own) for name, row in own.rows.items()})
    )


def _limit(row: object, name: str, own: OwnTable) -> Limit:
    if not isinstance(row, Mapping):
        raise own.broken(f"「{name}」要写成一段", name)
    unknown = sorted(row.keys() - {each.name for each in fields(Limit)})
    if unknown:
        raise own.broken(f"「{name}」里没有 {unknown[0]} 这一项", name, unknown[0])
    spans: dict[str, Span] = {}
    for key, value in row.items():
        try:
            spans[key] = read_span(str(value))
        except RuleError as error:
            raise own.broken(f"「{name}」：{error}", name, key) from error
    return Limit(**spans)
