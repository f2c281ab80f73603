"""A file of the whole book looked at, and an empty book filled from it: all of it or nothing."""

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

from qingyu.domain.book_keys import BookKeys
from qingyu.domain.errors import RuleError, StoreError, disk_words
from qingyu.domain.exchange import ExchangeReport
from qingyu.paths import DataFolder
from qingyu.services import exchange_file, exchange_photos
from qingyu.services.exchange import StoppedError
from qingyu.storage import exchange as rows
from qingyu.storage.store import Store

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]


def is_exchange(path: Path) -> bool:
    """Whether the file is one of a whole book; False for any other and for none."""
    return exchange_file.is_exchange(path)


def preview(
    path: Path,
    *,
    on_progress: Progress = lambda done, of: None,
    stop: Stop = lambda: False,
) -> ExchangeReport:
    """What would come in, every cell looked at; RuleError when the file is not to be trusted."""
    return exchange_file.read(Path(path), lambda table, some: None, on_progress, stop)[0]


def fill(
    store: Store,
    path: Path,
    *,
    on_progress: Progress = lambda done, of: None,
    stop: Stop = lambda: False,
) -> ExchangeReport:
    """What came into an empty book, all of it or nothing.

    RuleError when something is there already, or the file is not to be trusted.
    """
    path = Path(path)
    if not rows.is_empty(store):
        raise RuleError("这个文件夹里已经有资料", "整本资料只能导入一个空的文件夹，请换一个。")
    photos = exchange_photos.Taken(store)
    try:
        with rows.filling(store, f"从导出文件建了这一本：{path.name[:60]}", lambda: None) as take:
            report, names = exchange_file.read(path, take, on_progress, stop)
            for name, source in exchange_photos.found_beside(path, names).items():
                photos.take(name, source)
    except BaseException as error:
        photos.throw_out()
        if isinstance(error, StoppedError):
            raise RuleError("导入已取消", "什么都没有导入。") from None
        raise
    return report


def build(
    path: Path,
    folder: Path,
    *,
    keys: BookKeys | None = None,
    on_progress: Progress = lambda done, of: None,
    stop: Stop = lambda: False,
) -> ExchangeReport:
    """A new book in a new or empty folder, of what the file holds; it appears only when whole."""
    folder = Path(folder)
    _refuse_used(folder)
    part = _part_of(folder)
    try:
        store = Store.open(DataFolder(part, keys), datetime.now)
        try:
            report = fill(store, path, on_progress=on_progress, stop=stop)
        finally:
            store.close()
        if folder.exists():
            folder.rmdir()
        os.replace(part, folder)
    except OSError as error:
        raise StoreError(f"没有建成（{disk_words(error)}）", "请换一个文件夹再试。") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return report


def _part_of(folder: Path) -> Path:
    """A new folder beside it, in which the book is built."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        return Path(mkdtemp(dir=folder.parent, prefix=folder.name, suffix=".part"))
    except OSError as error:
        raise StoreError(f"文件夹建不了（{disk_words(error)}）", "请换一个地方。") from error


def _refuse_used(folder: Path) -> None:
    try:
        used = folder.exists() and (folder.is_file() or any(folder.iterdir()))
    except OSError as error:
        raise StoreError(f"文件夹打不开（{disk_words(error)}）", "请换一个文件夹。") from error
    if used:
        raise RuleError("这个文件夹不是空的", "请选一个空的文件夹，或新建一个。")
