"""The yearbook: a year told from what is stored, masked unless asked; its folder whole or not."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from qingyu.domain.errors import RuleError
from qingyu.paths import DataFolder
from qingyu.services import Store, backup, demo, exchange_reading, journal, yearbook
from qingyu.storage import tables
from tests.conftest import NOON
from tests.printing.readers import pages


@pytest.fixture(scope="module")
def year(empty_book: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A small neighbourhood with a year behind it."""
    root = tmp_path_factory.mktemp("year")
    shutil.copytree(empty_book.root, root / "书")
    store = Store.open(DataFolder(root / "书"), clock=lambda: NOON)
    demo.generate(store, seed=5, buildings=4, households=16, issues=30, feedback=40, years=1)
    yield store
    store.close()


@pytest.fixture(autouse=True)
def bound(year: Store) -> None:
    """Tables of the last book that was opened are those that are asked."""
    year.database.bind(tables.ALL)


def test_the_chapters_tell_the_year(year: Store) -> None:
    book = yearbook.yearbook(year, 2026)
    titles = [chapter.title for chapter in book.chapters]
    assert titles == [
        "办成的事", "没办完的事", "答应过的事", "花的钱", "例会和还算数的决定", "通知公示",
        "管家的值班", "通讯录", "老毛病",
    ]  # fmt: skip
    numbers = {count.label: count.number for count in book.counts}
    closed = sum(int(row[2]) for row in book.chapters[0].tables[0].rows)
    assert numbers["办结"] == str(closed)
    assert book.running and book.first_week
    assert sum(week.closed for week in book.figures.flow.weeks) >= closed


def test_residents_are_hidden_on_paper_unless_it_is_internal(year: Store) -> None:
    phones = {
        str(phone) for (phone,) in year.database.execute_sql(
            "SELECT phone FROM steward UNION SELECT phone FROM contact"
        ).fetchall() if phone
    }  # fmt: skip
    masked = _text(yearbook.pdf(yearbook.yearbook(year, 2026)))
    assert not any(phone in masked for phone in phones)
    rooms = [row[1] for each in yearbook.yearbook(year, 2026).chapters[:2]
             for table in each.tables[-1:] for row in table.rows]  # fmt: skip
    assert not any("室" in room and "*" not in room for room in rooms)
    internal = _text(yearbook.pdf(yearbook.yearbook(year, 2026, internal=True)))
    assert any(phone in internal for phone in phones)
    assert "不要外传" in internal and "个人信息已隐去" in masked


def test_a_year_without_anything_and_one_to_come(year: Store) -> None:
    assert yearbook.pdf(yearbook.yearbook(year, 2001)).startswith(b"%PDF")
    with pytest.raises(RuleError, match="做不了年册"):
        yearbook.yearbook(year, 2027)


def test_the_folder_holds_paper_excel_and_a_proved_backup(year: Store, tmp_path: Path) -> None:
    seen: list[int] = []
    made = yearbook.make(
        year, 2026, tmp_path, by=None, on_progress=lambda done, of: seen.append(done)
    )
    assert made.folder == tmp_path / "交班年册2026"
    assert made.pdf.read_bytes().startswith(b"%PDF")
    assert backup.look(made.backup, year).counts
    assert exchange_reading.preview(made.excel).rows > 0
    assert seen == sorted(seen)
    assert "交班年册" in journal.entries(year)[0].verb
    with pytest.raises(RuleError, match="已经有"):
        yearbook.make(year, 2026, tmp_path, by=None)


def test_a_stopped_one_leaves_no_folder(year: Store, tmp_path: Path) -> None:
    calls: list[int] = []

    def later() -> bool:
        calls.append(1)
        return len(calls) > 3

    with pytest.raises(RuleError, match="已取消"):
        yearbook.make(year, 2026, tmp_path, by=None, stop=later)
    assert list(tmp_path.iterdir()) == []


def test_only_the_lead_makes_one(founded: Store, tmp_path: Path) -> None:
    founded.database.bind(tables.ALL)
    with pytest.raises(RuleError, match="组长"):
        yearbook.make(founded, 2026, tmp_path, by=2)
    assert not list(tmp_path.rglob("*.pdf"))


def _text(pdf: bytes) -> str:
    return "".join(pages(pdf)).replace("\n", "")
