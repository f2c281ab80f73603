"""What residents' cells mean, however they are written: 3#, 3.0, 张 三, 138 0000 1111."""

import re
from functools import lru_cache

from qingyu.domain.neighbourhood import Standing
from qingyu.domain.numeral import read_digits, read_number
from qingyu.domain.pattern import pattern
from qingyu.domain.place import NOWHERE, Place
from qingyu.domain.place_reading import find_places, read_place
from qingyu.domain.plain_text import fold
from qingyu.domain.sheet import one_line, tidy

LONGEST_NAME = 40
_LONGEST_ROOM = 20
_LONGEST_ADDRESS = 80
_MOST_BUILDING, _MOST_UNIT = 9999, 99

_BUILDING_END = pattern(r"(?:号?[幢栋撞棟]楼?|号?楼[幢栋]?|[#座号])+$")
_UNIT_END = pattern(r"(?:单元|号?门洞?|#)+$")
_ROOM_END = pattern(r"(?:号房间?|房间?|室|号)+$")
_NO_UNIT = frozenset(("0", "无", "-", "--", "/", "没有", "无单元"))
_LETTERED = pattern(r"(.*\d)([a-z])(?:室|号)?")
_PHONE_GAPS = pattern(r"[\s\-.·()_/]")
_PHONE = pattern(r"1[3-9]\d{9}|0\d{2,3}[2-8]\d{6,7}|[2-8]\d{6,7}")
# A landline typed as a number has lost its leading 0.
_BARE_LANDLINE = pattern(r"571[2-8]\d{7}")
_ID_NUMBER = pattern(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXxＸ](?!\d)"
)
_STANDING_WORDS = {
    Standing.OWNER: "业主 户主 产权人 房东 房主 本人 所有人 自住 业主本人",
    Standing.TENANT: "租客 租户 承租人 租住 出租 房客 租赁 租户本人 承租户 租住户 借住",
    Standing.FAMILY: (
        "家属 家人 子女 配偶 家庭成员 亲属 亲戚 父母 父亲 母亲 儿子 女儿 妻子 丈夫 老伴 爱人 "
        "夫妻 之妻 之夫 之子 之女 儿媳 女婿 孙子 孙女 外孙 外孙女 兄弟 姐妹 妻 夫 子 女"
    ),
}
_MAY_CONTACT_WORDS = {
    True: "可以 可 能 是 愿意 同意 行 有 y yes 1",
    False: "不要 不 否 不可以 不愿意 不同意 不行 勿 别打 n no 0",
}
_MAY_CONTACT = {
    word: answer for answer, words in _MAY_CONTACT_WORDS.items() for word in words.split()
}
_STANDINGS = {
    word: standing for standing, words in _STANDING_WORDS.items() for word in words.split()
}


def read_building(text: str) -> Place | None:
    """The building (3, 3#, ３幢, 叁, 3号楼), with more if more is written; None if unreadable."""
    if not text:
        return NOWHERE
    plain = _plain(text).removeprefix("第")
    number = read_number(_BUILDING_END.sub("", plain))
    if number is None:
        # 3.5 is a slip of the keyboard, 3-5 a building and a unit.
        place = read_place(plain) if "." not in plain else None
        return place if place and place.building else None
    return Place(building=number) if 1 <= number <= _MOST_BUILDING else None


def read_unit(text: str) -> Place | None:
    """The unit (2, 2单元, 二), nowhere when there is none (0, 无, /); None if unreadable."""
    plain = _plain(text).removeprefix("第")
    if not plain or plain in _NO_UNIT:
        return NOWHERE
    number = read_number(_UNIT_END.sub("", plain))
    if number is None:
        place = read_place(plain)
        return place if place and place.unit else None
    return Place(unit=number) if 1 <= number <= _MOST_UNIT else None


def read_room(text: str) -> Place | None:
    """The room (501, 501室, 五零一, 501A, 店面1), with unit or building if written; or None."""
    if not text:
        return NOWHERE
    plain = _plain(text)
    bare = _ROOM_END.sub("", plain)
    if bare.isascii() and bare.isdigit() and len(bare) <= _LONGEST_ROOM:
        return Place(room=bare)
    paired = re.fullmatch(r"(\d{1,2})-(\d{3,4})", bare)
    if paired and 1 <= int(paired[1]) <= _MOST_UNIT:
        return Place(unit=int(paired[1]), room=paired[2])
    place = read_place(plain)
    if place is not None and place.room and (place.building or place.unit):
        return place
    room = read_digits(bare) or bare.upper()
    return Place(room=room) if room and len(room) <= _LONGEST_ROOM else None


def read_address(text: str) -> Place | None:
    """The place of a whole address, the neighbourhood's name before it or not; or None."""
    if not text:
        return NOWHERE
    plain = re.sub(r"(?<=[\d一二三四五六七八九十])座", "幢", _plain(text).replace("第", ""))
    if len(plain) > _LONGEST_ADDRESS:
        return None
    lettered = _LETTERED.fullmatch(plain)
    if lettered:
        place = read_address(lettered[1])
        if place is None or place.room is None:
            return None
        return Place(place.building, place.unit, place.room + lettered[2].upper())
    whole = read_place(plain)
    if whole is not None:
        return whole
    found = find_places(plain)
    return found[0].place if len(found) == 1 and found[0].end == len(plain) else None


@lru_cache(maxsize=4096)
def room_key(room: str) -> str:
    """The room as it is compared: 501, 501室 and ５０１ are one."""
    read = read_room(tidy(room))
    return (read.room if read is not None and read.room else room).casefold()


def read_name(text: str) -> tuple[str, str]:
    """The name on one line, and what is doubtful about it."""
    name = one_line(text)
    if len(name) > LONGEST_NAME:
        return name, f"姓名有 {len(name)} 个字，太长了"
    if name and not any(char.isalpha() for char in name):
        return name, f"「{name[:20]}」不像姓名"
    return name, ""


def read_phone_cell(text: str, *, typed_as_number: bool = False) -> tuple[str, str]:
    """The digits of a phone (nothing but spaces, dashes, +86 taken away), and what is wrong."""
    digits = _PHONE_GAPS.sub("", fold(tidy(text)))
    digits = re.sub(r"^(?:\+|00)?86(?=1\d{10}$)", "", digits)
    if typed_as_number and _BARE_LANDLINE.fullmatch(digits):
        digits = "0" + digits
    if not digits or _PHONE.fullmatch(digits):
        return digits, ""
    shown = tidy(text)[:20]
    if not (digits.isascii() and digits.isdigit()):
        return digits, f"电话「{shown}」里有数字以外的字"
    if len(digits) in (22, 19, 18):
        return digits, f"电话「{shown}」像是两个号码，请只留一个"
    if digits.startswith("1"):
        return digits, f"电话「{shown}」有 {len(digits)} 位，手机号是 11 位"
    return digits, f"电话「{shown}」有 {len(digits)} 位，不是电话号码的写法"


def read_standing(text: str) -> Standing | None:
    """The standing by the word people use for it, or None."""
    return _STANDINGS.get(_plain(text))


def read_may_contact(text: str) -> bool | None:
    """Whether somebody may be called back; None for an empty cell or other words."""
    return _MAY_CONTACT.get(_plain(text))


def may_contact_words(may_contact: bool) -> str:
    """可以 or 不要, as an export writes it."""
    return "可以" if may_contact else "不要"


def read_tags(text: str) -> tuple[str, ...]:
    """The tags, parted by any mark or space, each once."""
    parts = re.split(r"[、,，;；/|\s]+", tidy(text))
    return tuple(dict.fromkeys(part for part in parts if part))


def holds_id_number(text: str) -> bool:
    """Whether an ID-card number stands in the text."""
    return len(text) >= 18 and bool(_ID_NUMBER.search(text))


def _plain(text: str) -> str:
    plain = re.sub(r"\s+", "", fold(tidy(text)))
    # 3.0 is how a spreadsheet may hand over 3.
    return re.sub(r"^(\d+)\.0+(?=\D*$)", r"\1", plain)
