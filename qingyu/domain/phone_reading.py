"""Telephone numbers in what people write and say."""

import re
from functools import lru_cache

from qingyu.domain.frozen import frozen
from qingyu.domain.numeral import DIGIT_CHARS, read_digits
from qingyu.domain.pattern import pattern
from qingyu.domain.plain_text import fold

_D = f"[{DIGIT_CHARS}]"
_GAP = r"[ \-.·()_]{0,3}"
_AREA = "[0零〇][5五伍][7七柒][1一幺壹]"
_ANY_AREA = rf"[0零〇]{_D}{{2,3}}"
# A digit run may begin with the room: 五零一幺三八…, 50113867412358.
_MOBILE = pattern(
    rf"(?:(?:\+|00)?86{_GAP})?(?P<number>[1一幺壹]{_GAP}[3-9三四五六七八九]"
    rf"(?:{_GAP}{_D}){{9}})(?!{_D})"
)
_LANDLINE = pattern(
    rf"(?<!{_D})(?:\(?(?P<area>{_AREA}|{_ANY_AREA})\)?{_GAP})?"
    rf"(?P<number>[2-8二三四五六七八]{_D}{{3}}[ \-.·]?{_D}{{4}})"
    rf"(?!{_D})(?P<extension> ?(?:转|分机|-) ?\d{{1,5}}(?!\d))?"
)
_SHORT_WITH_AREA = pattern(
    rf"(?<!{_D})(?P<area>0\d{{2,3}})[ \-)]?(?P<number>[2-8]\d{{6}})(?!\d)"
)
_NOT_A_PHONE_BEFORE = pattern(
    r"(?:表号|读数|户号|编号|单号|卡号|账号|帐号|工单|订单|条码|证号|身份证|车牌|底数|走到|¥|￥)"
    r"(?:号|是|为|:|码| |,){0,3}$"
)
_UNIT_AFTER = pattern(r" ?(?:元|块|度|吨|年|万|千|个|字|平|米|%)")
_DATE = pattern(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])$")


@frozen
class FoundPhone:
    """A telephone number (digits only, with its area code) and where it stands in the text."""

    digits: str
    start: int
    end: int


@lru_cache(maxsize=2)  # name, place and number of one message all ask for it
def find_phones(text: str) -> tuple[FoundPhone, ...]:
    """Every mobile and landline number of a person in the text, in order."""
    plain = fold(text)
    found = [*_mobiles(plain), *_landlines(plain, _LANDLINE), *_landlines(plain, _SHORT_WITH_AREA)]
    found.sort(key=lambda phone: (phone.start, -phone.end))
    apart: list[FoundPhone] = []
    for phone in found:
        if not apart or phone.start >= apart[-1].end:
            apart.append(phone)
    return tuple(apart)


def read_phone(text: str) -> str | None:
    """The digits when the whole text is one telephone number, or None."""
    plain = text.strip()
    phones = find_phones(plain)
    whole = len(phones) == 1 and phones[0].start == 0 and phones[0].end == len(plain)
    return phones[0].digits if whole else None


def _mobiles(plain: str) -> list[FoundPhone]:
    found = []
    for match in _MOBILE.finditer(plain):
        before = _run_before(plain, match.start())
        if 0 < before < 3 or before > 4 or _is_other_number(plain, match.start(), match.end()):
            continue
        digits = _digits(match["number"])
        found.append(FoundPhone(digits, match.start(), match.end()))
    return found


def _landlines(plain: str, shape: re.Pattern[str]) -> list[FoundPhone]:
    found = []
    for match in shape.finditer(plain):
        number = _digits(match["number"])
        area = _digits(match["area"]) if match["area"] else ""
        alone = not area and (
            _DATE.match(number)
            or _DATE.match(match["number"])
            or _is_other_number(plain, match.start(), match.end("number"))
            or plain[match.start() - 1 : match.start()] in tuple("-+.a·")
        )
        if not alone and not _joined(plain, match.start()):
            found.append(FoundPhone(area + number, match.start(), match.end()))
    return found


def _joined(plain: str, start: int) -> bool:
    """Whether letters or 400- stand directly before, so that this is part of something else."""
    before = plain[max(0, start - 5) : start]
    return bool(re.search(r"(?:[48]00[ -]?|[a-z]|浙[a-z]·?)$", before))


def _is_other_number(plain: str, start: int, end: int) -> bool:
    before = plain[max(0, start - 10) : start]
    return bool(_NOT_A_PHONE_BEFORE.search(before) or _UNIT_AFTER.match(plain, end))


def _run_before(plain: str, start: int) -> int:
    length = 0
    while length <= 5 and start - length > 0 and plain[start - length - 1] in DIGIT_CHARS:
        length += 1
    return length


def _digits(text: str) -> str:
    return read_digits("".join(char for char in text if char in DIGIT_CHARS)) or ""
