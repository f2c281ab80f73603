"""What came back on return slips (回执): one answer per household, counted by heads and homes."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.pattern import pattern
from qingyu.domain.place import Place
from qingyu.domain.place_entry import read_entry
from qingyu.domain.return_slip import ReturnSlip

MOST_HEADS = 30
LONGEST_WORDS = 1000
_CODE = pattern(r"[Hh](\d{4})-(\d{1,5})-(\d{1,4})-(\d{1,3})-([0-9A-Za-z]{1,10})", re.ASCII)


@frozen
class SlipAnswer:
    """What one household ticked and wrote; `on_paper` is the day told, `entered_at` the typing."""

    id: int
    notice_id: int
    place: Place
    option: str
    heads: int = 1
    words: str = ""
    on_paper: date | None = None
    entered_at: datetime | None = None
    entered_by: str = ""
    replaced: int = 0
    known_home: bool = True


@frozen
class OptionCount:
    """How many households and how many heads chose this."""

    option: str
    households: int = 0
    heads: int = 0


@frozen
class SlipProgress:
    """How far the slips of a notice have come back; counts are in the order of the slip."""

    slip: ReturnSlip
    expected: int
    answered: int
    heads: int
    counts: tuple[OptionCount, ...]
    waiting: tuple[Place, ...] = ()

    @property
    def percent(self) -> int:
        """How many in a hundred of the expected households answered, rounded down."""
        return 100 * self.answered // self.expected if self.expected else 0


def progress(
    slip: ReturnSlip, homes: Sequence[Place], answers: Sequence[SlipAnswer]
) -> SlipProgress:
    """The count of these answers; a home outside the book that answered is expected too."""
    given = {answer.place for answer in answers}
    options = dict.fromkeys((*slip.options, *(answer.option for answer in answers)))
    counts = tuple(
        OptionCount(
            option,
            sum(answer.option == option for answer in answers),
            sum(answer.heads for answer in answers if answer.option == option),
        )
        for option in options
    )
    return SlipProgress(
        slip,
        len(given | set(homes)),
        len(given),
        sum(answer.heads for answer in answers),
        counts,
        tuple(home for home in homes if home not in given),
    )


def result_line(found: SlipProgress) -> str:
    """The sentence for the minutes: households and heads apart."""
    told = "，".join(
        f"{count.option} {count.households} 户 {count.heads} 人" for count in found.counts
    )
    return (
        f"回执发出 {found.expected} 户，收回 {found.answered} 户（{found.percent}%）"
        f"共 {found.heads} 人：{told}。"
    )


def slip_code(year: int, serial: int, place: Place) -> str:
    """What a household's slip is scanned by: H2026-12-3-2-501; empty without building and room."""
    if place.building is None or not place.room or not place.room.isascii():
        return ""
    return f"H{year}-{serial}-{place.building}-{place.unit or 0}-{place.room}"


def read_home(text: str, year: int, serial: int) -> Place:
    """The household typed (3-2-501) or scanned; RuleError when it is none, or another notice's."""
    match = _CODE.fullmatch(text.strip())
    if match is not None:
        if (int(match[1]), int(match[2])) != (year, serial):
            raise RuleError(
                f"这是〔{int(match[1])}〕{int(match[2])}号的回执", "请换一张，或先打开那张通知。"
            )
        return Place(int(match[3]), int(match[4]) or None, match[5])
    place = read_entry(text)
    if place.building is None or not place.room or place.spot:
        raise RuleError(f"「{text.strip()[:20]}」不是一户人家", "请写到室，例如 3-2-501。")
    return place


def read_option(slip: ReturnSlip, text: str) -> str:
    """The option meant by its number or its word; RuleError names those there are."""
    said = text.strip()
    for at, option in enumerate(slip.options, 1):
        if said in (str(at), option):
            return option
    known = "、".join(f"{at} {option}" for at, option in enumerate(slip.options, 1))
    raise RuleError(f"回执上没有「{said[:20]}」这一项", f"可以选：{known}。")


def check_answer(heads: int, on_paper: date, *, published: date, today: date) -> None:
    """RuleError when so many heads or this day cannot be."""
    if not 1 <= heads <= MOST_HEADS:
        raise RuleError(f"一户不会有 {heads} 个人表态", f"请写 1 到 {MOST_HEADS}。")
    if on_paper > today:
        raise RuleError("纸上的日子还没到", "请核对纸上写的日期。")
    if on_paper < published:
        told = f"{published.month}月{published.day}日"
        raise RuleError("纸上的日子比通知还早", f"通知是{told}发的，请核对日期。")
