"""roster print, calendar, excel: a month's duty on paper, in the telephone, in Excel."""

import argparse
from pathlib import Path
from typing import Any

from qingyu.cli import output
from qingyu.cli.book import opened
from qingyu.cli.options import add_data, add_out, day
from qingyu.domain.duty_weather import WeatherAlarm
from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month, read_month
from qingyu.domain.roster_sheet import DutyPaper, Paper, PaperOrder
from qingyu.services.document import save_file


def add_actions(actions: Any) -> None:
    """roster print · calendar · excel."""
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
    for action in (paper, dates):
        action.add_argument("--person", default="", metavar="NAME", help="只要这一个人的")


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
    if order.changed and order.what is not DutyPaper.SLIPS:
        raise RuleError("只有值班条分换过和没换过", "请加上 --what slips，或去掉 --changed。")
    with opened(args) as store:
        content = roster_paper.pdf(store, order)
    save_file(args.out, content)
    return output.DONE


def _calendar(args: argparse.Namespace) -> int:
    from qingyu.services import roster_calendar

    with opened(args) as store:
        content = roster_calendar.calendar(store, _month(args), args.person)
    save_file(args.out, content)
    return output.DONE


def _excel(args: argparse.Namespace) -> int:
    from qingyu.services import roster_excel

    out: Path = args.out
    with opened(args) as store:
        roster_excel.export_month(store, _month(args), out)
    return output.DONE


def _month(args: argparse.Namespace) -> Month:
    return read_month(args.month)
