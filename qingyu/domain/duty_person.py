"""What the roster knows about a steward: who may do what, with whom, and when not."""

from datetime import date, timedelta
from enum import StrEnum

from qingyu.domain.frozen import frozen
from qingyu.domain.steward import Role, Steward

_WEEKDAYS = "一二三四五六日"
_LEAD_TAGS = frozenset({"党员骨干", "楼栋长"})


@frozen
class DutyFacts:
    """Whether somebody serves, leads (值班长), is 年长体弱, takes no evenings; most per month."""

    steward_id: int
    serves: bool = True
    lead: bool = False
    frail: bool = False
    no_evening: bool = False
    max_shifts: int | None = None


@frozen
class DutyPerson:
    """A steward with these facts; `own` is false while they are what the role suggests."""

    steward: Steward
    facts: DutyFacts
    own: bool = False


class PairKind(StrEnum):
    """Two who must not serve in one shift, or who like to."""

    APART = "不同班"
    TOGETHER = "尽量同班"


@frozen
class Pair:
    """Two stewards and what is to be kept about them."""

    id: int
    kind: PairKind
    first_id: int
    second_id: int


class WishKind(StrEnum):
    """Leave is a rule; what somebody would rather not is a wish."""

    LEAVE = "请假"
    UNWANTED = "不想值"


@frozen
class Wish:
    """Leave or a wish from one day to another; of one shift or all, on one weekday or all."""

    id: int
    steward_id: int
    kind: WishKind
    first: date
    last: date
    shift_id: int | None = None
    weekday: int | None = None
    words: str = ""

    def covers(self, day: date, shift_id: int) -> bool:
        """Whether it speaks of that shift on that day (weekday: 0 is Monday)."""
        return (
            self.first <= day <= self.last
            and self.shift_id in (None, shift_id)
            and self.weekday in (None, day.weekday())
        )

    def days(self, first: date, last: date) -> tuple[date, ...]:
        """The days between these two that it speaks of."""
        begins, ends = max(self.first, first), min(self.last, last)
        every = (begins + timedelta(days=n) for n in range((ends - begins).days + 1))
        return tuple(day for day in every if self.weekday in (None, day.weekday()))


def wish_words(wish: Wish, shift: str = "") -> str:
    """The wish as one reads it: 每周三午班，12月1日至2027年1月31日，不想值（带孙子）."""
    often = f"每周{_WEEKDAYS[wish.weekday]}" if wish.weekday is not None else ""
    what = f"{often}{shift}班" if shift else f"{often}全天" if often else ""
    last = f"{wish.last.year}年" if wish.last.year != wish.first.year else ""
    when = f"{wish.first.month}月{wish.first.day}日"
    if wish.last != wish.first:
        when += f"至{last}{wish.last.month}月{wish.last.day}日"
    told = (when, what, str(wish.kind)) if not often else (what, when, str(wish.kind))
    why = f"（{wish.words}）" if wish.words else ""
    return "，".join(part for part in told if part) + why


def usual_facts(steward: Steward) -> DutyFacts:
    """What role and tags suggest: 观察 does not serve; 组长, 党员骨干 and 楼栋长 may lead."""
    leads = steward.role is Role.LEAD or bool(_LEAD_TAGS & set(steward.tags))
    serves = steward.active and steward.role is not Role.VIEWER
    return DutyFacts(steward.id, serves, serves and leads)
