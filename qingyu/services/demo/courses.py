"""Which way an issue goes, and how long it takes."""

from datetime import datetime, timedelta

from qingyu.domain.issue import State, Urgency
from qingyu.services.demo.dice import Dice, Wheel
from qingyu.services.demo.lore import MatterLore

Course = tuple[str, ...]

_BEGIN: Course = ("verify", "assign", "start")
_END: Course = ("finish", "accept", "close")
# What an issue has gone through when it stands open in this state.
_UNTIL: dict[State, Course] = {
    State.REGISTERED: (),
    State.VERIFIED: ("verify",),
    State.ASSIGNED: ("verify", "assign"),
    State.WORKING: _BEGIN,
    State.SUSPENDED: (*_BEGIN, "suspend"),
    State.ACCEPTANCE: (*_BEGIN, "finish"),
    State.FOLLOWUP: (*_BEGIN, "finish", "accept"),
    State.REOPEN_ASKED: (*_BEGIN, "finish", "accept", "discontent"),
    State.REFERRED: ("verify", "refer"),
}
# How much of the whole time each stage takes, compared with the others.
SHARES = {
    "verify": 0.0, "assign": 1.0, "start": 1.5, "suspend": 1.5, "resume": 6.0, "finish": 5.0,
    "send_back": 0.6, "accept": 0.8, "close": 2.0, "discontent": 1.5, "reopen": 1.0,
    "refer": 1.0, "answered": 8.0, "take_back": 6.0, "decline": 1.0, "void": 0.5,
    "ask_again": 4.0, "keep_closed": 1.5, "merge": 0.5, "make_safe": 0.0, "progress": 1.5,
}  # fmt: skip
# An emergency does not wait for the morning; what follows it does.
_AT_ONCE = frozenset({"make_safe", "verify"})
_DAY, _MORNING, _EVENING = 86_400, 8 * 3600, 20 * 3600
_HOURS: dict[Urgency, Wheel[tuple[float, float]]] = {
    Urgency.EMERGENCY: Wheel([((3, 22), 85), ((26, 60), 15)]),
    Urgency.PRESSING: Wheel([((8, 72), 84), ((80, 200), 16)]),
    Urgency.NORMAL: Wheel(
        [((6, 30), 16), ((30, 140), 40), ((140, 330), 34), ((340, 480), 6), ((540, 900), 4)]
    ),
    Urgency.LONG_TERM: Wheel([((500, 1500), 55), ((1500, 4200), 45)]),
}  # fmt: skip
_RESPONSE: dict[Urgency, Wheel[tuple[float, float]]] = {
    Urgency.EMERGENCY: Wheel([((0.1, 1.4), 93), ((2.1, 4), 7)]),
    Urgency.PRESSING: Wheel([((0.3, 14), 90), ((24, 36), 10)]),
    Urgency.NORMAL: Wheel([((0.4, 10), 55), ((10, 50), 40), ((100, 140), 5)]),
    Urgency.LONG_TERM: Wheel([((1, 90), 1)]),
}


def open_course(dice: Dice, state: State) -> Course:
    """The way to an open state."""
    course = _UNTIL[state]
    if state is State.WORKING and dice.chance(0.12):
        return (*course, "suspend", "resume")
    if state is State.WORKING and dice.chance(0.08):
        return (*course, "finish", "accept", "discontent", "reopen")
    return course


def closed_course(dice: Dice, matter: MatterLore, *, slow: bool) -> Course:
    """A way to one of the ends; `slow` ones have the time to be suspended or reopened."""
    roll = dice.share()
    if roll < 0.018:
        return ("verify", "decline") if dice.chance(0.6) else ("decline",)
    if roll < 0.026:
        return ("void",)
    if matter.refer and dice.chance(0.7 if not matter.trade else 0.16):
        return _referred(dice)
    middle: Course = ()
    if slow and dice.chance(0.09):
        middle = ("suspend", "resume")
    end = _END
    if dice.chance(0.04):
        end = ("finish", "send_back", *_END)
    if slow and dice.chance(0.035):
        end = ("finish", "accept", "discontent", "reopen", *_END)
    elif slow and dice.chance(0.012):
        end = (*_END, "ask_again", "keep_closed")
    return (*_BEGIN, *middle, *end)


def _referred(dice: Dice) -> Course:
    if dice.chance(0.12):
        return ("verify", "refer", "take_back", *_END)
    return ("verify", "refer", "answered", "close")


def told_in_full(dice: Dice, course: Course, *, safe: bool) -> Course:
    """The course with what is noted beside the moves; `safe` begins with making it safe."""
    full: list[str] = ["make_safe"] if safe and "verify" in course else []
    for stage in course:
        full += [stage, "make_safe"] if safe and stage == "reopen" else [stage]
        remarks = {"start": 0.3, "resume": 0.2, "suspend": 0.15, "verify": 0.04}.get(stage, 0.0)
        full += ["progress"] * dice.chance(remarks)
    return tuple(full)


def moments(
    dice: Dice, course: Course, urgency: Urgency, reported_at: datetime, end: datetime,
    latest: datetime,
) -> list[datetime]:  # fmt: skip
    """When each stage happens, from the report to about the end, never after the latest."""
    # Counted in seconds from the report: ten years of stages are too many for datetimes.
    whole = (end - reported_at).total_seconds()
    room = (latest - reported_at).total_seconds()
    midnight = reported_at.hour * 3600 + reported_at.minute * 60 + reported_at.second
    response = dice.between(*dice.spin(_RESPONSE[urgency])) * 3600
    at = min(response, whole * dice.between(0.3, 0.6))
    shares = [SHARES[stage] * dice.between(0.5, 1.5) for stage in course]
    left = (whole - at) / (sum(shares) or 1.0)
    found, before = [], 0.0
    for stage, share in zip(course, shares, strict=True):
        at += left * share
        wanted = at
        if urgency is not Urgency.EMERGENCY or stage not in _AT_ONCE:
            wanted = _waking(dice, at, midnight)
        if wanted > room:
            wanted = min(at, room)
        earliest = min(before + dice.whole(120, 1500), (before + room) / 2)
        before = float(int(max(wanted, earliest, before)))
        found.append(reported_at + timedelta(seconds=before))
    return found


def length(dice: Dice, urgency: Urgency) -> timedelta:
    """How long such an issue takes from report to close."""
    return timedelta(hours=dice.between(*dice.spin(_HOURS[urgency])))


def by_day(dice: Dice, at: datetime, low: datetime, high: datetime) -> datetime:
    """That moment, or one near it at which people are up, as far as it lies in between."""
    if not 8 <= at.hour < 21:
        awake = at.replace(hour=dice.whole(9, 19))
        near = (awake, awake - timedelta(days=1), awake + timedelta(days=1))
        soon = low + min(timedelta(minutes=dice.whole(5, 40)), (high - low) / 2)
        at = next((each for each in near if low < each < high), soon)
    return at.replace(microsecond=0)


def _waking(dice: Dice, at: float, midnight: int) -> float:
    """An hour at which stewards are up, in the same seconds."""
    second = (midnight + at) % _DAY
    if _MORNING <= second < _EVENING:
        return at
    wait = (_MORNING - second) % _DAY
    return at + wait + dice.whole(600, 9000)
