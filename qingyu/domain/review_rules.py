"""What a meeting and a vote must be told before they are written down."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from qingyu.domain.errors import RuleError
from qingyu.domain.review import MeetingFacts
from qingyu.domain.vote import Vote
from qingyu.domain.week import Week


def check_facts(week: Week, facts: MeetingFacts, now: datetime) -> MeetingFacts:
    """The facts with names tidied; RuleError when they cannot be true."""
    if not week.monday <= facts.held_on <= week.sunday:
        raise RuleError("开会的日子不在这一周", f"这一周是 {week.text}。")
    if facts.held_on > now.date():
        raise RuleError("会还没有开", "请到了那天再记。")
    if facts.start and facts.end and facts.end < facts.start:
        raise RuleError("散会的时间早于开会", "请核对开始和结束的时间。")
    present, absent = names(facts.present), names(facts.absent)
    both = [name for name in present if name in absent]
    if both:
        raise RuleError(f"{both[0]} 又到会又缺席", "请只留一处。")
    return replace(
        facts,
        place=_line(facts.place),
        chair=_line(facts.chair),
        note_taker=_line(facts.note_taker),
        present=present,
        absent=absent,
        guests=names(facts.guests),
    )


def names(typed: Iterable[str]) -> tuple[str, ...]:
    """The names, each once, on one line, empty ones left out."""
    return tuple(dict.fromkeys(line for name in typed if (line := _line(name))))


def check_final(facts: MeetingFacts) -> None:
    """RuleError when the minutes lack what makes them minutes."""
    missing = [
        word
        for word, known in (
            ("主持人", facts.chair),
            ("记录人", facts.note_taker),
            ("到会的人", facts.present),
        )
        if not known
    ]
    if missing:
        raise RuleError(f"定稿还缺{'、'.join(missing)}", "请补上再定稿。")


def check_vote(vote: Vote) -> None:
    """RuleError when the counts of a vote cannot be true."""
    if not vote.question.strip():
        raise RuleError("还没有写表决什么", "请写明要大家表决的问题。")
    tallies = (vote.heads, vote.households, vote.area)
    if any(min(each.agree, each.against, each.abstain) < 0 for each in tallies):
        raise RuleError("票数不能是负的", "请核对票数。")
    if vote.heads.cast == 0:
        raise RuleError("还没有人投票", "请填赞成、反对、弃权的人数。")
    for name, cast, whole in (
        ("人数", vote.heads.cast, vote.totals.heads),
        ("面积", vote.area.cast, vote.totals.area),
    ):
        if vote.of_owners and 0 < whole < cast:
            raise RuleError(f"参加表决的{name}比业主总数还多", "请核对票数和业主总数。")


def _line(text: str) -> str:
    return " ".join(text.split())
