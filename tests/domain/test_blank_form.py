from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.blank_form import (
    MOST_FORMS,
    BlankForm,
    FormKind,
    bar_code,
    check_back,
    check_count,
    check_loss,
    read_bar_code,
)
from qingyu.domain.errors import RuleError

NOW = datetime(2026, 11, 23, 9)
FORM = BlankForm(1, 456, FormKind.REPAIR, NOW)


def test_a_form_is_out_until_it_is_back_or_lost() -> None:
    assert FORM.is_out and FORM.code == "0456"
    assert not replace(FORM, feedback_id=3).is_out
    assert not replace(FORM, lost_at=NOW).is_out


def test_its_bar_code_is_not_that_of_an_issue() -> None:
    assert bar_code(456) == "F0456"


@pytest.mark.parametrize("text", ["F0456", "f0456\n", "Ｆ０４５６", "F456"])
def test_it_is_read_as_a_scanner_types_it(text: str) -> None:
    assert read_bar_code(text) == 456


@given(st.text(max_size=10))
def test_anything_else_is_no_form(text: str) -> None:
    assert read_bar_code(text) is None or text.strip()[0] in "FfＦｆ"


def test_a_lost_form_may_come_back_but_one_that_is_back_is_not_lost() -> None:
    check_back(replace(FORM, lost_at=NOW))
    with pytest.raises(RuleError, match="已经录过了"):
        check_loss(replace(FORM, feedback_id=3), "丢了")


@pytest.mark.parametrize("count", [-1, 0, MOST_FORMS + 1])
def test_a_count_that_makes_no_sense_is_refused(count: int) -> None:
    with pytest.raises(RuleError) as refused:
        check_count(count)
    assert refused.value.hint
