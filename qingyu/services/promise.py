"""说到做到表: the promises of a stretch of time, to read, copy and export."""

from pathlib import Path

from qingyu.domain.promise import Period, PromisesKept, PromiseTable, days_of, promises_kept
from qingyu.domain.week import Week
from qingyu.services import figures
from qingyu.storage import promise as rows
from qingyu.storage import setting
from qingyu.storage.store import Store


def kept(store: Store, period: Period, week: Week) -> PromisesKept:
    """The promises of a period, in time, late and still open; `week` is the one 这一周 means."""
    today = store.now().date()
    return promises_kept(rows.between(*days_of(period, week, today)), today)


def save_table(store: Store, table: PromiseTable) -> Path:
    """Where the table was saved under prints/ as .xlsx, numbers as numbers."""
    name = setting.value("neighbourhood.name")
    day = f"{table.today.year}年{table.today.month}月{table.today.day}日"
    return figures.save_table(store, table, "　".join(part for part in (name, day) if part))
