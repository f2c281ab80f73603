from dataclasses import replace
from datetime import datetime

import pytest

from qingyu.domain.blank_form import (
    MOST_FORMS,
    BlankForm,
    FormKind,
    bar_code,
    check_back,
    check_count,
    check_loss,
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


def test_a_lost_form_may_come_back_but_one_that_is_back_is_not_lost() -> None:
    check_back(replace(FORM, lost_at=NOW))
    with pytest.raises(RuleError, match="已经录过了"):
        check_loss(replace(FORM, feedback_id=3), "丢了")


@pytest.mark.parametrize("count", [-1, 0, MOST_FORMS + 1])
def test_a_count_that_makes_no_sense_is_refused(count: int) -> None:
    with pytest.raises(RuleError) as refused:
        check_count(count)
    assert refused.value.hint
