from itertools import pairwise

import pytest

from qingyu.domain.right import RIGHTS, Right, may, refusal
from qingyu.domain.steward import Role


def test_each_role_may_do_what_the_one_below_may_and_more() -> None:
    below = [RIGHTS[role] for role in (Role.VIEWER, Role.VOLUNTEER, Role.STEWARD, Role.LEAD)]
    assert all(less < more for less, more in pairwise(below))
    assert (below[0], below[-1]) == (frozenset(), frozenset(Right))


def test_a_volunteer_records_and_prints_and_only_the_lead_manages() -> None:
    assert RIGHTS[Role.VOLUNTEER] == {Right.RECORD, Right.PRINT, Right.CONTACT}
    assert [role for role in Role if may(role, Right.MANAGE)] == [Role.LEAD]


def test_nobody_by_name_may_record_and_no_more() -> None:
    assert [right for right in Right if may(None, right)] == [Right.RECORD]


@pytest.mark.parametrize("role", [Role.STEWARD, Role.VOLUNTEER, Role.VIEWER, None])
def test_a_refusal_says_whom_to_ask(role: Role | None) -> None:
    told = refusal(role)
    assert told.title and ("组长" in told.hint or "名字" in told.hint)
