"""Places in what people write: 3-2-501, 3幢2单元501室, 叁幢, 3#2-501, 三号楼二单元五零一."""

import re
from functools import lru_cache

from qingyu.domain.frozen import frozen
from qingyu.domain.numeral import read_digits, read_number
from qingyu.domain.pattern import pattern
from qingyu.domain.phone_reading import find_phones
from qingyu.domain.place import Place
from qingyu.domain.plain_text import fold

_CN_DIGIT = "零〇○幺一二三四五六七八九壹贰叁肆伍陆柒捌玖貳參陸"
_CN = _CN_DIGIT + "十拾廿卅百佰"
_NUMBER = rf"(?:(?<![\d.])\d{{1,3}}|(?<![几数这那哪每同整另某{_CN}])[{_CN}]{{1,5}})"
_SMALL = rf"(?:\d{{1,2}}|[{_CN}]{{1,3}})"
_LISTED = rf"(?:(?<![\d.\-])\d{{1,3}}|(?<![几数{_CN}])[{_CN}]{{1,3}})"
_SEP = r"[ \-,、的/]{0,3}"
_DASH = r" ?[-/_.·] ?"
# Amounts, years, storeys and the like after a bare number mean it is no room.
_NO_ROOM = (
    rf"(?!\d|(?<!\d)[{_CN_DIGIT}十])(?! ?(?:[元块度%~]|多[户块元人个]))(?!(?:年[ 初底代的,。到至\d]"
    rf"|年$|几|余|个"
    r"|户(?!主)|人|米|斤|辆|次|毫|v|伏|w|瓦|:\d|月|日|点[钟多半]|小时|千|级|f\b|\.\d|公斤|公里"
    r"|分钟|多"
    r"|平[方米 ,。]|平$|台[电车空]|路[公车]|方[的水土,。]|万[元块多字,。]|层"
    r"|天(?=[没了都就后内前来 ,。]|$)"
    r"|楼(?![上下道梯顶底前后栋长里的]|[^ ,。]{2,3}[ ,。])))"
)
_ROOM = (
    rf"(?:\d{{3,4}}|[{_CN_DIGIT}]{{3,4}}"
    rf"|[一二]?[十拾][一二三四五六七八九]?[零〇][一二三四五六七八九]"
    rf"|[一二三四五六七八九][百佰]零[一二三四五六七八九])"
)
_STOREY = rf"(?:(?:{_SMALL}(?:楼|层)|顶楼|顶层|底楼|底层)的? ?)?"
_ROOM_END = rf"(?: ?(?:室|号房|房间|号(?!楼|线)))|{_NO_ROOM}"
_BUILDING_MARK = (
    r" ?(?:[幢栋撞棟](?:楼(?!上|下|顶|梯|道|前|后|面))?|# ?楼?|号楼|号院(?=.{0,3}单元)|号(?= ?[\d"
    + _CN
    + r"]{1,3} ?单元)|楼(?= ?[\d"
    + _CN
    + r"]{1,2}单元))"
)
_UNIT_MARK = r" ?(?:单元|单原|单圆|单员|单源|丹元|门洞|号门洞|单[园远])"

_PATTERNS = tuple(
    pattern(source)
    for source in (
        # 3幢2单元501室, 3幢2-302, 3#2-501, 3幢2门501, 3幢501, 3幢
        rf"(?:(?P<b>{_NUMBER})|(?P<b2>{_LISTED})(?: ?[、/和与及到至\-] ?{_SMALL}){{1,6}})"
        rf"{_BUILDING_MARK}"
        rf"(?:{_SEP}(?:(?P<u>{_SMALL})(?:{_UNIT_MARK}|号?门(?=\d{{3}})|{_DASH}(?={_ROOM}))"
        rf"|(?P<u2>{_SMALL})(?:{_DASH}|[、和到至]){_SMALL}{_UNIT_MARK}))?"
        rf"(?:{_SEP} ?{_STOREY}(?P<r>{_ROOM})(?:{_ROOM_END})"
        rf"|{_SEP}(?P<r2>\d{{1,2}}) ?室)?",
        # 3-2单元501, 3-2-501室, 3/2/501
        rf"(?<![\d.\-])(?P<b>\d{{1,3}}|[{_CN}]{{1,3}}){_DASH}(?P<u>{_SMALL})"
        rf"(?:{_UNIT_MARK}{_SEP}(?:(?P<r>{_ROOM})(?:{_ROOM_END}))?"
        rf"|(?:{_DASH}| )(?P<r2>{_ROOM})(?![\d\-])(?:{_ROOM_END}))",
        # 3 2 501
        rf"(?<![\d.\-])(?P<b>\d{{1,2}}) (?P<u>\d) (?P<r>\d{{3,4}})(?![\d\-])(?:{_ROOM_END})",
        # 2单元501
        rf"(?P<u>{_NUMBER}){_UNIT_MARK}(?:{_SEP}{_STOREY}(?P<r>{_ROOM})(?:{_ROOM_END}))?",
        # 3-501
        rf"(?<![\d.\-:])(?P<b>\d{{1,2}}) ?- ?(?P<r>\d{{3,4}})(?![\d\-])(?:{_ROOM_END})",
        # 3-2 before a word
        r"(?<![\d.\-年月第])(?<!\d:)(?P<b>\d{1,2})-(?P<u>\d)(?![\d\-.:%])"
        r"(?! ?(?:楼(?![道梯上下顶底前后栋长里])|层|月|日|天|个|次|点|号|年|小时|米|人|户|家"
        r"|辆|块|元|周|岁|分|度|f|台|条|间|遍|回"
        r"|级|万|把|盏|只|位))",
        # 501室, 我家601
        r"(?<![\d.\-])(?P<r>\d{1,4}) ?(?:室|房间|号房)(?!外|内|温)",
        rf"(?<![{_CN}\d])(?P<r>[{_CN_DIGIT}]{{3,4}}) ?(?:室|房间|号房)",
        rf"(?:(?<=[家住在我们到上下壁门牌的 ,。;:、是\n(])"
        rf"|^)(?!1[12]\d(?!\d))(?P<r>{_ROOM})(?![\-./:])(?:{_NO_ROOM})",
    )
)
_PLATE = pattern(
    r"[京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼新]"
    r"[a-z][·. ]?[a-z0-9]{5,6}"
)
_DATE = pattern(
    r"(?:\d{4}[年\-/.] ?)?\d{1,2} ?月 ?\d{1,2}(?: ?[-到至~、] ?\d{1,2})? ?[日号]?(?!\d|楼|幢|栋)"
    r"|(?:19|20)\d\d[\-/.]\d{1,2}[\-/.]\d{1,2}|(?:19|20)\d\d ?年|\d{1,2}:\d\d"
)


@frozen
class FoundPlace:
    """A place and where it stands in the text."""

    place: Place
    start: int
    end: int


def read_place(text: str) -> Place | None:
    """The place when the whole text is one (3-2-501, 三号楼2单元501, 叁幢), or None."""
    plain = fold(text).strip(" \n,。.;:")
    if not plain or len(plain) > 40:
        return None
    short = re.fullmatch(r"(\d{1,3})[\-/_. ]+(\d{1,2})(?:[\-/_. ]+(\d{1,4})室?)?", plain)
    if short:
        return _place(short[1], short[2], short[3])
    found = find_places(plain)
    if len(found) == 1 and found[0].start == 0 and found[0].end == len(plain):
        return found[0].place
    return None


@lru_cache(maxsize=2)  # name and place of one message both ask for it
def find_places(text: str) -> tuple[FoundPlace, ...]:
    """Every place said in running text, in order; spots and storeys are not among them."""
    plain = _blank_other_numbers(fold(text))
    taken = bytearray(len(plain))
    found = []
    for shape in _PATTERNS:
        for match in shape.finditer(plain):
            start, end = match.span()
            while end > start and plain[end - 1] in " ,、的-/":
                end -= 1
            if any(taken[start:end]):
                continue
            parts = match.groupdict()
            place = _place(
                parts.get("b") or parts.get("b2"),
                parts.get("u") or parts.get("u2"),
                parts.get("r") or parts.get("r2"),
            )
            if place is not None:
                found.append(FoundPlace(place, start, end))
                taken[start:end] = b"\x01" * (end - start)
    return tuple(sorted(found, key=lambda each: each.start))


def _blank_other_numbers(plain: str) -> str:
    """The text with telephone numbers, dates and licence plates made unreadable."""
    spans = [(phone.start, phone.end) for phone in find_phones(plain)]
    for shape in (_PLATE, _DATE):
        spans += [match.span() for match in shape.finditer(plain)]
    chars = list(plain)
    for start, end in spans:
        chars[start:end] = "\x00" * (end - start)
    return "".join(chars)


def _place(building: str | None, unit: str | None, room: str | None) -> Place | None:
    number = read_number(building) if building else None
    entrance = read_number(unit) if unit else None
    if (building and not number) or (unit and not entrance):
        return None
    read = _read_room(room) if room else None
    if room and read is None:
        return None
    return Place(number, entrance, read)


def _read_room(text: str) -> str | None:
    digits = read_digits(text)
    if digits is not None:
        return digits if digits.strip("0") else None
    counted = re.fullmatch(r"(.*[十拾].?)([零〇])(.)", text)
    if counted:
        storey, door = read_number(counted[1]), read_number(counted[3])
        return f"{storey}0{door}" if storey and door else None
    number = read_number(text)
    return str(number) if number else None
