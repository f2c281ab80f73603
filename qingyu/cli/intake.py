"""parse, record, attach, move: from words to a tracked issue."""

import argparse
import codecs
import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from qingyu.cli import output
from qingyu.cli.book import issue_of, opened, signer
from qingyu.cli.options import add_by, add_data, day, number
from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import Channel
from qingyu.domain.issue import MoveDetails, Outcome, State
from qingyu.services import Store, feedback, intake, issue, issue_reading, steward


def add_commands(commands: Any) -> None:
    """parse · record · move."""
    parse = commands.add_parser("parse", help="一行一句话，读出地点、姓名、电话、类别（JSON）")
    parse.set_defaults(act=_parse)
    record = commands.add_parser("record", help="登记一条来件；写 - 就从标准输入一行一条")
    record.add_argument("text", help="居民的话，或 -")
    record.add_argument("--channel", choices=[str(each) for each in Channel], default="上门")
    then = record.add_mutually_exclusive_group()
    then.add_argument("--issue", action="store_true", help="同时转成工单")
    then.add_argument("--attach", type=number, metavar="工单号", help="并入这件工单")
    record.set_defaults(act=_record)
    move = commands.add_parser("move", help="推进一件工单：核实、派单、挂起、办结……")
    move.add_argument("number", type=number, help="工单号")
    move.add_argument("state", choices=[str(state) for state in State], metavar="状态")
    _add_details(move)
    move.set_defaults(act=_move)
    for command in (record, move):
        add_data(command)
        add_by(command)


def _add_details(move: argparse.ArgumentParser) -> None:
    move.add_argument("--reason", default="", help="原因")
    move.add_argument("--handler", default="", help="承办的管家")
    move.add_argument("--look-again", type=day, metavar="日期", help="哪天再看")
    move.add_argument("--to", default="", help="转给谁")
    move.add_argument("--their-number", default="", help="对方的编号")
    move.add_argument("--chase", type=day, metavar="日期", help="哪天催办")
    move.add_argument("--into", type=number, metavar="工单号", help="并入哪件工单")
    move.add_argument("--accepted-by", default="", help="谁验收的")
    move.add_argument("--outcome", choices=[str(each) for each in Outcome], help="办理结果")


def _parse(args: argparse.Namespace) -> int:
    from qingyu.domain.intake import as_record, understand

    for line in lines():
        output.say(output.as_json(as_record(understand(line))))
    return output.DONE


def _record(args: argparse.Namespace) -> int:
    with opened(args, make=True) as store:
        by = signer(store, args)
        target = issue_of(store, args.attach).id if args.attach is not None else None
        if args.text != "-":
            output.say(_record_one(store, args.text, args, target, by))
            return output.DONE
        code = output.DONE
        for line in lines():
            if not line.strip():
                continue
            try:
                output.say(_record_one(store, line, args, target, by))
            except RuleError as error:
                code = output.refuse(error)
        return code


def _record_one(
    store: Store, text: str, args: argparse.Namespace, target: int | None, by: int | None
) -> str:
    draft = intake.understood(text, Channel(args.channel))
    if target is not None:
        changes = feedback.record_and_attach(store, draft, target, by=by)
    elif args.issue:
        changes = feedback.record_and_open(store, draft, by=by)
    else:
        changes = feedback.record(store, draft, by=by)
    return feedback.find(store, changes.ids(Noun.FEEDBACK)[0]).code


def _move(args: argparse.Namespace) -> int:
    with opened(args) as store:
        found = issue_of(store, args.number)
        details = MoveDetails(
            reason=args.reason,
            look_again_on=args.look_again,
            referred_to=args.to,
            their_number=args.their_number,
            chase_on=args.chase,
            accepted_by=args.accepted_by,
            outcome=Outcome(args.outcome) if args.outcome else None,
        )
        if args.handler:
            details = replace(details, handler_id=steward.find(store, args.handler).id)
        if args.into is not None:
            details = replace(details, target_id=issue_of(store, args.into).id)
        issue.move(store, found.id, State(args.state), details, by=signer(store, args))
        output.say(f"{found.code} {issue_reading.find(store, found.id).state}")
    return output.DONE


def lines() -> Iterator[str]:
    """The lines of standard input, whichever of the usual codings they come in."""
    for line in _decoded():
        yield line.rstrip("\r\n").removeprefix("\ufeff")


def _decoded() -> Iterator[str]:
    if sys.stdin is None:
        return
    stream = sys.stdin.buffer
    assert isinstance(stream, io.BufferedReader)
    if stream.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        # What Windows calls Unicode when it saves a text file.
        yield from io.TextIOWrapper(stream, encoding="utf-16", errors="replace", newline="\n")
        return
    for raw in stream:
        try:
            yield raw.decode("utf-8")
        except UnicodeDecodeError:
            # Windows consoles in China still pipe GBK.
            yield raw.decode("gb18030", errors="replace")
