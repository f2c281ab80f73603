"""A blank form (报修单、意见单) printed with a number of its own before anybody fills it in."""

import re
from datetime import date, datetime
from enum import StrEnum

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.wording import code, plain_code

MOST_FORMS = 200
OLD_DAYS = 30  # longer ago, it is asked what became of a form


class FormKind(StrEnum):
    """What the form is for."""

    REPAIR = "报修单"
    OPINION = "意见单"


@frozen
class BlankForm:
    """A form with its reserved feedback number; out until it comes back or is declared lost.

    `on_paper` is the day written on it, `entered_at` when it was typed in.
    """

    id: int
    number: int
    kind: FormKind
    printed_at: datetime
    feedback_id: int | None = None
    on_paper: date | None = None
    entered_at: datetime | None = None
    lost_at: datetime | None = None
    reason: str = ""

    @property
    def code(self) -> str:
        """The number as printed: 0456."""
        return code(self.number)

    @property
    def is_out(self) -> bool:
        """Whether it is still somewhere on paper."""
        return self.feedback_id is None and self.lost_at is None

    def is_old(self, day: date) -> bool:
        """Whether it has been out for so long by that day that somebody should ask."""
        return self.is_out and (day - self.printed_at.date()).days > OLD_DAYS

    @property
    def name(self) -> str:
        """What people call it: 报修单 0456."""
        return f"{self.kind} {self.code}"


@frozen
class FormSheet:
    """What is printed: the forms, whose they are, whom to call."""

    forms: tuple[BlankForm, ...]
    neighbourhood: str = ""
    phone: str = ""


def bar_code(number: int) -> str:
    """The bar code of a form: F0456."""
    return f"F{number:04d}"


def read_bar_code(text: str) -> int | None:
    """The number of a scanned or typed form (F0456, full width too), or None."""
    match = re.fullmatch(r"F(\d{1,9})", plain_code(text), re.ASCII)
    return int(match[1]) if match else None


def check_count(count: int) -> None:
    """RuleError when there is nothing to print or far too much."""
    if count < 1:
        raise RuleError("要印几张？", "请写 1 以上的数。")
    if count > MOST_FORMS:
        raise RuleError(f"一次最多印 {MOST_FORMS} 张", "请分几次印。")


def check_back(form: BlankForm) -> None:
    """RuleError when the form came back before."""
    if form.feedback_id is not None:
        raise RuleError(f"{form.name} 已经录过了", "录错了请改那条来件，或先撤销。")


def check_loss(form: BlankForm, reason: str) -> None:
    """RuleError when the form is not out, or nobody says why it is given up."""
    check_back(form)
    if form.lost_at is not None:
        raise RuleError(f"{form.name} 已经作废了", "不用再记一次。")
    if not reason.strip():
        raise RuleError("作废还没写原因", "请写一句，例如「写坏了」「丢了」。")
