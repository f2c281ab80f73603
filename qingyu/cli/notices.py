"""notices, posting, slips: the posting ledger and the return slips from a shell."""

import argparse
from datetime import date, datetime
from typing import Any

from qingyu.cli import output
from qingyu.cli.book import opened, signer
from qingyu.cli.intake import lines
from qingyu.cli.options import add_by, add_data, add_json, day
from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.notice_number import read_notice_number
from qingyu.domain.posting import LedgerLine, LedgerState
from qingyu.domain.slip_answer import result_line
from qingyu.services import Store, notice, posting, posting_place, return_slip


@frozen
class NoticeObject:
    """One notice as `notices --json` prints it."""

    number: str
    title: str
    kind: str
    state: str
    published_at: datetime
    until: date | None
    days_left: int | None
    places: int
    torn: int
    open_objections: int
    answers: int
    void_reason: str | None


def add_commands(commands: Any) -> None:
    """notices · posting · slips."""
    ledger = commands.add_parser("notices", help="张贴台账：每个号的状态，作废的也在")
    ledger.add_argument("--state", choices=[str(each) for each in LedgerState], metavar="状态")
    add_data(ledger)
    add_json(ledger)
    ledger.set_defaults(act=_notices)
    hang = commands.add_parser("posting", help="张贴、撤下")
    _add_posting(hang.add_subparsers(title="要做什么", metavar="动作", required=True))
    slips = commands.add_parser("slips", help="回执：录回来、看结果")
    _add_slips(slips.add_subparsers(title="要做什么", metavar="动作", required=True))


def _add_posting(actions: Any) -> None:
    up = actions.add_parser("up", help="记下贴在哪里")
    up.add_argument("--at", action="append", default=[], metavar="张贴点", help="可以写几次")
    up.add_argument("--all", action="store_true", help="全部张贴点")
    up.add_argument("--until", type=day, metavar="日期", help="贴到哪天")
    up.set_defaults(act=_up)
    down = actions.add_parser("down", help="记下撤下，不写张贴点就是全部")
    down.add_argument("--at", action="append", default=[], metavar="张贴点", help="可以写几次")
    down.set_defaults(act=_down)
    for command in (up, down):
        command.add_argument("number", metavar="号", help="12号，或 2026-12")
        command.add_argument("--date", type=day, metavar="日期", help="哪天，不写就是今天")
        command.add_argument("--who", default="", metavar="谁", help="谁贴的、谁撤的")
        add_data(command)
        add_by(command)
    places = actions.add_parser("places", help="列出张贴点")
    places.set_defaults(act=_places)
    add_data(places)


def _add_slips(actions: Any) -> None:
    enter = actions.add_parser("enter", help="标准输入一行一户：3-2-501 同意 几句话")
    enter.add_argument("--date", type=day, metavar="日期", help="纸上写的日子，不写就是今天")
    enter.add_argument("--replace", action="store_true", help="交过的改成这一次的")
    enter.set_defaults(act=_enter)
    add_by(enter)
    show = actions.add_parser("show", help="结果和每一户")
    show.set_defaults(act=_show)
    for command in (enter, show):
        command.add_argument("number", metavar="号", help="12号，或 2026-12")
        add_data(command)


def _notices(args: argparse.Namespace) -> int:
    with opened(args) as store:
        today = store.now().date()
        found = [
            line
            for line in posting.ledger(store)
            if args.state is None or line.state(today) == args.state
        ]
    output.show_objects(
        [_object(line, today) for line in found],
        json_wanted=args.json,
        lines=(_words(line, today) for line in found),
    )
    return output.DONE


def _object(line: LedgerLine, today: date) -> NoticeObject:
    return NoticeObject(
        line.number,
        line.title,
        line.kind,
        str(line.state(today)),
        line.published_at,
        line.until or line.posted_until,
        line.days_left(today),
        line.hanging,
        line.torn,
        line.open_objections,
        line.answers,
        line.void_reason,
    )


def _words(line: LedgerLine, today: date) -> str:
    told = (
        line.number,
        line.title,
        str(line.state(today)),
        line.left_words(today),
        line.void_reason or "",
    )
    return "　".join(part for part in told if part)


def _up(args: argparse.Namespace) -> int:
    with opened(args) as store:
        ident = _ident(store, args.number)
        places = {place.name: place.id for place in posting_place.places(store)}
        wanted = list(places) if args.all else args.at
        changes = posting.put_up(
            store,
            ident,
            [_known(places, name) for name in wanted],
            up_on=args.date,
            up_by=args.who,
            until=args.until,
            by=signer(store, args),
        )
    output.say(changes.verb)
    return output.DONE


def _down(args: argparse.Namespace) -> int:
    with opened(args) as store:
        ident = _ident(store, args.number)
        hanging = {copy.place.name: copy.id for copy in posting.entry(store, ident).hanging}
        changes = posting.take_down(
            store,
            ident,
            [_known(hanging, name) for name in args.at] if args.at else None,
            down_on=args.date,
            down_by=args.who,
            by=signer(store, args),
        )
    output.say(changes.verb)
    return output.DONE


def _places(args: argparse.Namespace) -> int:
    with opened(args) as store:
        known = posting_place.places(store)
        for place in known:
            output.say(f"{place.name}　{place.kind}")
        if not known:
            output.say("还没有张贴点：请先在「通知 → 张贴点」里登记。")
    return output.DONE


def _enter(args: argparse.Namespace) -> int:
    code = output.DONE
    with opened(args) as store:
        ident, by = _ident(store, args.number), signer(store, args)
        for text in lines():
            parts = text.split(maxsplit=2)
            if not parts:
                continue
            try:
                home, option, words = (*parts, "", "")[:3]
                output.say(
                    return_slip.enter(
                        store,
                        ident,
                        home,
                        option,
                        words=words,
                        on_paper=args.date,
                        replacing=args.replace,
                        by=by,
                    ).verb
                )
            except RuleError as error:
                code = output.refuse(error)
        output.say(result_line(return_slip.progress(store, ident)))
    return code


def _show(args: argparse.Namespace) -> int:
    with opened(args) as store:
        output.say(return_slip.as_text(store, _ident(store, args.number)))
    return output.DONE


def _ident(store: Store, typed: str) -> int:
    number = read_notice_number(typed, store.now().date()) or read_notice_number(
        f"{typed}号", store.now().date()
    )
    kept = notice.by_number(store, *number) if number is not None else None
    if kept is None:
        raise RuleError(f"没有「{typed[:20]}」这个号的通知", "请核对，例如 12号 或 2026-12。")
    return kept.id


def _known(places: dict[str, int], name: str) -> int:
    if name not in places:
        known = "、".join(list(places)[:12]) or "还没有"
        raise RuleError(f"没有叫「{name[:20]}」的张贴点", f"现有：{known}。")
    return places[name]
