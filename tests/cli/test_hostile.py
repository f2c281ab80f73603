"""What a hostile or unlucky user does to the command line: one sentence, nothing lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import PROGRAM, ROOT, Done, Run, answer, environment

needs_posix = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")


def refused(done: Done, code: int = 1) -> str:
    """The one sentence of a refusal."""
    assert done.returncode == code, done
    (line,) = done.stderr.splitlines()
    assert line.startswith("qingyu: ")
    assert any("\u4e00" <= char <= "\u9fff" for char in line)
    assert "程序出错了" not in line
    return line


def shell(command: str) -> Done:
    """A shell line in which QINGYU is the program."""
    program = " ".join(f"'{word}'" for word in PROGRAM)
    return subprocess.run(
        ["bash", "-c", command.replace("QINGYU", program)],
        capture_output=True,
        encoding="utf-8",
        env=environment(),
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize(
    "words",
    [
        ("move", "9" * 20, "已核实"),
        ("move", "-1", "已核实"),
        ("move", "1", "合并", "--into", "9" * 30),
        ("issues", "--building", "9" * 20),
        ("record", "漏水", "--attach", "-1"),
        ("record", "漏水", "--by", "\udcff"),
        ("record", "\udcff漏水"),
        ("move", "1", "作废", "--reason", "\udcff"),
        ("import", "."),
        ("import", "没有这个.xlsx"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(run: Run, book: Path, words: tuple[str, ...]) -> None:
    refused(run(*words, "--data", book))
    assert run("check", "--data", book).returncode == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("move", "x", "已核实"), "「x」不是数字"),
        (("move", "9" * 5000, "已核实"), "不是数字"),
        (("move", "1"), "还缺 状态"),
        (("move", "1", "挂起", "--look-again", "2026-02-30"), "没有「2026-02-30」这一天"),
        (("record", "x", "--issue", "--attach", "1"), "不能和"),
        (("issues", "--state"), "后面还要写"),
        (("--bogus",), "不认识 --bogus"),
        (("check", "--data", ""), "文件夹名是空的"),
    ],
)
def test_wrong_usage_is_told_in_chinese(run: Run, words: tuple[str, ...], told: str) -> None:
    assert told in refused(run(*words), 2)


@pytest.mark.parametrize("week", ["9999-W52", "9999-12-31", "9999-W53", "0001-W01"])
def test_the_ends_of_time_are_weeks_or_a_sentence(
    run: Run, book: Path, tmp_path: Path, week: str
) -> None:
    done = run("review", "--week", week, "-o", tmp_path / "w.pdf", "--data", book)
    assert done.returncode == 0 or refused(done)


@pytest.mark.parametrize("out", ["", ".", "/", "a.pdf/b.pdf", "x" * 255, "qingyu.db", "F.json"])
def test_no_document_is_written_over_something_else(
    run: Run, book: Path, tmp_path: Path, out: str
) -> None:
    fields = book / "F.json"
    fields.write_text('{"title": "通知", "body": "您好"}', encoding="utf-8")
    (book / "a.pdf").write_bytes(b"%PDF-")
    words = ("notice", "--kind", "free", "--fields", fields, "-o")
    done = run(*words, (book / out if out.strip("./") else out))
    if len(out) < 255:
        refused(done)
    assert json.loads(fields.read_text(encoding="utf-8"))["title"] == "通知"
    assert run("check", "--data", book).stdout.startswith("资料完好。\n")


def test_a_broken_table_of_limits_is_told_and_the_bundled_one_is_used(
    run: Run, book: Path
) -> None:
    (book / "limits.toml").mkdir()
    done = run("record", "漏水", "--issue", "--data", book)
    assert done.returncode == 0
    assert "limits.toml" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert len(answer(run("issues", "--json", "--data", book))) == 2


def test_tour_needs_no_data_folder_and_tells_where_it_cannot_write(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "图").write_text("in the way")
    assert "读写不了" in refused(run("tour", tmp_path / "图"))
    assert (tmp_path / "图").read_text() == "in the way"


@needs_posix
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("QINGYU issues --data '{}' | head -0; exit ${{PIPESTATUS[0]}}", 0),
        ("QINGYU issues --json --data '{}' > /dev/full", 1),
        ("QINGYU record 漏水 --data '{}' > /dev/full", 1),
        ("QINGYU issues --data '{}' >&-", 0),
        ("QINGYU record - --data '{}' <&-", 0),
        ("QINGYU record '' --data '{}' 2>&-", 1),
        ("QINGYU record '' --data '{}' 2>/dev/full", 1),
    ],
)
def test_streams_that_are_closed_or_full(book: Path, command: str, code: int) -> None:
    done = shell(command.format(book))
    assert done.returncode == code, done
    assert len(done.stderr.splitlines()) <= 1
    assert "Traceback" not in done.stderr
    if "2>" in command:
        assert done.stdout == ""


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", pytest.param("utf-8-sig", marks=pytest.mark.soak), "gb18030",
     pytest.param("utf-16", marks=pytest.mark.soak)],
)
def test_lines_are_read_in_whatever_encoding_windows_pipes(
    run: Run, data: Path, encoding: str
) -> None:
    lines = ["三幢二单元501张阿姨说漏水", "楼道灯坏了"]
    done = subprocess.run(
        [*PROGRAM, "record", "-", "--data", str(data)],
        input="\r\n".join(lines).encode(encoding),
        capture_output=True,
        env=environment(),
        check=True,
    )
    assert done.stdout.split() == [b"0001", b"0002"]
    shown = answer(run("feedback", "--json", "--data", data))
    assert [piece["text"] for piece in shown] == lines[::-1]


@needs_posix
@pytest.mark.parametrize("size", [100_000, 700_000])
def test_a_disk_that_fills_up_loses_nothing_acknowledged(
    run: Run, data: Path, size: int
) -> None:
    limited = (
        "import resource, sys; from qingyu.app import main;"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}));"
        f"sys.exit(main(['record', '-', '--issue', '--data', {str(data)!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited],
        input="3幢漏水\n" * 300,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env=environment(),
        check=False,
    )
    assert "磁盘" in refused(done)
    stored = {piece["number"] for piece in answer(run("feedback", "--json", "--data", data))}
    assert set(done.stdout.split()) <= stored
    assert run("check", "--data", data).returncode == 0
