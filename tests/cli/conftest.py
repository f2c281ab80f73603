"""The program as a shell runs it: most tests inside this process, the rest in their own."""

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import pytest

from qingyu import app

ROOT = Path(__file__).parent.parent.parent
PROGRAM = (sys.executable, str(ROOT / "main.py"))
LEAK = "3幢2单元501张阿姨说厨房顶上漏水，电话13867412358"
Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that does not exist yet, with a space and Chinese in its name."""
    return tmp_path / "我的 资料"


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with one issue, to be copied and never touched."""
    folder = tmp_path_factory.mktemp("prepared") / "一件 工单"
    assert called("record", LEAK, "--issue", "--data", folder).stdout == "0001\n"
    return folder


@pytest.fixture
def book(prepared: Path, data: Path) -> Path:
    """A book with one issue, which is LEAK."""
    shutil.copytree(prepared, data)
    return data


@pytest.fixture
def run() -> Run:
    """Calls the program with these words and plain ASCII streams; no screen is to be seen."""
    return called


def called(*words: object, stdin: str = "") -> Done:
    """What the program answered to these words, without a process of its own."""
    given = [str(word) for word in words]
    source = io.BufferedReader(io.BytesIO(stdin.encode("utf-8")))
    with pytest.MonkeyPatch.context() as patch, _stream() as stdout, _stream() as stderr:
        for name in _SCREENS:
            patch.delenv(name, raising=False)
        patch.setattr(sys, "stdin", io.TextIOWrapper(source, encoding="ascii"))
        patch.setattr(sys, "stdout", stdout[0])
        patch.setattr(sys, "stderr", stderr[0])
        try:
            code = app.main(given)
        except SystemExit as leaving:
            assert isinstance(leaving.code, int)
            code = leaving.code
        return Done(given, code, _written(*stdout), _written(*stderr))


@contextmanager
def _stream() -> Iterator[tuple[TextIO, BinaryIO]]:
    """A standard stream with a descriptor that may be sent elsewhere, and what it wrote to."""
    with (
        tempfile.TemporaryFile() as kept,
        open(os.dup(kept.fileno()), "w", encoding="ascii") as writer,
    ):
        yield writer, kept


def _written(writer: TextIO, kept: BinaryIO) -> str:
    writer.flush()
    kept.seek(0)
    return kept.read().decode("utf-8").replace("\r\n", "\n")


def environment() -> dict[str, str]:
    """What a child process inherits: no screen, and leave to keep what it compiled for the next."""
    hidden = (*_SCREENS, "PYTHONDONTWRITEBYTECODE")
    return {key: value for key, value in os.environ.items() if key not in hidden}


@pytest.fixture
def process() -> Run:
    """Runs `main.py` with these words in a process of its own."""

    def call(*words: object, stdin: str = "", **changes: str) -> Done:
        return subprocess.run(
            [*PROGRAM, *map(str, words)],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env={**environment(), **changes},
            check=False,
            timeout=120,
        )

    return call


def answer(done: Done) -> Any:
    """The one JSON document a command printed."""
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
