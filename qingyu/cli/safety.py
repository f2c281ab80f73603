"""backup, restore, repair, check, undo, log: is the book safe, and what was done in it."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

from qingyu.cli import output
from qingyu.cli.book import keyed_folder, opened, signer
from qingyu.cli.options import add_by, add_data
from qingyu.cli.passphrase import backup_keys
from qingyu.paths import DataFolder
from qingyu.services import Store, backup, backup_reading, check, journal, repair, restore


def add_commands(commands: Any) -> None:
    """backup · restore · repair · check · undo · log."""
    copy = commands.add_parser("backup", help="备份，重新打开检查过才算数")
    copy.add_argument("--to", type=Path, metavar="DIR", help="放到哪里，不写就放在资料文件夹里")
    copy.set_defaults(act=_backup)
    back_in = commands.add_parser("restore", help="用一个备份换下现在的资料，换下的另外收好")
    back_in.add_argument("file", type=Path, metavar="FILE")
    back_in.set_defaults(act=_restore)
    mend = commands.add_parser("repair", help="资料文件损坏时，把读得出来的救进一份新的")
    mend.set_defaults(act=_repair)
    sound = commands.add_parser("check", help="检查资料、照片和最近的备份是否完好")
    sound.add_argument("--thorough", action="store_true", help="每一条操作记录都对一遍，慢一些")
    sound.set_defaults(act=_check)
    back = commands.add_parser("undo", help="撤销最近一步")
    back.set_defaults(act=_undo)
    add_by(back)
    log = commands.add_parser("log", help="最近做过的事")
    log.set_defaults(act=_log)
    for command in (copy, back_in, mend, sound, back, log):
        add_data(command)


def _backup(args: argparse.Namespace) -> int:
    with opened(args) as store:
        made = backup.make(store, args.to)
        output.say(f"{made.path}")
        told = backup.look(made.path, store)
    output.say(told.text)
    return output.DONE


def _restore(args: argparse.Namespace) -> int:
    folder = keyed_folder(args)
    keys = backup_keys(args.file, folder, args)
    restored = restore.restore(args.file, folder, datetime.now(), keys=keys)
    store = Store.open(DataFolder(folder.root, restored.keys))
    try:
        faults = check.faults(store)
    finally:
        store.close()
    output.say(f"换好了，{restored.manifest.text}")
    if restored.set_aside is not None:
        output.say(f"原来的资料收在 {restored.set_aside}")
    return output.refuse("；".join(faults)) if faults else output.DONE


def _repair(args: argparse.Namespace) -> int:
    output.say(repair.repair(keyed_folder(args), datetime.now()).text)
    with opened(args) as store:
        faults = check.faults(store)
    return output.refuse("；".join(faults)) if faults else output.DONE


def _check(args: argparse.Namespace) -> int:
    with opened(args) as store:
        faults = check.faults(store, thorough=args.thorough)
        facts = check.facts(store)
        fault = backup.newest_fault(store)
        newest = backup_reading.last_proved(store)
    for told in (*facts, *([fault] if fault else ())):
        output.say(told)
    if not faults and fault:
        return output.refuse("资料完好，可是最近的备份不能用，请马上再备份一次。")
    if not faults:
        output.say("资料完好。")
        output.say(f"最近的备份也完好（{newest:%Y-%m-%d %H:%M}）。" if newest else "还没有备份过。")
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
