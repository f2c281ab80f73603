"""round, forms, form from a shell: out on paper, and back by line number."""

from pathlib import Path

from tests.cli.conftest import Run, answer
from tests.printing.readers import pages, squeezed


def test_a_round_of_open_issues_goes_out_and_comes_back(
    run: Run, book: Path, tmp_path: Path
) -> None:
    out = tmp_path / "查看 单.pdf"
    made = run("round", "make", "--kind", "查看", "-o", out, "--data", book)
    assert (made.returncode, made.stdout) == (0, "查看单 0001　1 行\n")
    assert "R0001-01" in squeezed("".join(pages(out.read_bytes())))
    assert run("round", "list", "--data", book).stdout == "查看单 0001　没回来的行：1\n"
    back = run("round", "enter", 1, "--data", book, stdin="1 3 墙皮 掉下来了\n")
    assert (back.returncode, back.stdout) == (0, "1 更严重\n查看单 0001 全部回来了\n")
    assert run("round", "list", "--data", book).stdout == ""
    again = run("round", "print", 1, "-o", tmp_path / "又.pdf", "--data", book)
    assert again.returncode == 0


def test_who_went_and_what_was_asked_beside_are_typed_in_digits(
    run: Run, book: Path, tmp_path: Path
) -> None:
    run("round", "make", "--kind", "查看", "-o", tmp_path / "a.pdf", "--data", book)
    wrong = run("round", "enter", 1, "--who", "没这个人", "--data", book, stdin="1 1\n")
    assert wrong.returncode == 1 and "没有叫「没这个人」的管家" in wrong.stderr
    beside = run("round", "enter", 1, "--way", "电话", "--data", book, stdin="1 16\n")
    assert beside.returncode == 1 and "1 有好转" in beside.stderr


def test_refused_lines_are_told_and_the_others_stand(run: Run, book: Path, tmp_path: Path) -> None:
    run("round", "make", "--kind", "查看", "-o", tmp_path / "a.pdf", "--data", book)
    typed = "7 1\n1 9\n1\n甲 1\nR0002-01 1\n\nR0001-01 没变化\n1 1\n"
    back = run("round", "enter", 1, "--data", book, stdin=typed)
    assert back.returncode == 1
    assert back.stdout.splitlines()[0] == "1 没变化"
    told = back.stderr.splitlines()
    assert len(told) == 6
    for line, part in zip(
        told,
        ("没有第 7 行", "没有「9」这个结果", "没有结果", "不是行号", "另一张单子", "已经录过了"),
        strict=True,
    ):
        assert part in line


def test_nothing_to_do_is_no_round(run: Run, book: Path, tmp_path: Path) -> None:
    made = run("round", "make", "--kind", "回访", "-o", tmp_path / "a.pdf", "--data", book)
    assert made.returncode == 1 and "一行也没有" in made.stderr
    assert not (tmp_path / "a.pdf").exists()
    assert run("round", "enter", 5, "--data", book).returncode == 1


def test_a_lost_round_is_waited_for_no_longer(run: Run, book: Path, tmp_path: Path) -> None:
    run("round", "make", "--kind", "查看", "-o", tmp_path / "a.pdf", "--data", book)
    assert run("round", "lost", 1, "--data", book).stdout == "查看单 0001 作废\n"
    assert run("round", "list", "--data", book).stdout == ""


def test_forms_go_out_come_back_under_their_number_or_are_lost(
    run: Run, book: Path, tmp_path: Path
) -> None:
    out = tmp_path / "空白.pdf"
    made = run("forms", "--count", 3, "-o", out, "--data", book)
    assert (made.returncode, made.stdout) == (0, "报修单 0002–0004\n")
    assert len(pages(out.read_bytes())) == 2
    back = run("form", "back", "F0003", "3幢2单元楼道灯不亮", "--data", book)
    assert (back.returncode, back.stdout) == (0, "0003\n")
    assert run("form", "lost", 4, "--reason", "写坏了", "--data", book).returncode == 0
    listed = run("form", "list", "--data", book).stdout.splitlines()
    assert len(listed) == 1 and listed[0].startswith("报修单 0002")
    pieces = answer(run("feedback", "--json", "--data", book))
    assert {each["number"] for each in pieces} == {"0001", "0003"}
    assert run("form", "back", 9, "话", "--data", book).returncode == 1
