"""Is the book sound: the file, its journal, the search index, the photos."""

import hashlib
from collections.abc import Iterator
from itertools import islice

from qingyu.domain.errors import QingyuError, StoreError
from qingyu.services.backup_reading import backups
from qingyu.storage import backup_schema, chain, journal_check, journal_since, photo, search
from qingyu.storage import issue_parts as parts
from qingyu.storage.store import Store

_MOST = 5


def faults(store: Store, *, thorough: bool = False) -> tuple[str, ...]:
    """Everything wrong with the book, one sentence each; empty when it is sound.

    thorough: every row is held against the journal, not only what was changed lately.
    """
    found = [*store.check(), *_strange(store)]
    newest = -1 if thorough else journal_check.NEWEST
    found += _some(chain.faults(store.database))
    found += _some(journal_check.faults(store.database, newest))
    found += _other_past(store)
    missing = search.missing(store.database)
    if missing:
        found.append(f"搜索目录缺 {missing} 条")
    for sha256, suffix in sorted(parts.photo_files()):
        name = f"{sha256}{suffix}"
        if not photo.path_of(store.folder, name).is_file():
            found.append(f"照片 {name} 不见了")
        elif not _is_whole(store, name, sha256):
            found.append(f"照片 {name} 损坏了")
    return tuple(found)


def facts(store: Store) -> tuple[str, ...]:
    """What is no fault, but worth knowing of the book."""
    first, repaired = chain.beginning(store.database)
    if repaired is None:
        return ()
    day = f"{repaired.year}年{repaired.month}月{repaired.day}日"
    return (f"{day}修复过一次，操作记录从第 {first} 条起重新接上，前面的缺了一些",)


def _strange(store: Store) -> list[str]:
    """Views, triggers and tables that our own steps never made."""
    try:
        backup_schema.check(store.database.connection())  # type: ignore[no-untyped-call]
    except StoreError:
        return ["资料文件里有不是晴雨管家存的东西（视图、触发器或表），有人直接改过"]
    return []


def _other_past(store: Store) -> list[str]:
    """The newest backup tells of an edit that the chain was made to fit again."""
    newest = next(iter(backups(store.folder.backups)), None)
    joined = journal_since.joined_at(store.database)
    if newest is None or (joined is not None and newest.made_at <= joined):
        return []
    try:
        if journal_since.agrees(store.database, newest.path, store.folder.keys):
            return []
    except QingyuError:
        # That it cannot be read is told where backups are looked at.
        return []
    return [f"操作记录和最近的备份（{newest.path.name}）里的不一样，有人直接改过文件"]


def _some(told: Iterator[str]) -> list[str]:
    """The first few; where many entries are wrong the first says where it began."""
    first = list(islice(told, _MOST))
    more = sum(1 for _ in told)
    return [*first, f"（还有 {more} 处这样的）"] if more else first


def _is_whole(store: Store, name: str, sha256: str) -> bool:
    try:
        return hashlib.sha256(photo.content_of(store.folder, name)).hexdigest() == sha256
    except StoreError:
        return False
