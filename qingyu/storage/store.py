"""One open book: its database, its folder, its clock."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Self

from peewee import IntegrityError

from qingyu.domain.book_keys import BookKeys
from qingyu.domain.errors import RuleError, StoreError
from qingyu.domain.right import Right
from qingyu.paths import DataFolder
from qingyu.storage import sqlite_file, tables
from qingyu.storage.database import BookDatabase, migrate, naming_faults, refuse_newer
from qingyu.storage.identity import admit
from qingyu.storage.journal import Writer

Clock = Callable[[], datetime]


class Store:
    """One open book; every write goes through `operation`, which also writes the journal."""

    def __init__(self, folder: DataFolder, database: BookDatabase, clock: Clock) -> None:
        self.folder = folder
        self.database = database
        self._clock = clock

    @classmethod
    def open(cls, folder: DataFolder, clock: Clock = datetime.now) -> Self:
        """The book in this folder, made or migrated if need be; StoreError says what to do."""
        with naming_faults():
            folder.root.mkdir(parents=True, exist_ok=True)
            keys = sqlite_file.fitting_keys(folder.database, folder.keys)
        refuse_newer(folder.database, keys)
        database = BookDatabase(folder.database, keys)
        try:
            with naming_faults():
                database.connect()
            _settle(folder, keys, database)
            migrate(database, folder.database, folder.backups)
        except BaseException:
            database.close()
            raise
        # All of them are bound: looking for those they refer to would find no other.
        database.bind(tables.ALL, bind_refs=False, bind_backrefs=False)
        return cls(DataFolder(folder.root, keys), database, clock)

    def close(self) -> None:
        """Closes this thread's connection; the last one folds the write-ahead log in."""
        self.database.close()

    def now(self) -> datetime:
        """This moment to the second, local time."""
        return self._clock().replace(microsecond=0)

    @contextmanager
    def operation(
        self,
        verb: str,
        *,
        by: int | None,
        needs: Right | None = Right.WORK,
        growing: bool = False,
    ) -> Iterator[Writer]:
        """One user action: all its writes, its journal entry and its search texts, or nothing.

        needs: the right that `by` must have, or RuleError; None for what the program does itself.
        growing: it goes on with the newest operation where that is the same act on the same rows
        by the same person, so that what is saved while it is typed is undone in one step.
        """
        try:
            with self.database.atomic():
                role = admit(self.database, by, needs)
                writer = Writer(
                    self.database, verb=verb, by=by, at=self.now(), role=role, needs=needs,
                    growing=growing,
                )  # fmt: skip
                yield writer
                writer.finish()
        except IntegrityError as error:
            if "FOREIGN KEY" not in str(error):
                raise
            # A page may still show what somebody else has taken back meanwhile.
            raise RuleError("选用的一样东西已经不在了", "请重新打开这一页，再选一次。") from error

    def check(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the file, in its own words; empty when it is sound."""
        with naming_faults():
            rows = self.database.execute_sql("PRAGMA integrity_check").fetchall()
            orphans = self.database.execute_sql("PRAGMA foreign_key_check").fetchall()
        faults = [str(row[0]) for row in rows if row[0] != "ok"]
        return (*faults, *(f"{row[0]} 第 {row[1]} 行指向不存在的资料" for row in orphans))


def _settle(folder: DataFolder, keys: BookKeys | None, database: BookDatabase) -> None:
    """Finishes or takes back what a power cut left of a change to how the book is kept."""
    converting, waiting = folder.converting.exists(), folder.waiting_key.exists()
    if converting or (waiting and keys is not None):
        from qingyu.storage import conversion

        with database.atomic():
            if converting:
                conversion.settle(folder, keys)
            else:
                conversion.settle_key(folder, keys)


def open_sound(folder: DataFolder, clock: Clock = datetime.now) -> Store:
    """The book, after a check of the whole file; StoreError when it is damaged."""
    store = Store.open(folder, clock)
    faults = store.check()
    if faults:
        store.close()
        raise StoreError("资料文件损坏了", "请用最近的备份恢复；损坏的文件会原样保留。")
    return store
