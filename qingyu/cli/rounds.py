"""round, forms: paper that goes out with numbers on it and is typed back."""

import argparse
from datetime import date
from typing import Any

from qingyu.cli import output
from qingyu.cli.book import opened, signer
from qingyu.cli.intake import lines
from qingyu.cli.options import add_by, add_data, add_out, day, number
from qingyu.domain.blank_form import FormKind
from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import Channel
from qingyu.domain.round import MOST_LINES, Round, RoundKind, Visit, read_line_code
from qingyu.domain.round_answer import Way, read_keys
from qingyu.domain.wording import plain_code
from qingyu.services import Store, blank_form, intake, print_log, steward
from qingyu.services import round as rounds
from qingyu.services.document import save_file


def add_commands(commands: Any) -> None:
    """round · forms."""
    paper = commands.add_parser("round", help="巡查单、回访单：印出去，再按行号录回来")
    _add_round(paper.add_subparsers(title="要做什么", metavar="动作", required=True))
    forms = commands.add_parser("forms", help="印带编号的空白报修单、意见单")
    forms.add_argument("--count", type=number, required=True, metavar="张数", help="印几张")
    forms.add_argument("--kind", choices=[str(each) for each in FormKind], default="报修单")
    forms.set_defaults(act=_forms)
    add_out(forms)
    form = commands.add_parser("form", help="空白单回来了，或者作废")
    _add_form(form.add_subparsers(title="要做什么", metavar="动作", required=True))
    add_data(forms)
    add_by(forms)


def _add_form(actions: Any) -> None:
    back = actions.add_parser("back", help="填好的一张回来了：照着录成来件，用它的编号")
    back.add_argument("number", type=form_number, metavar="编号", help="单子上的编号，也可以扫码")
    back.add_argument("text", metavar="写的话", help="单子上写的话")
    _add_date(back)
    back.set_defaults(act=_form_back)
    lost = actions.add_parser("lost", help="一张作废，不再等它")
    lost.add_argument("number", type=form_number, metavar="编号", help="单子上的编号，也可以扫码")
    lost.add_argument("--reason", default="", metavar="原因", help="为什么")
    lost.set_defaults(act=_form_lost)
    out = actions.add_parser("list", help="还没回来的空白单")
    out.set_defaults(act=_form_list)
    for command in (back, lost, out):
        add_data(command)
    for command in (back, lost):
        add_by(command)


def form_number(text: str) -> int:
    """The number of a blank form, typed or scanned."""
    return number(plain_code(text).removeprefix("F"))


def _add_round(actions: Any) -> None:
    make = actions.add_parser("make", help="按现在的资料排一张，编好行号，印成 PDF")
    make.add_argument("--kind", choices=[str(each) for each in RoundKind], required=True)
    make.add_argument(
        "--building", type=number, action="append", default=[], metavar="幢", help="只要这几幢"
    )
    make.add_argument("--most", type=number, default=MOST_LINES, metavar="行数", help="最多几行")
    make.set_defaults(act=_make)
    again = actions.add_parser("print", help="把印过的一张再印一遍")
    again.set_defaults(act=_print)
    told = "录回来：标准输入一行一条，行号 结果 几句话；168 是满意、属实、及时"
    enter = actions.add_parser("enter", help=told)
    _add_date(enter)
    enter.add_argument(
        "--who", default="", metavar="姓名", help="谁去的，不写就是单子上的人，或录的人"
    )
    ways = [str(each) for each in Way]
    enter.add_argument("--way", choices=ways, default=ways[0], help="怎么回访")
    enter.set_defaults(act=_enter)
    out = actions.add_parser("list", help="还没回来的单子和行号")
    out.set_defaults(act=_list)
    lost = actions.add_parser("lost", help="整张单子作废，不再等它")
    lost.set_defaults(act=_lost)
    for command in (again, enter, lost):
        command.add_argument("number", type=number, metavar="编号", help="单子上的编号")
    for command in (make, again):
        add_out(command)
    for command in (make, again, enter, out, lost):
        add_data(command)
    for command in (make, enter, lost):
        add_by(command)


def _add_date(command: argparse.ArgumentParser) -> None:
    command.add_argument("--date", type=day, metavar="日期", help="纸上写的日子，不写就是今天")


def _make(args: argparse.Namespace) -> int:
    kind = RoundKind(args.kind)
    with opened(args) as store:
        lines_ = rounds.suggested(store, kind, args.building, most=max(args.most, 0))
        changes = rounds.make(store, kind, lines_, by=signer(store, args))
        sheet = rounds.sheet(store, changes.ids(Noun.ROUND)[0])
    save_file(args.out, rounds.pdf(sheet))
    output.say(f"{sheet.round.name}　{len(sheet.round.lines)} 行")
    return output.DONE


def _print(args: argparse.Namespace) -> int:
    with opened(args) as store:
        sheet = rounds.sheet(store, rounds.by_number(store, args.number).id)
        print_log.note_taken(store, "存成文件", sheet.round.name, by=None)
    save_file(args.out, rounds.pdf(sheet))
    return output.DONE


def _enter(args: argparse.Namespace) -> int:
    with opened(args) as store:
        by = signer(store, args)
        round_ = rounds.by_number(store, args.number)
        walker = steward.find(store, args.who).id if args.who else None
        visit = Visit(args.way, walker_id=walker)
        code = output.DONE
        for text in lines():
            if not text.strip():
                continue
            try:
                output.say(_enter_one(store, round_, text, args.date, visit, by))
            except RuleError as error:
                code = output.refuse(error)
        left = len(rounds.find(store, round_.id).open_lines)
    output.say(f"{round_.name} 还有 {left} 行没回来" if left else f"{round_.name} 全部回来了")
    return code


def _enter_one(
    store: Store, round_: Round, text: str, on: date | None, visit: Visit, by: int | None
) -> str:
    parts = text.split(maxsplit=2)
    if len(parts) < 2:
        raise RuleError(f"「{text.strip()[:20]}」没有结果", "请写：行号 结果 几句话。")
    no = _line_number(round_, parts[0])
    answer = read_keys(round_.kind, parts[1], visit)
    words = parts[2] if len(parts) > 2 else ""
    if answer.tick is None:
        raise RuleError(f"「{text.strip()[:20]}」没有结果", "请写：行号 结果 几句话。")
    rounds.enter(
        store, round_.id, no, answer.tick, words, on, visit=answer.visit, by=by
    )
    return f"{no} {answer.tick}"


def _line_number(round_: Round, text: str) -> int:
    scanned = read_line_code(text)
    if scanned is not None and scanned[0] != round_.number:
        raise RuleError(f"{text[:20]} 是另一张单子上的", f"现在录的是{round_.name}。")
    if scanned is not None:
        return scanned[1]
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise RuleError(f"「{text[:20]}」不是行号", "请写：行号 结果 几句话。")
    return int(text)


def _list(args: argparse.Namespace) -> int:
    with opened(args) as store:
        for round_ in rounds.out(store):
            left = "、".join(str(line.no) for line in round_.open_lines)
            output.say(f"{round_.name}　没回来的行：{left}")
    return output.DONE


def _lost(args: argparse.Namespace) -> int:
    with opened(args) as store:
        round_ = rounds.by_number(store, args.number)
        rounds.give_up(store, round_.id, by=signer(store, args))
    output.say(f"{round_.name} 作废")
    return output.DONE


def _forms(args: argparse.Namespace) -> int:
    with opened(args) as store:
        kind = FormKind(args.kind)
        changes = blank_form.reserve(store, args.count, kind, by=signer(store, args))
        sheet = blank_form.sheet(store, changes)
    save_file(args.out, blank_form.pdf(sheet))
    output.say(f"{kind} {sheet.forms[0].code}–{sheet.forms[-1].code}")
    return output.DONE


def _form_back(args: argparse.Namespace) -> int:
    with opened(args) as store:
        draft = intake.understood(args.text, Channel.BOX)
        blank_form.record(store, args.number, draft, args.date, by=signer(store, args))
        output.say(blank_form.by_number(store, args.number).code)
    return output.DONE


def _form_lost(args: argparse.Namespace) -> int:
    with opened(args) as store:
        blank_form.lose(store, args.number, args.reason, by=signer(store, args))
        form = blank_form.by_number(store, args.number)
    output.say(f"{form.kind} {form.code} 作废")
    return output.DONE


def _form_list(args: argparse.Namespace) -> int:
    with opened(args) as store:
        for form in blank_form.out(store):
            day = f"{form.printed_at.month}月{form.printed_at.day}日"
            output.say(f"{form.kind} {form.code}　{day}印")
    return output.DONE
