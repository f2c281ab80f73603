"""notice, review, slip: documents to PDF."""

import argparse
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from qingyu.cli import output
from qingyu.cli.book import issue_of, opened
from qingyu.cli.json_file import read_json
from qingyu.cli.options import add_data, add_out, number
from qingyu.domain.errors import RuleError
from qingyu.domain.week import read_week
from qingyu.services import notice, notice_kind, print_log, review_minutes
from qingyu.services.document import save_file


def add_commands(commands: Any) -> None:
    """notice · review · slip."""
    post = commands.add_parser("notice", help="把通知排成 PDF")
    post.add_argument("--kind", required=True, metavar="KIND", help="water_off、meeting、free ……")
    post.add_argument("--fields", type=Path, required=True, metavar="FIELDS.json")
    post.add_argument("--layout", default=notice.DEFAULT_LAYOUT, metavar="LAYOUT")
    post.add_argument("--public", action="store_true", help="公示版：隐去个人信息")
    post.set_defaults(act=_notice)
    week = commands.add_parser("review", help="周例会的议程，开过会就是会议记录")
    week.add_argument("--week", required=True, metavar="2026-W47")
    week.add_argument("--public", action="store_true", help="公示版：隐去个人信息")
    week.set_defaults(act=_review)
    slip = commands.add_parser("slip", help="一件工单的 A5 单子")
    slip.add_argument("number", type=number, help="工单号")
    slip.set_defaults(act=_slip)
    for command in (post, week, slip):
        add_data(command)
    for command in (post, week, slip):
        add_out(command)


def _notice(args: argparse.Namespace) -> int:
    fields = _fields(args.fields)
    if getattr(args, "data", None) is None:
        composed = notice.draft(args.kind, fields, date.today())
    else:
        with opened(args) as store:
            for complaint in notice_kind.kinds(store).complaints:
                output.say(complaint)
            composed = notice.draft(args.kind, fields, date.today(), store)
    content = notice.pdf(
        composed.notice,
        layout=args.layout,
        public=args.public,
        names=composed.names,
        faces=composed.faces,
    )
    save_file(args.out, content)
    for doubt in composed.doubts:
        output.say(f"请再看一眼：{doubt}")
    return output.DONE


def _fields(path: Path) -> Mapping[str, object]:
    fields = read_json(path)
    if not isinstance(fields, dict):
        raise RuleError(f"{path.name} 里应当是一组栏目", '例如 {"title": "通知"}。')
    return fields


def _review(args: argparse.Namespace) -> int:
    week = read_week(args.week)
    with opened(args) as store:
        content = review_minutes.minutes_pdf(store, week, public=args.public)
        if not args.public:
            print_log.note_taken(store, "存成文件", f"{args.week} 例会材料（内部版）", by=None)
    save_file(args.out, content)
    return output.DONE


def _slip(args: argparse.Namespace) -> int:
    from qingyu.services import issue_slip

    with opened(args) as store:
        found = issue_of(store, args.number)
        content = issue_slip.slip_pdf(store, found.id)
        print_log.note_taken(store, "存成文件", f"工单 {found.code}", by=None)
    save_file(args.out, content)
    return output.DONE
