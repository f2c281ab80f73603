"""Return slips typed back: read, counted, said in one line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError
from qingyu.domain.place import Place
from qingyu.domain.return_slip import OPINIONS, ReturnSlip
from qingyu.domain.slip_answer import (
    SlipAnswer,
    check_answer,
    progress,
    read_home,
    read_option,
    result_line,
    slip_code,
)

SLIP = ReturnSlip("是否同意加装电梯")
DAY = date(2026, 11, 23)


@given(
    st.integers(1, 9999), st.integers(0, 20), st.text("0123456789AB", min_size=1, max_size=6),
    st.integers(1, 999),
)  # fmt: skip
def test_a_printed_code_is_scanned_back(building: int, unit: int, room: str, serial: int) -> None:
    home = Place(building, unit or None, room)
    assert read_home(slip_code(2026, serial, home), 2026, serial) == home


def test_a_home_is_typed_as_people_write_it() -> None:
    for text in ("3-2-501", "3幢2单元501室", " 三号楼2单元501 "):
        assert read_home(text, 2026, 12) == Place(3, 2, "501")


@pytest.mark.parametrize("text", ["", "3幢", "大门", "501", "张桂芳"])
def test_what_is_no_home_is_refused(text: str) -> None:
    with pytest.raises(RuleError, match="不是一户人家"):
        read_home(text, 2026, 12)


def test_the_slip_of_another_notice_is_refused() -> None:
    with pytest.raises(RuleError, match="11号的回执"):
        read_home(slip_code(2026, 11, Place(3, 2, "501")), 2026, 12)


def test_options_by_key_or_word() -> None:
    assert [read_option(SLIP, key) for key in ("1", " 2 ", "弃权")] == list(OPINIONS)
    with pytest.raises(RuleError, match="1 同意、2 不同意、3 弃权"):
        read_option(SLIP, "4")


HOMES = [Place(1, unit, f"{floor}01") for unit in (1, 2) for floor in range(1, 6)]
ANSWERS = st.dictionaries(
    st.sampled_from([*HOMES, Place(9, None, "902")]),
    st.tuples(st.sampled_from(OPINIONS), st.integers(1, 6)),
)


@given(ANSWERS)
def test_heads_and_homes_add_up(given_: dict[Place, tuple[str, int]]) -> None:
    answers = [
        SlipAnswer(at, 1, home, option, heads)
        for at, (home, (option, heads)) in enumerate(given_.items())
    ]
    found = progress(SLIP, HOMES, answers)
    assert sum(count.households for count in found.counts) == found.answered == len(answers)
    assert sum(count.heads for count in found.counts) == found.heads
    assert found.expected == found.answered + len(found.waiting)
    assert 0 <= found.percent <= 100


def test_the_line_for_the_minutes() -> None:
    answers = [SlipAnswer(1, 1, HOMES[0], "同意", 3), SlipAnswer(2, 1, HOMES[1], "弃权", 1)]
    assert result_line(progress(SLIP, HOMES, answers)) == (
        "回执发出 10 户，收回 2 户（20%）共 4 人："
        "同意 1 户 3 人，不同意 0 户 0 人，弃权 1 户 1 人。"
    )


@pytest.mark.parametrize(
    ("heads", "on"), [(0, DAY), (31, DAY), (1, date(2026, 11, 24)), (1, date(2026, 11, 1))]
)
def test_heads_and_days_that_cannot_be(heads: int, on: date) -> None:
    with pytest.raises(RuleError):
        check_answer(heads, on, published=date(2026, 11, 20), today=DAY)
