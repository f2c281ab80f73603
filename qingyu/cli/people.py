"""import, export, template: residents in and out of Excel."""

import argparse
from pathlib import Path
from typing import Any

from qingyu.cli import output
from qingyu.cli.book import opened, signer
from qingyu.cli.options import add_by, add_data, add_json, number
from qingyu.services import resident_export, resident_import


def add_commands(commands: Any) -> None:
    """import · export · template · demo-data."""
    take = commands.add_parser("import", help="从 Excel 导入住户")
    take.add_argument("file", type=Path, metavar="FILE.xlsx")
    take.add_argument("--dry-run", action="store_true", help="只看结果，不存")
    take.set_defaults(act=_import)
    give = commands.add_parser("export", help="把住户导出成 Excel，可以再导入")
    give.add_argument("file", type=Path, metavar="OUT.xlsx")
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
    add_by(take)
    add_by(give)
    add_json(take)


def _import(args: argparse.Namespace) -> int:
    with opened(args, make=True) as store:
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


def _export(args: argparse.Namespace) -> int:
    with opened(args) as store:
        count = resident_export.export_residents(store, args.file, by=signer(store, args))
    output.say(f"已导出 {count} 位住户到 {args.file}")
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
