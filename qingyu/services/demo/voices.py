"""What residents say, in the words of each channel."""

from dataclasses import field
from functools import cache

from qingyu.domain.feedback import Channel, Kind
from qingyu.domain.frozen import frozen
from qingyu.domain.place import Place
from qingyu.services.demo.dice import Dice, Wheel
from qingyu.services.demo.lore import Lines, MatterLore, speech
from qingyu.services.demo.names import MEN, called
from qingyu.services.demo.places import chinese, said
from qingyu.services.demo.streets import Person

PLACE, HOME, NAME, PHONE, BODY = "地", "家", "名", "电", "体"
_GAPS = (PLACE, HOME, NAME, PHONE)
IN_HOMES = frozenset({"room", "top", "ground", "low"})
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
        return dice.pick(speech().slots[key])


@frozen
class Said:
    """One piece of feedback as it was written down."""

    text: str
    channel: Channel
    kind: Kind
    place: Place
    name: str
    phone: str
    person: Person | None


@frozen
class Story:
    """What a piece of feedback is about."""

    matter: MatterLore
    place: Place
    slots: Slots
    year: int
    used: set[str] = field(default_factory=set)


def first(dice: Dice, story: Story, person: Person | None) -> Said:
    """The first time it is told."""
    channel = dice.spin(_CHANNELS)
    matter = story.matter
    if matter.where in IN_HOMES and channel in (Channel.PATROL, Channel.MEETING):
        channel = Channel.WECHAT
    body = _fresh(dice, story, matter.notes if channel in RETOLD else matter.says)
    return _told(dice, story, channel, matter.kind, body, person)


def once_more(dice: Dice, story: Story, person: Person | None, title: str, *, same: bool) -> Said:
    """The same thing told again by the same home, or by somebody else."""
    matter, phrases = story.matter, speech().again
    if not same:
        other = Slots(dice, story.place, 6) if matter.where == "top" else story.slots
        story = Story(matter, story.place, other, story.year, story.used)
    body = _fresh(dice, story, matter.says)
    kind = matter.kind
    if same:
        if kind is Kind.REPAIR and dice.chance(0.2):
            kind = Kind.COMPLAINT
        body = dice.pick(phrases[matter.kind]).format_map({BODY: body, "事": title})
    else:
        opening = dice.pick(phrases["同楼" if matter.where == "top" else "路人"])
        body = opening.format_map({BODY: body})
    return _told(dice, story, dice.spin(_OWN_CHANNELS), kind, body, person)


def in_passing(dice: Dice, story: Story, kind: Kind, lines: Lines, person: Person | None) -> Said:
    """A question, a proposal, thanks: nothing to be done follows from it."""
    channel = dice.spin(_OWN_CHANNELS)
    body = dice.pick(lines).format_map(story.slots).removesuffix("？")
    name, phone = _caller(dice, person, story.year, 0.5)
    all_frames = speech().frames
    frames = all_frames.get(f"{kind}.{channel}", all_frames[kind])
    known = {NAME: name, BODY: body, **_where(dice, story.place)}
    text = _filled(dice, frames, known, kind)
    return _signed(text, channel, kind, story.place, name, phone, person)


def _fresh(dice: Dice, story: Story, lines: Lines) -> str:
    """A line that was not said yet in this story, while there is one."""
    left = [line for line in lines if line not in story.used] or lines
    line = dice.pick(left)
    story.used.add(line)
    return line.format_map(story.slots)


def _told(
    dice: Dice, story: Story, channel: Channel, kind: Kind, body: str, person: Person | None
) -> Said:
    place, at_home = story.place, story.matter.where in IN_HOMES
    unnamed = 0.4 if channel is Channel.BOX else 0.12
    if channel in (Channel.PATROL, Channel.MEETING) or dice.chance(unnamed):
        person = None
    name, phone = _caller(dice, person, story.year, 0.7)
    if person and channel is Channel.HOTLINE:
        name = person.surname + ("先生" if person.sex == MEN else "女士")
    where = _where(dice, place, formal=channel in RETOLD)
    if where[PLACE] and body.startswith(place.spot) and place.spot and not place.building:
        where = {PLACE: "", HOME: ""}
    known = {NAME: name, PHONE: _spaced(dice, phone), BODY: body, **where}
    text = _filled(dice, speech().frames[channel], known, kind, at_home)
    if channel is Channel.WECHAT and dice.chance(0.03):
        text = "".join(char for char in text if char not in "，。！？")
    if channel is not Channel.PHONE and phone[-4:] not in text:
        phone = ""
    return _signed(text, channel, kind, place, name, phone, person)


def _signed(
    text: str, channel: Channel, kind: Kind, place: Place, name: str, phone: str,
    person: Person | None,
) -> Said:  # fmt: skip
    """What was said with who is known to have said it: nobody without a name or a number."""
    name = name if name and name in text else ""
    return Said(text, channel, kind, place, name, phone, person if name or phone else None)


def _where(dice: Dice, place: Place, *, formal: bool = False) -> dict[str, str]:
    """The place as written; the speaker's home as well where it happens at home."""
    text = said(dice, place, formal=formal)
    return {PLACE: text, HOME: text if place.unit and not place.spot else ""}


def _filled(
    dice: Dice, frames: Lines, known: dict[str, str], kind: Kind, at_home: bool = True
) -> str:
    """A frame that needs nothing unknown; a place that is known is nearly always told."""
    fit = _fitting(frames, tuple(key for key in _GAPS if known.get(key)))
    other = speech().other
    more = f"{kind}补充" if at_home or kind is not Kind.REPAIR else "公共补充"
    known |= {
        "问候": dice.pick(other["问候"]),
        "表情": dice.pick(other["表情"]),
        "收尾": dice.pick(other[f"{kind}收尾"]),
        "补充": dice.pick(other[more]),
    }
    text = dice.pick(fit).format_map(known)
    return text.strip(" ，：")


@cache
def _fitting(frames: Lines, known: tuple[str, ...]) -> Lines:
    def needs(frame: str, key: str) -> bool:
        return f"{{{key}}}" in frame

    missing = [key for key in _GAPS if key not in known]
    fit = [frame for frame in frames if not any(needs(frame, key) for key in missing)]
    told = [frame for frame in fit if needs(frame, PLACE) or needs(frame, HOME)]
    return tuple((told if PLACE in known else fit) or fit or ("{体}",))


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
    return (" " if roll < 0.93 else "-").join((phone[:3], phone[3:7], phone[7:]))
