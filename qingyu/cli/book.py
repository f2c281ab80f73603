"""Opening the book for one command."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qingyu.domain.errors import LockedError, RuleError
from qingyu.domain.feedback import Feedback
from qingyu.domain.issue import Issue
from qingyu.paths import DataFolder, default_data_dir
from qingyu.services import Store, feedback_reading, issue_reading, rulebook
from qingyu.services import steward as stewards


def folder_of(args: argparse.Namespace) -> Path:
    """The data folder the command was told, or the user's own."""
    data: Path = getattr(args, "data", None) or default_data_dir()
    return data


def keyed_folder(args: argparse.Namespace) -> DataFolder:
    """The command's folder, with the keys where its book is encrypted; RuleError if wrong.

    Without them where there is no key file: it may be ruined, and is about to be replaced.
    """
    from qingyu.cli.passphrase import unlocked
    from qingyu.services import encryption

    folder = DataFolder(folder_of(args))
    asks = encryption.is_locked(folder) and encryption.has_passphrase(folder)
    return unlocked(folder, args) if asks else folder


def open_store(args: argparse.Namespace) -> Store:
    """The book of the command's folder, unlocked where it is encrypted; StoreError if it cannot."""
    folder = DataFolder(folder_of(args))
    try:
        return Store.open(folder)
    except LockedError:
        from qingyu.cli.passphrase import unlocked

        return Store.open(unlocked(folder, args))


@contextmanager
def opened(args: argparse.Namespace, *, make: bool = False) -> Iterator[Store]:
    """The book, closed again afterwards; RuleError when there is no folder and none is to be made.

    StoreError when it cannot be opened.
    """
    folder = folder_of(args)
    if not make and not folder.is_dir():
        raise RuleError(f"没有这个资料文件夹：{folder}", "请核对 --data 后面写的名字。")
    store = open_store(args)
    for trouble in rulebook.troubles(store):
        print(trouble, file=sys.stderr)
    try:
        yield store
    finally:
        store.close()


def signer(store: Store, args: argparse.Namespace) -> int | None:
    """The id of --by's steward; RuleError when nobody has that name, or the PIN is wrong."""
    name: str = getattr(args, "by", "") or ""
    if not name:
        return None
    from qingyu.cli.pin import proved

    return proved(store, stewards.find(store, name)).id


def piece_of(store: Store, number: int) -> Feedback:
    """The piece of feedback of this number; RuleError when there is none."""
    found = feedback_reading.by_number(store, number)
    if found is None:
        raise RuleError(f"没有编号 {number:04d} 的来件", "请核对编号。")
    return found


def issue_of(store: Store, number: int) -> Issue:
    """The issue of this number; RuleError when there is none."""
    found = issue_reading.by_number(store, number)
    if found is None:
        raise RuleError(f"没有编号 {number:04d} 的工单", "请核对编号。")
    return found
