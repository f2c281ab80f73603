"""Door slips: for whom, in which order."""

import pytest

from qingyu.domain.errors import RuleError
from qingyu.domain.neighbourhood import Household, Resident, Standing
from qingyu.services import Store, neighbourhood
from qingyu.services.recipient import Per, doors


@pytest.fixture
def peopled(founded: Store) -> Store:
    """Homes in two buildings, entered out of order."""
    for building, unit, room, name, standing, may in (
        (3, 2, "501", "张三丰", Standing.OWNER, True),
        (3, 2, "201", "李小龙", Standing.TENANT, True),
        (3, 1, "1001", "王一", Standing.OWNER, False),
        (2, 1, "101", "赵六", Standing.FAMILY, True),
        (2, 1, "101", "钱七", Standing.OWNER, True),
        (3, 1, "901", "孙八", Standing.OWNER, True),
    ):
        home = Household(0, building, unit, room)
        person = Resident(0, home, name, standing=standing, may_contact=may)
        neighbourhood.add_resident(founded, person, by=1)
    vacant = Resident(0, Household(0, 3, 2, "301"), "走了")
    changes = neighbourhood.add_resident(founded, vacant, by=1)
    gone = next(p.id for p in neighbourhood.residents(founded) if p.name == "走了")
    assert changes
    neighbourhood.remove_resident(founded, gone, by=1)
    return founded


def codes(found: object) -> list[str]:
    return [each.place.code for each in found.recipients]  # type: ignore[attr-defined]


def test_slips_lie_in_the_order_one_walks_the_stairs(peopled: Store) -> None:
    assert codes(doors(peopled)) == ["2-1-101", "3-1-901", "3-1-1001", "3-2-201", "3-2-501"]


def test_the_owner_is_greeted_and_who_wants_no_contact_is_not(peopled: Store) -> None:
    found = doors(peopled)
    assert [each.name for each in found.recipients] == ["钱七", "孙八", "", "李小龙", "张三丰"]
    assert found.unnamed == 1


def test_an_empty_flat_is_left_out_unless_wished(peopled: Store) -> None:
    assert doors(peopled).vacant == 1
    every = doors(peopled, with_vacant=True)
    assert codes(every)[3:] == ["3-2-201", "3-2-301", "3-2-501"]
    assert every.vacant == 0


def test_only_what_was_chosen(peopled: Store) -> None:
    assert codes(doors(peopled, [2])) == ["2-1-101"]
    assert codes(doors(peopled, [2], "3-1、3幢2单元501室")) == ["3-1-901", "3-1-1001", "3-2-501"]


def test_one_slip_for_each_unit(peopled: Store) -> None:
    assert codes(doors(peopled, [3], per=Per.UNIT)) == ["3-1", "3-2", "3-3"]
    assert codes(doors(peopled, [], "3-2", per=Per.UNIT)) == ["3-2"]


@pytest.mark.parametrize("typed", ["那边", "9-9-999", "3-2-999"])
def test_a_door_that_is_not_there_is_named(peopled: Store, typed: str) -> None:
    with pytest.raises(RuleError):
        doors(peopled, [], typed)
