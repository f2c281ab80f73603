"""check, undo, log: is the book sound, and what was done in it."""

import argparse
from typing import Any

from qingyu.cli import output
from qingyu.cli.book import opened, signer
from qingyu.cli.options import add_by, add_data
from qingyu.services import check, journal


def add_commands(commands: Any) -> None:
    """check · undo · log."""
    sound = commands.add_parser("check", help="检查资料是否完好")
    sound.set_defaults(act=_check)
    back = commands.add_parser("undo", help="撤销最近一步")
    back.set_defaults(act=_undo)
    add_by(back)
    log = commands.add_parser("log", help="最近做过的事")
    log.set_defaults(act=_log)
    for command in (sound, back, log):
        add_data(command)


def _check(args: argparse.Namespace) -> int:
    with opened(args) as store:
        faults = check.faults(store)
    if not faults:
        output.say("资料完好。")
        return output.DONE
    for fault in faults:
        output.say(fault)
    return output.refuse(f"资料有 {len(faults)} 处问题，请先用备份恢复，不要继续登记。")


def _undo(args: argparse.Namespace) -> int:
    with opened(args) as store:
        changes = journal.undo(store, by=signer(store, args))
    output.say(f"已{changes.verb}")
    return output.DONE


def _log(args: argparse.Namespace) -> int:
    with opened(args) as store:
        for entry in journal.entries(store):
            undone = "（已撤销）" if entry.undone else ""
            output.say(f"{entry.at:%Y-%m-%d %H:%M}  {entry.verb}{undone}")
    return output.DONE
