"""Where a command gets the passphrase of an encrypted book from; never from its own words."""

import argparse
import os
import sys
from getpass import getpass
from pathlib import Path

from qingyu.domain.book_keys import BookKeys
from qingyu.domain.errors import LockedError, RuleError
from qingyu.paths import DataFolder

VARIABLE = "QINGYU_PASSPHRASE"
_LONGEST = 4096


def unlocked(folder: DataFolder, args: argparse.Namespace) -> DataFolder:
    """The folder with the keys of its encrypted book; RuleError when the passphrase is wrong.

    LockedError where there is no way to ask for it.
    """
    from qingyu.services import encryption

    if encryption.has_passphrase(folder):
        return encryption.unlock(folder, _typed(args, "口令："))
    # Without its key file only the code of the recovery sheet opens it.
    return encryption.unlock_by_sheet(folder, _typed(args, "恢复码："))


def backup_keys(path: Path, folder: DataFolder, args: argparse.Namespace) -> BookKeys | None:
    """The keys that open this backup: those of the book, or by the passphrase of its time."""
    from qingyu.services import encryption

    if not path.is_file() or encryption.opens(path, folder.keys):
        return folder.keys
    return encryption.backup_keys(path, passphrase=_typed(args, "备份的口令："))


def _typed(args: argparse.Namespace, prompt: str) -> str:
    path: Path | None = getattr(args, "passphrase_file", None)
    if path is not None:
        return _first_line(path)
    if VARIABLE in os.environ:
        return os.environ[VARIABLE]
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass(prompt)
    raise LockedError(
        "这份资料加了密",
        f"请用 --passphrase-file 指明写着口令的文件，或设环境变量 {VARIABLE}。",
    )


def _first_line(path: Path) -> str:
    try:
        with path.open("rb") as file:
            text = file.read(_LONGEST).decode("utf-8-sig")
    except OSError as error:
        raise RuleError(f"口令文件 {path} 读不出来", "请核对文件名。") from error
    except UnicodeDecodeError as error:
        raise RuleError(f"口令文件 {path} 不是 UTF-8 文字", "请另存为 UTF-8。") from error
    return text.partition("\n")[0].rstrip("\r")
