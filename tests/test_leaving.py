"""Every way by which words with names leave the book is known here, and told in the journal."""

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import qingyu
from qingyu.cli.main import run
from qingyu.domain.changes import Noun
from qingyu.domain.neighbourhood import Household, Resident
from qingyu.services import Store, journal, neighbourhood, personal, print_log, resident_export
from tests.services.issue_book import LEAD, reported

if TYPE_CHECKING:
    from qingyu.ui.window import MainWindow

ROOT = Path(qingyu.__file__).parent
WAYS = ("save_file", "clipboard")
TOLD = "told in the journal where it happens"
KEPT = "a PDF kept inside the data folder; the print dialog tells when it is printed or opened"
NOBODY = "no resident is named in it"
OWN = "the words of whoever copies them, or of the program"
LEAVING = {
    "cli/barometer.py": NOBODY,
    "cli/documents.py": TOLD,
    "cli/roster.py": NOBODY,
    "cli/roster_paper.py": NOBODY,
    "cli/rounds.py": TOLD,
    "services/barometer_month.py": KEPT,
    "services/blank_form.py": NOBODY,
    "services/csv_file.py": "what calls it tells",
    "services/document.py": "what calls it tells",
    "services/figures.py": NOBODY,
    "services/issue_slip.py": KEPT,
    "services/notice.py": KEPT,
    "services/personal.py": TOLD,
    "services/recovery_sheet.py": TOLD,
    "services/review_minutes.py": KEPT,
    "services/review_weekly.py": KEPT,
    "services/roster_paper.py": KEPT,
    "services/round.py": KEPT,
    "services/workbook.py": "what calls it tells",
    "services/yearbook.py": TOLD,
    "tour.py": "practice data",
    "tour_papers.py": "practice data",
    "ui/dialogs/crash.py": OWN,
    "ui/dialogs/trouble.py": OWN,
    "ui/draft_offers.py": OWN,
    "ui/pages/duty_hours.py": NOBODY,
    "ui/pages/duty_ledger.py": NOBODY,
    "ui/pages/duty_papers.py": NOBODY,
    "ui/pages/feedback_work.py": TOLD,
    "ui/pages/issues_work.py": NOBODY,
    "ui/pages/notices_ledger_work.py": NOBODY,
    "ui/pages/review.py": NOBODY,
    "ui/pages/settings.py": OWN,
    "ui/widgets/sheet_edit.py": "only pastes",
}

def _calls(path: Path, names: tuple[str, ...]) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = (each.func for each in ast.walk(tree) if isinstance(each, ast.Call))
    told = {each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "")
            for each in called}  # fmt: skip
    return bool(told & set(names))


def test_every_way_out_is_known() -> None:
    every = {path.relative_to(ROOT).as_posix(): path for path in ROOT.rglob("*.py")}
    found = {name for name, path in every.items() if _calls(path, WAYS)}
    assert found - LEAVING.keys() == set(), "say whether it is told in the journal"


def test_what_is_told_writes_to_the_journal() -> None:
    for name, why in LEAVING.items():
        path = ROOT / name
        if why == TOLD and path.exists():
            text = path.read_text(encoding="utf-8")
            assert "note_taken" in text or ".tell()" in text, name


def _newest(store: Store) -> str:
    return journal.entries(store)[0].verb


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_residents_exported(founded: Store, tmp_path: Path, suffix: str) -> None:
    resident_export.export_residents(founded, tmp_path / f"住户.{suffix}", by=LEAD)
    assert _newest(founded) == "导出 0 位住户"


def test_paper_saved_from_a_shell(
    founded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported(founded, "漏水")
    data = str(founded.folder.root)
    for words, told in (
        (["slip", "1"], "存成文件 工单 0001"),
        (["review", "--week", "2026-W47"], "存成文件 2026-W47 例会材料（内部版）"),
    ):
        command = [*words, "--data", data, "-o", str(tmp_path / f"{words[0]}.pdf")]
        assert run(command, None) == 0  # type: ignore[arg-type]
        assert _newest(founded) == told
    assert run(["review", "--week", "2026-W47", "--public", "--data", data,
                "-o", str(tmp_path / "p.pdf")], None) == 0  # type: ignore[arg-type]  # fmt: skip
    assert _newest(founded) == told


def test_words_copied(founded: Store, window: "MainWindow") -> None:
    reported(founded, "漏水")
    page = window.show_page("feedback")
    page.open_thing(Noun.FEEDBACK, 1)
    page.detail.copy.click()  # type: ignore[attr-defined]
    assert _newest(founded) == "复制 来件 0001 的文字"


def test_looking_up_a_person_and_printing(founded: Store) -> None:
    person = Resident(0, Household(0, 3, 2, "501"), "张桂芳")
    ident = neighbourhood.add_resident(founded, person, by=LEAD).ids(Noun.RESIDENT)[0]
    personal.find(founded, ident, by=LEAD)
    assert "查询" in _newest(founded)
    print_log.note(founded, "走访单", by=LEAD)
    assert _newest(founded) == "打印 走访单"
