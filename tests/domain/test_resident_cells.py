import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.neighbourhood import Standing
from qingyu.domain.place import NOWHERE, Place
from qingyu.domain.resident_cells import (
    holds_id_number,
    read_address,
    read_building,
    read_name,
    read_phone_cell,
    read_room,
    read_standing,
    read_tags,
    read_unit,
    room_key,
)
from qingyu.domain.sheet import column_letter, one_line, tidy


@pytest.mark.parametrize(
    "text",
    [
        "3",
        "3.0",
        "３幢",
        "3幢",
        "3#",
        "叁",
        "三号楼",
        "第3幢",
        "3 栋",
        "3号",
        "3座",
        "\u00a03 ",
        "'3",
    ],
)
def test_a_building_is_read_however_it_is_written(text: str) -> None:
    assert read_building(text) == Place(3)


@pytest.mark.parametrize("text", ["A", "北楼", "0", "3.5", "100000", "-3", "3幢北"])
def test_what_is_no_building_number_is_unreadable(text: str) -> None:
    assert read_building(text) is None


@pytest.mark.parametrize("text", ["2", "2单元", "二单元", "第二单元", "2.0", "２", "2#"])
def test_a_unit_is_read_however_it_is_written(text: str) -> None:
    assert read_unit(text) == Place(unit=2)


@pytest.mark.parametrize("text", ["", "0", "无", "/", "—"])
def test_no_unit_is_said_in_several_ways(text: str) -> None:
    assert read_unit(text) == NOWHERE


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("501", Place(room="501")),
        ("501.0", Place(room="501")),
        ("５０１室", Place(room="501")),
        ("五零一", Place(room="501")),
        ("0501", Place(room="0501")),
        ("501a", Place(room="501A")),
        ("店面1", Place(room="店面1")),
        ("2-501", Place(unit=2, room="501")),
        ("3-2-501", Place(3, 2, "501")),
        ("2单元501", Place(unit=2, room="501")),
        ("", NOWHERE),
    ],
)
def test_a_room_is_read_with_what_else_is_written(text: str, place: Place) -> None:
    assert read_room(text) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("3幢2单元501", Place(3, 2, "501")),
        ("3-2-501", Place(3, 2, "501")),
        ("叁幢2单元501室", Place(3, 2, "501")),
        ("第3幢第2单元501室", Place(3, 2, "501")),
        ("3座2单元501", Place(3, 2, "501")),
        ("湖滨街道青年路社区3幢2单元501室", Place(3, 2, "501")),
        ("3幢2单元501A", Place(3, 2, "501A")),
        ("３＃２－５０１", Place(3, 2, "501")),
        ("12幢1201室", Place(12, None, "1201")),
        ("湖滨路上", None),
        ("3幢2单元501或502", None),
        ("", NOWHERE),
    ],
)
def test_an_address_is_read_whole_or_not_at_all(text: str, place: Place | None) -> None:
    assert read_address(text) == place


@given(st.integers(1, 99), st.integers(1, 9), st.integers(1, 33), st.integers(1, 9))
def test_every_written_place_reads_back(building: int, unit: int, floor: int, door: int) -> None:
    place = Place(building, unit, f"{floor}0{door}")
    assert read_address(place.text) == place
    assert read_address(place.code) == place


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("13800001111", "13800001111"),
        ("138 0000 1111", "13800001111"),
        ("138-0000-1111", "13800001111"),
        ("138.0000.1111", "13800001111"),
        ("+86 13800001111", "13800001111"),
        ("8613800001111", "13800001111"),
        ("１３８００００１１１１", "13800001111"),
        ("'13800001111\u00a0", "13800001111"),
        ("0571-87654321", "057187654321"),
        ("(0571)87654321", "057187654321"),
        ("87654321", "87654321"),
        ("", ""),
    ],
)
def test_a_phone_is_read_without_its_gaps(text: str, digits: str) -> None:
    assert read_phone_cell(text) == (digits, "")


def test_a_landline_typed_as_a_number_gets_its_zero_back() -> None:
    assert read_phone_cell("57187654321", typed_as_number=True) == ("057187654321", "")
    assert read_phone_cell("57187654321")[1]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("1380000111", "10 位"),
        ("138000011112", "12 位"),
        ("1380000111a", "数字以外"),
        ("见微信", "数字以外"),
        ("13800001111/13900002222", "两个号码"),
        ("12345", "5 位"),
        ("123456789012345678901234567890", "30 位"),
    ],
)
def test_a_wrong_phone_is_told_why(text: str, word: str) -> None:
    assert word in read_phone_cell(text)[1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("张三", "张三"),
        (" 张 三 ", "张三"),
        ("张　三", "张三"),
        ("欧\u00a0阳 娜 娜", "欧阳娜娜"),
        ("'张三", "张三"),
        ("张\u200b三", "张三"),
        ("John Smith", "John Smith"),
        ("𬱖㛃", "𬱖㛃"),
        ("阿不都·热合曼", "阿不都·热合曼"),
    ],
)
def test_a_name_loses_only_its_gaps(text: str, name: str) -> None:
    assert read_name(text) == (name, "")


@pytest.mark.parametrize("text", ["13800001111", "——", "张" * 41])
def test_what_is_no_name_is_doubted(text: str) -> None:
    assert read_name(text)[1]


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("业主", Standing.OWNER),
        ("户主", Standing.OWNER),
        ("产权人", Standing.OWNER),
        ("租 客", Standing.TENANT),
        ("承租人", Standing.TENANT),
        ("配偶", Standing.FAMILY),
        ("家人", Standing.FAMILY),
        ("保姆", None),
        ("", None),
    ],
)
def test_a_standing_is_known_by_the_words_people_use(text: str, standing: Standing | None) -> None:
    assert read_standing(text) is standing


def test_tags_are_parted_by_any_mark_and_kept_once() -> None:
    assert read_tags("独居老人，党员 / 党员;低保\n残疾") == ("独居老人", "党员", "低保", "残疾")


def test_rooms_written_differently_compare_as_one() -> None:
    assert room_key("501") == room_key("５０１室") == room_key("501号")
    assert room_key("501A") == room_key("501a") != room_key("501")


def test_an_id_number_is_noticed_among_words() -> None:
    assert holds_id_number("身份证330102195001011234请保密")
    assert holds_id_number("33010219500101123X")
    assert not holds_id_number("电表号330102999901011234")
    assert not holds_id_number("13800001111 13900002222")


@given(st.text())
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert one_line(one_line(text)) == one_line(text)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_a_cell(text: str) -> None:
    for read in (read_building, read_unit, read_room, read_address):
        place = read(tidy(text))
        assert place is None or isinstance(place, Place)
    read_phone_cell(text)
    read_name(text)
    read_standing(text)
    assert all(read_tags(text))


def test_columns_are_lettered_as_in_a_spreadsheet() -> None:
    assert [column_letter(at) for at in (0, 25, 26, 701, 702, 16_383)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]
