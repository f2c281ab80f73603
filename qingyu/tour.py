"""A walk through the real window: a picture of every page in every text size, and every PDF."""

import json
import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QPlainTextEdit

from qingyu.cli import output
from qingyu.domain.blank_form import FormKind
from qingyu.domain.changes import Noun
from qingyu.domain.feedback_list import ANY_FEEDBACK, ON_PAPER
from qingyu.domain.issue_list import IssueFilter
from qingyu.domain.month import month_of
from qingyu.domain.notice_number import read_notice_number
from qingyu.domain.week import week_of
from qingyu.paths import resource
from qingyu.services import (
    Store,
    barometer_month,
    blank_form,
    issue_reading,
    issue_slip,
    notice,
    notice_kind,
    recipient,
    review_minutes,
)
from qingyu.services import round as rounds
from qingyu.services.document import save_file
from qingyu.ui import catalogue
from qingyu.ui.theme import TextSize
from qingyu.ui.window import MainWindow

MESSAGE = "3幢2单元501张阿姨说厨房顶上漏水，滴到灶台了，电话13867412358，已经反映过两次"
_SETTLE_MS = 60
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
        with _quiet_qt(), _shown(build, data) as window:
            for size in TextSize:
                window.set_text_size(size)
                _every_page(out, window, size)
            window.set_text_size(TextSize.STANDARD)
            documents(out, window.store)
    output.say(f"图片和 PDF 都在 {out}/")
    return output.DONE


def documents(out: Path, store: Store) -> None:
    """Writes every kind of PDF the program prints."""
    for kind in notice.kinds():
        example = resource("notices", "examples", f"{kind.kind}.json")
        fields = json.loads(example.read_text(encoding="utf-8"))
        composed = notice.draft(kind.kind, fields, store.now().date()).notice
        save_file(out / f"notice-{kind.kind}.pdf", notice.pdf(composed))
        save_file(out / f"notice-{kind.kind}-public.pdf", notice.pdf(composed, public=True))
    _layouts(out, store)
    week = week_of(store.now().date())
    save_file(out / "review.pdf", review_minutes.minutes_pdf(store, week))
    save_file(out / "review-public.pdf", review_minutes.minutes_pdf(store, week, public=True))
    month = month_of(store.now().date())
    save_file(out / "monthly.pdf", barometer_month.pdf(barometer_month.monthly(store, month)))
    _paper(out, store)
    first = issue_reading.page(store, IssueFilter(), limit=1).issues
    if first:
        save_file(out / "slip.pdf", issue_slip.slip_pdf(store, first[0].id))


def _layouts(out: Path, store: Store) -> None:
    """A water notice in large type and as a poster; door slips that ask for an answer."""
    today = store.now().date()
    for kind, layout in (("water_off", "large"), ("water_off", "a3"), ("opinions", "a5x2")):
        fields = notice.example(notice_kind.named(kind), today)
        told = replace(notice.draft(kind, fields, today).notice, number=notice.next_number(store))
        doors = recipient.doors(store).recipients[:6] if layout == "a5x2" else ()
        year = read_notice_number(told.number, today)
        codes = notice.slip_codes(told, *year, doors) if year and doors else ()
        content = notice.pdf(told, layout=layout, recipients=doors, codes=codes)
        save_file(out / f"notice-{kind}-{layout}.pdf", content)


def _paper(out: Path, store: Store) -> None:
    """A round and blank forms that are out on paper, printed once more."""
    round_ = next(iter(rounds.out(store)), None)
    if round_ is not None:
        save_file(out / "round.pdf", rounds.pdf(rounds.sheet(store, round_.id)))
    for kind in FormKind:
        forms = [form.id for form in blank_form.out(store) if form.kind is kind]
        if forms:
            name = f"form-{kind.name.lower()}.pdf"
            save_file(out / name, blank_form.pdf(blank_form.again(store, forms)))


def _first_start(out: Path, build: Build, data: Path) -> None:
    with _shown(build, data) as window:
        for size in TextSize:
            window.set_text_size(size)
            _picture(out, window, "welcome", size)


def _every_page(out: Path, window: MainWindow, size: TextSize) -> None:
    for entry in catalogue.ENTRIES:
        key = entry.destination.key
        page = window.show_page(key)
        if key == "reception":
            page.findChildren(QPlainTextEdit)[0].setPlainText(MESSAGE)
            _settle(400)
        if key == "issues":
            _open_first_issue(window)
        _picture(out, window, key, size)
        if key == "feedback":
            _papers(out, window, size)
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


def _picture(out: Path, window: MainWindow, name: str, size: TextSize) -> None:
    _settle()
    window.grab().save(str(out / f"{name}-{size.value}.png"))


def _settle(milliseconds: int = _SETTLE_MS) -> None:
    """Lets the window lay itself out and paint."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
