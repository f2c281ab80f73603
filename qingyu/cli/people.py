"""import, export, template: the whole book, or its residents, in and out of Excel."""

import argparse
from pathlib import Path
from typing import Any

from qingyu.cli import output
from qingyu.cli.book import opened, signer
from qingyu.cli.options import add_by, add_data, add_json, number
from qingyu.services import Store, exchange, exchange_reading, resident_export, resident_import


def add_commands(commands: Any) -> None:
    """import · export · template · demo-data."""
    take = commands.add_parser("import", help="整本资料导入一个空文件夹，或导入住户名单")
    take.add_argument("file", type=Path, metavar="FILE.xlsx")
    take.add_argument("--dry-run", action="store_true", help="只看结果，不存")
    take.set_defaults(act=_import)
    give = commands.add_parser("export", help="把整本资料导出成 Excel，可以再导入")
    give.add_argument("file", type=Path, metavar="OUT.xlsx")
    give.add_argument("--residents", action="store_true", help="只导出住户（.csv 也只有住户）")
    give.set_defaults(act=_export)
    blank = commands.add_parser("template", help="写一份空白的导入模板")
    blank.add_argument("file", type=Path, metavar="OUT.xlsx")
    blank.set_defaults(act=_template)
    demo = commands.add_parser("demo-data", help="在空文件夹里生成练习资料")
    for name, default in (
        ("seed", 1),
        ("buildings", 16),
        ("households", 480),
        ("issues", 240),
        ("feedback", 360),
        ("years", 2),
    ):
        demo.add_argument(f"--{name}", type=number, default=default, metavar="N")
    demo.set_defaults(act=_demo_data)
    for command in (take, give, demo):
        add_data(command)
    for command in (take, give):
        add_by(command)
    add_json(take)


def _import(args: argparse.Namespace) -> int:
    with opened(args, make=True) as store:
        if exchange_reading.is_exchange(args.file) and exchange.is_empty(store):
            return _import_book(store, args)
        by = signer(store, args)
        plan = resident_import.preview(store, args.file)
        report = plan.report
        if not args.dry_run and not report.errors:
            resident_import.apply(store, plan, by=by)
    if args.json:
        output.say(output.as_json(report))
    else:
        output.say(f"新增 {report.new}，更新 {report.updated}，没有变化 {report.unchanged}")
    if not report.errors:
        return output.DONE
    if not args.json:
        for error in report.errors:
            output.say(f"第 {error.row} 行 {error.column}：{error.reason}")
    return output.refuse(f"有 {len(report.errors)} 处要改，什么都没有导入。")


def _import_book(store: Store, args: argparse.Namespace) -> int:
    if args.dry_run:
        report = exchange_reading.preview(args.file)
    else:
        report = exchange_reading.fill(store, args.file)
    if args.json:
        output.say(output.as_json(report))
    else:
        output.say(("会导入：" if args.dry_run else "导入好了：") + report.text)
    return output.DONE


def _export(args: argparse.Namespace) -> int:
    with opened(args) as store:
        by = signer(store, args)
        if args.residents or args.file.suffix.lower() == ".csv":
            count = resident_export.export_residents(store, args.file, by=by)
            output.say(f"已导出 {count} 位住户到 {args.file}")
        else:
            report = exchange.export_book(store, args.file, by=by)
            output.say(f"已导出到 {args.file}：{report.text}")
    return output.DONE


def _template(args: argparse.Namespace) -> int:
    resident_export.write_template(args.file)
    output.say(f"模板写好了：{args.file}")
    return output.DONE


def _demo_data(args: argparse.Namespace) -> int:
    from qingyu.services import demo

    with opened(args, make=True) as store:
        counts = demo.generate(
            store,
            seed=args.seed,
            buildings=args.buildings,
            households=args.households,
            issues=args.issues,
            feedback=args.feedback,
            years=args.years,
        )
    output.say(f"练习资料好了：{counts}")
    return output.DONE
