"""roster: a month's duty solved from JSON, printed, exported."""

import argparse
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from qingyu.cli import output, roster_paper
from qingyu.cli.json_file import read_json
from qingyu.domain.frozen import frozen
from qingyu.domain.roster import Level, Roster, Score
from qingyu.domain.roster_gaps import gap_words
from qingyu.domain.roster_reading import read_roster
from qingyu.domain.roster_rules import faults
from qingyu.services.document import save_file


@frozen
class DutyObject:
    """One duty as `roster solve` prints it."""

    date: date
    shift: str
    person: str


@frozen
class GapObject:
    """One gap as `roster solve` prints it."""

    date: date
    shift: str
    why: tuple[str, ...]
    help: tuple[str, ...]


@frozen
class RosterObject:
    """The answer of `roster solve`."""

    status: str
    assignments: tuple[DutyObject, ...]
    score: Score
    proved: Mapping[Level, bool]
    bounds: Mapping[Level, float]
    gaps: tuple[GapObject, ...]
    warnings: tuple[str, ...]
    seconds: float


def add_commands(commands: Any) -> None:
    """roster solve · print · calendar · excel."""
    roster = commands.add_parser("roster", help="排一个月的值班表")
    actions = roster.add_subparsers(title="做什么", metavar="做什么", required=True)
    solve = actions.add_parser("solve", help="从 JSON 排出最公平的一张，写成 JSON")
    solve.add_argument("file", type=Path, metavar="IN.json")
    solve.add_argument("-o", "--out", type=Path, metavar="OUT.json", help="不写就打印出来")
    solve.add_argument("--seconds", type=float, default=60.0, help="最多算多少秒")
    solve.set_defaults(act=_solve)
    roster_paper.add_actions(actions)


def _solve(args: argparse.Namespace) -> int:
    from qingyu.services import roster

    read = read_roster(read_json(args.file))
    solved = roster.solve(read.problem, seconds=args.seconds)
    kept = (f"{each.words}（是排死的，照排）" for each in faults(read.problem, solved.duties))
    warnings = tuple(dict.fromkeys((*read.warnings, *kept)))
    text = output.as_json(_object(solved, warnings))
    if args.out is None:
        output.say(text)
        return output.DONE
    save_file(args.out, f"{text}\n".encode())
    for line in (*warnings, *(gap_words(read.problem, gap) for gap in solved.gaps)):
        output.say(line)
    return output.DONE


def _object(solved: Roster, warnings: tuple[str, ...]) -> RosterObject:
    return RosterObject(
        "optimal" if solved.optimal else "feasible",
        tuple(
            DutyObject(each.slot.on, each.slot.shift, each.person) for each in solved.duties
        ),
        solved.score,
        solved.proved,
        solved.bounds,
        tuple(GapObject(gap.slot.on, gap.slot.shift, gap.why, gap.help) for gap in solved.gaps),
        warnings,
        round(solved.seconds, 3),
    )
