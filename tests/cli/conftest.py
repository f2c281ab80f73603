"""The program as a shell runs it: a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that does not exist yet, with a space and Chinese in its name."""
    return tmp_path / "我的 资料"


@pytest.fixture
def run() -> Run:
    """Runs `main.py` with these words; nothing is inherited that would show a screen."""

    def call(*words: object, stdin: str = "") -> "subprocess.CompletedProcess[str]":
        hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        environment = {key: value for key, value in os.environ.items() if key not in hidden}
        return subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *map(str, words)],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env=environment,
            check=False,
            timeout=120,
        )

    return call


def answer(done: "subprocess.CompletedProcess[str]") -> Any:
    """The one JSON document a command printed."""
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
