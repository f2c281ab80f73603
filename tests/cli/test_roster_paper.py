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
