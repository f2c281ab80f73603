from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.place import Place
from qingyu.domain.recipient import Recipient, in_walking_order


def door(building: int, unit: int | None, room: str | None) -> Recipient:
    return Recipient(Place(building, unit, room))


def test_one_walks_building_by_building_up_the_stairs_and_along_the_doors() -> None:
    walked = [
        door(2, 1, None),
        door(2, 1, "101"),
        door(2, 1, "102"),
        door(2, 1, "601"),
        door(2, 1, "1001"),
        door(2, 2, "101"),
        door(10, 1, "101"),
    ]
    assert in_walking_order(reversed(walked)) == tuple(walked)


def test_full_width_and_lettered_rooms_lie_where_they_belong() -> None:
    walked = [door(1, 1, "１０１"), door(1, 1, "101A"), door(1, 1, "201"), door(1, 1, "东首")]
    assert in_walking_order(walked[::-1]) == tuple(walked)


rooms = st.one_of(st.none(), st.from_regex(r"\A[1-9]0?[1-4]0[1-4]\Z"), st.text(max_size=4))
doors = st.lists(
    st.builds(door, st.integers(1, 20), st.one_of(st.none(), st.integers(1, 4)), rooms)
)


@given(doors)
def test_nobody_is_lost_and_the_order_does_not_depend_on_the_list(homes: list[Recipient]) -> None:
    walked = in_walking_order(homes)
    assert sorted(map(repr, walked)) == sorted(map(repr, homes))
    key = [(home.place.building or 0, home.place.unit or 0) for home in walked]
    assert key == sorted(key)
