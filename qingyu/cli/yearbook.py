"""yearbook: the folder for the next team."""

import argparse
from pathlib import Path
from typing import Any

from qingyu.cli import output
from qingyu.cli.book import opened, signer
from qingyu.cli.options import add_by, add_data, number
from qingyu.services import yearbook


def add_commands(commands: Any) -> None:
    """yearbook."""
    made = commands.add_parser("yearbook", help="交班年册：年册、整本资料和备份放一个文件夹")
    made.add_argument("--year", type=number, required=True, metavar="2026")
    made.add_argument("--internal", action="store_true", help="内部版：不隐去姓名、室号和电话")
    made.add_argument(
        "-o", "--out", type=Path, required=True, metavar="FOLDER", help="放到哪个文件夹里"
    )
    made.set_defaults(act=_yearbook)
    add_data(made)
    add_by(made)


def _yearbook(args: argparse.Namespace) -> int:
    with opened(args) as store:
        by = signer(store, args)
        made = yearbook.make(store, args.year, args.out, internal=args.internal, by=by)
    output.say(f"{made.folder}")
    for path in (made.pdf, made.excel, made.backup):
        output.say(f"  {path.name}")
    return output.DONE
