"""Rights: what each role may do here; one table, asked at the one place where writes pass."""

from collections.abc import Mapping
from enum import StrEnum

from qingyu.domain.errors import RuleError
from qingyu.domain.steward import Role


class Right(StrEnum):
    """A sort of deed; the word is what people call it."""

    RECORD = "登记"
    PRINT = "打印"
    CONTACT = "看联系方式"
    WORK = "办理"
    MANAGE = "管理"


RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.LEAD: frozenset(Right),
    Role.STEWARD: frozenset({Right.RECORD, Right.PRINT, Right.CONTACT, Right.WORK}),
    Role.VOLUNTEER: frozenset({Right.RECORD, Right.PRINT, Right.CONTACT}),
    Role.VIEWER: frozenset(),
}
# Who has not said a name may still write down what a resident says, and no more.
_NAMELESS = frozenset({Right.RECORD})
_REFUSALS = {
    Role.STEWARD: ("这一步只有组长能做", "请组长来做，或请组长改您的身份。"),
    Role.VOLUNTEER: ("值班志愿者只登记和打印", "这一步请管家或组长来做，或请组长改您的身份。"),
    Role.VIEWER: ("观察员只能看，不能改", "请让组长改身份，或换一位来做。"),
}


def may(role: Role | None, right: Right) -> bool:
    """Whether somebody of this role may do this; None is somebody who gave no name."""
    return right in (_NAMELESS if role is None else RIGHTS[role])


def refusal(role: Role | None) -> RuleError:
    """What somebody of this role is told who may not do a thing."""
    if role is None:
        return RuleError("还不知道是谁在用", "请先选自己的名字，再做这一步。")
    return RuleError(*_REFUSALS[role])
