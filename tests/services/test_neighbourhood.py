from dataclasses import replace

import pytest

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.neighbourhood import Household, PublicPlace, Resident, Standing
from qingyu.domain.steward import Role, Steward
from qingyu.services import Store, feedback, journal, neighbourhood, search
from qingyu.services import steward as stewards


def person(name: str = "张桂芳", at: tuple[int, int, str] = (3, 2, "501"), **more: str) -> Resident:
    return Resident(0, Household(0, *at), name, **more)  # type: ignore[arg-type]


def only(store: Store) -> Resident:
    (found,) = neighbourhood.residents(store)
    return found


def units(store: Store) -> dict[int, tuple[int, ...]]:
    return {each.number: each.units for each in neighbourhood.buildings(store)}


def test_founding_makes_everything_in_one_operation(store: Store) -> None:
    lead = Steward(0, "陆建芬", Role.LEAD)
    changes = neighbourhood.found(store, " 青年路社区 ", {1: 3, 7: 0}, lead)
    assert neighbourhood.name(store) == "青年路社区"
    assert units(store) == {1: (1, 2, 3), 7: ()}
    assert stewards.find(store, "陆建芬").role is Role.LEAD
    journal.undo(store, changes.operation, by=None)
    assert neighbourhood.name(store) == ""
    assert units(store) == {} and stewards.stewards(store) == ()


@pytest.mark.parametrize(("name", "buildings"), [("  ", {}), ("甲", {0: 1}), ("甲", {1: 21})])
def test_a_founding_that_makes_no_sense_leaves_nothing(
    store: Store, name: str, buildings: dict[int, int]
) -> None:
    with pytest.raises(RuleError):
        neighbourhood.found(store, name, buildings, Steward(0, "陆建芬"))
    assert neighbourhood.name(store) == "" and units(store) == {}
    assert stewards.stewards(store) == ()


def test_name_and_phone_change_together(founded: Store) -> None:
    neighbourhood.rename(founded, "青春里", "0571-87065521", by=1)
    assert (neighbourhood.name(founded), neighbourhood.phone(founded)) == (
        "青春里",
        "0571-87065521",
    )
    with pytest.raises(RuleError):
        neighbourhood.rename(founded, "", "", by=1)
    assert neighbourhood.name(founded) == "青春里"


def test_units_grow_and_shrink_but_not_where_somebody_lives(founded: Store) -> None:
    third = neighbourhood.buildings(founded)[2]
    neighbourhood.edit_building(founded, third.id, 5, "", by=1)
    assert units(founded)[3] == (1, 2, 3, 4, 5)
    neighbourhood.add_resident(founded, person(), by=1)
    neighbourhood.edit_building(founded, third.id, 2, "", by=1)
    with pytest.raises(RuleError):
        neighbourhood.edit_building(founded, third.id, 1, "", by=1)
    assert units(founded)[3] == (1, 2)


def test_a_buildings_remark_is_kept_without_touching_its_units(founded: Store) -> None:
    neighbourhood.add_resident(founded, person(at=(12, 5, "101")), by=1)
    twelfth = neighbourhood.buildings(founded)[-1]
    assert twelfth.units == (5,)
    changes = neighbourhood.edit_building(founded, twelfth.id, 1, " 加装电梯中\n先别敲墙 ", by=1)
    stored = neighbourhood.buildings(founded)[-1]
    assert (stored.note, stored.units) == ("加装电梯中\n先别敲墙", (5,))
    assert changes.verb == "修改 12幢"
    assert [found.noun for found in search.find(founded, "加装电梯")] == [Noun.BUILDING]
    with pytest.raises(RuleError, match="身份证"):
        neighbourhood.edit_building(founded, twelfth.id, 1, "330106195001011234", by=1)
    assert not neighbourhood.edit_building(founded, twelfth.id, 1, stored.note, by=1)


def test_a_building_is_unique_and_goes_only_empty(founded: Store) -> None:
    neighbourhood.add_building(founded, 9, 2, by=1)
    with pytest.raises(RuleError):
        neighbourhood.add_building(founded, 9, 3, by=1)
    neighbourhood.add_resident(founded, person(at=(9, 1, "101")), by=1)
    ninth = neighbourhood.buildings(founded)[-1]
    with pytest.raises(RuleError):
        neighbourhood.remove_building(founded, ninth.id, by=1)
    third = neighbourhood.buildings(founded)[2]
    neighbourhood.remove_building(founded, third.id, by=1)
    assert 3 not in units(founded) and 9 in units(founded)


def test_a_resident_brings_the_household_along(founded: Store) -> None:
    neighbourhood.add_resident(founded, person(phone="138 6741 2358"), by=1)
    neighbourhood.add_resident(founded, person("张建国", standing="家属"), by=1)
    neighbourhood.add_resident(founded, person("王五", at=(12, 1, "101")), by=1)
    first, second, third = neighbourhood.residents(founded)
    assert first.household == second.household
    assert first.phone == "13867412358"
    assert third.household.place.text == "12幢1单元101室"
    assert [each.name for each in neighbourhood.residents(founded, 12)] == ["王五"]
    assert len(neighbourhood.households(founded)) == 2


def test_without_a_unit_the_one_home_of_that_room_is_meant_or_it_is_asked_for(
    founded: Store,
) -> None:
    with pytest.raises(RuleError, match="单元"):
        neighbourhood.add_resident(founded, person(at=(3, 0, "501")), by=1)
    neighbourhood.add_resident(founded, person(), by=1)
    neighbourhood.add_resident(founded, person("李四", at=(3, 0, "501")), by=1)
    assert {each.household.unit for each in neighbourhood.residents(founded)} == {2}


def test_a_resident_can_move_and_everything_can_be_edited(founded: Store) -> None:
    neighbourhood.add_resident(founded, person(), by=1)
    moved = replace(
        only(founded),
        household=Household(0, 5, 1, "102"),
        standing=Standing.TENANT,
        tags=("独居老人", "党员"),
        note="耳朵不好\n敲门要响",
        may_contact=False,
    )
    neighbourhood.save_resident(founded, moved, by=1)
    stored = only(founded)
    assert stored.household.place.code == "5-1-102"
    assert replace(stored, household=moved.household) == moved


@pytest.mark.parametrize(
    "wrong",
    [
        person("  "),
        person(phone="13867412358转2"),
        person(phone="123"),
        person(at=(3, 2, "")),
        person(note="身份证 330102194001011234"),
        person("330102194001011234"),
    ],
)
def test_a_resident_that_must_not_be_stored_is_refused(founded: Store, wrong: Resident) -> None:
    with pytest.raises(RuleError):
        neighbourhood.add_resident(founded, wrong, by=1)
    assert neighbourhood.residents(founded) == ()
    assert neighbourhood.households(founded) == ()


def test_odd_names_and_notes_come_back_as_they_were_written(founded: Store) -> None:
    odd = "<b>𬱖喆%s'; DROP TABLE\u200f"
    neighbourhood.add_resident(founded, person(odd, note=odd * 50), by=1)
    assert (only(founded).name, only(founded).note) == (odd, odd * 50)


def test_a_resident_named_by_feedback_stays_and_others_go_and_come_back(founded: Store) -> None:
    neighbourhood.add_resident(founded, person(), by=1)
    named = only(founded)
    said = FeedbackDraft("漏水", resident_id=named.id)
    feedback.record(founded, said, by=1)
    with pytest.raises(RuleError):
        neighbourhood.remove_resident(founded, named.id, by=1)
    neighbourhood.add_resident(founded, person("李四"), by=1)
    other = neighbourhood.residents(founded)[-1]
    gone = neighbourhood.remove_resident(founded, other.id, by=1)
    assert [each.name for each in neighbourhood.residents(founded)] == ["张桂芳"]
    journal.undo(founded, gone.operation, by=1)
    assert other in neighbourhood.residents(founded)
    with pytest.raises(RuleError):
        neighbourhood.remove_resident(founded, 999, by=1)


def test_buildings_are_counted_with_homes_and_people(founded: Store) -> None:
    for name, at in (("甲", (3, 2, "501")), ("乙", (3, 2, "501")), ("丙", (3, 1, "101"))):
        neighbourhood.add_resident(founded, person(name, at=at), by=1)
    counts = {
        each.building.number: (each.households, each.residents)
        for each in neighbourhood.building_counts(founded)
    }
    assert counts[3] == (2, 3)
    assert counts[1] == (0, 0) and len(counts) == 6


def test_public_places_are_added_changed_and_taken_out(founded: Store) -> None:
    neighbourhood.add_public_place(founded, PublicPlace(0, " 车棚 ", 3, 2), by=1)
    (shed,) = neighbourhood.public_places(founded)
    assert shed.place.text == "3幢2单元 车棚"
    neighbourhood.save_public_place(founded, PublicPlace(shed.id, "电动车棚"), by=1)
    assert neighbourhood.public_places(founded) == (PublicPlace(shed.id, "电动车棚"),)
    with pytest.raises(RuleError):
        neighbourhood.save_public_place(founded, PublicPlace(shed.id, " "), by=1)
    neighbourhood.remove_public_place(founded, shed.id, by=1)
    assert neighbourhood.public_places(founded) == ()


def test_a_name_that_no_paper_holds_is_refused(store: Store) -> None:
    with pytest.raises(RuleError, match="太长"):
        neighbourhood.rename(store, "小" * 41, "", by=None)
    with pytest.raises(RuleError, match="空着"):
        neighbourhood.rename(store, " \n ", "", by=None)
    neighbourhood.rename(store, "青年路\n社区", "", by=None)
    assert neighbourhood.name(store) == "青年路 社区"
