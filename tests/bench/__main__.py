"""Fills a book, measures every budget that has something to measure, prints one table."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from qingyu.domain.errors import QingyuError
from qingyu.paths import DataFolder
from qingyu.services import Store, demo
from tests.bench import book, roster, slips, window
from tests.bench.table import Row, Skip, print_table, skipped

_WHOLE = 100_000

Measurement = Callable[[], list[Row]]


def main() -> int:
    """0 when every measured budget is kept, 1 when one is not."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--issues", type=int, default=100_000, help="issues, and as many feedback")
    parser.add_argument("--data", type=Path, help="a folder to keep and use again")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="qingyu-bench-") as scratch:
        rows = list(_measured(args.data or Path(scratch) / "资料", Path(scratch), args.issues))
    print_table(rows)
    return 1 if any(row.kept is False for row in rows) else 0


def _measured(data: Path, scratch: Path, issues: int) -> Iterator[Row]:
    store = Store.open(DataFolder(data))
    try:
        yield _filled(store, issues)
        inside: list[tuple[str, Measurement]] = [
            ("search", lambda: book.search_keystrokes(store)),
            ("record", lambda: book.recording(store, scratch)),
            ("agenda", lambda: book.agenda(store)),
            ("backup", lambda: book.backup(store, scratch)),
            ("parse", lambda: book.parsing(store)),
        ]
        for what, measure in inside:
            yield from _rows(what, measure)
    finally:
        store.close()
    for what, measure in (
        ("start", lambda: window.start(data)),
        ("pages", lambda: window.pages(data)),
        ("slips", slips.slips),
        ("roster", roster.months),
    ):
        yield from _rows(what, measure)


def _rows(what: str, measure: Measurement) -> list[Row]:
    print(f"measuring {what} …", file=sys.stderr, flush=True)
    try:
        return measure()
    except (Skip, QingyuError) as reason:
        return [skipped(what, str(reason))]


def _filled(store: Store, issues: int) -> Row:
    what = f"demo-data: {issues:,} issues and as many feedback over 10 years"
    if store.folder.database.stat().st_size > 1_000_000:
        return skipped(what, "the folder was filled before")
    began = time.perf_counter()
    demo.generate(store, issues=issues, feedback=issues, years=10)
    taken = time.perf_counter() - began
    whole = issues >= _WHOLE
    kept = taken <= 60 if whole else None
    return Row(what, "≤ 60 s", f"{taken:.1f} s" + ("" if whole else ", a small book"), kept)


if __name__ == "__main__":
    sys.exit(main())
