"""How long personal data is kept, and what goes when its time is over."""

from collections.abc import Collection
from datetime import date, datetime, time

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen

LONGEST_MONTHS = 120
FEWEST_DRAFT_DAYS, MOST_DRAFT_DAYS = 7, 365
EVERY_DAYS = 7


@frozen
class RetentionRules:
    """Months after a matter ended (0: never), and days an unsaved draft is kept."""

    contact_months: int = 12
    photo_months: int = 12
    draft_days: int = 90


@frozen
class Exemption:
    """A matter that is kept whole: its number, whether it is an issue or feedback, and why."""

    sort: str
    number: int
    why: str

    @property
    def words(self) -> str:
        """「工单 0198：居民还在维权」."""
        return f"{self.sort} {self.number:04d}：{self.why}"


@frozen
class Passing:
    """A matter whose time is over: what it is, when it ended, what would be hidden."""

    sort: str
    number: int
    title: str
    ended_at: datetime
    what: str


@frozen
class RetentionPreview:
    """What a run would do now: counts, and a few examples, the longest ended first."""

    feedback: int = 0
    issues: int = 0
    photos: int = 0
    drafts: int = 0
    examples: tuple[Passing, ...] = ()
    kept: tuple[Exemption, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is due."""
        return not (self.feedback or self.issues or self.photos or self.drafts)

    @property
    def text(self) -> str:
        """「遮住 3 件来件、2 件工单里的电话和姓名，删除 1 张室内照片」."""
        hidden = [
            f"{count} 件{noun}"
            for count, noun in ((self.feedback, "来件"), (self.issues, "工单"))
            if count
        ]
        parts = [f"遮住 {'、'.join(hidden)}里的电话和姓名"] if hidden else []
        parts += [f"删除 {self.photos} 张室内照片"] if self.photos else []
        parts += [f"丢掉 {self.drafts} 份旧草稿"] if self.drafts else []
        return "，".join(parts)


def checked(rules: RetentionRules) -> RetentionRules:
    """The rules; RuleError when they would delete at once or keep a draft for ever."""
    for months in (rules.contact_months, rules.photo_months):
        if not 0 <= months <= LONGEST_MONTHS:
            raise RuleError(f"{months} 个月不行", f"请写 1 到 {LONGEST_MONTHS}，不清理写 0。")
    if not FEWEST_DRAFT_DAYS <= rules.draft_days <= MOST_DRAFT_DAYS:
        raise RuleError(
            f"草稿留 {rules.draft_days} 天不行",
            f"请写 {FEWEST_DRAFT_DAYS} 到 {MOST_DRAFT_DAYS} 天。",
        )
    return rules


def limit(now: datetime, months: int) -> datetime | None:
    """What ended before this morning is over its time; None when nothing ever is."""
    if months <= 0:
        return None
    count = now.year * 12 + now.month - 1 - months
    year, month = divmod(count, 12)
    day = next(day for day in range(now.day, 0, -1) if _is_day(year, month + 1, day))
    return datetime.combine(date(year, month + 1, day), time.min)


def hidden_text(text: str, names: Collection[str], keep: Collection[str] = ()) -> str:
    """The text without telephones, but those to keep, and without these names; idempotent."""
    from qingyu.domain.masking import mask_name, mask_phone
    from qingyu.domain.phone_reading import find_phones

    for phone in reversed(find_phones(text)):
        if phone.digits not in keep:
            text = text[: phone.start] + mask_phone(phone.digits) + text[phone.end :]
    for name in sorted(names, key=len, reverse=True):
        if len(name) > 1:
            text = text.replace(name, mask_name(name))
    return text


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
