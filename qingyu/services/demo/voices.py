"""What residents say, in the words of each channel."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from qingyu.domain.feedback import Channel, Kind
from qingyu.domain.place import Place
from qingyu.services.demo.dice import Dice, Wheel
from qingyu.services.demo.lore import Lines, MatterLore, speech
from qingyu.services.demo.names import called
from qingyu.services.demo.places import chinese, said
from qingyu.services.demo.streets import Person

PLACE, NAME, PHONE, BODY = "地", "名", "电", "体"
# These are written down by somebody else than the resident.
RETOLD = frozenset({Channel.PATROL, Channel.HOTLINE, Channel.MEETING})
_CHANNELS: Wheel[Channel] = Wheel(
    [
        (Channel.WECHAT, 36), (Channel.PHONE, 27), (Channel.VISIT, 21), (Channel.HOTLINE, 6),
        (Channel.BOX, 3), (Channel.PATROL, 5), (Channel.MEETING, 2),
    ]
)  # fmt: skip
_OWN_CHANNELS: Wheel[Channel] = Wheel(
    [(Channel.WECHAT, 40), (Channel.PHONE, 26), (Channel.VISIT, 27), (Channel.BOX, 7)]
)
_LOOSE_PHRASES = {
    Channel.PHONE: ("{地}{名}来电问：{体}？", "来电：{体}？{名}", "{体}？{地}{名}", "来电问，{体}？"),
    Channel.VISIT: ("{地}{名}来问：{体}？", "{名}到值班室问，{体}？", "来人问，{体}？"),
}
_AS_SAID = {
    Kind.INQUIRY: ("{问候}，请问{体}？", "{体}？", "请问{体}？{名}", "{体}？{收尾}", "{地} {体}？", "{体}？{地}{名}"),
    Kind.SUGGESTION: ("建议：{体}", "{体}，{收尾}", "{地}{名}：{体}", "{问候}，提个建议，{体}", "{体}。{名}", "{体}"),
    Kind.PRAISE: ("{体}", "{地}{名}：{体}", "{体}👍", "{体}，{收尾}！{名}", "{体}🌹🌹 {地}", "{体}。{地}{名}"),
}  # fmt: skip


class Slots(dict[str, str]):
    """What fills the gaps of one story's phrases; once chosen it stays."""

    def __init__(self, dice: Dice, place: Place, storeys: int) -> None:
        super().__init__()
        self._dice = dice
        self._place = place
        self._storeys = storeys

    def __missing__(self, key: str) -> str:
        self[key] = value = self._chosen(key)
        return value

    def _chosen(self, key: str) -> str:
        dice, room = self._dice, self._place.room
        storey = int(room[:-2]) if room else dice.whole(2, max(2, self._storeys))
        if key == "层":
            return f"{chinese(storey)}楼" if dice.chance(0.7) else f"{storey}楼"
        if key == "楼上室":
            return f"{storey + 1}{room[-2:] if room else '01'}"
        if key == "车尾":
            return f"{dice.whole(100, 999)}"
        if key == "那天":
            return dice.pick(("明天", "后天", "周三", "周五上午", "周六", "下周一"))
        return dice.pick(speech().slots[key])


@dataclass(frozen=True)
class Said:
    """One piece of feedback as it was written down."""

    text: str
    channel: Channel
    kind: Kind
    place: Place
    name: str
    phone: str
    person: Person | None


@dataclass(frozen=True)
class Story:
    """What a piece of feedback is about."""

    matter: MatterLore
    place: Place
    slots: Slots
    year: int


def first(dice: Dice, story: Story, person: Person | None) -> Said:
    """The first time it is told."""
    channel = dice.spin(_CHANNELS)
    matter = story.matter
    if matter.where in ("room", "top", "ground") and channel in (Channel.PATROL, Channel.MEETING):
        channel = Channel.WECHAT
    lines = matter.notes if channel in RETOLD else matter.says
    body = dice.pick(lines).format_map(story.slots)
    return _told(dice, story, channel, matter.kind, body, person)


def once_more(dice: Dice, story: Story, person: Person | None, title: str, *, same: bool) -> Said:
    """The same thing told again by the same home, or by a neighbour."""
    matter, phrases = story.matter, speech().again
    own = Slots(dice, story.place, 6) if not same else story.slots
    body = dice.pick(matter.says).format_map(own)
    kind = matter.kind
    if not same and matter.where != "room":
        if dice.chance(0.5):
            body = dice.pick(phrases["同楼"]).format_map({BODY: body})
    elif same and dice.chance(0.75):
        if kind is Kind.REPAIR and dice.chance(0.2):
            kind = Kind.COMPLAINT
        opening = dice.pick(phrases.get(kind, phrases["报修"]))
        body = opening.format_map({BODY: body, "事": title})
    return _told(dice, story, dice.spin(_OWN_CHANNELS), kind, body, person)


def in_passing(dice: Dice, story: Story, kind: Kind, lines: Lines, person: Person | None) -> Said:
    """A question, a proposal, thanks: nothing to be done follows from it."""
    channel = dice.spin(_OWN_CHANNELS)
    body = dice.pick(lines).format_map(story.slots).removesuffix("？")
    name, phone = _caller(dice, person, story.year, 0.5)
    frames = _AS_SAID[kind]
    if kind is Kind.INQUIRY:
        frames = _LOOSE_PHRASES.get(channel, frames)
    known = {PLACE: said(dice, story.place), NAME: name, BODY: body}
    text = _filled(dice, tuple(frames), known, kind)
    return Said(text, channel, kind, story.place, name if name in text else "", phone, person)


def _told(
    dice: Dice, story: Story, channel: Channel, kind: Kind, body: str, person: Person | None
) -> Said:
    place = story.place
    if channel in (Channel.PATROL, Channel.MEETING):
        person = None
    if dice.chance(0.12 if channel is not Channel.BOX else 0.4):
        person = None
    name, phone = _caller(dice, person, story.year, 0.7)
    formal = channel in RETOLD
    known = {PLACE: said(dice, place, formal=formal), NAME: name, PHONE: _spaced(dice, phone), BODY: body}
    text = _filled(dice, speech().frames[channel], known, kind)
    if channel is Channel.WECHAT and dice.chance(0.03):
        text = "".join(char for char in text if char not in "，。！？")
    shown = name if name and name in text else ""
    reachable = phone if channel is Channel.PHONE or _spaced_in(phone, text) else ""
    return Said(text, channel, kind, place, shown, reachable, person if shown or reachable else None)


def _filled(dice: Dice, frames: Lines, known: dict[str, str], kind: Kind) -> str:
    """A frame that needs nothing unknown; a place that is known is nearly always told."""
    fit = _fitting(frames, tuple(key for key in (PLACE, NAME, PHONE) if known.get(key)))
    other = speech().other
    known |= {
        "问候": dice.pick(other["问候"]),
        "表情": dice.pick(other["表情"]),
        "收尾": dice.pick(other[f"{kind}收尾"]),
        "补充": dice.pick(other[f"{kind}补充"]),
    }
    text = dice.pick(fit).format_map(known)
    return text.strip(" ，：")


@cache
def _fitting(frames: Lines, known: tuple[str, ...]) -> Sequence[str]:
    def needs(frame: str, key: str) -> bool:
        return f"{{{key}}}" in frame

    missing = [key for key in (PLACE, NAME, PHONE) if key not in known]
    fit = [frame for frame in frames if not any(needs(frame, key) for key in missing)]
    if PLACE in known:
        fit = [frame for frame in fit if needs(frame, PLACE)] or fit
    return tuple(fit) or ("{体}",)


def _caller(dice: Dice, person: Person | None, year: int, tells_phone: float) -> tuple[str, str]:
    if person is None:
        return "", ""
    age = year - person.born
    name = called(dice, person.surname, person.name, person.sex, age)
    return name, person.phone if dice.chance(tells_phone) else ""


def _spaced(dice: Dice, phone: str) -> str:
    if len(phone) != 11 or phone.startswith("0"):
        return f"0571-{phone[4:]}" if phone.startswith("0571") else phone
    roll = dice.share()
    if roll < 0.84:
        return phone
    return " ".join((phone[:3], phone[3:7], phone[7:])) if roll < 0.93 else f"{phone[:3]}-{phone[3:7]}-{phone[7:]}"


def _spaced_in(phone: str, text: str) -> bool:
    return bool(phone) and phone[-4:] in text
