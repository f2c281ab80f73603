"""The process that is measured: shows a window, says so in one JSON line, and ends.

`bare` shows an empty PySide6 window, `book DIR` the program's, `pages DIR` walks through it at
once, `rested DIR` after the pages were made ready.
"""

import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

_TYPED = "12幢2单元楼道灯不亮"


def megabytes() -> float | None:
    """This process's resident memory, None where the system does not tell it this way."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next(each for each in status.read_text().splitlines() if each.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def wait_for_paint() -> None:
    """Runs the event loop until what waits to be laid out and painted is on screen."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    # Painting is asked for by an event of low priority; a timer comes after all of them.
    QTimer.singleShot(0, loop.quit)
    loop.exec()


def show(window: "QMainWindow") -> None:
    """Shows the window and reports when it is on screen."""
    window.show()
    wait_for_paint()
    print(json.dumps({"megabytes": megabytes()}), flush=True)


def bare() -> None:
    """An empty window, as little as Qt can do."""
    from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

    _app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QWidget())
    window.resize(1366, 768)
    show(window)


def book(data: Path) -> None:
    """The program's window on this data folder."""
    from qingyu.app import build

    show(build(data))


def rested(data: Path) -> None:
    """The same as `pages`, by somebody who looked at the first page for a moment."""
    pages(data, rest=True)


def pages(data: Path, rest: bool = False) -> None:
    """Milliseconds of each page, first and again, and the longest stall while typing."""
    from qingyu.app import build
    from qingyu.ui import catalogue

    window = build(data)
    window.show()
    wait_for_paint()
    if rest:
        wait_until(lambda: len(window.pages) == len(catalogue.ENTRIES) and not window.ahead.waiting)
    keys = [
        entry.destination.key
        for entry in catalogue.ENTRIES
        if importlib.util.find_spec(entry.module) is not None
    ]
    times: list[dict[str, float]] = []
    for _ in range(2):
        taken = {}
        for key in keys[1:] + keys[:1]:
            began = time.perf_counter()
            window.show_page(key)
            wait_for_paint()
            taken[key] = (time.perf_counter() - began) * 1000
        times.append(taken)
    stall = longest_stall(window.bar.search.setText)
    print(json.dumps({"first": times[0], "again": times[1], "stall": stall}), flush=True)


def wait_until(done: Callable[[], bool]) -> None:
    """Runs the event loop until this is so."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, look = QEventLoop(), QTimer()
    look.timeout.connect(lambda: loop.quit() if done() else None)
    look.start(50)
    loop.exec()


def longest_stall(type_text: Callable[[str], None]) -> float:
    """The longest time the event loop was busy while a text was typed key by key, in ms."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, beat, worst = QEventLoop(), QTimer(), 0.0
    last = time.perf_counter()
    steps = [_TYPED[:length] for length in range(1, len(_TYPED) + 1)]

    def heartbeat() -> None:
        nonlocal last, worst
        now = time.perf_counter()
        worst, last = max(worst, now - last), now

    def stroke() -> None:
        if steps:
            type_text(steps.pop(0))
            QTimer.singleShot(60, stroke)
        else:
            loop.quit()

    beat.timeout.connect(heartbeat)
    beat.start(0)
    QTimer.singleShot(100, stroke)
    loop.exec()
    return worst * 1000


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        {"book": book, "pages": pages, "rested": rested}[sys.argv[1]](Path(sys.argv[2]))
    # Measured is what a user waits for; taking Qt apart again is not.
    sys.stdout.flush()
    os._exit(0)
