"""Every command once as a shell runs it: a process of its own, its streams real pipes."""

import argparse
import json
from pathlib import Path

import pytest

from qingyu.cli.main import Windows, parser
from tests.cli.conftest import LEAK, Run
from tests.cli.test_people import HEAD, workbook

PDF, EXCEL = b"%PDF", b"PK"
# The words of each command; IN is a file given to it, OUT the one it makes.
COMMANDS: dict[str, tuple[str, ...]] = {
    "parse": (),
    "record": ("-", "--issue"),
    "move": ("1", "已核实"),
    "reply": ("1", "马上来看"),
    "issues": ("--json",),
    "feedback": (),
    "search": ("漏水",),
    "today": (),
    "import": ("IN.xlsx",),
    "export": ("OUT.xlsx",),
    "template": ("OUT.xlsx",),
    "notice": ("--kind", "free", "--fields", "IN.json", "-o", "OUT.pdf"),
    "review": ("--week", "2026-W47", "-o", "OUT.pdf"),
    "monthly": ("--month", "2026-11", "-o", "OUT.pdf"),
    "round": ("make", "--kind", "查看", "-o", "OUT.pdf"),
    "forms": ("--count", "2", "-o", "OUT.pdf"),
    "slip": ("1", "-o", "OUT.pdf"),
    "check": (),
    "backup": (),
    "undo": (),
    "log": (),
    "notices": ("--json",),
    "posting": ("places",),
    # These have a test of their own.
    "demo-data": (),
    "tour": (),
    "followup": (),
    "form": (),
    "slips": (),
    "restore": (),
    "repair": (),
    "roster": (),
    "yearbook": (),
}
WITHOUT_BOOK = ("parse", "template", "notice")
LONG = ("demo-data", "tour", "followup", "form", "slips", "restore", "repair", "roster", "yearbook")
# Each is a process of its own; the others are tried inside this one, and so in the slow run.
QUICK = ("parse", "record", "export", "notice", "check", "backup", "undo")
SHORT = [name for name in COMMANDS if name not in LONG]


def test_no_command_is_forgotten() -> None:
    rooms = parser(Windows(lambda data, keys: 0, lambda data: 0, lambda out, data, keys: 0))
    (commands,) = (a for a in rooms._actions if isinstance(a, argparse._SubParsersAction))
    assert set(commands.choices) == set(COMMANDS)


@pytest.mark.parametrize(
    "name",
    [name if name in QUICK else pytest.param(name, marks=pytest.mark.soak) for name in SHORT],
)
def test_a_command_does_its_work_and_says_nothing_amiss(
    process: Run, book: Path, tmp_path: Path, name: str
) -> None:
    workbook(tmp_path / "IN.xlsx", HEAD, ("", "张桂芳", "3幢2单元501", ""))
    (tmp_path / "IN.json").write_text('{"title": "通知", "body": "您好"}', encoding="utf-8")
    files = {word: tmp_path / word for word in COMMANDS[name] if word.startswith(("IN.", "OUT."))}
    words = [files.get(word, word) for word in COMMANDS[name]]
    folder = () if name in WITHOUT_BOOK else ("--data", book)
    done = process(name, *words, *folder, stdin=f"{LEAK}\n")
    assert (done.returncode, done.stderr) == (0, "")
    made = [file.read_bytes() for word, file in files.items() if word.startswith("OUT.")]
    assert all(content.startswith((PDF, EXCEL)) for content in made)
    assert made or done.stdout


def test_a_backup_goes_to_a_stick_and_into_an_empty_computer(
    process: Run, book: Path, tmp_path: Path
) -> None:
    done = process("backup", "--to", tmp_path / "U盘", "--data", book)
    file = Path(done.stdout.splitlines()[0])
    assert "工单 1 件" in done.stdout and file.parent == tmp_path / "U盘"
    done = process("restore", file, "--data", tmp_path / "新 电脑")
    assert (done.returncode, done.stderr) == (0, "") and "换好了" in done.stdout
    assert "0001" in process("issues", "--data", tmp_path / "新 电脑").stdout


def test_practice_data_is_made_and_can_be_listed(process: Run, data: Path) -> None:
    size = ("--households", "5", "--issues", "3", "--feedback", "4")
    assert process("demo-data", *size, "--data", data).returncode == 0
    listed = process("issues", "--json", "--data", data)
    assert 0 < len(json.loads(listed.stdout)) <= 3


@pytest.mark.soak
def test_the_tour_photographs_every_page_in_every_size_and_prints(
    process: Run, tmp_path: Path
) -> None:
    assert process("tour", tmp_path / "图").returncode == 0
    pictures = {file.stem for file in (tmp_path / "图").glob("*.png")}
    assert len(pictures) >= 3 * 19
    assert {"duty-12", "duty-handover-18", "duty-weather-15"} <= pictures
    printed = list((tmp_path / "图").glob("*.pdf"))
    assert printed and all(file.read_bytes().startswith(PDF) for file in printed)


def test_a_console_that_knows_only_ascii_is_spoken_to_in_utf_8(process: Run, book: Path) -> None:
    plain = {"LC_ALL": "C", "LANG": "C", "PYTHONIOENCODING": "ascii"}
    shown = process("feedback", "--data", book, **plain)
    assert LEAK[:10] in shown.stdout, shown
    refused = process("move", "9", "已核实", "--data", book, **plain)
    assert refused.stderr.startswith("qingyu: 没有编号 0009 的工单")
