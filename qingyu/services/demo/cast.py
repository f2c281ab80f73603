"""The issues that stand open today: enough of every state that the home page looks alive."""

from datetime import date, datetime, timedelta

from qingyu.domain.frozen import frozen
from qingyu.domain.issue import State, Urgency
from qingyu.services.demo.courses import by_day
from qingyu.services.demo.dice import Dice

_PER_HOUSEHOLD = 0.09
_DAYS_OPEN = 8.0
_LARGEST_SHARE = 0.35


@frozen
class Role:
    """One issue that is to stand open: its state and urgency, and how many hours ago it came."""

    state: State
    urgencies: tuple[Urgency, ...]
    hours: tuple[float, float]
    dangerous: bool = False
    safe: bool = True
    overdue: bool = False
    again_in: int | None = None
    tries: int = 0
    promise_in: int | None = None
    third_time: bool = False


_E, _P, _N, _L = Urgency.EMERGENCY, Urgency.PRESSING, Urgency.NORMAL, Urgency.LONG_TERM
_S = State
# The order matters: a small book takes the first ones.
_FIRST: tuple[Role, ...] = (
    Role(_S.WORKING, (_N, _P), (30, 150), promise_in=0),
    Role(_S.VERIFIED, (_E,), (2.6, 4.5), dangerous=True, safe=False, overdue=True),
    Role(_S.FOLLOWUP, (_N, _P), (120, 400), tries=1),
    Role(_S.SUSPENDED, (_N,), (300, 1100), again_in=3, third_time=True),
    Role(_S.WORKING, (_N,), (560, 800), overdue=True),
    Role(_S.REGISTERED, (_N,), (1, 20)),
    Role(_S.ACCEPTANCE, (_N,), (90, 300)),
    Role(_S.ASSIGNED, (_P,), (120, 220), overdue=True),
    Role(_S.REGISTERED, (_E,), (0.3, 1.2), dangerous=True, safe=False),
    Role(_S.REFERRED, (_N,), (100, 500), again_in=1),
    Role(_S.WORKING, (_E,), (4, 15), dangerous=True),
    Role(_S.ASSIGNED, (_N, _P), (20, 90), promise_in=1),
    Role(_S.REOPEN_ASKED, (_N, _P), (160, 500)),
    Role(_S.REGISTERED, (_L,), (60, 400)),
    Role(_S.WORKING, (_N,), (60, 250), third_time=True, promise_in=3),
    Role(_S.SUSPENDED, (_N,), (500, 1600), again_in=-2, overdue=True),
    Role(_S.FOLLOWUP, (_N, _P), (100, 300)),
    Role(_S.ACCEPTANCE, (_N,), (500, 640), overdue=True),
    Role(_S.VERIFIED, (_N,), (20, 80), third_time=True),
    Role(_S.WORKING, (_P,), (10, 60), promise_in=0),
    Role(_S.FOLLOWUP, (_N,), (140, 360), tries=2),
)
_REST: tuple[Role, ...] = (
    Role(_S.WORKING, (_N,), (50, 330)),
    Role(_S.ASSIGNED, (_N,), (20, 160)),
    Role(_S.REGISTERED, (_N,), (1, 50)),
    Role(_S.SUSPENDED, (_N, _P), (200, 1500), again_in=5),
    Role(_S.ACCEPTANCE, (_N, _P), (50, 300)),
    Role(_S.WORKING, (_P, _N), (10, 60)),
    Role(_S.VERIFIED, (_N,), (8, 80)),
    Role(_S.FOLLOWUP, (_N, _P), (80, 350)),
    Role(_S.REFERRED, (_N, _P), (100, 800), again_in=4),
    Role(_S.WORKING, (_N,), (80, 330), promise_in=2),
    Role(_S.REGISTERED, (_P,), (1, 16)),
    Role(_S.WORKING, (_L,), (150, 420)),
    Role(_S.ASSIGNED, (_P, _N), (5, 50)),
    Role(_S.SUSPENDED, (_N,), (400, 2000), again_in=12),
    Role(_S.WORKING, (_N,), (100, 300)),
    Role(_S.REFERRED, (_N,), (150, 1100), again_in=8),
    Role(_S.VERIFIED, (_L, _N), (40, 300)),
    Role(_S.ACCEPTANCE, (_N,), (60, 320)),
    Role(_S.WORKING, (_N, _P), (20, 250)),
    Role(_S.FOLLOWUP, (_N,), (100, 360), tries=1),
)
_LATE = (
    Role(_S.WORKING, (_N,), (540, 760), overdue=True),
    Role(_S.ASSIGNED, (_P,), (110, 240), overdue=True),
    Role(_S.REGISTERED, (_N,), (140, 200), overdue=True),
)
_LATE_EVERY = 16
_FAR = timedelta(days=1000)
_MINUTES = timedelta(minutes=10)


def how_many(households: int, issues: int, days: int) -> int:
    """How many issues stand open: by the homes, or by what comes in during a week or so."""
    wanted = max(households * _PER_HOUSEHOLD, issues / max(days, 1) * _DAYS_OPEN)
    return min(round(wanted), round(issues * _LARGEST_SHARE))


def roles(dice: Dice, count: int) -> list[Role]:
    """That many roles, the telling ones first."""
    found = list(_FIRST[:count])
    while len(found) < count:
        number = len(found) - len(_FIRST)
        late = number % _LATE_EVERY == _LATE_EVERY - 1 and number > len(_REST)
        found.append(dice.pick(_LATE) if late else _REST[number % len(_REST)])
    return found


def arrival(dice: Dice, role: Role, until: datetime, shrink: float) -> datetime:
    """When it was reported; `shrink` draws it nearer to now, try by try."""
    low, high = role.hours
    ago = timedelta(hours=dice.between(low, low + (high - low) * shrink))
    moment = (until - ago).replace(microsecond=0)
    # Nobody reports a lamp at three in the morning.
    return moment if role.dangerous else by_day(dice, moment, until - _FAR, until - _MINUTES)


def day_after(until: datetime, days: int | None) -> date | None:
    """That day, counted from today."""
    return None if days is None else until.date() + timedelta(days=days)
