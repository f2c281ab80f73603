from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.neighbourhood import Household, PublicPlace, Resident, Standing
from qingyu.domain.resident_sheet import EXAMPLE
from qingyu.domain.steward import Role, Steward
from qingyu.paths import DataFolder
from qingyu.services import Store, journal, neighbourhood
from qingyu.services import resident_export as exports
from qingyu.services import resident_import as imports
from qingyu.services import steward as stewards
from tests.services.workbooks import residents

HOME = Household(0, 3, 2, "501")
RISKY = ["=1+1", "+86", "-x", "@SUM(A1)", "\tx", "'x", '=HYPERLINK("http://x","y")', "一\n二"]


def add(store: Store, *people: Resident) -> None:
    for person in people:
        neighbourhood.add_resident(store, person, by=None)


def test_an_export_imports_again_without_a_change(founded: Store, tmp_path: Path) -> None:
    people = [
        Resident(0, Household(0, 3, 2, f"50{at}"), f"张{text}", "", Standing.TENANT, (text,), text)
        for at, text in enumerate(RISKY)
    ]
    add(founded, *people, Resident(0, HOME, "李四", "668899", note="短号"))
    path = tmp_path / "住户 导出.xlsx"
    assert exports.export_residents(founded, path, by=1) == len(people) + 1
    report = imports.preview(founded, path).report
    assert (report.unchanged, report.new, report.updated) == (len(people) + 1, 0, 0)
    assert report.errors == ()


def test_an_export_holds_the_whole_neighbourhood(founded: Store, tmp_path: Path) -> None:
    add(founded, replace(Resident(0, HOME, "张三"), may_contact=False))
    add(founded, Resident(0, Household(0, 8, 0, "底层"), "李四"))
    empty = Resident(0, Household(0, 2, 1, "B101a"), "搬走了")
    add(founded, empty)
    gone = next(each for each in neighbourhood.residents(founded) if each.name == "搬走了")
    neighbourhood.remove_resident(founded, gone.id, by=None)
    third = neighbourhood.buildings(founded)[2]
    neighbourhood.edit_building(founded, third.id, 3, "=加装电梯", by=None)
    for place in (PublicPlace(0, "大门"), PublicPlace(0, "屋面", 3), PublicPlace(0, "楼道", 3, 2)):
        neighbourhood.add_public_place(founded, place, by=None)
    path = tmp_path / "a.xlsx"
    exports.export_residents(founded, path)
    assert not imports.apply(founded, path, by=None)
    folder = DataFolder(tmp_path / "另一本")
    other = Store.open(folder)
    try:
        changes = imports.apply(other, path, by=None)
        assert _whole(other) == _whole(founded)
        assert not imports.apply(other, path, by=None)
        journal.undo(other, changes.operation, by=None)
        assert _whole(other) == ([], [], [], [])
    finally:
        other.close()


def test_a_book_without_residents_exports_and_imports_too(founded: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert exports.export_residents(founded, path) == 0
    other = Store.open(DataFolder(tmp_path / "另一本"))
    try:
        plan = imports.preview(other, path)
        assert len(plan.layout) == 6 * (1 + 3)
        imports.apply(other, plan, by=None)
        assert _whole(other) == _whole(founded)
    finally:
        other.close()


def test_an_older_export_imports_as_before(founded: Store, tmp_path: Path) -> None:
    add(founded, replace(Resident(0, HOME, "张三"), may_contact=False))
    path = residents(tmp_path / "a.xlsx", ("3", "2", "501", "张三", "", "业主", "", "新话"))
    imports.apply(founded, path, by=None)
    (told,) = _told(founded)
    assert told[-2:] == ("新话", False)


def test_a_layout_that_makes_no_sense_names_its_row(founded: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    exports.export_residents(founded, path)
    book = load_workbook(path)
    book["楼栋"]["A3"] = "三"
    book.save(path)
    with pytest.raises(RuleError, match="「楼栋」第 3 行"):
        imports.apply(founded, path, by=None)


def test_an_export_fills_an_empty_book_with_the_same(founded: Store, tmp_path: Path) -> None:
    add(
        founded,
        Resident(0, HOME, "张三", "13800001111", Standing.FAMILY, ("党员", "独居"), "=养狗"),
        Resident(0, Household(0, 8, 0, "底层"), "李四", "057187654321"),
    )
    path = tmp_path / "a.xlsx"
    exports.export_residents(founded, path)
    with TemporaryDirectory() as folder:
        other = Store.open(DataFolder(Path(folder) / "另一本"))
        imports.apply(other, path, by=None)
        assert _told(other) == _told(founded)
        other.close()


def test_no_cell_of_an_export_is_a_formula(founded: Store, tmp_path: Path) -> None:
    add(founded, *(Resident(0, HOME, f"张{at}", note=text) for at, text in enumerate(RISKY)))
    exports.export_residents(founded, tmp_path / "a.xlsx")
    book: Any = load_workbook(tmp_path / "a.xlsx")
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    notes = [cell for cell in cells if cell.column_letter == "H" and cell.row > 1]
    assert [cell.quotePrefix for cell in notes] == [True] * 7 + [False]


def test_an_export_replaces_an_older_one(founded: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    exports.write_template(path)
    exports.export_residents(founded, path)
    assert load_workbook(path).sheetnames == ["住户", "楼栋"]
    assert [each.name for each in tmp_path.glob("*.part")] == []


def test_the_template_left_as_it_is_holds_nobody(founded: Store, tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    exports.write_template(path)
    with pytest.raises(RuleError, match="没有住户"):
        imports.preview(founded, path)


def test_the_template_filled_in_imports(founded: Store, tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    exports.write_template(path)
    book: Any = load_workbook(path)
    for column, value in enumerate((4, 1, "0302", "赵六", "13800001111", "租客"), start=1):
        book.worksheets[0].cell(3, column, value)
    book.save(path)
    plan = imports.preview(founded, path)
    assert plan.notes == ()
    assert [(row.number, row.place.code, row.read.name) for row in plan.rows] == [
        (3, "4-1-0302", "赵六")
    ]


def test_the_template_offers_standings_and_keeps_phones_as_text(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    exports.write_template(path)
    sheet: Any = load_workbook(path).worksheets[0]
    assert [cell.value or "" for cell in sheet[2]] == list(EXAMPLE)
    (offer,) = sheet.data_validations.dataValidation
    assert offer.formula1 == '"业主,租客,家属"'
    assert "F3" in offer.sqref
    assert sheet["E3"].number_format == "@"
    assert sheet["C3"].number_format == "@"


words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
people = st.builds(
    Resident,
    id=st.just(0),
    household=st.builds(
        Household,
        id=st.just(0),
        building=st.integers(1, 99),
        unit=st.integers(0, 4),
        room=st.integers(101, 3399).map(str),
    ),
    name=st.text(st.sampled_from("张王李欧阳娜𬱖㛃 ·Ab"), min_size=1, max_size=5).filter(
        lambda name: any(char.isalpha() for char in name)
    ),
    phone=st.sampled_from(["", "13800001111", "13900002222", "87654321", "057187654321", "66889"]),
    standing=st.sampled_from(Standing),
    tags=st.lists(st.sampled_from(["党员", "独居 老人", "=1", "-"]), max_size=3, unique=True).map(
        tuple
    ),
    note=words,
)


@settings(max_examples=12, deadline=None)
@given(st.lists(people, min_size=1, max_size=8))
def test_any_book_exports_to_what_imports_unchanged(residents: list[Resident]) -> None:
    with TemporaryDirectory() as folder:
        store = Store.open(DataFolder(Path(folder) / "书"), clock=lambda: datetime(2026, 11, 23))
        for each in residents:
            # A building whose entrances are known takes no new home without one.
            with suppress(RuleError):
                add(store, each)
        kept = len(neighbourhood.residents(store))
        path = Path(folder) / "a.xlsx"
        assert exports.export_residents(store, path) == kept > 0
        plan = imports.preview(store, path)
        assert [row.detail for row in plan.rows] == [""] * kept
        assert plan.report.unchanged == kept
        store.close()


def _told(store: Store) -> list[tuple[object, ...]]:
    return [
        (
            each.household.place, each.name, each.phone, each.standing, each.tags, each.note,
            each.may_contact,
        )
        for each in neighbourhood.residents(store)
    ]


def _whole(store: Store) -> tuple[Sequence[object], ...]:
    """All of a neighbourhood, save for ids."""
    return (
        [(each.number, each.units, each.note) for each in neighbourhood.buildings(store)],
        [(each.place, each.note) for each in neighbourhood.households(store)],
        sorted((each.place.text, each.name) for each in neighbourhood.public_places(store)),
        list(_told(store)),
    )


def test_a_viewer_takes_no_residents_out(founded: Store, tmp_path: Path) -> None:
    changes = stewards.add(founded, Steward(0, "看看", Role.VIEWER), by=1)
    (viewer,) = changes.ids(Noun.STEWARD)
    path = tmp_path / "住户.xlsx"
    with pytest.raises(RuleError, match="观察员"):
        exports.export_residents(founded, path, by=viewer)
    assert not path.exists()
