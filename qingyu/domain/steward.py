"""Stewards (管家): who uses the program, in which role, with which tags."""

from enum import StrEnum

from qingyu.domain.frozen import frozen


class Role(StrEnum):
    """What a person may do here."""

    LEAD = "组长"
    STEWARD = "管家"
    VOLUNTEER = "值班志愿者"
    VIEWER = "观察"


STEWARD_TAGS = ("党员骨干", "楼栋长", "单元长", "民情观察员")


@frozen
class Steward:
    """A person who serves; inactive ones stay for the history."""

    id: int
    name: str
    role: Role = Role.STEWARD
    phone: str = ""
    tags: tuple[str, ...] = ()
    active: bool = True


@frozen
class Contact:
    """An outside party of the address book: a plumber, the water works, the community office."""

    id: int
    name: str
    trade: str = ""
    phone: str = ""
    note: str = ""
