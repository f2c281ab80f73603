"""A place written into its own field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.place import NOWHERE, Place
from qingyu.domain.place_entry import LONGEST_SPOT, read_entry


@pytest.mark.parametrize(
    "text",
    [
        "3幢2单元501室",
        "3-2-501",
        "３幢２单元５０１",
        "三号楼2单元501",
        "3#2-501",
        "叁幢二单元501",
        " 3 2 501 ",
    ],
)
def test_every_way_of_writing_means_the_same_household(text: str) -> None:
    assert read_entry(text) == Place(3, 2, "501")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("3", Place(3)),
        ("3幢", Place(3)),
        ("3幢 屋面", Place(3, spot="屋面")),
        ("3幢2单元 楼道", Place(3, 2, spot="楼道")),
        ("大门口", Place(spot="大门口")),
        ("", NOWHERE),
        ("   ", NOWHERE),
        ("<b>", Place(spot="<b>")),
    ],
)
def test_buildings_spots_and_nothing(text: str, place: Place) -> None:
    assert read_entry(text) == place


@given(st.text(max_size=80))
def test_whatever_is_written_becomes_a_place_no_longer_than_allowed(text: str) -> None:
    place = read_entry(text)
    assert len(place.spot) <= LONGEST_SPOT
    assert bool(place) == bool(text.strip()) or not text.split()


@given(st.integers(1, 99), st.integers(1, 9), st.integers(101, 3299))
def test_what_is_shown_reads_back(building: int, unit: int, room: int) -> None:
    place = Place(building, unit, str(room))
    assert read_entry(place.text) == place
    assert read_entry(place.code) == place
