"""Whose place and telephone number: the speaker's among all that are mentioned."""

from dataclasses import replace

from qingyu.domain.frozen import frozen
from qingyu.domain.intake.understanding import Guess
from qingyu.domain.pattern import pattern
from qingyu.domain.phone_reading import FoundPhone, find_phones
from qingyu.domain.place import Place
from qingyu.domain.place_reading import FoundPlace, find_places
from qingyu.domain.plain_text import fold

_MINE = pattern(
    r"(?:我[家们住在是的这]{0,3}|家住|住在?|本人|咱们?家?|阿拉|俺家?|门牌号?|就是|我屋里"
    r"|我妈家?|我爸家?|我们?家?住在?(?:它|他|她|他们)?(?:对门|隔壁|楼下|楼上|对面))"
    r"(?:在|是|住|为|就是|:| |,)*$"
)
_REACHED = pattern(
    r"(?:漏|渗|滴|流|飘|跑|冲|灌|淌|传|吹|掉|窜|蹿)[^,。;!?]{0,5}(?:到|在|进|至|给)(?:了|楼下"
    r"|下面|我家|我们)*$"
)
_THEIRS_BEFORE = pattern(
    r"(?:楼上|楼下|隔壁|对门|对面|对过|上面|底下|上家|下家|上头|邻居|是因为"
    r"|是[一二三四五六七八九\d]楼)的?(?:是| )?$"
)
_THEIRS_AFTER = pattern(
    r"(?:的人|那户|那家|这户|的住户|住户|业主|租客|租户|房客|的老|老[^ ]家|一家|有人|有户|他们"
    r"|她家|他家|家的|的小孩|小孩|的狗"
    r"|天天|半夜|又在|又把|在装修|装修|往下|在吵|的空调|空调|洗衣机|地漏|没做|把|的邻居|没人住)"
)
_NOT_THEIR_PHONE = pattern(
    r"(?:物业|维保|修理工|师傅|他|她|车主|房东|邻居|施工队|包工头|公司|热线|骗子|推销|中介"
    r"|对方|厂家|客服|拨打|打了|"
    r"拨了|打过|急修|抢修)(?:的|家)?(?:的?电话|手机|号码|号)?(?:是|:|号码|是:| |留的是|写的是)*$"
)
_MOST = 60


@frozen
class _Mention:
    found: FoundPlace
    score: int


def speakers_phone(text: str) -> Guess[str] | None:
    """The number to call back, or None; a number of somebody else is left when there is another."""
    phones = find_phones(text)
    plain = fold(text)
    own = [phone for phone in phones if not _is_theirs(plain, phone)]
    chosen = next(iter(own or phones), None)
    return Guess(chosen.digits, text, ((chosen.start, chosen.end),)) if chosen else None


def _is_theirs(plain: str, phone: FoundPhone) -> bool:
    return bool(_NOT_THEIR_PHONE.search(plain[max(0, phone.start - 16) : phone.start]))


def speakers_place(text: str) -> Guess[Place] | None:
    """Where the speaker lives or where the matter is, or None."""
    plain = fold(text)
    mentions = [_Mention(each, _score(plain, each)) for each in find_places(text)[:_MOST]]
    if not mentions:
        return None
    chosen = _choose(mentions)
    place, spans = chosen.found.place, [(chosen.found.start, chosen.found.end)]
    lender = _lender(chosen, mentions)
    if lender is None:
        lender = _entrance(chosen, mentions)
    if lender is not None:
        place = _completed(place, lender.found.place)
        spans.append((lender.found.start, lender.found.end))
    return Guess(place, text, tuple(sorted(spans)))


def _score(plain: str, found: FoundPlace) -> int:
    before = plain[max(0, found.start - 14) : found.start]
    after = plain[found.end : found.end + 6].lstrip(" ")
    if _MINE.search(before):
        return 3
    if _REACHED.search(before):
        return 2
    theirs = bool(_THEIRS_BEFORE.search(before))
    return -2 * theirs - bool(_THEIRS_AFTER.match(after))


def _choose(mentions: list[_Mention]) -> _Mention:
    """The best mention with a room; failing that the first with a building, then the first."""
    rooms = [each for each in mentions if each.found.place.room]
    with_building = [each for each in mentions if each.found.place.building]
    if len(rooms) == 1 and with_building and rooms[0].score <= -2 and not _has_building(rooms[0]):
        rooms = []
    if rooms:
        return max(rooms, key=lambda each: each.score)
    return (with_building or mentions)[0]


def _lender(chosen: _Mention, mentions: list[_Mention]) -> _Mention | None:
    """The mention that knows the building or unit which the chosen one leaves out."""
    place = chosen.found.place
    if place.building is not None:
        return None
    able = [each for each in mentions if each is not chosen and each.found.place.building]
    if not able:
        able = [each for each in mentions if each.found.place.unit and place.unit is None]
        able = [each for each in able if each is not chosen]
    fuller = [each for each in able if each.found.place.unit] if place.unit is None else []
    near = fuller or able
    return min(near, key=lambda each: abs(each.found.start - chosen.found.start), default=None)


def _entrance(chosen: _Mention, mentions: list[_Mention]) -> _Mention | None:
    """The only entrance said apart from a building without one: 2单元楼梯口有烟，7幢."""
    if chosen.found.place.unit is not None or chosen.found.place.room is not None:
        return None
    apart = [each for each in mentions if each.found.place.unit and each.score >= 0]
    alone = len(apart) == 1 and len(mentions) == 2 and not _has_building(apart[0])
    return apart[0] if alone and apart[0].found.place.room is None else None


def _completed(place: Place, other: Place) -> Place:
    return replace(place, building=place.building or other.building, unit=place.unit or other.unit)


def _has_building(mention: _Mention) -> bool:
    return mention.found.place.building is not None
