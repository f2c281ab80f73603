"""The second place of the backups: a folder or a stick that is known again by its marker file."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from qingyu.domain.frozen import frozen

MARKER = "晴雨管家备份盘.txt"
AWAY_LONG = timedelta(days=7)
_NUMBER = "编号："


@frozen
class SecondPlace:
    """Where it was chosen, by which number it is known; last seen, last proved, what went wrong."""

    ident: str
    path: Path
    chosen_at: datetime
    seen_at: datetime | None = None
    proved_at: datetime | None = None
    trouble: str = ""

    def folder_in(self, base: Path) -> Path:
        """Its own folder there: another book may use the same stick."""
        return base / f"晴雨备份-{self.ident[:8]}"

    def away(self, now: datetime) -> int:
        """How many days it was not there."""
        return (now.date() - (self.seen_at or self.chosen_at).date()).days

    def is_late(self, now: datetime) -> bool:
        """Whether it lacks a proved backup of this week."""
        return now - (self.proved_at or self.chosen_at) >= AWAY_LONG

    def words(self, now: datetime) -> str:
        """How it stands with it, in one sentence."""
        if self.trouble:
            return self.trouble
        days = self.away(now)
        if days > 0:
            return f"备份盘有 {days} 天没插过"
        return "备份盘上是最新的" if self.proved_at else "备份盘上还没有备份"


def marker_text(ident: str, name: str, there: str = "") -> str:
    """What the marker file says with this book in it; `there` is what it says already."""
    if ident in marker_idents(there):
        return there
    if there.strip():
        return f"{there.rstrip()}\n{_NUMBER}{ident}\n"
    whose = f"「{name}」的" if name else ""
    return (
        f"这里放着{whose}晴雨管家备份，请不要删除，也不要改名。\n"
        "里面有居民的个人信息，请收好，不要借给别人。\n"
        f"{_NUMBER}{ident}\n"
    )


def marker_idents(text: str) -> frozenset[str]:
    """The numbers of the books that a marker file names."""
    lines = (line.strip().lstrip("\ufeff") for line in text.splitlines())
    return frozenset(line[len(_NUMBER):].strip() for line in lines if line.startswith(_NUMBER))


def candidates(path: Path, roots: Iterable[Path]) -> tuple[Path, ...]:
    """Where the place may be now: where it was, or the same way on another drive, or its top."""
    roots = tuple(roots)
    holder = next((r for r in sorted(roots, key=lambda r: -len(r.parts)) if path.is_relative_to(r)),
                  Path(path.anchor))
    way = path.relative_to(holder) if path.is_relative_to(holder) else Path()
    found = [path, *(root / way for root in roots), *roots]
    return tuple(dict.fromkeys(found))


def written(place: SecondPlace) -> str:
    """The place as it is stored."""
    return json.dumps(
        {
            "ident": place.ident,
            "path": str(place.path),
            "chosen_at": place.chosen_at.isoformat(),
            "seen_at": place.seen_at and place.seen_at.isoformat(),
            "proved_at": place.proved_at and place.proved_at.isoformat(),
            "trouble": place.trouble,
        },
        ensure_ascii=False, indent=1,
    )  # fmt: skip


def read(text: str) -> SecondPlace | None:
    """The place from what was stored; None when that cannot be read."""
    try:
        told = json.loads(text)
        chosen, seen, proved = (
            datetime.fromisoformat(told[key]) if told[key] else None
            for key in ("chosen_at", "seen_at", "proved_at")
        )
        if chosen is None or not told["ident"]:
            return None
        return SecondPlace(str(told["ident"]), Path(told["path"]), chosen, seen, proved,
                           str(told["trouble"]))
    except (ValueError, TypeError, KeyError):
        return None
