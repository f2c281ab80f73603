"""Backups: one file each, what it holds, and which old ones may go."""

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from qingyu.domain.frozen import frozen

SUFFIX = ".qingyu"
_NAME = re.compile(r"晴雨备份-(\d{8}-\d{6})")
_STAMP = "%Y%m%d-%H%M%S"


@frozen
class Manifest:
    """What a backup says it holds: rows by table, photos by file name; when, by which program."""

    made_at: datetime
    program: str
    counts: tuple[tuple[str, int], ...]
    photos: tuple[str, ...]

    def count(self, table: str) -> int:
        """How many rows of that table, 0 when there is none."""
        return dict(self.counts).get(table, 0)

    @property
    def text(self) -> str:
        """What is in it, for somebody who is about to restore it."""
        at = self.made_at
        return (
            f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}存的：来件 {self.count('feedback')} 条，"
            f"工单 {self.count('issue')} 件，住户 {self.count('resident')} 人，"
            f"照片 {len(self.photos)} 张"
        )


@frozen
class Backup:
    """A proved backup file; made_at stands in its name."""

    path: Path
    made_at: datetime
    size: int


@frozen
class KeepRule:
    """How many days, weeks and months back one backup each is kept."""

    daily: int = 7
    weekly: int = 8
    monthly: int = 24


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
    kept = set(newest_first[:1])
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
