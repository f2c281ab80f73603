"""issues, feedback, search, today: reading the book."""

import argparse
from datetime import datetime
from typing import Any

from qingyu.cli import output
from qingyu.cli.book import opened
from qingyu.cli.options import add_data, add_json, number
from qingyu.domain.category import categories
from qingyu.domain.feedback_answer import Answer
from qingyu.domain.feedback_list import FeedbackFilter, FeedbackLine
from qingyu.domain.frozen import frozen
from qingyu.domain.issue import Issue, State
from qingyu.domain.issue_list import IssueFilter, Order
from qingyu.domain.wording import due, moment
from qingyu.services import feedback_reading, issue_reading, search, today

_ALL = 10_000_000


@frozen
class IssueObject:
    """One issue as `issues --json` prints it."""

    number: str
    title: str
    state: str
    building: int | None
    unit: int | None
    room: str | None
    category: str
    urgency: str
    reported_at: datetime
    due_at: datetime | None
    overdue: bool


@frozen
class FeedbackObject:
    """One piece as `feedback --json` prints it."""

    number: str
    text: str
    building: int | None
    unit: int | None
    room: str | None
    name: str | None
    phone: str | None
    kind: str
    category: str
    dangerous: bool
    channel: str
    received_at: datetime
    state: str
    result: str | None
    mood: str | None


def add_commands(commands: Any) -> None:
    """issues · feedback · search · today."""
    issues = commands.add_parser("issues", help="列出工单")
    issues.add_argument("--open", action="store_true", help="只列没办完的")
    issues.add_argument("--overdue", action="store_true", help="只列超期的")
    issues.add_argument("--dangerous", action="store_true", help="只列有危险还没处置的")
    issues.add_argument("--building", type=number, help="只列这一幢的")
    issues.add_argument("--category", choices=[each.code for each in categories()], default="")
    issues.add_argument("--state", choices=[str(state) for state in State], metavar="状态")
    issues.set_defaults(act=_issues)
    pieces = commands.add_parser("feedback", help="列出来件")
    pieces.add_argument("--loose", action="store_true", help="只列等着转工单的")
    pieces.add_argument("--state", choices=[str(each) for each in Answer], metavar="状态")
    pieces.set_defaults(act=_feedback)
    find = commands.add_parser("search", help="搜索：漏水 · 3-2-501 · zay · 尾号")
    find.add_argument("query", help="要找的话")
    find.set_defaults(act=_search)
    home = commands.add_parser("today", help="今天要紧的事")
    home.set_defaults(act=_today)
    for command in (issues, pieces, find, home):
        add_data(command)
    for command in (issues, pieces, find):
        add_json(command)


def _issues(args: argparse.Namespace) -> int:
    wanted = IssueFilter(
        everything=not (args.open or args.overdue or args.dangerous),
        states=frozenset({State(args.state)}) if args.state else frozenset(),
        overdue=args.overdue,
        dangerous=args.dangerous,
        building=args.building,
        category=args.category,
    )
    with opened(args) as store:
        now = store.now()
        found = issue_reading.page(store, wanted, order=Order.NUMBER, limit=_ALL).issues
    objects = [_issue_object(issue, now) for issue in found]
    lines = (_issue_line(issue, now) for issue in found)
    output.show_objects(objects, json_wanted=args.json, lines=lines)
    return output.DONE


def _issue_object(issue: Issue, now: datetime) -> IssueObject:
    place = issue.place
    return IssueObject(
        issue.code,
        issue.title,
        str(issue.state),
        place.building,
        place.unit,
        place.room,
        issue.category,
        str(issue.urgency),
        issue.reported_at,
        issue.due_at,
        issue.overdue(now),
    )


def _issue_line(issue: Issue, now: datetime) -> str:
    limit = due(issue.due_at, now) if issue.due_at else ""
    return "  ".join(
        (issue.code, str(issue.state), str(issue.urgency), issue.title, limit)
    ).rstrip()


def _feedback(args: argparse.Namespace) -> int:
    with opened(args) as store:
        wanted = FeedbackFilter(loose=args.loose, answers=_answers(args))
        found = feedback_reading.newest(store, wanted, limit=_ALL)
        now = store.now()
    objects = [_feedback_object(line) for line in found]
    lines = (_feedback_line(line, now) for line in found)
    output.show_objects(objects, json_wanted=args.json, lines=lines)
    return output.DONE


def _answers(args: argparse.Namespace) -> frozenset[Answer]:
    return frozenset({Answer(args.state)} if args.state else ())


def _feedback_object(line: FeedbackLine) -> FeedbackObject:
    piece, standing = line.piece, line.standing
    return FeedbackObject(
        piece.code,
        piece.text,
        piece.place.building,
        piece.place.unit,
        piece.place.room,
        piece.name or None,
        piece.phone or None,
        str(piece.kind),
        piece.category,
        piece.dangerous,
        str(piece.channel),
        piece.received_at,
        str(standing.answer),
        str(standing.result) if standing.result else None,
        str(piece.mood) if piece.mood else None,
    )


def _feedback_line(line: FeedbackLine, now: datetime) -> str:
    piece = line.piece
    words = " ".join(piece.text.split())[:60]
    return f"{piece.code}  {moment(piece.received_at, now)}  {line.standing.text}  {words}"


def _search(args: argparse.Namespace) -> int:
    with opened(args) as store:
        found = search.find(store, args.query)
    objects = [
        {"noun": str(each.noun), "number": each.number or None, "title": each.title}
        for each in found
    ]
    lines = (
        "  ".join(part for part in (str(each.noun), each.number, each.title, each.detail) if part)
        for each in found
    )
    output.show_objects(objects, json_wanted=args.json, lines=lines)
    return output.DONE


def _today(args: argparse.Namespace) -> int:
    with opened(args) as store:
        read = today.today(store)
    now = read.at
    for title, issues in (("马上处理", read.dangerous), ("已超期或今天到期", read.overdue)):
        output.say(f"{title} {issues.total}")
        for issue in issues:
            output.say(f"  {_issue_line(issue, now)}")
    output.say(f"今天要回访 {read.calls.total}")
    for call in read.calls:
        output.say(f"  {_issue_line(call.issue, now)}")
    for promised in read.promises:
        told = (promised.promise.who, due(promised.promise.by, now))
        within = "，".join(part for part in told if part)
        output.say(f"答应过：{promised.promise.what}（{within}）")
    return output.DONE
