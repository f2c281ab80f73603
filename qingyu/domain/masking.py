"""What a public print may show of names, telephones, rooms and plates (个人信息保护法)."""

import re
from collections.abc import Collection, Iterator
from enum import StrEnum

from qingyu.domain.frozen import frozen
from qingyu.domain.phone_reading import find_phones
from qingyu.domain.place_reading import find_places
from qingyu.domain.plain_text import fold, is_unseen

_COMPOUND = frozenset(
    re.findall(
        "..",
        "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠"
        "公孙慕容仲孙钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁"
        "拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生公户公玉公仪梁丘公仲公上公门公山公坚左丘公伯"
        "西门公祖第五公乘贯丘公皙南荣东里东宫仲长子书子桑即墨淳于达奚褚师",
    )
)
_PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼新"
_PLATE = re.compile(rf"[{_PROVINCE}] ?([a-z]) ?[·.\- ]? ?([a-z0-9]{{4,5}}[a-z0-9挂学警港澳])")
_ID_CARD = re.compile(
    r"(?<!\d)\d(?:[ \-]?\d){16}[ \-]?[\dx](?![\d])|(?<!\d)\d(?:[ \-]?\d){14}(?!\d)"
)
_LONG_NUMBER = re.compile(r"(?<!\d)\d{9,}(?!\d)")
_HAN_DIGIT = "零〇○一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾佰幺两"
_N = rf"(?:\d{{1,3}}|[{_HAN_DIGIT}]{{1,4}})"
_ROOM_NUMBER = rf"(?:\d{{1,4}}|[{_HAN_DIGIT}]{{2,6}})"
_ROOM_WORD = r" ?(?:室|号房|房间)(?!内|外|温)"
_GAP = r"[ ,、的]{0,2}"
_NO_UNIT = r"(?! ?(?:[元块度吨米平斤人户名次天年月日点时分秒%个件份层楼路v伏w瓦:]|公斤))"
_ROOM = re.compile(
    # 3-2-501, 3-501
    rf"(?<![\d.\-:/])(?P<b>\d{{1,3}}) ?- ?(?:\d{{1,2}} ?- ?)?\d{{3,4}}(?![\d\-]){_NO_UNIT}(?:室)?"
    # 3幢2单元501室, 3幢501, 3幢2-501, 2单元501
    rf"|(?P<building>{_N} ?(?:幢|栋|号楼|#|号))?{_GAP}"
    rf"(?P<unit>{_N} ?(?:单元|号?门(?=[{_HAN_DIGIT}\d])|-(?=\d{{3}})))?{_GAP}"
    rf"(?P<room>{_ROOM_NUMBER})(?:{_ROOM_WORD}|(?<=\d{{3}})(?![\d.\-]){_NO_UNIT})"
)
# What is masked already stays as it is.
_MASKED = re.compile(
    rf"1\d\d\*{{4}}\d{{4}}|(?:0\d{{2,3}}-)?\*{{4}}\d{{3,4}}|[{_PROVINCE}][A-Z]\*{{3}}.."
)
_LABELLED = re.compile(
    r"(?:姓名|联系人|户主|业主|租客|住户|居民|当事人|报修人|投诉人|反映人|来电人|申请人|经办人|承办人)"
    r"(?:是|为)?[:：]? ?(?P<name>[\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0003ffff·]{2,4}?)"
    r"(?=[ ,，。;；、:：()（）\d]|$|电话|手机)",
    re.MULTILINE,
)


class Masked(StrEnum):
    """What sort of thing was hidden."""

    NAME = "姓名"
    PHONE = "电话"
    ROOM = "室号"
    PLATE = "车牌"
    NUMBER = "证件号"


@frozen
class MaskedSpan:
    """Where in the masked text something was hidden; the span never holds what it was."""

    start: int
    end: int
    what: Masked


@frozen
class MaskedText:
    """A text fit for the notice board and the places where something was hidden."""

    text: str
    spans: tuple[MaskedSpan, ...]


def mask_name(name: str) -> str:
    """张**, 张* for two characters, 欧阳** for compound surnames; a lone character stays."""
    plain = "".join(name.split())
    kept = 2 if plain[:2] in _COMPOUND and len(plain) > 2 else 1
    if plain.isascii():
        return plain[:1] + "**" if len(plain) > 1 else plain
    return plain[:kept] + "*" * min(2, max(0, len(plain) - kept))


def mask_phone(phone: str) -> str:
    """138****1234, 0571-****4321; short numbers that are nobody's own (12345) stay."""
    digits = "".join(char for char in fold(phone) if char.isdigit())
    if len(digits) >= 13 and digits.startswith("86"):
        digits = digits[2:]
    if len(digits) == 10 and digits[:3] in ("400", "800"):
        return phone
    if len(digits) < 7:
        return phone if len(digits) == len(phone.strip()) else "*" * len(digits)
    if digits.startswith("0") and len(digits) >= 10:
        area = digits[:3] if digits[1] in "12" else digits[:4]
        return f"{area}-****{digits[-4:]}" if len(digits) - len(area) > 5 else "****"
    if len(digits) < 11:
        return f"****{digits[-4:]}" if len(digits) >= 8 else f"****{digits[-3:]}"
    return f"{digits[:3]}****{digits[-4:]}"


def mask_room(place: str) -> str:
    """2幢*单元*室 from 2幢3单元501室 or 2-3-501; a building alone stays."""
    return mask_text(place).text


def mask_plate(plate: str) -> str:
    """浙A***12 from 浙A·88812."""
    match = _PLATE.search(fold(plate))
    if match is None:
        return plate if len(plate) < 5 else plate[:1] + "***"
    return f"{plate[match.start()]}{match[1].upper()}***{match[2][-2:].upper()}"


def mask_text(text: str, names: Collection[str] = (), keep: Collection[str] = ()) -> MaskedText:
    """The text with every telephone, room, plate, ID number and known or labelled name hidden.

    names: residents who may be mentioned; keep: telephones printed on purpose (the office's).
    """
    text = "".join(char for char in text if not is_unseen(char))
    kept = {"".join(char for char in fold(phone) if char.isdigit()) for phone in keep}
    done = [match.span() for match in _MASKED.finditer(text)]
    found = sorted(
        (
            hit
            for hit in _find(text, names, kept)
            if not any(start <= hit[0] and hit[1] <= end for start, end in done)
        ),
        key=lambda hit: (hit[0], -hit[1]),
    )
    parts: list[str] = []
    spans: list[MaskedSpan] = []
    at = length = 0
    for start, end, what, shown in found:
        if start < at:  # the rest of an overlapping find is hidden too
            start, shown = at, "*" * (end - at)
        if start >= end:
            continue
        parts += [text[at:start], shown]
        length += start - at + len(shown)
        spans.append(MaskedSpan(length - len(shown), length, what))
        at = end
    return MaskedText("".join(parts) + text[at:], tuple(spans))


_Hit = tuple[int, int, Masked, str]


def _find(text: str, names: Collection[str], kept: set[str]) -> Iterator[_Hit]:
    plain = fold(text)
    for match in _ID_CARD.finditer(plain):
        yield match.start(), match.end(), Masked.NUMBER, "（证件号不公开）"
    yield from _phones(text, plain, kept)
    for match in _PLATE.finditer(plain):
        shown = mask_plate(text[match.start() : match.end()])
        yield match.start(), match.end(), Masked.PLATE, shown
    for match in _ROOM.finditer(plain):
        hit = _room(text, match)
        if hit:
            yield hit
    for place in find_places(text):
        if place.place.room:
            building = f"{place.place.building}幢" if place.place.building else ""
            yield place.start, place.end, Masked.ROOM, f"{building}*单元*室" if building else "*室"
    yield from _names(text, names)


def _phones(text: str, plain: str, kept: set[str]) -> Iterator[_Hit]:
    for phone in find_phones(text):
        if phone.digits not in kept:
            yield phone.start, phone.end, Masked.PHONE, mask_phone(phone.digits)
    for match in _LONG_NUMBER.finditer(plain):
        if match[0] not in kept:
            yield match.start(), match.end(), Masked.PHONE, mask_phone(match[0])


def _room(text: str, match: re.Match[str]) -> _Hit | None:
    if match["b"]:
        return match.start(), match.end(), Masked.ROOM, f"{match['b']}幢*单元*室"
    named = match["building"] or match["unit"]
    if not named and not re.search(r"(?:室|房|房间)$", match[0]):
        return None
    building = text[match.start("building") : match.end("building")].strip()
    shown = f"{building}*单元*室" if match["unit"] or building else "*室"
    lead = len(match[0]) - len(match[0].lstrip(" ,、的"))
    return match.start() + lead, match.end(), Masked.ROOM, shown


def _names(text: str, names: Collection[str]) -> Iterator[_Hit]:
    known = sorted({name.strip() for name in names if len(name.strip()) > 1}, key=len, reverse=True)
    if known:
        for match in re.finditer("|".join(re.escape(name) for name in known), text):
            yield match.start(), match.end(), Masked.NAME, mask_name(match[0])
    for match in _LABELLED.finditer(text):
        yield match.start("name"), match.end("name"), Masked.NAME, mask_name(match["name"])
