"""Places: any way of writing gives the same one, and much that looks like one is none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.place import Place
from qingyu.domain.place_reading import find_places, read_place
from tests.domain.test_numeral import FORMAL, PLAIN, counted

BUILDINGS = st.integers(1, 36)
UNITS = st.integers(1, 6)
ROOMS = st.builds(lambda storey, door: f"{storey}{door:02}", st.integers(1, 9), st.integers(1, 6))


def ways(building: int, unit: int, room: str) -> list[str]:
    said = "".join(PLAIN[int(digit)] for digit in room)
    formal = "".join(FORMAL[int(digit)] for digit in room)
    numbers = f"{building}幢{unit}单元{room}室"
    return [
        numbers,
        f"{building}-{unit}-{room}",
        f"{building} - {unit} - {room}",
        f"{building}—{unit}—{room}",
        f"{building}/{unit}/{room}",
        f"{building}#{unit}-{room}",
        f"{building}幢{unit}-{room}",
        f"{building}号楼{unit}单元{room}",
        f"{building}栋 {unit} 单元 {room}室",
        f"{building}幢{unit}单元的{room}",
        "".join(chr(0xFEE0 + ord(char)) if char.isascii() else char for char in numbers),
        f"{counted(building)}幢{counted(unit)}单元{said}",
        f"{counted(building)}号楼{unit}单元{room}",
        f"{counted(building, FORMAL, '拾')}幢{FORMAL[unit]}单元{formal}",
        f"{counted(building)}幢{counted(unit)}单元{said.replace('一', '幺')}室",
    ]


@given(BUILDINGS, UNITS, ROOMS)
def test_every_way_of_writing_gives_the_same_place(building: int, unit: int, room: str) -> None:
    place = Place(building, unit, room)
    for written in ways(building, unit, room):
        assert read_place(written) == place, written
        assert [each.place for each in find_places(f"我住{written}，灯坏了")] == [place], written


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("3幢", Place(3)), ("３幢", Place(3)), ("叁幢", Place(3)), ("3#", Place(3)),
        ("廿一幢", Place(21)), ("3幢501", Place(3, None, "501")), ("3-501", Place(3, None, "501")),
        ("3-2", Place(3, 2)), ("2单元501", Place(None, 2, "501")), ("501室", Place(room="501")),
        ("十二幢一单元十二零三", Place(12, 1, "1203")), ("3楼2单元501", Place(3, 2, "501")),
        ("1 2 301", Place(1, 2, "301")), ("3.2.501", Place(3, 2, "501")),
    ],
)  # fmt: skip
def test_a_whole_cell_is_read(text: str, place: Place) -> None:
    assert read_place(text) == place


@pytest.mark.parametrize(
    "text", ["", "漏水", "3幢漏水", "13867412358", "2026-11-22", "三楼", "x" * 99]
)
def test_a_cell_that_is_no_place_is_refused(text: str) -> None:
    assert read_place(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "3月2-5号来修", "5号来过", "1-2楼的灯", "三楼灯不亮", "4F", "十几幢房子", "几幢楼都没水",
        "这幢楼", "同一幢", "300元", "花了150块", "2025年", "8:30-9:30", "24小时", "浙A·3B501",
        "等了3-5天", "2-3个人", "0571-8706-5521", "138 6741 2358", "2026-11-22", "打120", "500米",
        "一百多户", "303路公交车",
    ],
)  # fmt: skip
def test_numbers_that_are_no_place(text: str) -> None:
    assert find_places(text) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3、4幢都停水", "3幢"), ("1-3幢的落水管", "1幢"), ("3和4幢之间", "3幢"),
        ("3幢1-2单元", "3-1"),
        ("5号楼门口", "5幢"), ("7-3楼道有旧家具", "7-3"), ("3幢2单元5楼501", "3-2-501"),
        ("4幢2单元顶楼601，漏水", "4-2-601"), ("2单元底楼101", "2单元101室"),
        ("6-3-402 楼上漏水", "6-3-402"), ("3幢2单元五零一天天吵", "3-2-501"),
        ("14幢1单元201 方工", "14-1-201"), ("3幢501 13867412358", "3幢501"),
    ],
)  # fmt: skip
def test_places_in_running_text(text: str, code: str) -> None:
    assert find_places(text)[0].place.code == code


@given(st.text(alphabet="0123456789一二三四五零幢栋单元室号楼-#、/ 的天元月日", max_size=60))
def test_any_heap_of_numbers_is_read_and_spans_lie_inside(text: str) -> None:
    read_place(text)
    found = find_places(text)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
