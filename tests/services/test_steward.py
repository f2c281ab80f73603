from dataclasses import replace

import pytest

from qingyu.domain.errors import RuleError
from qingyu.domain.steward import Contact, Role, Steward
from qingyu.services import Store, journal, steward


def test_a_steward_is_found_by_name_and_an_unknown_one_is_told_who_there_is(founded: Store) -> None:
    assert steward.find(founded, " 赵文斌 ").phone == "13857100009"
    with pytest.raises(RuleError, match="陆建芬、赵文斌"):
        steward.find(founded, "张三")


def test_names_are_unique_and_never_empty(founded: Store) -> None:
    for name in ("赵 文斌", "  ", "名" * 21):
        with pytest.raises(RuleError):
            steward.add(founded, Steward(0, name), by=1)
    zhao = steward.find(founded, "赵文斌")
    with pytest.raises(RuleError):
        steward.save(founded, replace(zhao, name="陆建芬"), by=1)
    assert len(steward.stewards(founded, everybody=True)) == 2


def test_everything_of_a_steward_can_be_edited(founded: Store) -> None:
    changed = replace(
        steward.find(founded, "赵文斌"), role=Role.VOLUNTEER, phone="", tags=("楼栋长", "党员骨干")
    )
    steward.save(founded, changed, by=1)
    assert steward.find(founded, "赵文斌") == changed


def test_who_leaves_is_kept_for_the_history_and_can_come_back(founded: Store) -> None:
    zhao = steward.find(founded, "赵文斌")
    left = steward.retire(founded, zhao.id, by=1)
    assert [each.name for each in steward.stewards(founded)] == ["陆建芬"]
    assert replace(zhao, active=False) in steward.stewards(founded, everybody=True)
    journal.undo(founded, left.operation, by=1)
    assert zhao in steward.stewards(founded)


def test_the_address_book_is_unique_by_name(founded: Store) -> None:
    steward.add_contact(founded, Contact(0, " 周师傅 ", "管道疏通", "13900001111"), by=1)
    (zhou,) = steward.contacts(founded)
    assert zhou.name == "周师傅"
    for name in ("周师傅", " "):
        with pytest.raises(RuleError):
            steward.add_contact(founded, Contact(0, name), by=1)
    steward.save_contact(founded, replace(zhou, note="随叫随到"), by=1)
    assert steward.contacts(founded)[0].note == "随叫随到"
    steward.remove_contact(founded, zhou.id, by=1)
    assert steward.contacts(founded) == ()
