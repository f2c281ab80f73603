from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from qingyu.domain.journal import Entry
from qingyu.domain.neighbourhood import (
    Building,
    BuildingCount,
    Household,
    PublicPlace,
    Resident,
    Standing,
)
from qingyu.domain.steward import Contact, Role, Steward
from qingyu.ui.models import building, journal, public_place, resident, steward
from qingyu.ui.models.cells import CellModel
from qingyu.ui.widgets.roles import RECORD_ROLE, TONE_ROLE
from tests.conftest import NOON

ROOMS = ("1001", "101", "店面", "201A", "201")
PEOPLE = [
    Resident(number, Household(number, 3, 2, room), f"住户{number}", "13867412358")
    for number, room in enumerate(ROOMS, 1)
]


def model() -> CellModel:
    made = CellModel(resident.HEADS)
    made.set_rows([resident.row_of(each) for each in PEOPLE])
    return made


def column(shown: CellModel, number: int) -> list[object]:
    return [shown.index(row, number).data() for row in range(shown.rowCount())]


def test_it_is_a_sound_model(qapp: object) -> None:
    made = model()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.sort(0)
    made.set_rows([])
    made.sort(1, Qt.SortOrder.DescendingOrder)
    made.set_rows([resident.row_of(each) for each in PEOPLE[:2]])
    assert column(made, 1) == ["住户2", "住户1"]


def test_homes_sort_as_one_walks_the_stairs(qapp: object) -> None:
    made = model()
    made.sort(0)
    assert column(made, 0) == ["3-2-101", "3-2-201", "3-2-201A", "3-2-1001", "3-2-店面"]


def test_what_is_pointed_at_moves_along_when_sorted(qapp: object) -> None:
    made = model()
    kept = QPersistentModelIndex(made.index(1, 1))
    made.sort(0, Qt.SortOrder.DescendingOrder)
    assert kept.row() == 4 and kept.data() == "住户2"
    assert kept.data(RECORD_ROLE) == PEOPLE[1]


def test_a_resident_reads_as_people_say_it(qapp: object) -> None:
    person = Resident(
        1, Household(1, 3, 0, "501"), "张桂芳", "13867412358", Standing.OWNER, ("独居老人",),
        "甲\n乙",
    )  # fmt: skip
    row = resident.row_of(person)
    assert row.cells == ("3幢501", "张桂芳", "138 6741 2358", "业主", "独居老人", "甲 乙")


def test_the_other_lists_tell_what_matters(qapp: object) -> None:
    noted = Building(1, 3, (1, 2), note="钥匙在\n门卫")
    count = building.row_of(BuildingCount(noted, 18, 37))
    assert count.cells == ("3幢", "2 个单元", "18 户", "37 人", "钥匙在 门卫")
    plain = building.row_of(BuildingCount(Building(2, 4)))
    assert plain.cells == ("4幢", "不分单元", "—", "—", "")
    assert public_place.row_of(PublicPlace(1, "车棚")).cells == ("车棚", "全小区")
    assert public_place.row_of(PublicPlace(1, "屋面", 3)).cells == ("屋面", "3幢")
    left = steward.row_of(Steward(1, "赵文斌", Role.STEWARD, active=False))
    assert left.cells[-1] == "已停用" and set(left.tones) == {"muted"}
    party = steward.contact_row_of(Contact(1, "周师傅", "疏通", "13900001111", "随叫\n随到"))
    assert party.cells == ("周师傅", "疏通", "139 0000 1111", "随叫 随到")


def test_an_operation_tells_when_who_what_and_whether_it_was_undone(qapp: object) -> None:
    made = CellModel(journal.HEADS)
    made.set_rows([
        journal.row_of(Entry(2, NOON, 1, "派单 0231"), {1: "陆建芬"}, NOON),
        journal.row_of(Entry(1, NOON, None, "建立小区", undone=True), {}, NOON),
    ])  # fmt: skip
    assert [made.index(0, at).data() for at in range(3)] == ["今天 12:00", "陆建芬", "派单 0231"]
    assert made.index(1, 3).data() == "已撤销"
    assert made.index(1, 2).data(TONE_ROLE) == "muted"
