"""A real process is killed while somebody writes; the words are offered when it starts again."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qingyu.domain.draft import Draft
from qingyu.paths import DataFolder
from qingyu.services import Store, draft

_TYPE = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from qingyu import app
from qingyu.services import draft

window = app.build(Path(sys.argv[1]))
window.show()
page = window.show_page("reception")

def write(text):
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(page.box, event)

def told():
    print("typed", flush=True)

page.box.setFocus()
words = sys.argv[2:]
left = list(words)

def go_on():
    # One timer for all: a late one never overtakes another.
    write(left.pop(0))
    if not left:
        typing.stop()
        QTimer.singleShot(2000, told)

typing = QTimer(interval=150)
typing.timeout.connect(go_on)
typing.start()
# The very moment it is written is what a single word is killed at.
look = QTimer(interval=20)
look.timeout.connect(lambda: len(words) == 1 and draft.left(window.store) and told())
look.start()
QApplication.instance().exec()
"""


def left_after_kill(folder: DataFolder, *typed: str) -> tuple[Draft, ...]:
    """What is offered after a window was killed, at the latest two seconds after the last word."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, "-c", _TYPE, str(folder.root), *typed],
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "typed\n"
        process.kill()
    store = Store.open(folder)
    try:
        assert store.check() == ()
        return draft.left(store)
    finally:
        store.close()


@pytest.fixture
def folder(founded_book: DataFolder, tmp_path: Path) -> DataFolder:
    copied = DataFolder(tmp_path / "资料 夹")
    shutil.copytree(founded_book.root, copied.root)
    return copied


def test_what_was_typed_two_seconds_before_a_kill_is_offered(folder: DataFolder) -> None:
    (kept,) = left_after_kill(folder, "3-2-501王阿姨说楼道灯不亮")
    assert kept.whole_text == "3-2-501王阿姨说楼道灯不亮"
    assert kept.title == "接待：居民说的话"


@pytest.mark.soak
def test_who_types_on_and_on_loses_nothing_that_is_two_seconds_old(folder: DataFolder) -> None:
    typed = [f"第{number}句。" for number in range(30)]
    (kept,) = left_after_kill(folder, *typed)
    assert kept.whole_text == "".join(typed)


@pytest.mark.soak
def test_killed_over_and_over_each_sitting_leaves_its_own(folder: DataFolder) -> None:
    said = [f"第{number}次说的话" for number in range(1, 9)]
    for number, words in enumerate(said, 1):
        # Two words, as one alone would be found among those left before.
        kept = left_after_kill(folder, words, "。")
        assert {each.whole_text for each in kept} == {f"{each}。" for each in said[:number]}
