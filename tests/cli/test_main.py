"""The command line end to end."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import LEAK, Run, answer


def test_a_matter_travels_from_words_to_closed(run: Run, data: Path) -> None:
    assert run("record", LEAK, "--issue", "--data", data).stdout == "0001\n"
    assert run("record", "楼上又漏了，3-2-501", "--attach", "1", "--data", data).stdout == "0002\n"
    steps = (
        ("已核实",),
        ("作废", "--reason", "重复登记"),
    )
    for step in steps:
        assert run("move", "1", *step, "--data", data).returncode == 0
    (issue,) = answer(run("issues", "--json", "--data", data))
    assert issue["number"] == "0001"
    assert (issue["building"], issue["unit"], issue["room"]) == (3, 2, "501")
    assert issue["state"] == "作废"
    assert set(issue) == {
        "number", "title", "state", "building", "unit", "room", "category", "urgency",
        "reported_at", "due_at", "overdue",
    }  # fmt: skip


def test_search_finds_words_places_and_tails(run: Run, book: Path) -> None:
    for typed in ("漏水", "3-2-501", "2358", "#1", "zay", "工单0001"):
        found = answer(run("search", typed, "--json", "--data", book))
        assert found, typed
        assert set(found[0]) == {"noun", "number", "title"}


def test_a_forbidden_move_says_in_one_line_what_may_be_done(run: Run, book: Path) -> None:
    refused = run("move", "1", "办结", "--data", book)
    assert refused.returncode == 1
    assert refused.stdout == ""
    assert len(refused.stderr.splitlines()) == 1
    assert "核实" in refused.stderr


def test_record_reads_lines_and_answers_each_with_its_number(run: Run, data: Path) -> None:
    lines = [
        "楼道灯不亮",
        "",
        "  ",
        "<b>'; DROP TABLE issue; -- %s {name}",
        "🙂\u202e\u0007 3幢漏水",
    ]
    done = run("record", "-", "--data", data, stdin="\n".join(lines))
    assert done.stdout == "0001\n0002\n0003\n"
    pieces = answer(run("feedback", "--json", "--data", data))
    assert [piece["text"] for piece in reversed(pieces)] == [lines[0], lines[3], lines[4]]
    assert run("check", "--data", data).returncode == 0


def test_a_message_too_long_is_refused_and_the_next_one_is_kept(run: Run, data: Path) -> None:
    done = run("record", "-", "--data", data, stdin=f"{'水' * 100_001}\n楼道灯不亮\n")
    assert done.returncode == 1
    assert done.stdout == "0001\n"
    assert "太长" in done.stderr


def test_undo_takes_back_the_last_step_across_processes(
    run: Run, process: Run, data: Path
) -> None:
    process("record", LEAK, "--issue", "--data", data)
    assert process("undo", "--data", data).returncode == 0
    assert answer(run("issues", "--json", "--data", data)) == []
    assert run("undo", "--data", data).returncode == 1


def test_parse_prints_the_keys_of_the_samples(run: Run) -> None:
    done = run("parse", stdin=f"{LEAK}\n\n")
    first, empty = (json.loads(line) for line in done.stdout.splitlines())
    assert list(first) == [
        "text", "building", "unit", "room", "name", "phone", "category", "dangerous", "kind",
    ]  # fmt: skip
    assert (first["building"], first["unit"], first["room"]) == (3, 2, "501")
    assert (first["name"], first["phone"]) == ("张阿姨", "13867412358")
    assert empty["text"] == ""


@pytest.mark.parametrize(
    "words", [("bogus",), ("issues", "--state", "飞走"), ("record",), ("notice", "--kind", "free")]
)
def test_wrong_usage_exits_with_2_in_chinese(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert "用法不对" in done.stderr


def test_without_a_screen_the_window_says_so_in_one_sentence(process: Run, data: Path) -> None:
    done = process("--data", data)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "屏幕" in done.stderr and "tour" in done.stderr


def test_a_damaged_book_is_refused_in_one_sentence(run: Run, data: Path) -> None:
    data.mkdir()
    (data / "qingyu.db").write_bytes(b"x" * 5000)
    done = run("issues", "--data", data)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert (data / "qingyu.db").read_bytes() == b"x" * 5000
