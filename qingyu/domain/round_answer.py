"""The boxes of a round's line and the digit each is typed by, the same on paper and screen."""

import unicodedata
from dataclasses import replace
from enum import StrEnum

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.round import UNASKED, RoundKind, Tick, Visit, ticks

OTHER_WAY = "0"


class Way(StrEnum):
    """How a resident was asked on a round; the first is meant unless the paper says otherwise."""

    DOOR = "上门"
    PHONE = "电话"


@frozen
class Box:
    """A box to tick: the digit it is typed by, and its word."""

    key: str
    text: str


@frozen
class BoxRow:
    """Boxes of which one is ticked, after their question; the first row has none."""

    name: str
    boxes: tuple[Box, ...]


@frozen
class Answer:
    """What was ticked on one line so far."""

    tick: Tick | None = None
    visit: Visit = UNASKED

    def __bool__(self) -> bool:
        judged = self.visit.truthful is not None or self.visit.timely is not None
        return self.tick is not None or judged


TRUTHFUL = BoxRow("属实吗", (Box("6", "是"), Box("7", "不是")))
TIMELY = BoxRow("及时吗", (Box("8", "是"), Box("9", "不是")))


def box_rows(kind: RoundKind) -> tuple[BoxRow, ...]:
    """The rows of boxes under each line of such a round, the results first."""
    results = tuple(Box(str(at), tick.value) for at, tick in enumerate(ticks(kind), 1))
    judged = (TRUTHFUL, TIMELY) if kind is RoundKind.FOLLOWUP else ()
    return (BoxRow("", results), *judged)


def press(kind: RoundKind, answer: Answer, key: str) -> Answer | None:
    """The answer with the box of this digit ticked too; None when no box has it."""
    digit = unicodedata.normalize("NFKC", key)
    results, visit = ticks(kind), answer.visit
    if len(digit) == 1 and digit in "123456789" and int(digit) <= len(results):
        return replace(answer, tick=results[int(digit) - 1])
    if kind is not RoundKind.FOLLOWUP:
        return None
    if digit in ("6", "7"):
        return replace(answer, visit=replace(visit, truthful=digit == "6"))
    if digit in ("8", "9"):
        return replace(answer, visit=replace(visit, timely=digit == "8"))
    if digit == OTHER_WAY:
        other = Way.PHONE if visit.how == Way.DOOR else Way.DOOR
        return replace(answer, visit=replace(visit, how=other.value))
    return None


def read_keys(kind: RoundKind, typed: str, visit: Visit = UNASKED) -> Answer:
    """What the digits of one line tick (168), or a result's word; RuleError names the boxes."""
    said = unicodedata.normalize("NFKC", typed).strip()
    answer: Answer | None = Answer(visit=visit)
    for digit in said:
        answer = press(kind, answer, digit) if answer is not None else None
    if answer is not None and answer.tick is not None:
        return answer
    tick = next((each for each in ticks(kind) if each.value == said), None)
    if tick is None:
        raise RuleError(f"没有「{said[:20]}」这个结果", f"{kind.paper}可以是：{_known(kind)}。")
    return Answer(tick, visit)


def _known(kind: RoundKind) -> str:
    rows = box_rows(kind)
    told = [f"{box.key} {row.name}{box.text}" for row in rows for box in row.boxes]
    return "、".join(told + ([f"{OTHER_WAY} 换成电话"] if len(rows) > 1 else []))
