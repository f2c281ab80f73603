"""Follow-up (回访): was the resident reached, and what did they say."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from qingyu.domain.errors import RuleError

TRIES = 3


class Satisfaction(StrEnum):
    """What the resident thinks of it."""

    SATISFIED = "满意"
    MOSTLY = "基本满意"
    DISSATISFIED = "不满意"


@dataclass(frozen=True)
class FollowUpDraft:
    """What the person who called fills in."""

    how: str = "电话"
    reached: bool = True
    truthful: bool | None = None
    timely: bool | None = None
    satisfaction: Satisfaction | None = None
    words: str = ""


@dataclass(frozen=True)
class FollowUp:
    """One recorded try."""

    id: int
    at: datetime
    by: str
    how: str
    reached: bool
    truthful: bool | None
    timely: bool | None
    satisfaction: Satisfaction | None
    words: str


def check_followup(draft: FollowUpDraft, *, by: int | None, worker: int | None) -> None:
    """RuleError when the worker follows up his own work or the answer is not whole."""
    if worker is not None and by == worker:
        raise RuleError("干活的人不能回访自己办的事", "请换一位管家来回访。")
    if draft.reached and draft.satisfaction is None:
        raise RuleError("联系上了就要记下满意不满意", "请选：满意、基本满意或不满意。")
    if not draft.reached and draft.satisfaction is not None:
        raise RuleError("没联系上就不能记满意度", "请把满意度留空，改天再打。")
