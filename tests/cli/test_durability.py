"""Whatever was acknowledged is in the book, however the process ended."""

import contextlib
import os
import random
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import PROGRAM, ROOT, Run, answer, environment
from tests.cli.test_people import HEAD, workbook

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")

MESSAGES = [f"{n % 9 + 1}幢{n % 3 + 1}单元{n % 6 + 1}01 楼道灯不亮 {n}" for n in range(500)]


@contextlib.contextmanager
def started(*words: str) -> Iterator["subprocess.Popen[str]"]:
    """A process with both ends of its pipes, killed at the end at the latest."""
    with subprocess.Popen(
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
        env=environment(),
    ) as process:
        yield process
        process.send_signal(signal.SIGKILL)


def killed_after(process: "subprocess.Popen[str]", lines: int, seconds: float) -> list[str]:
    """What the process had said when it was killed so long after saying so many lines."""
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(lines)]
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    process.send_signal(signal.SIGKILL)
    return [line.strip() for line in (*said, *process.stdout) if line.endswith("\n")]


def record_until_killed(data: Path, stop_after: int) -> list[str]:
    """The numbers acknowledged before the process was killed."""
    with started(*PROGRAM, "record", "-", "--data", str(data), "--issue") as process:
        assert process.stdin is not None
        process.stdin.write("\n".join(MESSAGES))
        process.stdin.close()
        process.stdin = None
        return killed_after(process, stop_after, 0)


def check_recordings(run: Run, data: Path, times: int) -> None:
    chance = random.Random(7)
    acknowledged: list[str] = []
    for _ in range(times):
        acknowledged += record_until_killed(data, chance.randrange(1, 120))
        stored = {p["number"]: p for p in answer(run("feedback", "--json", "--data", data))}
        assert set(acknowledged) <= set(stored)
        assert run("check", "--data", data).stdout.startswith("资料完好。\n")
    issues = answer(run("issues", "--json", "--data", data))
    # The piece and its issue are one operation: never one without the other.
    assert len(issues) == len(stored)
    assert len(set(acknowledged)) == len(acknowledged)


def check_all_or_nothing(
    run: Run, data: Path, words: tuple[object, ...], times: int, seconds: float
) -> None:
    """Kills a big command at random moments: the book holds all of it or nothing."""
    chance = random.Random(13)
    for number in range(times):
        folder = data / str(number)
        with started(*PROGRAM, *map(str, words), "--data", str(folder)) as process:
            killed_after(process, 0, chance.uniform(0.3, seconds))
        assert run("check", "--data", folder).stdout.startswith("资料完好。\n")
        verbs = run("log", "--data", folder).stdout.splitlines()
        found = answer(run("search", "1幢", "--json", "--data", folder))
        assert bool(found) == bool(verbs)
        again = run(*words, "--data", folder)
        assert again.returncode == 0 or verbs, again.stderr


def residents(path: Path, count: int) -> Path:
    rows = (("", f"住户{n}", f"1幢{n % 3 + 1}单元{n + 101}", "") for n in range(count))
    return workbook(path / "名单.xlsx", HEAD, *rows)


@pytest.mark.soak
def test_what_was_acknowledged_before_a_kill_is_there(run: Run, data: Path) -> None:
    check_recordings(run, data, 2)



@pytest.mark.soak
def test_ten_kills_while_importing(run: Run, data: Path, tmp_path: Path) -> None:
    check_all_or_nothing(run, data, ("import", residents(tmp_path, 2_000)), 10, 3)


@pytest.mark.soak
def test_ten_kills_while_filling_with_practice_data(run: Run, data: Path) -> None:
    words = ("demo-data", "--issues", 2_000, "--feedback", 2_000)
    check_all_or_nothing(run, data, words, 10, 5)


@pytest.mark.parametrize(
    "count", [40, pytest.param(1_000, marks=pytest.mark.soak)], ids=["short", "long"]
)
def test_two_processes_record_at_once_and_no_number_is_given_twice(
    run: Run, data: Path, count: int
) -> None:
    words = (*PROGRAM, "record", "-", "--issue", "--data", str(data))
    with started(*words) as one, started(*words) as other:
        for process in (one, other):
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write("3幢漏水\n" * count)
            process.stdin.close()
            process.stdin = None
        numbers = [line.strip() for each in (one, other) if each.stdout for line in each.stdout]
        assert (one.wait(), other.wait()) == (0, 0)
    assert len(set(numbers)) == len(numbers) == 2 * count
    stored = answer(run("issues", "--json", "--data", data))
    assert {each["number"] for each in stored} >= set(numbers)
    assert len(stored) == 2 * count
    assert run("check", "--data", data).returncode == 0


def test_of_two_who_move_an_issue_at_once_only_one_does(run: Run, data: Path) -> None:
    run("record", "3幢漏水", "--issue", "--data", data)
    words = (*PROGRAM, "move", "1", "已核实", "--data", str(data))
    movers = [
        subprocess.Popen(
            words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()
        )
        for _ in range(3)
    ]
    assert sorted(mover.wait() for mover in movers) == [0, 1, 1]
    assert run("log", "--data", data).stdout.count("核实") == 1
