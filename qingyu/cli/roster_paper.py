"""roster print, calendar, excel, ledger, hours: duty on paper, in the telephone, in Excel."""

import argparse
from pathlib import Path
from typing import Any

from qingyu.cli import output
from qingyu.cli.book import opened
from qingyu.cli.options import add_data, add_out, day
from qingyu.domain.duty_month import RosterState
from qingyu.domain.duty_weather import WeatherAlarm
from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month, month_of, read_month
from qingyu.domain.roster_sheet import DutyPaper, Paper, PaperOrder, week_of
from qingyu.services.document import save_file

_WHOLE_MONTH = (DutyPaper.CHART, DutyPaper.WEEK)


def add_actions(actions: Any) -> None:
    """roster print · calendar · excel · ledger · hours."""
    paper = actions.add_parser("print", help="值班表、值班条、交接班记录等排成 PDF")
    paper.add_argument("--layout", choices=[str(each) for each in Paper], default=str(Paper.A4))
    paper.add_argument(
        "--what", choices=[str(each) for each in DutyPaper], default=str(DutyPaper.CHART)
    )
    paper.add_argument("--changed", action="store_true", help="只印换过班的值班条")
    paper.add_argument("--day", type=day, metavar="2026-12-03", help="哪一周，或哪天的交接班")
    paper.add_argument("--shift", default="", metavar="早", help="哪一班的交接班")
    paper.add_argument("--alarm", choices=[str(each) for each in WeatherAlarm], help="天气巡查单")
    paper.set_defaults(act=_print)
    dates = actions.add_parser("calendar", help="写成日历文件 (.ics)，导进手机")
    dates.set_defaults(act=_calendar)
    table = actions.add_parser("excel", help="写成 Excel")
    table.set_defaults(act=_excel)
    for action in (paper, dates, table):
        action.add_argument("--month", required=True, metavar="2026-12")
        add_data(action)
        add_out(action)
    _add_tables(actions)
    for action in (paper, dates):
        action.add_argument("--person", default="", metavar="NAME", help="只要这一个人的")


def _add_tables(actions: Any) -> None:
    ledger = actions.add_parser("ledger", help="值班台账，写成 .xlsx 或 .csv")
    ledger.add_argument("--month", required=True, metavar="2026-12")
    ledger.add_argument("--until", metavar="2027-02", help="一直到哪个月，不写就是一个月")
    ledger.set_defaults(act=_ledger)
    hours = actions.add_parser("hours", help="志愿服务时间，写成 .xlsx 或 .csv")
    hours.add_argument("--year", type=int, metavar="2026", help="不写就是历年")
    hours.set_defaults(act=_hours)
    for action in (ledger, hours):
        add_data(action)
        add_out(action)


def _print(args: argparse.Namespace) -> int:
    from qingyu.services import roster_paper

    order = PaperOrder(
        DutyPaper(args.what),
        read_month(args.month),
        Paper(args.layout),
        args.changed,
        args.day,
        args.shift,
        args.person,
        WeatherAlarm(args.alarm) if args.alarm else None,
    )
    _refuse_unfit(order)
    with opened(args) as store:
        content = roster_paper.pdf(store, order)
        blank = order.what in _WHOLE_MONTH and _is_blank(order.month)
    save_file(args.out, content)
    if blank:
        output.say(f"{order.month.text}还没有排班，印的是空白表，可以手写。")
    return output.DONE


def _refuse_unfit(order: PaperOrder) -> None:
    """RuleError for a wish that this paper cannot grant: it must not be passed over in silence."""
    asked = {
        "--changed": (order.changed, (DutyPaper.SLIPS,)),
        "--day": (order.day is not None, (DutyPaper.WEEK, DutyPaper.HANDOVER)),
        "--shift": (bool(order.shift), (DutyPaper.HANDOVER,)),
        "--person": (bool(order.person), (DutyPaper.SLIPS, DutyPaper.CERTIFICATE)),
        "--alarm": (order.alarm is not None, (DutyPaper.PATROL,)),
        "--layout a3": (order.paper is Paper.A3, (DutyPaper.CHART,)),
    }
    for option, (wanted, papers) in asked.items():
        if wanted and order.what not in papers:
            able = "、".join(paper.words for paper in papers)
            kinds = " 或 ".join(f"--what {paper}" for paper in papers)
            raise RuleError(f"{option} 只能用于{able}", f"请加上 {kinds}，或去掉 {option}。")
    if order.shift and order.day is None:
        raise RuleError("还没写是哪天的交接班", "请加上 --day，如 --day 2026-12-03。")
    on = order.day
    days = () if on is None else week_of(on) if order.what is DutyPaper.WEEK else (on,)
    if days and order.month not in {month_of(day) for day in days}:
        raise RuleError(f"{on} 不在{order.month.text}", "请让 --day 和 --month 说的是同一个月。")


def _calendar(args: argparse.Namespace) -> int:
    from qingyu.services import roster_calendar

    with opened(args) as store:
        content = roster_calendar.calendar(store, _month(args), args.person)
    save_file(args.out, content)
    return output.DONE


def _excel(args: argparse.Namespace) -> int:
    from qingyu.services import roster_excel

    out: Path = args.out
    month = _month(args)
    with opened(args) as store:
        roster_excel.export_month(store, month, out)
        blank = _is_blank(month)
    if blank:
        output.say(f"{month.text}还没有排班，表里没有人。")
    return output.DONE


def _ledger(args: argparse.Namespace) -> int:
    from qingyu.services import duty_export

    first = _month(args)
    last = read_month(args.until) if args.until else first
    if last < first:
        raise RuleError("--until 早于 --month", "请把两个月份对调。")
    with opened(args) as store:
        duty_export.save(duty_export.ledger_tables(store, first, last), args.out)
    return output.DONE


def _hours(args: argparse.Namespace) -> int:
    from qingyu.services import duty_export

    with opened(args) as store:
        duty_export.save((duty_export.hours_table(store, args.year),), args.out)
    return output.DONE


def _is_blank(month: Month) -> bool:
    from qingyu.services import duty_month

    return duty_month.state(month) is RosterState.NONE


def _month(args: argparse.Namespace) -> Month:
    return read_month(args.month)
