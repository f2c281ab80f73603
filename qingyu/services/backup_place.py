"""The second place of the backups: chosen, found again on any drive, given its copy."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from qingyu.domain.backup import Backup
from qingyu.domain.backup_place import SecondPlace
from qingyu.domain.errors import RuleError, StoreError
from qingyu.services import backup
from qingyu.services.backup_reading import backups
from qingyu.storage import backup_place as files
from qingyu.storage import setting
from qingyu.storage.store import Store

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]
Roots = Callable[[], tuple[Path, ...]]


def choose(store: Store, path: Path) -> SecondPlace:
    """The folder or stick as second place, with its marker file in it; errors when it cannot be."""
    if path.resolve().is_relative_to(store.folder.root.resolve()):
        raise RuleError("这个文件夹在资料文件夹里面", "请选 U 盘，或资料文件夹外面的文件夹。")
    before = files.noted(store.folder)
    place = SecondPlace(before.ident if before else uuid4().hex, path, store.now())
    files.mark(place, "" if store.folder.keys else setting.value("neighbourhood.name"))
    files.note(store.folder, place)
    return place


def forget(store: Store) -> None:
    """No second place any more; what lies there stays."""
    files.note(store.folder, None)


def is_same_disk(store: Store, place: SecondPlace) -> bool:
    """Whether the second place lies on the disk of the book."""
    return files.same_disk(store.folder, place.path)


def look_after(
    store: Store,
    *,
    roots: Roots = files.drives,
    on_progress: Progress = lambda done, of: None,
    stop: Stop = lambda: False,
) -> SecondPlace | None:
    """How it stands with the second place, after it got the newest backup if it is there.

    Never an error for a stick that is away, full, read-only or pulled out: `trouble` says it.
    """
    place = files.noted(store.folder)
    newest = next(iter(backups(store.folder.backups)), None)
    if place is None or newest is None:
        return place
    base = files.find(place, roots())
    if base is None:
        return place
    place = replace(place, path=base, seen_at=store.now())
    try:
        proved = _given(store, newest, place, on_progress, stop)
        place = replace(place, proved_at=proved, trouble="")
    except StoreError as error:
        if not stop():
            place = replace(place, trouble=f"备份盘没有存成：{_plain(error)}；本机的备份是好的")
    with suppress(StoreError):
        files.note(store.folder, place)
    return place


def _given(
    store: Store, newest: Backup, place: SecondPlace, on_progress: Progress, stop: Stop
) -> datetime:
    folder = place.folder_in(place.path)
    there = next(iter(backups(folder)), None)
    if there is None or there.made_at < newest.made_at or there.size != newest.size:
        try:
            backup.copy(store, newest, folder, on_progress=on_progress, stop=stop)
        finally:
            with suppress(OSError):
                # An empty folder would look like a place with backups.
                os.rmdir(folder)
    return newest.made_at


def _plain(error: StoreError) -> str:
    return error.title.rstrip("。")
