"""Categories found by typing."""

import pytest

from qingyu.services import Store, category


@pytest.mark.parametrize("typed", ["wm", "wmls", "wumian", "屋面", "WM", "fwbt wm", "房屋 屋面"])
def test_roof_leaks_are_found_by_letters_and_characters(store: Store, typed: str) -> None:
    assert category.search(store, typed)[0].matter == "屋面漏水"


def test_all_are_offered_when_nothing_is_typed(store: Store) -> None:
    every = category.choices(store)
    assert category.search(store, "  ", most=500) == every
    assert len({choice.text for choice in every}) == len(every)


@pytest.mark.parametrize("typed", ["qqq", "<b>", "%", "'; DROP TABLE", "😀"])
def test_what_nothing_is_called_finds_nothing(store: Store, typed: str) -> None:
    assert category.search(store, typed) == ()


def test_a_category_is_found_with_its_matters(store: Store) -> None:
    found = category.search(store, "绿化")
    assert found[0].code == "green"
    assert len(found) > 3


def test_what_is_shown(store: Store) -> None:
    assert category.text(store, "house", "屋面漏水") == "房屋本体 · 屋面漏水"
    assert category.text(store, "house", "") == "房屋本体"
    assert category.text(store, "gone", "") == "gone"


def test_the_whole_table_fits_into_one_offer(store: Store) -> None:
    assert category.search(store, "") == category.choices(store)
