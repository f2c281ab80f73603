"""monthly from a shell."""

from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.printing.readers import pages, squeezed


def test_the_months_sheet_is_written_and_hides_who_spoke(
    run: Run, book: Path, tmp_path: Path
) -> None:
    out = tmp_path / "月报 1.pdf"
    month = f"{date.today():%Y-%m}"
    assert run("monthly", "--month", month, "-o", out, "--data", book).returncode == 0
    text = squeezed("".join(pages(out.read_bytes())))
    assert "民情月报" in text and "自评办法" in text and "1来件" in text
    assert "13867412358" not in text and "501" not in text and "张阿姨" not in text


@pytest.mark.parametrize("month", ["2026-13", "去年", "8999-01"])
def test_a_month_nobody_can_print_is_refused_in_one_sentence(
    run: Run, book: Path, tmp_path: Path, month: str
) -> None:
    out = tmp_path / "m.pdf"
    done = run("monthly", "--month", month, "-o", out, "--data", book)
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1
    assert not out.exists()
