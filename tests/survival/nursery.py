"""Many short lives at the price of one start: a process that forks, watches and kills.

`python -m tests.survival.nursery` reads an order a line from its standard input and answers each
with what the child had said when it ended, as JSON.
"""

import json
import os
import select
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CDLL, c_int
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from qingyu.domain.steward import Role, Steward
from qingyu.services import neighbourhood
from tests.cli.conftest import ROOT, environment
from tests.services.deeds import opened


@dataclass(frozen=True)
class Order:
    """A task in a folder, ended so many seconds after it told so many operations.

    `fail_at` > 0: from that write on the disk answers `fail_times` writes with errno `fail_with`.
    """

    task: str
    folder: str
    lines: int
    seconds: float = 0.0
    fail_at: int = 0
    fail_with: int = 0
    fail_times: int = 0


@dataclass(frozen=True)
class Life:
    """What was said before the end; whether it came by the kill, else how the task ended."""

    said: list[str] = field(default_factory=list)
    killed: bool = False
    fell: bool = False


class Nursery:
    """The other end of a nursery process."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.kills = 0

    def live(self, order: Order) -> Life:
        """One life from its birth to its end."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(asdict(order)) + "\n")
        self._process.stdin.flush()
        life = Life(**json.loads(self._process.stdout.readline()))
        assert not life.fell, f"{order.task} ended by an error of its own"
        self.kills += life.killed
        return life


@contextmanager
def nursery(preload: Path | None = None) -> Iterator[Nursery]:
    """A nursery process; with `preload`, a shared library put before the system's own."""
    env = environment() | ({"LD_PRELOAD": str(preload)} if preload else {})
    with subprocess.Popen(
        [sys.executable, "-m", "tests.survival.nursery"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
        env=env,
    ) as process:
        yield Nursery(process)
        assert process.stdin is not None
        process.stdin.close()


def _be_born(order: Order) -> Life:
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        _be_child(order, theirs)
    os.close(theirs)
    said = _listen(ours, order)
    os.kill(child, signal.SIGKILL)
    said += _rest(ours)
    _, status = os.waitpid(child, 0)
    whole = said.decode().split("\n")[:-1]
    return Life(whole, os.WIFSIGNALED(status), os.WIFEXITED(status) and status != 0)


def _be_child(order: Order, out: int) -> NoReturn:
    from tests.survival.tasks import TASKS

    try:
        if order.fail_at:
            fail = CDLL(None).fail_writes
            fail.argtypes = [c_int, c_int, c_int]
            fail(order.fail_at, order.fail_with, order.fail_times)
        for line in TASKS[order.task](Path(order.folder)):
            os.write(out, f"{line}\n".encode())
        os._exit(0)
    finally:
        # Whatever happened in it, a child never goes on as a second nursery.
        traceback.print_exc()
        os._exit(1)


def _listen(pipe: int, order: Order) -> bytes:
    """What was said until the lines were reached and the time after them was over."""
    said = b""
    while said.count(b"\n") < order.lines:
        piece = os.read(pipe, 65_536)
        if not piece:
            return said
        said += piece
    end = time.monotonic() + order.seconds
    while (left := end - time.monotonic()) > 0:
        # Closer to its end than select() can wait, the time is spun away.
        if select.select([pipe], [], [], max(0.0, left - 0.001))[0]:
            piece = os.read(pipe, 65_536)
            if not piece:
                break
            said += piece
    return said


def _rest(pipe: int) -> bytes:
    pieces = b"".join(iter(lambda: os.read(pipe, 65_536), b""))
    os.close(pipe)
    return pieces


def _learn() -> None:
    """Imports and compiles once, before any child, what every child would at its first deed."""
    from tests.survival.tasks import make_backups, mend, record, turn_encryption

    for tasks in ((record, make_backups), (turn_encryption, turn_encryption, mend)):
        with TemporaryDirectory() as folder:
            book = opened(Path(folder))
            neighbourhood.found(book, "练习", {3: 2}, Steward(0, "陆建芬", Role.LEAD))
            book.close()
            for task in tasks:
                deeds = task(Path(folder))
                next(deeds)
                deeds.close()


if __name__ == "__main__":
    _learn()
    for line in sys.stdin:
        print(json.dumps(asdict(_be_born(Order(**json.loads(line))))), flush=True)
