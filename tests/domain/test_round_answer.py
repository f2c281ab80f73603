import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError
from qingyu.domain.round import RoundKind, Tick, Visit, ticks
from qingyu.domain.round_answer import Answer, Way, box_rows, press, read_keys


@pytest.mark.parametrize("kind", list(RoundKind))
def test_a_box_is_meant_by_its_digit_or_its_word(kind: RoundKind) -> None:
    for at, tick in enumerate(ticks(kind), 1):
        assert read_keys(kind, f" {at} ").tick is tick
        assert read_keys(kind, tick.value).tick is tick
    with pytest.raises(RuleError) as refused:
        read_keys(kind, "00")
    assert all(tick in refused.value.hint for tick in ticks(kind))


@pytest.mark.parametrize("kind", list(RoundKind))
def test_every_printed_box_has_a_digit_of_its_own(kind: RoundKind) -> None:
    keys = [box.key for row in box_rows(kind) for box in row.boxes]
    assert len(set(keys)) == len(keys)
    assert all(press(kind, Answer(), key) != Answer() for key in keys)


def test_a_whole_line_of_a_call_is_a_few_digits_in_any_order() -> None:
    told = Answer(Tick.SATISFIED, Visit(Way.DOOR, True, False))
    for digits in ("169", "961", "１６９", "1769"):
        assert read_keys(RoundKind.FOLLOWUP, digits) == told
    assert read_keys(RoundKind.FOLLOWUP, "10").visit.how == Way.PHONE
    assert read_keys(RoundKind.FOLLOWUP, "10", Visit(Way.PHONE)).visit.how == Way.DOOR


def test_judgements_alone_are_no_result_and_other_rounds_have_none() -> None:
    with pytest.raises(RuleError):
        read_keys(RoundKind.FOLLOWUP, "68")
    for kind in (RoundKind.LOOK, RoundKind.PATROL):
        assert press(kind, Answer(), "6") is None
        assert press(kind, Answer(), "0") is None


@given(st.sampled_from(RoundKind), st.text(max_size=6))
def test_whatever_is_typed_is_a_result_or_is_refused(kind: RoundKind, typed: str) -> None:
    try:
        assert read_keys(kind, typed).tick in ticks(kind)
    except RuleError as refused:
        assert refused.hint


@given(st.sampled_from(RoundKind), st.text(min_size=1, max_size=2))
def test_a_key_ticks_one_thing_at_most(kind: RoundKind, key: str) -> None:
    after = press(kind, Answer(), key)
    assert after is None or after.tick in (None, *ticks(kind))
