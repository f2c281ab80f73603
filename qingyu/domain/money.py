"""Amounts of money as whole cents; never a float."""

import re
from dataclasses import dataclass

from qingyu.domain.errors import RuleError
from qingyu.domain.pattern import pattern
from qingyu.domain.plain_text import fold

_AMOUNT = pattern(
    r"(?P<minus>-|负)?[¥￥]?(?P<minus_after>-)?"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(?P<part>\d{1,2})0*)?(?:元|块)?整?"
)


@dataclass(frozen=True, order=True)
class Money:
    """An amount in cents (分)."""

    cents: int = 0

    @property
    def text(self) -> str:
        """1,234.50, as it stands in a table."""
        yuan, cents = divmod(abs(self.cents), 100)
        return f"{'-' if self.cents < 0 else ''}{yuan:,}.{cents:02d}"

    def __add__(self, other: "Money") -> "Money":
        return Money(self.cents + other.cents)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.cents - other.cents)


def read_money(raw: object, label: str) -> Money:
    """An amount from 1234.5, "1,234.50元" or "¥1234"; RuleError when it is none."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise RuleError(f"「{label}」应当是金额", "请写成 1234.50 这样。")
    # repr gives a float back as it was typed in JSON, so no cent is lost.
    text = re.sub(r"\s", "", fold(raw if isinstance(raw, str) else repr(raw)))
    match = _AMOUNT.fullmatch(text)
    if match is None:
        shown = text if len(text) <= 20 else text[:20] + "…"
        raise RuleError(f"「{label}」的金额看不懂：{shown}", "请写成 1234.50 这样，最多到分。")
    cents = int(match["whole"].replace(",", "")) * 100
    cents += int((match["part"] or "").ljust(2, "0"))
    return Money(-cents if match["minus"] or match["minus_after"] else cents)
