"""The photos of an exchange: plain files in a folder beside the Excel file."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from qingyu.domain.errors import RuleError, StoreError, disk_words
from qingyu.domain.pattern import pattern
from qingyu.storage import photo
from qingyu.storage.photo_cleaning import clean
from qingyu.storage.store import Store

_GOOD_NAME = pattern(r"[0-9a-f]{64}\.[a-z0-9]{1,5}")
_BACKUP_PHOTOS = "photos"

Stop = Callable[[], bool]


def folder_beside(path: Path) -> Path:
    """整本资料-照片 beside 整本资料.xlsx."""
    return path.with_name(f"{path.stem}-照片")


class Brought:
    """Photos on their way out; what was brought can be taken back."""

    def __init__(self, store: Store, path: Path) -> None:
        self._store = store
        self._folder = folder_beside(path)
        self._new: list[Path] = []
        self._made = False

    def bring(self, names: Iterable[str], stop: Stop) -> int:
        """How many could not be read and are missing; StoreError for the disk."""
        from qingyu.services.exchange import StoppedError

        lost = 0
        for name in names:
            if stop():
                raise StoppedError
            try:
                content = photo.content_of(self._store.folder, name)
            except StoreError:
                lost += 1
                continue
            self._put(self._folder / name, content)
        return lost

    def take_back(self) -> None:
        """Removes what was brought."""
        for path in self._new:
            with suppress(OSError):
                path.unlink()
        if self._made:
            with suppress(OSError):
                self._folder.rmdir()

    def _put(self, target: Path, content: bytes) -> None:
        try:
            if target.is_file() and target.stat().st_size == len(content):
                return
            if not self._folder.exists():
                self._folder.mkdir()
                self._made = True
            self._new.append(target)
            target.write_bytes(content)
        except OSError as error:
            raise StoreError(
                f"照片没有导出（{disk_words(error)}）", "请检查磁盘再试一次。"
            ) from error


def found_beside(path: Path, names: Iterable[str]) -> dict[str, Path]:
    """Where the photos of these names lie beside an export, or in the backup beside it."""
    found = {}
    for name in names:
        if not _GOOD_NAME.fullmatch(name):
            raise RuleError(
                f"照片的名字不对（{name[:20]}）", "请用原来导出的文件；什么都没有导入。"
            )
        for folder in (folder_beside(path), path.parent / _BACKUP_PHOTOS):
            file = folder / name
            if file.is_file() and not file.is_symlink():
                found[name] = file
                break
    return found


class Taken:
    """Photos on their way in; those that were new can be thrown out again."""

    def __init__(self, store: Store) -> None:
        self._folder = store.folder
        self._new: list[Path] = []

    def take(self, name: str, source: Path) -> None:
        """Stores a photo and its thumbnail; RuleError unless it is the one its name promises."""
        content = _content(source)
        stem = name.partition(".")[0]
        if sha256(content).hexdigest() != stem:
            raise RuleError(
                f"照片 {name[:8]}… 坏了，或被换过", "请从原来的电脑重新导出；什么都没有导入。"
            )
        thumbnail = clean(content).thumbnail
        for told, inside in ((photo.thumbnail_name(stem), thumbnail), (name, content)):
            path = photo.path_of(self._folder, told)
            if not path.exists():
                self._new.append(path)
            photo.put(self._folder, told, inside)

    def throw_out(self) -> None:
        """Removes what was new."""
        for path in self._new:
            with suppress(OSError):
                os.unlink(path)


def _content(source: Path) -> bytes:
    try:
        if source.stat().st_size > photo.LARGEST:
            raise RuleError(f"照片 {source.name[:8]}… 大得不正常", "请从原来的电脑重新导出。")
        return source.read_bytes()
    except OSError as error:
        raise StoreError(f"照片读不出来（{disk_words(error)}）", "请检查磁盘再试。") from error
