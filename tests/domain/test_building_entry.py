import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.building_entry import read_buildings, say_buildings
from qingyu.domain.neighbourhood import HIGHEST_BUILDING, MOST_BUILDINGS, MOST_UNITS

SIX = dict.fromkeys(range(1, 7), 3)


@pytest.mark.parametrize(
    ("written", "units"),
    [
        ("1-6幢各3单元，7幢2单元", {**SIX, 7: 2}),
        ("1到6幢都是3个单元", SIX),
        ("１～６幢，每幢３个单元；7栋二单元", {**SIX, 7: 2}),
        ("一至六幢各三单元", SIX),
        ("一共6幢，每幢3个单元", SIX),
        ("6幢各3单元", SIX),
        ("6幢3单元", {6: 3}),
        ("1、2、5幢各2单元", {1: 2, 2: 2, 5: 2}),
        ("1幢、3幢各2单元 8号楼不分单元", {1: 2, 3: 2, 8: 0}),
        ("1#2单元\n2#3单元", {1: 2, 2: 3}),
        ("", {}),
        ("  ，", {}),
    ],
)
def test_buildings_are_read_however_they_are_written(written: str, units: dict[int, int]) -> None:
    entry = read_buildings(written)
    assert entry.trouble == ""
    assert entry.units == units


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("大概六七幢吧", "看不懂"),
        ("1-6幢", "看不懂"),
        ("6-1幢各3单元", "从小写到大"),
        ("1-6幢各3单元，6幢2单元", "6幢写了两次"),
        ("1-9999幢各3单元", "看不懂"),
        ("1-3幢各99单元", "99"),
        ("0幢3单元", "0"),
        ("1-6幢各3单元，还有一幢", "还有一幢"),
        ("<b>%s'; DROP TABLE", "看不懂"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_taken(written: str, told: str) -> None:
    entry = read_buildings(written)
    assert told in entry.trouble
    assert not entry.units


@given(
    st.dictionaries(
        st.integers(1, HIGHEST_BUILDING - 1).filter(lambda n: n < 1000),
        st.integers(0, MOST_UNITS),
        max_size=MOST_BUILDINGS,
    )
)
def test_what_is_said_is_read_back(units: dict[int, int]) -> None:
    assert read_buildings(say_buildings(units)).units == units


@given(st.text(alphabet="0123456789十幢栋单元各-到，、 个每没有\nA🏠", max_size=60))
def test_any_writing_gives_buildings_or_trouble(text: str) -> None:
    entry = read_buildings(text)
    assert not (entry.units and entry.trouble)
    assert all(0 <= count <= MOST_UNITS for count in entry.units.values())
