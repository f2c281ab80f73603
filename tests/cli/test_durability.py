"""Every number that was printed is in the book, however the process ended."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run, answer

MESSAGES = [f"{n % 9 + 1}幢{n % 3 + 1}单元{n % 6 + 1}01 楼道灯不亮 {n}" for n in range(500)]


def record_until_killed(data: Path, stop_after: int) -> list[str]:
    """The numbers acknowledged before the process was killed."""
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "record", "-", "--data", str(data), "--issue"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write("\n".join(MESSAGES))
    process.stdin.close()
    acknowledged = [process.stdout.readline().strip() for _ in range(stop_after)]
    process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    acknowledged += [line.strip() for line in process.stdout]
    process.wait()
    process.stdout.close()
    return [number for number in acknowledged if number]


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_what_was_acknowledged_before_a_kill_is_there(run: Run, data: Path) -> None:
    chance = random.Random(7)
    acknowledged: list[str] = []
    for _ in range(4):
        acknowledged += record_until_killed(data, chance.randrange(1, 120))
        stored = {p["number"]: p for p in answer(run("feedback", "--json", "--data", data))}
        assert set(acknowledged) <= set(stored)
        assert run("check", "--data", data).stdout == "资料完好。\n"
    issues = answer(run("issues", "--json", "--data", data))
    # The piece and its issue are one operation: never one without the other.
    assert len(issues) == len(stored)
    assert len(set(acknowledged)) == len(acknowledged)
