"""Who of the household is speaking."""

import pytest

from qingyu.domain.neighbourhood import Household, Resident
from qingyu.domain.resident_speaking import find_speaker, is_called

HOME = Household(1, 3, 2, "501")
ZHANG = Resident(1, HOME, "张桂芳", "13867412358")
LI = Resident(2, HOME, "李国庆")
YOUNG_ZHANG = Resident(3, HOME, "张伟")


@pytest.mark.parametrize("said", ["张桂芳", "张阿姨", "老张", "小张", "张", "张老师", "张 阿姨"])
def test_ways_of_calling_somebody(said: str) -> None:
    assert is_called("张桂芳", said)


@pytest.mark.parametrize("said", ["张伟", "李阿姨", "桂芳妈", "", "章阿姨", "张桂芬"])
def test_names_of_others(said: str) -> None:
    assert not is_called("张桂芳", said)


def test_a_compound_surname_is_a_surname() -> None:
    assert is_called("欧阳文静", "欧阳老师")


def test_the_only_one_of_the_surname_speaks() -> None:
    assert find_speaker((), (ZHANG, LI), "张阿姨").resident == ZHANG


def test_two_of_the_surname_leave_it_open() -> None:
    found = find_speaker((), (ZHANG, YOUNG_ZHANG), "张阿姨")
    assert found.resident is None
    assert found.household == (ZHANG, YOUNG_ZHANG)


def test_the_telephone_decides_between_two() -> None:
    found = find_speaker((ZHANG,), (ZHANG, YOUNG_ZHANG), "张阿姨")
    assert found.resident == ZHANG
    assert found.by_phone


def test_a_telephone_alone_names_its_owner() -> None:
    assert find_speaker((ZHANG,), (), "").resident == ZHANG


def test_somebody_else_who_uses_the_telephone_is_not_its_owner() -> None:
    assert find_speaker((ZHANG,), (ZHANG, LI), "王师傅").resident is None


def test_nobody_is_named_when_nobody_said_a_name() -> None:
    assert find_speaker((), (ZHANG,), "").resident is None
