"""Handover (交接班): what one shift passes on to the next."""

from datetime import date, datetime, timedelta

from qingyu.domain.duty import Shift
from qingyu.domain.frozen import frozen
from qingyu.domain.steward import Steward
from qingyu.domain.wording import age

_GRACE = timedelta(minutes=30)


@frozen
class Counted:
    """A thing that is handed over by count: 钥匙 4 of 4."""

    name: str
    usual: int = 1
    found: int | None = None

    @property
    def missing(self) -> bool:
        """Whether it was counted and is not all there."""
        return self.found is not None and self.found < self.usual


# What a neighbourhood counts, and where it walks, before it sets lists of its own.
USUAL_THINGS = (Counted("钥匙", 1), Counted("对讲机", 2), Counted("手电", 2), Counted("药箱", 1))
USUAL_POINTS = ("大门", "消防通道", "楼道", "车棚", "配电间", "垃圾房")


@frozen
class Incident:
    """Something that happened: at what time, what, what was done, who was told."""

    at: str
    what: str
    action: str = ""
    told: str = ""


@frozen
class Patrol:
    """A point of the round and what was found there."""

    point: str
    result: str = ""


@frozen
class Handover:
    """One shift's record; id 0 is a form filled in beforehand and not stored.

    happened, open_matters: lines in plain words; taken_by is None until the next one confirms.
    """

    id: int
    on: date
    shift: Shift
    people: str
    weather: str = ""
    visitors: str = ""
    happened: tuple[str, ...] = ()
    open_matters: tuple[str, ...] = ()
    patrol: tuple[Patrol, ...] = ()
    incidents: tuple[Incident, ...] = ()
    counted: tuple[Counted, ...] = ()
    words: str = ""
    given_by: int | None = None
    given_at: datetime | None = None
    taken_by: int | None = None
    taken_at: datetime | None = None
    taker_words: str = ""

    @property
    def confirmed(self) -> bool:
        """Whether the next shift has taken over."""
        return self.taken_at is not None

    @property
    def unattended(self) -> bool:
        """Whether nobody came to that shift: whoever came next wrote it down alone."""
        return self.confirmed and self.given_by is None

    @property
    def title(self) -> str:
        """11月23日早班."""
        return shift_title(self.on, self.shift)


@frozen
class ShiftOver:
    """A shift that ends soon or has ended and left no record; `absent` were to come and did not."""

    on: date
    shift: Shift
    came: tuple[str, ...]
    absent: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """11月23日早班."""
        return shift_title(self.on, self.shift)

    @property
    def people(self) -> str:
        """Who served, or that nobody did and who was to: 没有人到岗（该来的：陆建芬）."""
        if self.came or not self.absent:
            return "、".join(self.came)
        return f"没有人到岗（该来的：{'、'.join(self.absent)}）"

    def late(self, now: datetime) -> str:
        """「17:00 下班」 before its end, 「刚下班」, 「晚了 3 小时」 half an hour after it."""
        ends = self.shift.ends_on(self.on)
        if now < ends:
            return f"{self.shift.end:%H:%M} 下班"
        return f"晚了 {age(ends, now)}" if is_late(ends, now) else "刚下班"


@frozen
class Pending:
    """What is to be handed over: shifts without a record, records nobody has confirmed."""

    due: tuple[ShiftOver, ...] = ()
    waiting: tuple[Handover, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.due or self.waiting)


def waits(record: Handover, now: datetime) -> str:
    """How long a record waits to be confirmed: 「刚签字」, 「等了 3 小时」."""
    signed = record.given_at or now
    return f"等了 {age(signed, now)}" if is_late(signed, now) else "刚签字"


def is_late(since: datetime, now: datetime) -> bool:
    """Whether more than half an hour has passed since then."""
    return now - since >= _GRACE


def shift_title(on: date, shift: Shift) -> str:
    """11月23日早班."""
    return f"{on.month}月{on.day}日{shift.name}班"


@frozen
class Post:
    """One shift of one day and who stands in it, the 值班长 first."""

    on: date
    shift: Shift
    people: tuple[Steward, ...]
    lead: Steward | None = None

    @property
    def names(self) -> str:
        """陆建芬（值班长）、赵文斌, or 还没有人."""
        named = (f"{p.name}（值班长）" if p == self.lead else p.name for p in self.people)
        return "、".join(named) or "还没有人"


@frozen
class OnDutyNow:
    """Who holds the post now, who comes next, and the duty phone.

    posts: every shift that is on now, also an overnight one of yesterday; coming: the next to
    begin; rostered: whether anybody serves at all in these days.
    """

    at: datetime
    posts: tuple[Post, ...]
    coming: tuple[Post, ...]
    phone: str
    rostered: bool = True

    @property
    def shift(self) -> Shift | None:
        """The shift that is on, the one that began first where there are several."""
        return self.posts[0].shift if self.posts else None

    @property
    def people(self) -> tuple[Steward, ...]:
        """Everybody who is on duty now, those who lead first."""
        every = dict.fromkeys(person for post in self.posts for person in post.people)
        leads = {post.lead for post in self.posts}
        return tuple(sorted(every, key=lambda person: person not in leads))

    @property
    def names(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(person.name for person in self.people)

    @property
    def since(self) -> datetime | None:
        """When the shift that is on began, the latest where there are several."""
        return max((post.shift.starts_on(post.on) for post in self.posts), default=None)

    def after(self, on: date, shift: Shift) -> tuple[Steward, ...]:
        """Who takes over from that shift: whoever is on now, while it lasts whoever comes next."""
        posts = [post for post in self.posts if (post.on, post.shift.id) != (on, shift.id)]
        here = posts if shift.ends_on(on) <= self.at else self.coming
        return tuple(person for post in here or self.coming for person in post.people)

    @property
    def words(self) -> str:
        """In one line: 早班 8–12　陆建芬（值班长）、赵文斌."""
        if not self.posts:
            return "现在没有值班"
        return "；".join(f"{post.shift.title}　{post.names}" for post in self.posts)

    def should_sit(self, user: int | None, chosen_at: datetime | None) -> tuple[Steward, ...]:
        """Who should use the program instead of this user; nobody when the user may stay.

        Whoever is on duty may, and so may anybody who chose their own name since the shift began.
        """
        if user in {person.id for person in self.people}:
            return ()
        if user is not None and chosen_at and self.since and chosen_at >= self.since:
            return ()
        return self.people
