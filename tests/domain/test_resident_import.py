from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.neighbourhood import Building, Household, Resident, Standing
from qingyu.domain.place import Place
from qingyu.domain.resident_header import WRITTEN, Column, HeaderColumn, SheetHeader
from qingyu.domain.resident_import import CELL_LIMIT, Known, RowVerdict, Verdict, judge
from qingyu.domain.resident_sheet import ResidentRow, RowError

HEADER = SheetHeader(1, {each: HeaderColumn(at, str(each)) for at, each in enumerate(WRITTEN)})
HOME = Household(7, 3, 2, "501")
ZHANG = Resident(1, HOME, "张三", "13800001111", Standing.OWNER, ("党员",), "养狗")


def told(number: int = 2, name: str = "张三", phone: str = "", **more: object) -> ResidentRow:
    return replace(ResidentRow(number, HOME.place, name, phone), **more)  # type: ignore[arg-type]


def judged(*rows: ResidentRow, people: tuple[Resident, ...] = (ZHANG,)) -> tuple[RowVerdict, ...]:
    homes = tuple(dict.fromkeys(person.household for person in people))
    return judge(HEADER, rows, Known((Building(1, 3, (1, 2)),), homes, people))


def verdicts(*rows: ResidentRow, people: tuple[Resident, ...] = (ZHANG,)) -> list[Verdict]:
    return [each.verdict for each in judged(*rows, people=people)]


def test_empty_cells_never_erase_what_is_stored() -> None:
    (verdict,) = judged(told())
    assert verdict.verdict is Verdict.UNCHANGED
    assert verdict.resident == ZHANG


def test_a_change_is_shown_before_and_after() -> None:
    (verdict,) = judged(
        told(phone="13900002222", standing=Standing.TENANT, tags=("独居",), note="养猫")
    )
    assert verdict.verdict is Verdict.UPDATE
    assert verdict.detail == (
        "电话：13800001111 → 13900002222；身份：业主 → 租客；标签：党员 → 独居；备注：养狗 → 养猫"
    )
    assert verdict.resident is not None
    assert verdict.resident.id == ZHANG.id


def test_tags_in_another_order_are_no_change() -> None:
    person = replace(ZHANG, tags=("党员", "独居 老人"))
    assert verdicts(told(tags=("老人", "独居", "党员")), people=(person,)) == [Verdict.UNCHANGED]


def test_a_name_with_a_gap_is_the_same_person() -> None:
    person = replace(ZHANG, name="张 三")
    assert verdicts(told(name="张三"), people=(person,)) == [Verdict.UNCHANGED]


def test_a_room_written_differently_is_the_same_household() -> None:
    person = replace(ZHANG, household=replace(HOME, room="501室"))
    assert verdicts(told(), people=(person,)) == [Verdict.UNCHANGED]


def test_another_name_in_the_household_is_new() -> None:
    (verdict,) = judged(told(name="李四", phone="13900002222"))
    assert verdict.verdict is Verdict.NEW
    assert verdict.resident is not None
    assert verdict.resident.household == HOME
    assert verdict.resident.standing is Standing.OWNER


def test_namesakes_are_parted_by_phone() -> None:
    other = replace(ZHANG, id=2, phone="13900002222", note="")
    rows = (told(2, phone="13900002222", note="听力不好"), told(3, phone="13800001111"))
    first, second = judged(*rows, people=(ZHANG, other))
    assert first.verdict is Verdict.UPDATE
    assert first.resident == replace(other, note="听力不好")
    assert second.verdict is Verdict.UNCHANGED


def test_a_namesake_without_a_phone_cannot_be_told_apart() -> None:
    other = replace(ZHANG, id=2, phone="13900002222")
    assert verdicts(told(), people=(ZHANG, other)) == [Verdict.ERROR]


def test_two_new_namesakes_with_their_phones_are_two_people() -> None:
    rows = (told(2, "李四", "13900002222"), told(3, "李四", "13900003333"))
    assert verdicts(*rows) == [Verdict.NEW, Verdict.NEW]


def test_one_of_two_namesakes_fills_in_a_missing_phone() -> None:
    silent = replace(ZHANG, phone="")
    rows = (told(2, phone="13900002222"),)
    assert verdicts(*rows, people=(silent,)) == [Verdict.UPDATE]


def test_a_row_given_twice_is_named_with_the_first() -> None:
    first, second = judged(told(2, "李四", "13900002222"), told(9, "李四", "13900002222"))
    assert first.verdict is Verdict.NEW
    assert second.verdict is Verdict.ERROR
    assert "第 2 行" in second.detail


def test_a_row_given_twice_without_phone_is_new_once() -> None:
    assert verdicts(told(2, "李四"), told(3, "李四")) == [Verdict.NEW, Verdict.ERROR]


def test_a_place_without_unit_finds_the_only_such_room() -> None:
    row = told(place=Place(3, None, "501"))
    assert verdicts(row) == [Verdict.UNCHANGED]


def test_a_place_without_unit_is_refused_where_there_are_units() -> None:
    (verdict,) = judged(told(place=Place(3, None, "601")))
    assert verdict.verdict is Verdict.ERROR
    assert "3幢有 1、2 单元" in verdict.detail


def test_the_units_a_file_names_count_too() -> None:
    rows = (told(2, place=Place(9, 1, "101")), told(3, place=Place(9, None, "102")))
    assert verdicts(*rows) == [Verdict.NEW, Verdict.ERROR]


def test_a_building_without_units_takes_rooms_alone() -> None:
    (verdict,) = judged(told(place=Place(9, None, "101")))
    assert verdict.resident is not None
    assert verdict.resident.household == Household(0, 9, 0, "101")


def test_a_doubt_counts_only_for_what_would_be_stored() -> None:
    doubt = RowError(2, "电话", "太短", "E2", Column.PHONE)
    short = replace(ZHANG, phone="668899")
    assert verdicts(told(phone="668899", doubts=(doubt,)), people=(short,)) == [Verdict.UNCHANGED]
    assert verdicts(told(phone="668899", doubts=(doubt,))) == [Verdict.ERROR]
    assert verdicts(told(name="李四", doubts=(doubt,))) == [Verdict.ERROR]


def test_a_note_too_long_for_a_cell_is_not_cut() -> None:
    person = replace(ZHANG, note="长" * (CELL_LIMIT + 10))
    assert verdicts(told(note="长" * CELL_LIMIT), people=(person,)) == [Verdict.UNCHANGED]
    assert verdicts(told(note="长"), people=(person,)) == [Verdict.UPDATE]


@given(
    st.lists(st.tuples(st.sampled_from("张李"), st.sampled_from(["", "138", "139"])), max_size=6),
    st.lists(st.tuples(st.sampled_from("张李"), st.sampled_from(["", "138", "139"])), max_size=6),
)
def test_judging_what_was_stored_changes_nothing(
    before: list[tuple[str, str]], rows: list[tuple[str, str]]
) -> None:
    people = tuple(
        Resident(at, HOME, name, phone) for at, (name, phone) in enumerate(before, start=1)
    )
    first = judged(
        *(told(at, name, phone) for at, (name, phone) in enumerate(rows, start=2)), people=people
    )
    good = [each for each in first if each.verdict is not Verdict.ERROR and each.resident]
    merged = {person.id: person for person in people}
    for at, each in enumerate(good, start=100):
        assert each.resident is not None
        ident = each.resident.id or at
        merged[ident] = replace(each.resident, id=ident)
    again = judged(*(each.read for each in good), people=tuple(merged.values()))
    assert {each.verdict for each in again} <= {Verdict.UNCHANGED}
