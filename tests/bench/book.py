"""Budgets of the book itself: search, recording, the weekly agenda, backup, understanding."""


import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles

from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.place import Place
from qingyu.domain.week import week_of
from qingyu.services import Store, feedback, intake, review, search
from qingyu.services import backup as backups
from tests.bench.table import Row

_TYPED = (
    "漏水", "楼道灯不亮", "3-2-501", "12幢 屋面", "zhangayi", "ljf", "13幢2单元", "尾号2358",
    "16400", "0198", "张阿姨", "电动车充电", "化粪池满溢", "井盖 大门口", "qq", "一",
)  # fmt: skip
_PIECES = 60
_PRAGMAS = "PRAGMA journal_mode=wal; PRAGMA synchronous=full; PRAGMA foreign_keys=1;"


def search_keystrokes(store: Store) -> list[Row]:
    """The time of each keystroke of what people type."""
    times = []
    for typed in _TYPED:
        for length in range(1, len(typed) + 1):
            began = time.perf_counter()
            search.find(store, typed[:length], per_noun=8)
            times.append((time.perf_counter() - began) * 1000)
    p95 = quantiles(times, n=20)[-1]
    texts = store.database.execute_sql("SELECT COUNT(*) FROM search_text").fetchone()[0]
    what = f"search in {texts:,} texts, each keystroke (p95)"
    measured = f"{p95:.1f} ms (median {median(times):.1f}, worst {max(times):.1f})"
    return [Row(what, "≤ 16 ms", measured, p95 <= 16)]


def recording(store: Store, scratch: Path) -> list[Row]:
    """One feedback made durable, against a bare commit of the same row; turn by turn."""
    draft = FeedbackDraft("3幢2单元楼道灯不亮，晚上摸黑", Place(3, 2), "张阿姨", "16400000000")
    ours, bare = [], []
    with closing(sqlite3.connect(scratch / "bare.db")) as connection:
        connection.executescript(_PRAGMAS)
        columns = "id INTEGER PRIMARY KEY, text, place, name, phone"
        connection.execute(f"CREATE TABLE feedback ({columns})")
        row = (draft.text, draft.place.text, draft.name, draft.phone)
        insert = "INSERT INTO feedback (text, place, name, phone) VALUES (?, ?, ?, ?)"
        for _ in range(_PIECES):
            began = time.perf_counter()
            feedback.record(store, draft, by=None)
            between = time.perf_counter()
            with connection:
                connection.execute(insert, row)
            ours.append(between - began)
            bare.append(time.perf_counter() - between)
    ratio = median(ours) / median(bare)
    measured = f"{ratio:.1f} × ({median(ours) * 1000:.1f} ms : {median(bare) * 1000:.1f} ms)"
    return [Row("recording one feedback : bare commit", "≤ 3 ×", measured, ratio <= 3)]


def agenda(store: Store) -> list[Row]:
    """The weekly agenda built from live data."""
    week = week_of(store.now().date())
    taken = _best(lambda: review.agenda(store, week)) * 1000
    return [Row("weekly agenda", "≤ 150 ms", f"{taken:.0f} ms", taken <= 150)]


def backup(store: Store, scratch: Path) -> list[Row]:
    """A backup proved by reopening, against a plain copy of the file."""
    copies, ours = [], []
    for turn in range(3):
        began = time.perf_counter()
        copy = scratch / f"copy-{turn}.db"
        shutil.copyfile(store.folder.database, copy)
        with copy.open("rb+") as file:
            os.fsync(file.fileno())
        between = time.perf_counter()
        backups.make(store, scratch / str(turn))
        copies.append(between - began)
        ours.append(time.perf_counter() - between)
    ratio = median(ours) / median(copies)
    measured = f"{ratio:.1f} × ({median(ours):.2f} s : {median(copies):.2f} s)"
    return [Row("backup, proved : file copy on disk", "≤ 3 ×", measured, ratio <= 3)]


def parsing(store: Store) -> list[Row]:
    """A thousand messages understood."""
    sql = "SELECT text FROM feedback ORDER BY id DESC LIMIT 1000"
    texts = [text for (text,) in store.database.execute_sql(sql).fetchall()] or [""]
    intake.understood("先读一遍词表")
    began = time.perf_counter()
    for number in range(1000):
        intake.understood(texts[number % len(texts)])
    taken = time.perf_counter() - began
    return [Row("1,000 messages understood", "≤ 1 s", f"{taken:.2f} s", taken <= 1)]


def _best(run: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return median(times)
