"""The whole book out into one Excel file and into an empty book again: the same, row by row."""

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError, StoreError
from qingyu.paths import DataFolder
from qingyu.services import (
    Store,
    check,
    demo,
    exchange,
    exchange_reading,
    journal,
    neighbourhood,
    search,
)
from qingyu.services import resident_import as residents
from qingyu.storage import exchange as rows
from tests.conftest import NOON
from tests.services.exchange_book import beside, everything, fill_everything
from tests.storage.sealing import KEYS, sealed


@pytest.fixture(scope="module")
def full(empty_book: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of a book with three hard rows in every table."""
    root = tmp_path_factory.mktemp("full")
    shutil.copytree(empty_book.root, root / "书")
    store = Store.open(DataFolder(root / "书"), clock=lambda: NOON)
    fill_everything(store)
    exchange.export_book(store, root / "整本.xlsx", by=None)
    store.close()
    return root / "整本.xlsx"


@pytest.fixture(scope="module")
def out(empty_book: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of a small believable neighbourhood, whose book lies beside it."""
    root = tmp_path_factory.mktemp("demo")
    shutil.copytree(empty_book.root, root / "书")
    store = Store.open(DataFolder(root / "书"), clock=lambda: NOON)
    demo.generate(store, seed=3, buildings=4, households=12, issues=8, feedback=8, years=1)
    exchange.export_book(store, root / "整本.xlsx", by=None)
    store.close()
    return root / "整本.xlsx"


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    store = Store.open(DataFolder(folder), clock=lambda: NOON)
    try:
        yield store
    finally:
        store.close()


def test_every_row_of_every_table_comes_back_as_it_was(full: Path, tmp_path: Path) -> None:
    with opened(full.with_name("书")) as store:
        before = everything(store)
    with opened(tmp_path / "新") as store:
        report = exchange_reading.fill(store, full)
        now = everything(store)
        assert check.faults(store) == ()
    assert all(len(told) == 3 for told in before.values())
    for name, told in before.items():
        assert now[name] == told, name
    assert report.rows == 3 * len(before)
    assert (report.photos, report.missing_photos) == (3, 0)


def test_a_believable_book_comes_back_and_can_be_searched(out: Path, tmp_path: Path) -> None:
    with opened(out.with_name("书")) as store:
        before = everything(store)
        name = neighbourhood.residents(store)[0].name
        found = [(each.noun, each.title) for each in search.find(store, name)]
    told = exchange_reading.build(out, tmp_path / "新 书")
    with opened(tmp_path / "新 书") as store:
        assert everything(store) == before
        assert [(each.noun, each.title) for each in search.find(store, name)] == found != []
        assert told.rows == sum(map(len, before.values()))
        assert check.faults(store) == ()
        (entry,) = journal.entries(store)
        assert entry.verb == "从导出文件建了这一本：整本.xlsx"


def test_every_table_is_exchanged_or_left_out_by_decision(store: Store) -> None:
    sql = "SELECT name FROM sqlite_master WHERE type = 'table'"
    there = {name for (name,) in store.database.execute_sql(sql).fetchall()}
    kept = {name for name in there if not name.startswith("search")}
    told = {table.name for table in rows.every_table()}
    assert kept - told - rows.LEFT_OUT == set()
    assert told & rows.LEFT_OUT == set()


def test_no_pin_no_code_no_draft_leaves_the_book(founded: Store, tmp_path: Path) -> None:
    from qingyu.services import identity

    identity.set_pin(founded, 1, "8261", by=1)
    sql = "INSERT INTO draft (id, way, title, fields, at) VALUES ('a', '[]', '秘稿', '{}', '2026')"
    founded.database.execute_sql(sql)
    exchange.export_book(founded, tmp_path / "a.xlsx", by=1)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        text = "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    assert "陆建芬" in text
    assert not any(secret in text for secret in ("argon2", "秘稿", "operation"))


def test_only_the_lead_exports_all_and_the_journal_names_it(founded: Store, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="组长"):
        exchange.export_book(founded, tmp_path / "a.xlsx", by=2)
    assert list(tmp_path.glob("*.xlsx*")) == []
    exchange.export_book(founded, tmp_path / "a.xlsx", by=1)
    assert journal.entries(founded)[0].verb == "导出整本资料到 a.xlsx"


def test_a_stopped_export_leaves_nothing(founded: Store, tmp_path: Path) -> None:
    there = beside(tmp_path / "a")
    with pytest.raises(RuleError, match="取消"):
        exchange.export_book(
            founded, tmp_path / "a.xlsx", by=1,
            on_progress=lambda done, of: None, stop=lambda: True,
        )  # fmt: skip
    assert beside(tmp_path / "a") == there


def test_a_stopped_import_leaves_the_book_empty(full: Path, store: Store) -> None:
    with pytest.raises(RuleError, match="取消"):
        exchange_reading.fill(store, full, stop=lambda: True)
    assert rows.is_empty(store)
    assert not any(store.folder.photos.rglob("*.png")) if store.folder.photos.exists() else True


def test_a_book_in_use_is_never_filled_but_takes_the_residents(out: Path, founded: Store) -> None:
    with pytest.raises(RuleError, match="已经有资料"):
        exchange_reading.fill(founded, out)
    told = residents.preview(founded, out).report
    assert told.errors == () and told.new > 0
    residents.apply(founded, out, by=1)
    assert residents.preview(founded, out).report.new == 0


def test_a_folder_in_use_is_refused(out: Path) -> None:
    with pytest.raises(RuleError, match="不是空的"):
        exchange_reading.build(out, out.parent)


def _changed(path: Path, sheet: str, row: int, column: int, value: object) -> Path:
    from openpyxl import load_workbook

    book: Any = load_workbook(path)
    book[sheet].cell(row, column).value = value
    other = path.with_name("改过.xlsx")
    book.save(other)
    return other


@pytest.mark.parametrize(
    ("sheet", "row", "column", "value", "told"),
    [
        ("关于这份文件", 1, 2, 2, "更新版"),
        ("关于这份文件", 5, 2, "9999_later", "更新版"),
        ("表·工单", 2, 3, "later_column", "更新版"),
        ("表·工单", 3, 13, "胡来", "「状态」看不懂"),
        ("表·工单", 3, 14, "昨天", "看不懂"),
        ("表·工单", 4, 1, 1, "对不上"),
        ("表·工单", 3, 26, 99, "对不上"),
        ("表·照片", 3, 3, "../../etc", "照片的名字不对"),
        ("超长文字", 2, 4, 7, "不完整"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_nothing_comes_in(
    full: Path, store: Store, sheet: str, row: int, column: int, value: object, told: str
) -> None:
    with pytest.raises(RuleError, match=told) as refused:
        exchange_reading.fill(store, _changed(full, sheet, row, column, value))
    assert "\n" not in str(refused.value)
    assert rows.is_empty(store)


def test_a_torn_or_hostile_file_is_one_sentence(out: Path, tmp_path: Path) -> None:
    whole = out.read_bytes()
    torn = tmp_path / "断.xlsx"
    torn.write_bytes(whole[: len(whole) // 2])
    bomb = tmp_path / "弹.xlsx"
    trap = tmp_path / "毒.xlsx"
    for path in (bomb, trap):
        shutil.copyfile(out, path)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet99.xml", b" " * 30_000_000)
    with zipfile.ZipFile(trap, "a") as archive:
        archive.writestr("xl/worksheets/sheet99.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    for path, told in ((torn, "损坏"), (bomb, "大得不正常"), (trap, "不该有")):
        with pytest.raises(RuleError, match=told):
            exchange_reading.preview(path)


def test_photos_left_behind_are_counted_and_a_wrong_one_is_refused(
    full: Path, store: Store, tmp_path: Path
) -> None:
    alone = tmp_path / "独.xlsx"
    shutil.copyfile(full, alone)
    assert exchange_reading.preview(alone).missing_photos == 3
    folder = tmp_path / "独-照片"
    shutil.copytree(full.with_name("整本-照片"), folder)
    first = sorted(folder.iterdir())[0]
    first.write_bytes(b"\xff\xd8 not it")
    with pytest.raises(RuleError, match="坏了"):
        exchange_reading.fill(store, alone)
    assert rows.is_empty(store)


def test_saved_again_in_a_spreadsheet_it_comes_in_but_not_with_a_row_or_sheet_less(
    out: Path, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    book = load_workbook(out)
    book.save(tmp_path / "又存.xlsx")
    assert exchange_reading.preview(tmp_path / "又存.xlsx").rows > 0
    book["表·工单"].delete_rows(5)
    book.save(tmp_path / "少.xlsx")
    del book["表·工单"]
    book.save(tmp_path / "没.xlsx")
    for name in ("少", "没"):
        with pytest.raises(RuleError, match="不完整"):
            exchange_reading.preview(tmp_path / f"{name}.xlsx")


def test_a_table_longer_than_a_sheet_is_told(
    founded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A real one would have a million rows.
    monkeypatch.setattr(exchange, "LAST_ROW", 4)
    with pytest.raises(RuleError, match="一张 Excel 表放不下"):
        exchange.export_book(founded, tmp_path / "a.xlsx", by=1)


def test_a_folder_that_is_gone_is_told(founded: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="文件夹不在"):
        exchange.export_book(founded, tmp_path / "没有" / "a.xlsx", by=1)


@settings(max_examples=25)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20))
def test_a_text_survives_the_way_through_a_real_cell(text: str) -> None:
    from io import BytesIO

    from openpyxl import Workbook, load_workbook

    from qingyu.domain.exchange import as_written, written
    from qingyu.services.workbook import text_cells

    book = Workbook(write_only=True)
    sheet = book.create_sheet("a")
    sheet.append([text_cells(sheet)(written(text))])
    memory = BytesIO()
    book.save(memory)
    for again in range(2):
        memory.seek(0)
        read = load_workbook(memory)
        cell = read["a"]["A1"]
        assert cell.data_type == "s" and as_written(cell.value) == text
        if not again:
            memory = BytesIO()
            read.save(memory)


def test_a_sealed_book_goes_out_readable_and_can_be_sealed_again(
    full: Path, tmp_path: Path
) -> None:
    shutil.copytree(full.with_name("书"), tmp_path / "密")
    folder = sealed(DataFolder(tmp_path / "密"))
    store = Store.open(folder, clock=lambda: NOON)
    before = everything(store)
    exchange.export_book(store, tmp_path / "出.xlsx", by=None)
    store.close()
    assert len(list((tmp_path / "出-照片").iterdir())) == 3
    exchange_reading.build(tmp_path / "出.xlsx", tmp_path / "新", keys=KEYS)
    made = Store.open(DataFolder(tmp_path / "新", KEYS), clock=lambda: NOON)
    try:
        assert everything(made) == before
        assert check.faults(made) == ()
    finally:
        made.close()
