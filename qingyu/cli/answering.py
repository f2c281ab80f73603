"""reply, followup: the residents hear back, and are asked how it went."""

import argparse
from typing import Any

from qingyu.cli import output
from qingyu.cli.book import issue_of, opened, piece_of, signer
from qingyu.cli.options import add_by, add_data, number
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback_answer import WAYS
from qingyu.domain.followup import FollowUpDraft, Satisfaction
from qingyu.services import feedback, feedback_reading, followup, issue_reading

_MISSED = "没联系上"


def add_commands(commands: Any) -> None:
    """reply · followup."""
    reply = commands.add_parser("reply", help="记下怎么回复了一条来件")
    reply.add_argument("number", type=number, help="来件号")
    reply.add_argument("words", help="回复的话")
    reply.add_argument("--how", choices=WAYS, default=WAYS[0], help="怎么告诉的")
    reply.set_defaults(act=_reply)
    call = commands.add_parser("followup", help="记下一次回访：满意、基本满意、不满意、没联系上")
    call.add_argument("number", type=number, help="工单号")
    call.add_argument("result", choices=[*map(str, Satisfaction), _MISSED], metavar="结果")
    call.add_argument("--words", default="", help="居民的话")
    call.add_argument("--how", default="电话", help="怎么回访的")
    call.add_argument("--untrue", action="store_true", help="情况不属实")
    call.add_argument("--late", action="store_true", help="办得不及时")
    call.set_defaults(act=_follow_up)
    for command in (reply, call):
        add_data(command)
        add_by(command)


def _reply(args: argparse.Namespace) -> int:
    with opened(args) as store:
        piece = piece_of(store, args.number)
        feedback.reply(store, piece.id, args.words, args.how, by=signer(store, args))
        standing = feedback_reading.story(store, piece.id).standing
    output.say(f"{piece.code} {standing.text}")
    return output.DONE


def _follow_up(args: argparse.Namespace) -> int:
    with opened(args) as store:
        issue = issue_of(store, args.number)
        by = signer(store, args)
        if by is None and issue.handler_id is not None:
            # Without a name nobody could tell whether it was the one who did the work.
            able = "、".join(followup.others(store, issue.id))
            raise RuleError("回访要写明是谁打的", f"请加 --by，可以是：{able}。")
        missed = args.result == _MISSED
        draft = FollowUpDraft(
            how=args.how,
            reached=not missed,
            truthful=None if missed else not args.untrue,
            timely=None if missed else not args.late,
            satisfaction=None if missed else Satisfaction(args.result),
            words=args.words,
        )
        followup.record(store, issue.id, draft, by=by)
        output.say(f"{issue.code} {issue_reading.find(store, issue.id).state}")
    return output.DONE
