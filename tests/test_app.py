"""The program around its windows: from the real book to practice and back."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from qingyu import app
from qingyu.paths import DataFolder, default_data_dir, practice_dir
from qingyu.services import Store, neighbourhood
from qingyu.sitting import is_cramped
from qingyu.ui import theme
from qingyu.ui.curtain import Curtain
from qingyu.ui.dialogs import crash
from qingyu.ui.dialogs.trouble import TroubleDialog
from qingyu.ui.single import OneInstance
from qingyu.ui.theme import TextSize
from qingyu.ui.window import MainWindow


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, on any system."""
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "家"))
    return tmp_path


def name_in(folder: Path) -> str:
    store = Store.open(DataFolder(folder))
    try:
        return neighbourhood.name(store)
    finally:
        store.close()


@pytest.fixture(autouse=True)
def hooks(qapp: QApplication) -> Iterator[None]:
    """Gives Python's hooks back, which an opened window takes for its crash dialog."""
    for left in QApplication.topLevelWidgets():
        left.hide()
    yield
    crash.install().stop()


class Visitor:
    """Does one step in each window that comes up, in order; a failed step ends the visit."""

    def __init__(self, *steps: Callable[[MainWindow], object]) -> None:
        self.error: BaseException | None = None
        self._steps = list(steps)
        self._seen: list[MainWindow] = []
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(10)

    def _look(self) -> None:
        for window in QApplication.topLevelWidgets():
            if not isinstance(window, MainWindow) or window in self._seen:
                continue
            if window.isVisible():
                self._seen.append(window)
                QTimer.singleShot(0, window, lambda window=window: self._do_next(window))

    def _do_next(self, window: MainWindow) -> None:
        try:
            step = self._steps.pop(0)
            if not self._steps:
                # Whoever comes after the last step is somebody else's to visit.
                self._timer.stop()
            step(window)
        except BaseException as error:
            self.error = error
            window.close()


def test_practice_is_another_book_and_back_again_nothing_was_touched(
    qapp: QApplication, tmp_path: Path
) -> None:
    real = tmp_path / "真 资料"
    seen: list[tuple[bool, str, TextSize]] = []

    def note(window: MainWindow) -> None:
        seen.append(
            (window.practice, neighbourhood.name(window.store), theme.current().size)
        )

    def ask_bigger_and_practise(window: MainWindow) -> None:
        note(window)
        window.set_text_size(TextSize.LARGE)
        window.page.desk.wishes.practice_requested.emit(True)

    def go_back(window: MainWindow) -> None:
        note(window)
        assert window.page is window.pages["today"]
        window.bar.practice_requested.emit()

    def close(window: MainWindow) -> None:
        note(window)
        window.close()

    visitor = Visitor(ask_bigger_and_practise, go_back, close)
    assert app.open_window(real) == 0
    assert visitor.error is None
    practised = name_in(practice_dir())
    assert practised
    assert seen == [
        (False, "", TextSize.STANDARD),
        (True, practised, TextSize.LARGE),
        (False, "", TextSize.LARGE),
    ]
    assert name_in(real) == ""


def test_a_window_stands_there_until_the_next_one_does(qapp: QApplication, tmp_path: Path) -> None:
    behind: list[bool] = []

    def look(window: MainWindow) -> None:
        curtains = [each for each in qapp.topLevelWidgets() if isinstance(each, Curtain)]
        behind.append(any(each.isVisible() for each in curtains))

    def practise(window: MainWindow) -> None:
        look(window)
        window.desk.wishes.practice_requested.emit(True)
        window.desk.wishes.practice_requested.emit(True)

    def go_back(window: MainWindow) -> None:
        look(window)
        window.bar.practice_requested.emit()

    def close(window: MainWindow) -> None:
        look(window)
        window.close()

    visitor = Visitor(practise, go_back, close)
    assert app.open_window(tmp_path / "真资料") == 0
    assert visitor.error is None
    assert behind == [False, True, True]
    assert [each for each in qapp.topLevelWidgets() if each.isVisible()] == []


def test_a_practice_book_that_cannot_be_opened_leads_back_with_words(
    qapp: QApplication, tmp_path: Path
) -> None:
    broken = DataFolder(practice_dir())
    broken.root.mkdir(parents=True)
    broken.database.write_bytes(b"not a book " * 500)
    told: list[str] = []

    def practise(window: MainWindow) -> None:
        window.desk.wishes.practice_requested.emit(True)

    def read(window: MainWindow) -> None:
        told.extend(toast.text for toast in window.toasts.toasts)
        assert not window.practice
        window.close()

    visitor = Visitor(practise, read)
    assert app.open_window(tmp_path / "真资料") == 0
    assert visitor.error is None
    assert "不是晴雨管家的资料文件" in told[0]


def test_a_book_that_cannot_be_opened_is_told_in_one_sentence(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = DataFolder(tmp_path)
    folder.database.write_bytes(b"not a book " * 500)
    assert app.open_window(tmp_path) == 1
    assert "请用最近的备份恢复" in capsys.readouterr().err
    assert folder.database.read_bytes() == b"not a book " * 500
    assert app.open_window(tmp_path) == 1, "the folder was not given back"


def test_it_is_told_on_the_screen_too(qapp: QApplication, tmp_path: Path) -> None:
    told: list[str] = []

    def read() -> None:
        dialog, focused = QApplication.activeModalWidget(), QApplication.focusWidget()
        if not isinstance(dialog, TroubleDialog) or focused is None:
            return
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        told.append(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Return)

    timer = QTimer()
    timer.timeout.connect(read)
    timer.start(10)
    app.show_trouble("磁盘满了，没有存进去，请删掉一些不用的文件。", tmp_path)
    assert "磁盘满了，没有存进去，请删掉一些不用的文件。" in told
    assert f"资料文件夹：{tmp_path}" in told and told[-1] == "知道了"


def test_a_process_that_only_builds_a_window_ends_well(tmp_path: Path) -> None:
    story = (
        "import pathlib, sys, time; from qingyu.app import build\n"
        "window = build(pathlib.Path(sys.argv[1])); window.show(); window.show_page('reception')\n"
        "window.tasks.start(lambda task: time.sleep(0.05))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", story, str(tmp_path)], check=False, capture_output=True, text=True
    )
    assert (ended.returncode, "Error" in ended.stderr) == (0, False), ended.stderr


def test_a_practice_window_open_elsewhere_is_told_and_this_one_stays(
    qapp: QApplication, tmp_path: Path
) -> None:
    other = OneInstance(DataFolder(practice_dir()))
    assert other.take()
    told: list[str] = []

    def practise(window: MainWindow) -> None:
        window.page.desk.wishes.practice_requested.emit(True)
        told.extend(toast.text for toast in window.toasts.toasts)
        assert window.isVisible()
        window.close()

    visitor = Visitor(practise)
    assert app.open_window(tmp_path / "真资料") == 0
    assert visitor.error is None
    assert "已经开着" in told[0]
    other.release()


def test_the_practice_folder_is_never_the_real_one() -> None:
    assert practice_dir() != default_data_dir()


@pytest.mark.parametrize(
    ("width", "height", "cramped"),
    [(1366, 768, True), (1366, 728, True), (1440, 790, True), (1920, 1040, False)],
)
def test_a_window_as_big_as_the_screen_is_opened_over_all_of_it(
    width: int, height: int, cramped: bool
) -> None:
    # Else its last row of buttons would lie under the edge of the screen.
    assert is_cramped(QSize(1366, 768), QSize(width, height)) is cramped
