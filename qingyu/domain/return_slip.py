"""The slip at the foot of a notice (回执) that a household fills in and gives back."""

from datetime import date

from qingyu.domain.frozen import frozen

OPINIONS = ("同意", "不同意", "弃权")


@frozen
class ReturnSlip:
    """What is asked, the boxes to tick, by when and to whom the slip goes back."""

    question: str
    options: tuple[str, ...] = OPINIONS
    until: date | None = None
    return_to: str = ""
