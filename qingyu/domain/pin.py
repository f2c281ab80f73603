"""PINs: four to eight digits that prove who sits down, and how long to wait after wrong ones."""

import unicodedata
from datetime import datetime, timedelta

from qingyu.domain.errors import RuleError

SHORTEST, LONGEST = 4, 8
LONGEST_WAIT = 60
IDLE_MINUTES = 15
_LONGEST_IDLE = 480
_ROW = "01234567890"


def digits(typed: str) -> str:
    """A typed PIN as it is compared, whatever keyboard it came from; RuleError when it is none."""
    pin = "".join(unicodedata.normalize("NFKC", typed).split())
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        raise RuleError("PIN 是四到八位数字", "请只按数字键。")
    return pin


def good(typed: str) -> str:
    """A new PIN; RuleError when anybody would try it first."""
    pin = digits(typed)
    if len(set(pin)) == 1 or pin in _ROW or pin in _ROW[::-1]:
        raise RuleError("这个 PIN 太容易猜", "请换一个，不要用 1234、0000 这样的。")
    return pin


def wait_after(wrong: int) -> int:
    """Seconds until the next try after so many wrong ones: 1, 2, 4 … never more than 60."""
    return min(LONGEST_WAIT, 1 << min(wrong - 1, 6)) if wrong > 0 else 0


def seconds_left(wrong: int, wrong_at: datetime | None, now: datetime) -> int:
    """Seconds still to wait; a clock that was set back makes it no longer than the first time."""
    if wrong_at is None:
        return 0
    waited = max(timedelta(), now - wrong_at)
    return max(0, wait_after(wrong) - int(waited.total_seconds()))


def idle_minutes(minutes: int) -> int:
    """After how many minutes without a hand the window asks again; RuleError when out of range."""
    if not 0 <= minutes <= _LONGEST_IDLE:
        raise RuleError(f"请写 0 到 {_LONGEST_IDLE} 分钟", "0 是从不再问。")
    return minutes
