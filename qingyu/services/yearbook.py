"""交班年册: one year gathered from the book, on paper, with everything in Excel and a backup."""

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic, sleep

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError, StoreError, disk_words
from qingyu.domain.frozen import frozen
from qingyu.domain.right import Right
from qingyu.domain.yearbook import Yearbook, check_year
from qingyu.services import backup, exchange
from qingyu.services.document import save_file
from qingyu.services.yearbook_story import story
from qingyu.storage import identity
from qingyu.storage.store import Store

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]

# Shares of the work as the bar shows them: paper, Excel, backup.
_WHOLE, _PAPER, _EXCEL = 1_000, 150, 600


@frozen
class MadeYearbook:
    """Where the folder lies and what is in it."""

    folder: Path
    pdf: Path
    excel: Path
    backup: Path


def yearbook(store: Store, year: int, *, internal: bool = False) -> Yearbook:
    """The story of a year; without `internal` rooms, residents' names and telephones are hidden."""
    check_year(year, store.now().date())
    return story(store, year, internal=internal)


def pdf(book: Yearbook) -> bytes:
    """The book on A4."""
    from qingyu.printing.yearbook import render

    return render(book)


def printed(store: Store, year: int, *, internal: bool = False, by: int | None) -> Path:
    """Where the paper alone was saved under prints/; the journal names one with names in it."""
    content = pdf(yearbook(store, year, internal=internal))
    path = store.folder.prints / _pdf_name(year, internal)
    if internal:
        _tell(store, year, "打印", by)
    save_file(path, content)
    return path


def make(
    store: Store,
    year: int,
    to: Path,
    *,
    internal: bool = False,
    by: int | None,
    on_progress: Progress = lambda done, of: None,
    stop: Stop = lambda: False,
) -> MadeYearbook:
    """The folder 交班年册 in `to`: paper, the Excel of everything, a proved backup.

    RuleError when somebody may not, it was stopped, or it is there already; StoreError for the
    disk. What stops it leaves no folder behind.
    """
    check_year(year, store.now().date())
    identity.admit(store.database, by, Right.MANAGE)
    folder = _new_folder(Path(to), year)
    part = _part_of(folder)
    try:
        content = pdf(yearbook(store, year, internal=internal))
        _go_on(on_progress, stop, _PAPER)
        save_file(part / _pdf_name(year, internal), content)
        exchange.export_book(
            store, part / "整本资料.xlsx", by=by,
            with_photos=store.folder.keys is not None,
            on_progress=lambda done, of: on_progress(
                _PAPER + (_EXCEL - _PAPER) * done // max(of, 1), _WHOLE
            ),
            stop=stop,
        )  # fmt: skip
        copy = backup.make(
            store, part,
            on_progress=lambda done, of: on_progress(
                _EXCEL + (_WHOLE - _EXCEL) * done // max(of, 1), _WHOLE
            ),
            stop=stop,
        )  # fmt: skip
        _tell(store, year, "做成", by)
        _rename(part, folder)
    except (RuleError, StoreError) as error:
        raise (_cancelled() if stop() else error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return MadeYearbook(
        folder, folder / _pdf_name(year, internal), folder / "整本资料.xlsx",
        folder / copy.path.name,
    )  # fmt: skip


def _tell(store: Store, year: int, verb: str, by: int | None) -> Changes:
    with store.operation(f"{verb}{year}年交班年册（有个人信息）", by=by, needs=Right.PRINT) as told:
        told.tell()
    return told.changes


def _pdf_name(year: int, internal: bool) -> str:
    return f"{year}年交班年册{'（内部）' if internal else ''}.pdf"


def _new_folder(to: Path, year: int) -> Path:
    folder = to / f"交班年册{year}"
    if folder.exists():
        raise RuleError(f"那里已经有「{folder.name}」", "请换一个地方，或先把原来的改个名。")
    return folder


def _part_of(folder: Path) -> Path:
    """A new folder beside it, in which the yearbook is made."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        return Path(mkdtemp(dir=folder.parent, prefix=folder.name, suffix=".part"))
    except OSError as error:
        raise StoreError(f"文件夹建不了（{disk_words(error)}）", "请换一个地方。") from error


def _rename(part: Path, folder: Path) -> None:
    # A virus scanner may hold a new file for a moment (Windows).
    until = monotonic() + 5
    while True:
        try:
            part.rename(folder)
            return
        except OSError as error:
            if monotonic() > until:
                raise StoreError(
                    f"文件夹改不了名（{disk_words(error)}）", "请关掉正打开它的程序再试。"
                ) from error
            sleep(0.05)


def _go_on(on_progress: Progress, stop: Stop, done: int) -> None:
    on_progress(done, _WHOLE)
    if stop():
        raise _cancelled()


def _cancelled() -> RuleError:
    return RuleError("年册没有做，已取消", "没有留下文件夹；资料没有动过。")
