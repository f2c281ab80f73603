"""The posting ledger: states, days left, places."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError
from qingyu.domain.posting import (
    LedgerLine,
    LedgerState,
    PlaceKind,
    Posting,
    PostingEvent,
    PostingMark,
    PostingPlace,
    check_down,
    check_place,
    check_up,
)

TODAY = date(2026, 11, 23)
BOARD = PostingPlace(1, "北门公告栏")
MADE = datetime(2026, 11, 20, 9)


def line(**told: object) -> LedgerLine:
    return LedgerLine(1, 2026, 12, "free", "通知", MADE, **told)  # type: ignore[arg-type]


@given(
    st.integers(0, 3), st.integers(0, 3), st.none() | st.integers(-5, 5), st.none() | st.just("错")
)
def test_a_line_is_in_the_one_state_its_copies_tell(
    hanging: int, more: int, left: int | None, void: str | None
) -> None:
    until = None if left is None or not hanging else TODAY + timedelta(days=left)
    state = line(
        hanging=hanging, posted=hanging + more, until=until, void_reason=void
    ).state(TODAY)
    assert (state is LedgerState.VOID) == (void is not None)
    if void is None and hanging:
        due = until is not None and until <= TODAY
        assert state is (LedgerState.DUE if due else LedgerState.UP)
    elif void is None:
        assert state is (LedgerState.DOWN if more else LedgerState.NOT_UP)


def test_the_days_left_are_said() -> None:
    shown = [line(hanging=1, until=TODAY + timedelta(days=n)).left_words(TODAY) for n in (3, 0, -2)]
    assert shown == ["还有 3 天", "今天撤", "过期 2 天"]
    assert line(until=TODAY).left_words(TODAY) == ""


def test_a_copy_is_torn_until_it_is_replaced() -> None:
    torn, mended = (PostingEvent(each, TODAY) for each in PostingMark)
    assert Posting(1, 1, BOARD, TODAY, events=(torn,)).torn
    assert not Posting(1, 1, BOARD, TODAY, events=(torn, mended)).torn
    assert not Posting(1, 1, BOARD, TODAY, down_on=TODAY, events=(torn,)).torn


def test_a_stairwell_names_itself() -> None:
    assert check_place(PostingPlace(0, "", PlaceKind.STAIRS, 3, 2)).name == "3幢2单元楼道"
    assert check_place(PostingPlace(0, "  北门 公告栏 ")).name == "北门 公告栏"


@pytest.mark.parametrize(
    "place", [PostingPlace(0, " "), PostingPlace(0, "长" * 21), PostingPlace(0, "楼道", unit=2)]
)
def test_a_place_nobody_finds_is_refused(place: PostingPlace) -> None:
    with pytest.raises(RuleError):
        check_place(place)


def test_days_that_cannot_be_are_refused() -> None:
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(RuleError, match="还没到"):
        check_up(tomorrow, None, today=TODAY)
    with pytest.raises(RuleError, match="还早"):
        check_up(TODAY, TODAY - timedelta(days=1), today=TODAY)
    hung = (Posting(1, 1, BOARD, TODAY),)
    with pytest.raises(RuleError, match="还早"):
        check_down(hung, TODAY - timedelta(days=1), today=TODAY)
    with pytest.raises(RuleError, match="没有在张贴"):
        check_down((), TODAY, today=TODAY)
