"""Backups: one file each, what it holds, and which old ones may go."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen

SUFFIX = ".qingyu"
OLD = timedelta(days=7)
MOST_KEPT = 60
_NAME = re.compile(r"晴雨备份-(\d{8}-\d{6})")
_STAMP = "%Y%m%d-%H%M%S"
_NOUNS = (
    ("feedback", "来件", "条"), ("issue", "工单", "件"), ("resident", "住户", "人"),
    ("notice", "通知", "张"), ("shift", "值班", "班"),
)  # fmt: skip
_WORDS = {
    Noun.FEEDBACK: "来件", Noun.ISSUE: "工单", Noun.NOTICE: "通知", Noun.DUTY: "值班",
    Noun.REVIEW: "例会", Noun.RESIDENT: "居民", Noun.HOUSEHOLD: "住房", Noun.BUILDING: "楼栋",
    Noun.STEWARD: "管家", Noun.CONTACT: "联系人", Noun.PUBLIC_PLACE: "公共部位",
    Noun.ROUND: "走访单", Noun.ROUND_LINE: "走访单", Noun.FORM: "空白单",
    Noun.POSTING_PLACE: "张贴点", Noun.PHOTO: "照片", Noun.NEIGHBOURHOOD: "设置",
}  # fmt: skip


@frozen
class Manifest:
    """What a backup says it holds: rows by table, photos by file name; when, by which program.

    `content` is the SHA-256 of the book's bytes and `size` how many; `settings` the window's file;
    `last_operation` and `last_hash` the journal's newest; `sealed`: only the
    keys locked up in `key_file` open it.
    """

    made_at: datetime
    program: str
    counts: tuple[tuple[str, int], ...]
    photos: tuple[str, ...]
    content: str = ""
    size: int = 0
    settings: bytes = b""
    neighbourhood: str = ""
    last_operation: int = 0
    last_hash: str = ""
    sealed: bool = False
    key_file: bytes = b""

    def count(self, table: str) -> int:
        """How many rows of that table, 0 when there is none."""
        return dict(self.counts).get(table, 0)

    @property
    def text(self) -> str:
        """What is in it, for somebody who is about to restore it."""
        at = self.made_at
        return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M} 存的：{self.holds}"

    @property
    def holds(self) -> str:
        """Its counts in words."""
        told = [
            f"{name} {self.count(table)} {unit}"
            for table, name, unit in _NOUNS
            if self.count(table) or table in ("feedback", "issue", "resident")
        ]
        return "，".join([*told, f"照片 {len(self.photos)} 张"])


@frozen
class Backup:
    """A proved backup file; made_at stands in its name."""

    path: Path
    made_at: datetime
    size: int


@frozen
class KeepRule:
    """How many days, weeks and months back one backup each is kept; the last few always."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 12
    latest: int = 3

    @property
    def text(self) -> str:
        """What it means, in words."""
        told = [
            f"{name}{many} {unit}各留最后一份"
            for name, many, unit in (
                ("最近 ", self.daily, "天"), ("最近 ", self.weekly, "周"),
                ("最近 ", self.monthly, "个月"),
            )
            if many
        ]  # fmt: skip
        last = f"最后 {self.latest} 份总留着"
        return "；".join([*told, last]) + f"。加起来最多 {self.most} 份，更早的自动删掉。"

    @property
    def most(self) -> int:
        """How many backups there can be at most."""
        return self.daily + self.weekly + self.monthly + self.latest


@frozen
class Loss:
    """What was done after a backup: operations, things touched by noun, the last few in words.

    `other_book` names the neighbourhood of a backup that is not this book's.
    """

    operations: int
    by_noun: tuple[tuple[Noun, int], ...] = ()
    last: tuple[tuple[datetime, str], ...] = ()
    other_book: str = ""

    @property
    def text(self) -> str:
        """The operations and what they touched, in one sentence."""
        if not self.operations:
            return "这份备份以后没有改过什么，换上去不会少东西。"
        counts: dict[str, int] = {}
        for noun, many in self.by_noun:
            counts[_WORDS[noun]] = counts.get(_WORDS[noun], 0) + many
        told = "、".join(f"{word} {many}" for word, many in counts.items())
        touched = f"，涉及{told}" if told else ""
        return f"这份备份以后又做了 {self.operations} 步{touched}。换上去，这些就看不到了。"


def keep_rule(daily: int, weekly: int, monthly: int) -> KeepRule:
    """The rule of these numbers; RuleError where one is beyond reason."""
    if any(not 0 <= many <= MOST_KEPT for many in (daily, weekly, monthly)):
        raise RuleError(f"留几份只能填 0 到 {MOST_KEPT}", "请改成这个范围里的数。")
    if daily < 1:
        raise RuleError("每天的备份至少留 1 天", "请把「每天」填成 1 或更多。")
    return KeepRule(daily, weekly, monthly)


def read_rule(text: str) -> KeepRule:
    """The rule as it is stored (three numbers); the usual one where that is not readable."""
    try:
        daily, weekly, monthly = (int(part) for part in text.split())
        return keep_rule(daily, weekly, monthly)
    except (ValueError, RuleError):
        return KeepRule()


def is_old(made: datetime | None, now: datetime) -> bool:
    """Whether there is none, or the last proved one is a week old."""
    return made is None or now - made >= OLD


def file_name(at: datetime) -> str:
    """The name of a backup made then."""
    return f"晴雨备份-{at:{_STAMP}}{SUFFIX}"


def made_at(path: Path) -> datetime | None:
    """When the backup of that name was made; None for any other file."""
    match = _NAME.fullmatch(path.stem) if path.suffix == SUFFIX else None
    if match is None:
        return None
    try:
        return datetime.strptime(match[1], _STAMP)
    except ValueError:
        return None


def surplus(times: Iterable[datetime], rule: KeepRule) -> frozenset[datetime]:
    """Those that may go: not the newest of one of the last days, weeks or months that have one."""
    newest_first = sorted(set(times), reverse=True)
    kept = set(newest_first[: max(1, rule.latest)])
    for many, period in (
        (rule.daily, lambda at: at.date()),
        (rule.weekly, lambda at: at.isocalendar()[:2]),
        (rule.monthly, lambda at: (at.year, at.month)),
    ):
        last: dict[object, datetime] = {}
        for at in newest_first:
            last.setdefault(period(at), at)
        kept.update(list(last.values())[:many])
    return frozenset(newest_first) - kept
