"""Encryption at rest: opening a sealed book, sealing a plain one, and the way back in."""

from collections.abc import Callable
from pathlib import Path

from qingyu.domain.book_keys import BookKeys
from qingyu.domain.changes import Changes
from qingyu.domain.errors import LockedError, RuleError, StoreError
from qingyu.domain.frozen import frozen
from qingyu.domain.passphrase import require_good
from qingyu.domain.recovery_code import code_of, secret_of
from qingyu.domain.right import Right
from qingyu.paths import DataFolder
from qingyu.storage import backup, backup_file, book_key, conversion, sqlite_file
from qingyu.storage.identity import admit
from qingyu.storage.store import Store

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]

_NOT_SEALED = ("这份资料没有加密", "可以在「设置」里开启。")
_SEALED = ("这份资料已经加密了", "不用再开启一次。")
_STOPPED = ("已取消", "资料还是原来的样子。")
_OTHER_SHEET = ("这张恢复单不是这份资料的", "请找这份资料最近打印的那一张。")


@frozen
class Sealed:
    """The folder with its keys, the code for the recovery sheet, photos that could not be read."""

    folder: DataFolder
    code: str
    damaged: int


def is_sealed(folder: DataFolder) -> bool:
    """Whether the book in this folder is encrypted."""
    return sqlite_file.mark_of(folder.database) is not None


def is_locked(folder: DataFolder) -> bool:
    """Whether the book is encrypted and the folder has no keys for it yet."""
    mark = sqlite_file.mark_of(folder.database)
    return mark is not None and (folder.keys is None or folder.keys.mark != mark)


def has_passphrase(folder: DataFolder) -> bool:
    """Whether its key file is there; without one only the recovery sheet opens the book."""
    mark = sqlite_file.mark_of(folder.database)
    return mark is not None and book_key.find(mark, *conversion.key_files(folder)) is not None


def unlock(folder: DataFolder, passphrase: str) -> DataFolder:
    """The folder with the keys of its book; RuleError for a wrong passphrase. Takes 0.2 s."""
    return DataFolder(folder.root, book_key.keys_of(_secret(folder, passphrase)))


def unlock_by_sheet(folder: DataFolder, typed: str) -> DataFolder:
    """The folder with the keys of its book, by the printed code; RuleError says what is wrong."""
    return DataFolder(folder.root, _keys_by_sheet(folder, typed))


def seal(
    folder: DataFolder,
    passphrase: str,
    *,
    by: int | None,
    on_progress: Progress = lambda done, of: None,
    stop: Stop = lambda: False,
) -> Sealed:
    """The book, closed before, encrypted with its photos; StoreError leaves it as it was."""
    if is_sealed(folder):
        raise RuleError(*_SEALED)
    require_good(passphrase)
    plain = DataFolder(folder.root)
    _permit(plain, by)
    made = _convert(plain, passphrase, on_progress, stop)
    _note(made.folder, "开启资料加密", by)
    return made


def renew(
    folder: DataFolder,
    passphrase: str,
    *,
    by: int | None,
    on_progress: Progress = lambda done, of: None,
    stop: Stop = lambda: False,
) -> Sealed:
    """The same book under a new secret: an old recovery sheet opens it no more."""
    keyed = unlock(folder, passphrase)
    _permit(keyed, by)
    made = _convert(keyed, passphrase, on_progress, stop)
    _note(made.folder, "换新的恢复单", by)
    return made


def unseal(
    folder: DataFolder,
    passphrase: str,
    *,
    by: int | None,
    on_progress: Progress = lambda done, of: None,
    stop: Stop = lambda: False,
) -> DataFolder:
    """The folder of the book, plain again; StoreError leaves it as it was."""
    keyed = unlock(folder, passphrase)
    _permit(keyed, by)
    try:
        conversion.convert(keyed, None, on_progress=on_progress, stop=stop)
    except conversion.Stopped:
        raise StoreError(*_STOPPED) from None
    plain = DataFolder(folder.root)
    _note(plain, "关闭资料加密", by)
    return plain


def change_passphrase(store: Store, old: str, new: str, *, by: int | None) -> Changes:
    """The secret under a new passphrase; RuleError when the old is wrong or the new too weak."""
    good = require_good(new)
    text = book_key.wrapped(_secret(store.folder, old), good)
    with store.operation("更换口令", by=by, needs=Right.MANAGE) as writer:
        writer.tell()
        book_key.write(store.folder.key_file, text)
    return writer.changes


def set_passphrase(folder: DataFolder, typed_code: str, new: str) -> DataFolder:
    """The folder with keys, under a new passphrase, for who has the sheet and forgot the old."""
    good = require_good(new)
    keys = _keys_by_sheet(folder, typed_code)
    book_key.write(folder.key_file, book_key.wrapped(secret_of(typed_code), good))
    return DataFolder(folder.root, keys)


def recovery_code(folder: DataFolder, passphrase: str) -> str:
    """The code to print on a recovery sheet again; RuleError for a wrong passphrase."""
    return code_of(_secret(folder, passphrase))


def check_code(folder: DataFolder, typed: str) -> None:
    """RuleError unless the code typed from a sheet opens this book."""
    _keys_by_sheet(folder, typed)


def opens(path: Path, keys: BookKeys | None) -> bool:
    """Whether a backup opens with these keys, or is not encrypted at all."""
    if not backup_file.read(path).sealed:
        return True
    return keys is not None and keys.mark == backup.mark_of(path)


def backup_keys(path: Path, *, passphrase: str = "", code: str = "") -> BookKeys:
    """The keys of an encrypted backup, by the passphrase or the recovery sheet of its time."""
    mark = backup.mark_of(path)
    if code:
        keys = book_key.keys_of(secret_of(code))
        if keys.mark != mark:
            raise RuleError("这张恢复单打不开这个备份", "请找备份那时候打印的恢复单。")
        return keys
    text = backup_file.read(path).key_file
    if not text or book_key.mark_in(text) != mark:
        raise LockedError("这个备份里没有钥匙文件", "请用打印的恢复单打开。")
    return book_key.keys_of(book_key.unwrapped(text, passphrase))


def _permit(folder: DataFolder, by: int | None) -> None:
    """RuleError unless this steward may change how the book is kept."""
    store = Store.open(folder)
    try:
        admit(store.database, by, Right.MANAGE)
    finally:
        store.close()


def _note(folder: DataFolder, verb: str, by: int | None) -> None:
    store = Store.open(folder)
    try:
        with store.operation(verb, by=by, needs=Right.MANAGE) as writer:
            writer.tell()
    finally:
        store.close()


def _convert(folder: DataFolder, passphrase: str, on_progress: Progress, stop: Stop) -> Sealed:
    good = require_good(passphrase)
    secret = book_key.new_secret()
    keys = book_key.keys_of(secret)
    try:
        done = conversion.convert(
            folder, keys, book_key.wrapped(secret, good), on_progress=on_progress, stop=stop
        )
    except conversion.Stopped:
        raise StoreError(*_STOPPED) from None
    return Sealed(DataFolder(folder.root, keys), code_of(secret), done.damaged)


def _mark(folder: DataFolder) -> bytes:
    mark = sqlite_file.mark_of(folder.database)
    if mark is None:
        raise RuleError(*_NOT_SEALED)
    return mark


def _secret(folder: DataFolder, passphrase: str) -> int:
    text = book_key.find(_mark(folder), *conversion.key_files(folder))
    if text is None:
        raise LockedError("钥匙文件 qingyu.key 不在了", "请用打印的恢复单打开。")
    return book_key.unwrapped(text, passphrase)


def _keys_by_sheet(folder: DataFolder, typed: str) -> BookKeys:
    keys = book_key.keys_of(secret_of(typed))
    if keys.mark != _mark(folder):
        raise RuleError(*_OTHER_SHEET)
    return keys
