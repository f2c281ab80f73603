"""Opening the book for one command."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qingyu.paths import DataFolder, default_data_dir
from qingyu.services import Store
from qingyu.services import steward as stewards


def folder_of(args: argparse.Namespace) -> Path:
    """The data folder the command was told, or the user's own."""
    data: Path = getattr(args, "data", None) or default_data_dir()
    return data


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[Store]:
    """The book, closed again afterwards; StoreError when it cannot be opened."""
    store = Store.open(DataFolder(folder_of(args)))
    try:
        yield store
    finally:
        store.close()


def signer(store: Store, args: argparse.Namespace) -> int | None:
    """The id of --by's steward; RuleError when nobody has that name."""
    name: str = getattr(args, "by", "") or ""
    return stewards.find(store, name).id if name else None
