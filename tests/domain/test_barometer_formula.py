from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.barometer import BuildingFacts, Formula, Weather, reading
from qingyu.domain.barometer_formula import (
    NUMBERS,
    FormulaNumber,
    check_formula,
    formula_text,
    read_formula,
    word_changes,
)
from qingyu.domain.errors import RuleError

FORMULAS = st.builds(Formula, **{each.key: st.integers(each.least, each.most) for each in NUMBERS})


def test_every_number_of_the_formula_may_be_set() -> None:
    assert [each.key for each in NUMBERS] == list(Formula.__dataclass_fields__)


@given(FORMULAS)
def test_what_is_allowed_is_kept_as_it_is(formula: Formula) -> None:
    check_formula(formula)
    assert read_formula(formula_text(formula)) == formula


@pytest.mark.parametrize("number", NUMBERS, ids=lambda each: each.key)
def test_nonsense_is_refused_with_what_may_be_written(number: FormulaNumber) -> None:
    nonsense: tuple[Any, ...] = (number.least - 1, number.most + 1, 1.5, True, "3")
    for each in nonsense:
        with pytest.raises(RuleError, match=f"{number.least} 到 {number.most}"):
            check_formula(replace(Formula(), **{number.key: each}))


def test_nothing_stored_means_the_default() -> None:
    assert read_formula("") == Formula()


@given(st.text(min_size=1))
def test_spoiled_numbers_are_refused_and_never_a_bug(text: str) -> None:
    with pytest.raises(RuleError):
        read_formula(text)


@pytest.mark.parametrize("text", ['{"overdue": 0}', '{"moon": 1}', "[1]", "[" * 99_999, "null"])
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(RuleError):
        read_formula(text)


def test_a_building_whose_word_changes_comes_first() -> None:
    facts = (BuildingFacts(1), BuildingFacts(2, open_issues=3, overdue=2))
    now = tuple(reading(each, Formula()) for each in facts)
    then = tuple(reading(each, Formula(overdue=3)) for each in facts)
    first, second = word_changes(now, then)
    assert (first.building, first.before, first.after) == (2, Weather.OVERCAST, Weather.CLOUDY)
    assert first.differs and not second.differs
    assert first.reason == "有 3 件未办结，其中超期 2 件"
