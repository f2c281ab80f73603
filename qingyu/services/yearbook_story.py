"""The story of one year: figures, chapters, and what to do first, gathered from what is stored."""

from datetime import date, datetime, time, timedelta

from qingyu.domain.figures import FlowFigure, MonthAnswers, SatisfactionFigure, WeekFlow, ages, heat
from qingyu.domain.month import Month
from qingyu.domain.promise import PromiseLine
from qingyu.domain.weather_days import CalendarFigure, calendars
from qingyu.domain.week import Week, week_of
from qingyu.domain.yearbook import Yearbook, YearCount, YearFigures
from qingyu.services import barometer, duty_ledger
from qingyu.services.yearbook_chapters import chapters
from qingyu.storage import figures as figure_rows
from qingyu.storage import neighbourhood, setting
from qingyu.storage import promise as promise_rows
from qingyu.storage import review as review_rows
from qingyu.storage import yearbook as rows
from qingyu.storage.store import Store

Bounds = list[datetime]


def story(store: Store, year: int, *, internal: bool) -> Yearbook:
    """Everything one year tells, hidden where it is not internal."""
    today = store.now().date()
    first, last = date(year, 1, 1), min(date(year, 12, 31), today)
    bounds = [_midnight(first), _midnight(last + timedelta(days=1))]
    figures = _figures(store, year, bounds, today)
    promises = promise_rows.between(first, last)
    return Yearbook(
        neighbourhood=setting.value("neighbourhood.name"),
        year=year,
        last=last,
        made_on=today,
        internal=internal,
        counts=_counts(first, last, bounds, figures),
        figures=figures,
        first_week=_first_week(today, promises),
        chapters=chapters(bounds, promises, figures.hours, today, internal=internal),
    )


def _figures(store: Store, year: int, bounds: Bounds, today: date) -> YearFigures:
    first, last = bounds[0].date(), (bounds[1] - timedelta(days=1)).date()
    formula = barometer.formula_in_force(store)
    numbers = [building.number for building in neighbourhood.buildings()]
    months = [Month(year, number) for number in range(1, last.month + 1)]
    edges = [_midnight(month.first) for month in (*months, months[-1].after)]
    answers = zip(months, figure_rows.answers(edges), strict=True)
    return YearFigures(
        flow=_flow(first, last),
        age=ages(figure_rows.open_issues(store.now()), today),
        heat=heat(rows.reported_where(bounds), numbers),
        satisfaction=SatisfactionFigure(
            tuple(MonthAnswers(month, *each) for month, each in answers), formula.satisfaction
        ),
        calendar=_calendar(store, first, last),
        hours=duty_ledger.hours(store, year),
    )


def _flow(first: date, last: date) -> FlowFigure:
    mondays, end = [week_of(first).monday], week_of(last).monday
    while mondays[-1] <= end:
        mondays.append(mondays[-1] + timedelta(weeks=1))
    edges = [_midnight(monday) for monday in mondays]
    told = zip(mondays[:-1], figure_rows.opened(edges), figure_rows.closed(edges), strict=True)
    return FlowFigure(tuple(WeekFlow(Week(monday), *counts) for monday, *counts in told))


def _calendar(store: Store, first: date, last: date) -> CalendarFigure:
    began = figure_rows.first_day()
    if began is None or began > last:
        return CalendarFigure("整个小区", None, ())
    formula = barometer.formula_in_force(store)
    start = max(first, began)
    earlier = start - timedelta(days=formula.complaint_days - 1)
    return calendars(
        figure_rows.spans(start, last),
        figure_rows.complaints(earlier, last),
        figure_rows.answers_where(earlier, last),
        (),
        start,
        last,
        formula,
    )[0]


def _counts(
    first: date, last: date, bounds: Bounds, figures: YearFigures
) -> tuple[YearCount, ...]:
    answered = sum(month.answered for month in figures.satisfaction.months)
    content = sum(month.satisfied + month.mostly for month in figures.satisfaction.months)
    hours = sum(each.hours for each in figures.hours)
    return (
        YearCount("来件", str(figure_rows.received(bounds)[0])),
        YearCount("新增工单", str(figure_rows.opened(bounds)[0])),
        YearCount("办结", str(figure_rows.closed(bounds)[0])),
        YearCount("还没办完", str(rows.how_many_open())),
        YearCount("满意率", f"{content * 100 // answered}%" if answered else "—"),
        YearCount("例会", f"{rows.meetings(first, last)} 次"),
        YearCount("值班", f"{hours:.0f} 小时"),
    )


def _first_week(today: date, promises: tuple[PromiseLine, ...]) -> tuple[str, ...]:
    issues = rows.still_open(10_000)
    danger = [issue for issue in issues if issue.dangerous]
    late = [issue for issue in issues if issue.due_at and issue.due_at.date() < today]
    soon = [each for each in promises if each.kept_at is None]
    hanging = [n for n in rows.notices(today.year) if n.hanging and _is_past(n, today)]
    actions = review_rows.open_actions()
    told = [
        "第 1 天：在「设置」的「备份恢复」里用这个文件夹中的备份恢复，或用整本资料.xlsx 建新的"
        "一本；打开「检查资料」看是不是完好。",
        "第 1 天：新组长在「设置」的「谁在用」里设自己的 PIN，把离任的管家停用。",
        "第 1 天：认一个 U 盘作第二处备份。",
    ]
    if danger:
        told.append(f"第 1 天：到现场看 {len(danger)} 件有危险的工单（{_numbers(danger)}）。")
    if late:
        told.append(f"第 2 天：超期的 {len(late)} 件，一件一件问清谁在办、还差什么。")
    if soon:
        told.append(f"第 3 天：还没兑现的 {len(soon)} 个承诺，给居民打电话说明换了人、何时能办。")
    if hanging:
        told.append(f"第 3 天：到期的通知还有 {len(hanging)} 张挂着，巡查时取下。")
    if actions:
        told.append(f"第 4 天：上届例会留下 {len(actions)} 项分工没做完，重新定人。")
    told.append("第 5 天：排下个月的值班，照「通讯录」挨个问愿不愿意继续值。")
    told.append("周末：开第一次例会，念「还算数的决定」，再认一遍「老毛病」在哪几处。")
    return tuple(told)


def _is_past(notice: rows.YearNotice, today: date) -> bool:
    return notice.void or (notice.posted_until is not None and notice.posted_until < today)


def _numbers(issues: list[rows.YearIssue]) -> str:
    told = "、".join(f"{issue.number:04d}" for issue in issues[:5])
    return told + (" 等" if len(issues) > 5 else "")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)
