"""What a public print may show of names, telephones, rooms and plates (个人信息保护法)."""

import re
from collections.abc import Collection, Iterator
from enum import StrEnum

from qingyu.domain.frozen import frozen
from qingyu.domain.masking_names import name_spans
from qingyu.domain.pattern import pattern
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
_PLATE = pattern(
    rf"[{_PROVINCE}] ?([a-z]) ?[·.\-]? ?([a-z0-9](?:[ \-]?[a-z0-9]){{3,4}}[ \-]?[a-z0-9挂学警港澳])"
)
# 微信号 zhang_gf88, vx：lgy1988, QQ 12345678, wxid_…, somebody@163.com
_ACCOUNT = pattern(
    r"(?:微信|wechat|weixin|wx|vx|v信|qq)(?:号码?|名)? ?(?:是|为)? ?[:：]? ?"
    r"(?P<labelled>[a-z][a-z0-9_\-]{5,19}|\d{5,11})(?![a-z0-9_])"
    r"|(?P<wxid>(?<![a-z0-9])wxid_[a-z0-9]+)"
    r"|(?P<mail>(?<![a-z0-9])[a-z0-9][a-z0-9._\-]*@[a-z0-9\-]+(?:\.[a-z0-9\-]+)+)"
)
_LABELLED_PLATE = pattern(
    r"(?:车牌号?码?|牌照|车号)(?:是|为)?[ :,]{0,2}"
    r"(?P<plate>[a-z][ ·.\-]?[a-z0-9]{5,6}|[a-z0-9]{5,6})(?![a-z0-9])"
)
_TORN = r"[ \-.·]{0,3}"
_ID_CARD = pattern(
    rf"(?<!\d)\d(?:{_TORN}\d){{16}}{_TORN}[\dx](?!\d)|(?<!\d)\d(?:{_TORN}\d){{14}}(?!\d)"
    # Somebody hid only the middle of it.
    r"|(?<!\d)\d{4,14}[*x_●•]{3,}\d{0,6}[\dx]"
    # 身份证 and whatever follows, also where a digit is missing.
    rf"|(?<=身份证)(?:号码?)?(?:尾号|后[四六]位)?(?:是|为)?[ :]{{0,2}}\d(?:{_TORN}[\dx]){{3,17}}"
)
_LONG_NUMBER = pattern(r"(?<!\d)\d{9,}(?!\d)")
_HAN_DIGIT = "零〇○一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾佰幺两"
_N = rf"(?:\d{{1,3}}|[{_HAN_DIGIT}]{{1,4}})"
_ROOM_NUMBER = rf"(?:\d{{1,4}}|[{_HAN_DIGIT}]{{2,6}})"
_ROOM_WORD = r" ?(?:室|号房|房间)(?!内|外|温)"
_GAP = r"[ ,、的]{0,2}"
_NO_UNIT = r"(?! ?(?:[元块度吨米平斤人户名次天年月日点时分秒%个件份层楼路v伏w瓦:]|公斤))"
_ROOM = pattern(
    # 3-2-501, 3-501
    rf"(?<![\d.\-:/])(?P<b>\d{{1,3}}) ?- ?(?:\d{{1,2}} ?- ?)?\d{{3,4}}(?![\d\-]){_NO_UNIT}(?:室)?"
    # 顶楼602
    rf"|(?<=楼)(?P<upstairs>\d{{3,4}})(?![\d.\-]){_NO_UNIT}"
    # 3幢2单元501室, 3幢501, 3幢2-501, 2单元501
    rf"|(?P<building>{_N} ?(?:幢|栋|号楼|#|号))?{_GAP}"
    rf"(?P<unit>{_N} ?(?:单元|号?门(?=[{_HAN_DIGIT}\d])|-(?=\d{{3}})))?{_GAP}"
    rf"(?P<room>{_ROOM_NUMBER})(?:{_ROOM_WORD}|(?<=\d{{3}})(?![\d.\-]){_NO_UNIT})"
)
# What is masked already stays as it is.
_MASKED = pattern(
    rf"1\d\d\*{{4}}\d{{4}}|(?:0\d{{2,3}}-)?\*{{4}}\d{{3,4}}|[{_PROVINCE}][A-Z]\*{{3}}.."
)


class Masked(StrEnum):
    """What sort of thing was hidden."""

    NAME = "姓名"
    PHONE = "电话"
    ROOM = "室号"
    PLATE = "车牌"
    NUMBER = "证件号"
    ACCOUNT = "网上账号"


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
    last = "".join(char for char in match[2] if char.isalnum())[-2:]
    return f"{plate[match.start()]}{match[1].upper()}***{last.upper()}"


def mask_text(text: str, names: Collection[str] = (), keep: Collection[str] = ()) -> MaskedText:
    """The text with every telephone, room, plate, ID number and person's name hidden.

    names: residents who may be mentioned; keep: telephones and names printed on purpose (the
    office's). Masking what was masked changes nothing.
    """
    shown = MaskedText("".join(char for char in text if not is_unseen(char)), ())
    # What is hidden first may be the context by which the rest is told: again until all is.
    while True:
        again = _mask_once(shown, names, keep)
        if again.text == shown.text:
            return shown
        shown = again


def _mask_once(before: MaskedText, names: Collection[str], keep: Collection[str]) -> MaskedText:
    text = before.text
    done = [match.span() for match in _MASKED.finditer(text)]
    found = sorted(
        (
            hit
            for hit in _find(text, names, keep)
            if not any(start <= hit[0] and hit[1] <= end for start, end in done)
        ),
        key=lambda hit: (hit[0], -hit[1]),
    )
    parts: list[str] = []
    spans: list[MaskedSpan] = []
    old = list(before.spans)
    at = length = 0
    for start, end, what, shown in found:
        if start < at:  # the rest of an overlapping find is hidden too
            start, shown = at, "*" * (end - at)
        if start >= end:
            continue
        spans += _moved(old, start, end, length - at)
        parts += [text[at:start], shown]
        length += start - at + len(shown)
        spans.append(MaskedSpan(length - len(shown), length, what))
        at = end
    spans += _moved(old, len(text), len(text), length - at)
    return MaskedText("".join(parts) + text[at:], tuple(spans))


def _moved(old: list[MaskedSpan], until: int, over: int, by: int) -> Iterator[MaskedSpan]:
    """Takes the spans that start before `over`; those that end by `until` stay, moved."""
    while old and old[0].start < over:
        span = old.pop(0)
        if span.end <= until:
            yield MaskedSpan(span.start + by, span.end + by, span.what)


_Hit = tuple[int, int, Masked, str]


def _find(text: str, names: Collection[str], keep: Collection[str]) -> Iterator[_Hit]:
    text = text.replace("\n", " ")  # a number may be torn apart by a line break
    plain = fold(text)
    kept = {"".join(char for char in fold(one) if char.isdigit()) for one in keep} - {""}
    people = "\n".join(one for one in keep if not one.isascii())
    for match in _ID_CARD.finditer(plain):
        yield match.start(), match.end(), Masked.NUMBER, "（证件号不公开）"
    for match in _ACCOUNT.finditer(plain):
        yield *match.span(match.lastgroup or 0), Masked.ACCOUNT, "***"
    yield from _phones(text, plain, kept)
    for match in _PLATE.finditer(plain):
        shown = mask_plate(text[match.start() : match.end()])
        yield match.start(), match.end(), Masked.PLATE, shown
    for match in _LABELLED_PLATE.finditer(plain):
        yield *match.span("plate"), Masked.PLATE, f"***{match['plate'][-2:].upper()}"
    for match in _ROOM.finditer(plain):
        hit = _room(text, match)
        if hit:
            yield hit
    for place in find_places(text):
        if place.place.room:
            building = f"{place.place.building}幢" if place.place.building else ""
            yield place.start, place.end, Masked.ROOM, f"{building}*单元*室" if building else "*室"
    for start, end in name_spans(text, names):
        if text[start:end] not in people:
            yield start, end, Masked.NAME, _spoken_name(text[start:end])


def _spoken_name(name: str) -> str:
    """李* of 老李, otherwise as any name."""
    return f"{name[1]}*" if len(name) == 2 and name[0] in "老小" else mask_name(name)


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
    if match["upstairs"]:
        return match.start(), match.end(), Masked.ROOM, "*室"
    named = match["building"] or match["unit"]
    if not named and not re.search(r"(?:室|房|房间)$", match[0]):
        return None
    building = text[match.start("building") : match.end("building")].strip()
    shown = f"{building}*单元*室" if match["unit"] or building else "*室"
    lead = len(match[0]) - len(match[0].lstrip(" ,、的"))
    return match.start() + lead, match.end(), Masked.ROOM, shown
