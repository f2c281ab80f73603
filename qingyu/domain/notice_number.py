"""The number of a notice (发文字号): 晴雨管家〔2026〕12号, one run per year without gaps."""

import unicodedata
from datetime import date

from qingyu.domain.pattern import pattern

_WRITTEN = pattern(r"(?:晴雨管家)?[〔\[(【]?(\d{4})年?[〕\])】]?[-第/ ]*(\d{1,5})号?")
_SHORT = pattern(r"(?:第|公示|通知)?(\d{1,5})号")


def notice_number(year: int, serial: int) -> str:
    """The number as printed: 晴雨管家〔2026〕12号."""
    return f"晴雨管家〔{year}〕{serial}号"


def read_notice_number(text: str, today: date) -> tuple[int, int] | None:
    """Year and serial of a number as people write it (〔2026〕12号, 2026-12, 12号), or None."""
    plain = unicodedata.normalize("NFKC", "".join(text.split())).replace("〔", "[")
    plain = plain.replace("〕", "]")
    match = _WRITTEN.fullmatch(plain)
    # Seven or more bare digits are a telephone.
    if match and not plain.isdigit():
        return int(match[1]), int(match[2])
    match = _SHORT.fullmatch(plain)
    return (today.year, int(match[1])) if match else None
