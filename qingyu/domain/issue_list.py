"""What the list of issues is asked for: filters and order."""

from enum import StrEnum

from qingyu.domain.frozen import frozen
from qingyu.domain.issue import State


class Order(StrEnum):
    """The column a list is sorted by."""

    DUE = "期限"
    NUMBER = "编号"
    TITLE = "事项"
    PLACE = "地点"
    CATEGORY = "类别"
    URGENCY = "急缓"
    STATE = "状态"
    REPORTED = "报来时间"


@frozen
class IssueFilter:
    """All given conditions must hold; without `states` and `everything` only open issues show.

    `dangerous` ones are not made safe yet, `calm` leaves exactly those out, and `fenced` are
    emergencies made safe, unfinished and in time.
    """

    everything: bool = False
    states: frozenset[State] = frozenset()
    overdue: bool = False
    dangerous: bool = False
    calm: bool = False
    fenced: bool = False
    steward_id: int | None = None
    building: int | None = None
    category: str = ""
    words: str = ""


@frozen
class IssueCounts:
    """The numbers on the filter chips."""

    open: int
    overdue: int
    dangerous: int
    mine: int
