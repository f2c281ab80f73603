"""roster print, calendar and excel on practice data."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run, called


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice book, read by every test here and changed by none."""
    folder = tmp_path_factory.mktemp("duty") / "练习 资料"
    size = ("--issues", "20", "--feedback", "20", "--households", "20", "--buildings", "2")
    assert called("demo-data", "--data", folder, *size).returncode == 0
    return folder


@pytest.mark.parametrize(
    "what", ["chart", "week", "slips", "handover", "patrol", "certificate"]
)
def test_every_paper_is_printed(run: Run, practice: Path, tmp_path: Path, what: str) -> None:
    out = tmp_path / "值 班.pdf"
    done = run(
        "roster", "print", "--month", "2026-11", "--what", what, "--data", practice, "-o", out
    )
    assert done.returncode == 0, done.stderr
    assert out.read_bytes().startswith(b"%PDF")


def test_the_chart_comes_large_and_the_month_in_other_forms(
    run: Run, practice: Path, tmp_path: Path
) -> None:
    month = ("--month", "2026-11", "--data", practice, "-o")
    assert run("roster", "print", "--layout", "a3", *month, tmp_path / "a.pdf").returncode == 0
    assert run("roster", "calendar", *month, tmp_path / "a.ics").returncode == 0
    assert run("roster", "excel", *month, tmp_path / "a.xlsx").returncode == 0
    assert (tmp_path / "a.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")


def test_wrong_wishes_are_refused_in_one_sentence(
    run: Run, practice: Path, tmp_path: Path
) -> None:
    month = ("--month", "2026-11", "--data", practice, "-o", tmp_path / "a.pdf")
    done = run("roster", "print", "--changed", *month)
    assert done.returncode == 1 and "值班条" in done.stderr
    done = run("roster", "print", "--what", "slips", "--person", "没有这人", *month)
    assert done.returncode == 1 and "没有这人" in done.stderr
    empty = ("--month", "2031-02", "--data", practice, "-o", tmp_path / "a.ics")
    done = run("roster", "calendar", *empty)
    assert done.returncode == 1 and "还没有排班" in done.stderr
    assert run("roster", "print", "--layout", "a0", *month).returncode == 2


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (("--person", "陆建芬"), "只能用于值班条、志愿服务证明"),
        (("--what", "slips", "--shift", "早"), "只能用于交接班记录"),
        (("--what", "week", "--layout", "a3"), "只能用于值班表"),
        (("--what", "week", "--day", "2026-09-03"), "不在2026年11月"),
        (("--what", "handover", "--shift", "早"), "还没写是哪天"),
    ],
)
def test_a_wish_the_paper_cannot_grant_is_not_passed_over(
    run: Run, practice: Path, tmp_path: Path, wish: tuple[str, ...], told: str
) -> None:
    out = tmp_path / "a.pdf"
    done = run("roster", "print", "--month", "2026-11", *wish, "--data", practice, "-o", out)
    assert done.returncode == 1 and told in done.stderr and not out.exists()


def test_an_empty_month_is_a_form_and_says_so(run: Run, practice: Path, tmp_path: Path) -> None:
    empty = ("--month", "2031-02", "--data", practice, "-o")
    done = run("roster", "print", *empty, tmp_path / "a.pdf")
    assert done.returncode == 0 and "2031年2月还没有排班" in done.stdout
    assert "空白表" in done.stdout and (tmp_path / "a.pdf").exists()
    done = run("roster", "excel", *empty, tmp_path / "a.xlsx")
    assert done.returncode == 0 and "还没有排班" in done.stdout


@pytest.mark.parametrize("month", ["2026-13", "十二月", "0000-01", "2026/12/01"])
def test_a_wrong_month_is_refused(run: Run, practice: Path, tmp_path: Path, month: str) -> None:
    done = run("roster", "print", "--month", month, "--data", practice, "-o", tmp_path / "a.pdf")
    assert done.returncode == 1 and "看不懂哪一个月" in done.stderr


def test_nothing_is_written_over_a_folder_or_another_sort_of_file(
    run: Run, practice: Path, tmp_path: Path
) -> None:
    other = tmp_path / "住户.xlsx"
    other.write_bytes(b"PK something")
    for out, told in ((tmp_path, "是文件夹"), (other, "另一种文件")):
        done = run("roster", "print", "--month", "2026-11", "--data", practice, "-o", out)
        assert done.returncode == 1 and told in done.stderr
    assert other.read_bytes() == b"PK something"


def test_the_ledger_and_the_hours_are_exported(run: Run, practice: Path, tmp_path: Path) -> None:
    book = ("--data", practice, "-o")
    span = ("--month", "2026-10", "--until", "2026-11")
    assert run("roster", "ledger", *span, *book, tmp_path / "台 账.xlsx").returncode == 0
    assert (tmp_path / "台 账.xlsx").read_bytes().startswith(b"PK")
    done = run("roster", "hours", "--year", "2026", *book, tmp_path / "a.csv")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").startswith("姓名,年份,次数,小时")
    done = run("roster", "hours", "--year", "1999", *book, tmp_path / "b.csv")
    assert done.returncode == 1 and "还没有人值过班" in done.stderr
    done = run("roster", "ledger", "--month", "2026-10", *book, tmp_path / "b.pdf")
    assert done.returncode == 1 and ".xlsx 或 .csv" in done.stderr
