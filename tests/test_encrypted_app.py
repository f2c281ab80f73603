"""An encrypted book from the first window to the last, as its user meets it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from qingyu import app
from qingyu.paths import DataFolder
from qingyu.services import Store, backup, check, encryption, journal, neighbourhood
from qingyu.storage import book_key
from qingyu.ui import encrypting
from qingyu.ui.dialogs import crash
from qingyu.ui.dialogs.recovery import RecoveryDialog
from qingyu.ui.dialogs.rescue import RescueDialog
from qingyu.ui.dialogs.secret import SecretDialog
from qingyu.ui.pages.welcome import WelcomePage
from qingyu.ui.window import MainWindow

GOOD, OTHER = "青年路上梧桐树下", "六幢的桂花 2026"
Step = Callable[[QWidget], object]


@pytest.fixture(autouse=True)
def _alone(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Argon2id with little memory, no windows of other tests, Python's hooks given back."""
    monkeypatch.setattr(book_key, "_MEMORY", 64)
    monkeypatch.setattr(book_key, "_TIME", 1)
    for left in QApplication.topLevelWidgets():
        left.hide()
    yield
    crash.install().stop()


@pytest.fixture
def root(founded_book: DataFolder, tmp_path: Path) -> Path:
    """A plain book of the test's own."""
    shutil.copytree(founded_book.root, tmp_path / "资料 夹")
    return tmp_path / "资料 夹"


class User:
    """Does one step with each dialog or window that comes up, in order."""

    def __init__(self, *steps: tuple[type, Step]) -> None:
        self.error: BaseException | None = None
        self.left = list(steps)
        self._seen: list[object] = []
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(10)

    def _look(self) -> None:
        if not self.left or self.error is not None:
            self._timer.stop()
            return
        kind, step = self.left[0]
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, kind) and widget.isVisible() and widget not in self._seen:
                self._seen.append(widget)
                self.left.pop(0)
                try:
                    step(widget)
                except BaseException as error:
                    self.error = error
                    QApplication.exit(1)
                return


def typing(*texts: str) -> Step:
    def step(dialog: QWidget) -> None:
        assert isinstance(dialog, SecretDialog)
        for line, text in zip(dialog.lines.values(), texts, strict=True):
            line.setText(text)
        dialog.confirm.click()

    return step


def close(window: QWidget) -> None:
    window.close()


def visit(root: Path, *steps: tuple[type, Step]) -> None:
    user = User(*steps)
    assert app.open_window(root) == 0
    assert user.error is None
    assert user.left == []


def test_it_is_turned_on_asked_for_and_turned_off(root: Path) -> None:
    seen: dict[str, str] = {}

    def note_code(dialog: QWidget) -> None:
        assert isinstance(dialog, RecoveryDialog)
        seen["code"] = dialog.code.accessibleName().removeprefix("恢复码 ")
        dialog.accept()

    def begin(way: Callable[..., object]) -> Step:
        return lambda window: way(window.desk, window) if isinstance(window, MainWindow) else None

    visit(
        root,
        (MainWindow, begin(encrypting.turn_on)),
        (SecretDialog, typing(GOOD, GOOD)),
        (RecoveryDialog, note_code),
        (MainWindow, close),
    )
    assert encryption.recovery_code(DataFolder(root), GOOD) == seen["code"]

    def wrong_then_by_sheet(dialog: QWidget) -> None:
        typing("不对的口令")(dialog)
        assert isinstance(dialog, SecretDialog)
        assert "口令不对" in dialog.trouble.text()
        dialog.other.click()

    visit(
        root,
        (SecretDialog, wrong_then_by_sheet),
        (SecretDialog, typing(seen["code"].lower())),
        (SecretDialog, typing(OTHER, OTHER)),
        (MainWindow, close),
    )
    visit(
        root,
        (SecretDialog, typing(OTHER)),
        (MainWindow, begin(encrypting.turn_off)),
        (SecretDialog, typing(OTHER)),
        (MainWindow, close),
    )
    assert not encryption.is_sealed(DataFolder(root))


def test_who_does_not_know_the_passphrase_goes_away_quietly(root: Path) -> None:
    encryption.seal(DataFolder(root), GOOD, by=1)
    before = (root / "qingyu.db").read_bytes()
    visit(root, (SecretDialog, lambda dialog: dialog.close()))
    assert (root / "qingyu.db").read_bytes() == before


def test_encryption_can_be_chosen_at_the_first_start(tmp_path: Path) -> None:
    root = tmp_path / "新 资料"

    def found(window: QWidget) -> None:
        assert isinstance(window, MainWindow)
        page = window.page
        assert isinstance(page, WelcomePage)
        assert not page.encrypt.isChecked()
        page.name.setText("青年路社区")
        page.person.setText("陆建芬")
        page.encrypt.setChecked(True)
        page.begin.click()

    visit(
        root,
        (MainWindow, found),
        (SecretDialog, typing(GOOD, GOOD)),
        (RecoveryDialog, lambda dialog: dialog.close()),
        (MainWindow, close),
    )
    store = Store.open(encryption.unlock(DataFolder(root), GOOD))
    assert neighbourhood.name(store) == "青年路社区"
    assert journal.entries(store)[0].verb == "开启资料加密"
    store.close()


def test_a_damaged_encrypted_book_is_rescued_from_its_backup(root: Path) -> None:
    made = encryption.seal(DataFolder(root), GOOD, by=1)
    store = Store.open(made.folder)
    path = backup.make(store).path
    store.close()
    with made.folder.database.open("r+b") as file:
        file.write(bytes(4096))
    dialog = RescueDialog("资料文件损坏了。", DataFolder(root))
    user = User((SecretDialog, typing(GOOD)))
    dialog.show()
    dialog.restore_from(path)
    assert user.error is None
    assert dialog.open_button.isVisible()
    dialog.accept()
    store = Store.open(encryption.unlock(DataFolder(root), GOOD))
    assert check.faults(store) == ()
    store.close()


def test_a_book_that_reads_as_noise_without_a_key_file_is_no_dead_end(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "qingyu.db").write_bytes(os.urandom(40 * 4096))
    user = User((SecretDialog, lambda dialog: dialog.close()))
    assert app.open_window(root) == 1
    assert user.error is None
    assert "用最近的备份恢复" in capsys.readouterr().err
