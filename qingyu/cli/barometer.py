"""monthly: the sheet for 湖滨晴雨."""

import argparse
from typing import Any

from qingyu.cli import output
from qingyu.cli.book import opened
from qingyu.cli.options import add_data, add_out
from qingyu.domain.month import read_month
from qingyu.services import barometer_month
from qingyu.services.document import save_file


def add_commands(commands: Any) -> None:
    """monthly."""
    sheet = commands.add_parser("monthly", help="一个月的民情月报，报湖滨晴雨")
    sheet.add_argument("--month", required=True, metavar="2026-11")
    sheet.set_defaults(act=_monthly)
    add_data(sheet)
    add_out(sheet)


def _monthly(args: argparse.Namespace) -> int:
    month = read_month(args.month)
    with opened(args) as store:
        content = barometer_month.pdf(barometer_month.monthly(store, month))
    save_file(args.out, content)
    return output.DONE
