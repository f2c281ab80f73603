"""What PySide6 does at every import of a process is not done in this program."""

import subprocess
import sys

_SCRIPT = """
import linecache
import qingyu.ui
import qingyu.ui.pages.today
from PySide6.QtWidgets import QApplication, QLabel
assert [name for name in linecache.cache if "today" in name] == [], linecache.cache.keys()
QApplication(["qingyu", "-platform", "offscreen"])
assert QLabel("今日").text() == "今日"
"""


def test_no_source_is_read_for_features_nobody_asks_for() -> None:
    ended = subprocess.run([sys.executable, "-c", _SCRIPT], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
