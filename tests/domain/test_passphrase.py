import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError
from qingyu.domain.passphrase import normalised, require_good


@pytest.mark.parametrize("typed", ["青年路上梧桐树下", "sunny-day-3", "六幢的桂花 2026"])
def test_a_sentence_one_can_remember_is_good(typed: str) -> None:
    assert require_good(typed) == typed


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "至少要 8 个字"),
        ("  七个字的口令哦  ", "至少要 8 个字"),
        ("13857100009", "只有数字"),
        ("１３８５７１００００９", "只有数字"),
        ("aaaaaaaaaaaa", "太容易猜到"),
        ("12345678a", "太容易猜到"),
        ("qwertyuiop", "太容易猜到"),
        ("password123", "太容易猜到"),
        ("长" * 201, "不能超过 200"),
    ],
)
def test_a_weak_one_is_refused_with_a_way_out(typed: str, told: str) -> None:
    with pytest.raises(RuleError) as refused:
        require_good(typed)
    assert told in refused.value.title
    assert refused.value.hint


def test_the_keyboard_does_not_matter() -> None:
    assert normalised(" Ｑｉｎｇ１２３４ ") == "Qing1234"
    assert normalised("é") == normalised("e\u0301")


@given(st.text(max_size=30))
def test_no_text_breaks_it(typed: str) -> None:
    try:
        assert require_good(typed) == normalised(typed)
    except RuleError as refused:
        assert refused.hint
