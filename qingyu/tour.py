"""A walk through the real window: a picture of every page in every text size, and every PDF."""

import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from qingyu.cli import output
from qingyu.domain.changes import Noun
from qingyu.domain.duty_weather import WeatherAlarm
from qingyu.domain.feedback_list import ANY_FEEDBACK, ON_PAPER
from qingyu.domain.issue_list import IssueFilter
from qingyu.services import issue_reading
from qingyu.services import round as rounds
from qingyu.tour_papers import documents
from qingyu.ui import catalogue, theme
from qingyu.ui.pages.duty import DutyPage
from qingyu.ui.pages.duty_weather import WeatherRoom
from qingyu.ui.theme import TextSize
from qingyu.ui.window import MainWindow

MESSAGE = "3幢2单元501张阿姨说厨房顶上漏水，滴到灶台了，电话13867412358，已经反映过两次"
_SETTLE_MS = 45
_LOOPS = 3
_QUICKLY = 85  # Qt's quality of a PNG is how little it is packed
Build = Callable[[Path, bool], MainWindow]
log = logging.getLogger(__name__)


def tour(out: Path, data: Path | None, build: Build, fill: Callable[[Path], None]) -> int:
    """The exit code after all pictures and PDFs lie in `out`; a named folder is only looked at.

    build opens a window on a folder (and whether it is practice); fill puts practice data there.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="qingyu-", ignore_cleanup_errors=True) as scratch:
        if data is None:
            with _quiet_qt():
                _first_start(out, build, Path(scratch) / "empty")
            data = Path(scratch) / "practice"
            fill(data)
        with _quiet_qt():
            # A window of its own for each: styling all pages anew takes longer than making them.
            for size in TextSize:
                with _shown(build, data) as window:
                    _dress(size)
                    _every_page(out, window, size)
                    if size is TextSize.STANDARD:
                        documents(out, window.store)
    output.say(f"图片和 PDF 都在 {out}/")
    return output.DONE


def _first_start(out: Path, build: Build, data: Path) -> None:
    with _shown(build, data) as window:
        for size in TextSize:
            _dress(size)
            _picture(out, window, "welcome", size)


def _every_page(out: Path, window: MainWindow, size: TextSize) -> None:
    for entry in catalogue.ENTRIES:
        key = entry.destination.key
        page = window.show_page(key)
        if key == "reception":
            page.findChildren(QPlainTextEdit)[0].setPlainText(MESSAGE)
        if key in ("reception", "duty"):
            # What was understood, and why somebody serves, is told a moment later.
            _settle(400)
        if key == "issues":
            _open_first_issue(window)
        _picture(out, window, key, size)
        if key == "reception":
            # Left there it would be offered as a draft on the next window's home page.
            page.findChildren(QPlainTextEdit)[0].clear()
        if key == "feedback":
            _papers(out, window, size)
        if isinstance(page, DutyPage):
            _rooms(out, window, page, size)
    window.bar.search.setText("漏水")
    _picture(out, window, "search", size)
    window.bar.search.clear()


def _papers(out: Path, window: MainWindow, size: TextSize) -> None:
    """What is out on paper, and a round being typed back."""
    window.show_list("feedback", ON_PAPER)
    _picture(out, window, "papers", size)
    round_ = next(iter(rounds.out(window.store)), None)
    if round_ is not None:
        window.open_thing(Noun.ROUND, round_.id)
        _picture(out, window, "round", size)
    window.show_list("feedback", ANY_FEEDBACK)


def _rooms(out: Path, window: MainWindow, page: DutyPage, size: TextSize) -> None:
    """Every room of 值班 but the first, which is the page's own picture."""
    for key in page.keys[1:]:
        page.show_room(key)
        room = page.room(key)
        if isinstance(room, WeatherRoom):
            room.show_alarm(WeatherAlarm.RAINSTORM)
        _picture(out, window, f"duty-{key}", size)


def _open_first_issue(window: MainWindow) -> None:
    found = issue_reading.page(window.store, IssueFilter(), limit=1).issues
    if found:
        window.open_thing(Noun.ISSUE, found[0].id)


@contextmanager
def _quiet_qt() -> Iterator[None]:
    """Qt's remarks about what a computer without a screen cannot do go into the log."""
    before = qInstallMessageHandler(lambda kind, context, said: log.info("Qt: %s", said))
    try:
        yield
    finally:
        qInstallMessageHandler(before)


@contextmanager
def _shown(build: Build, data: Path) -> Iterator[MainWindow]:
    window = build(data, True)
    window.resize(1366, 768)
    window.show()
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        _settle()


def _dress(size: TextSize) -> None:
    """The text size of everything on the screen, without remembering it for the user."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        theme.apply(app, size, dark=False)


def _picture(out: Path, window: MainWindow, name: str, size: TextSize) -> None:
    _settle()
    # Packed in half the time, a twentieth larger.
    window.grab().save(str(out / f"{name}-{size.value}.png"), "PNG", _QUICKLY)


def _settle(milliseconds: int = _SETTLE_MS) -> None:
    """Lets the window lay itself out and paint."""
    # Where laying out takes longer than a loop lasts, the next has the rest.
    for _ in range(_LOOPS):
        loop = QEventLoop()
        QTimer.singleShot(milliseconds // _LOOPS, loop.quit)
        loop.exec()
