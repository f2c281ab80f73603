import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError
from qingyu.domain.recovery_code import BITS, LENGTH, code_of, secret_of

SECRETS = st.integers(0, (1 << BITS) - 1)
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(SECRETS)
def test_a_code_gives_its_secret_back_in_six_groups_of_four(secret: int) -> None:
    code = code_of(secret)
    assert [len(group) for group in code.split(" ")] == [4] * 6
    assert secret_of(code) == secret


@given(SECRETS)
@settings(max_examples=30)
def test_a_hand_may_write_it_otherwise(secret: int) -> None:
    code = code_of(secret)
    written = code.lower().replace("0", "o").replace("1", "l").replace(" ", " – ")
    assert secret_of(f"  {written}\n") == secret
    full = "".join(chr(ord(sign) + 0xFEE0) if sign != " " else "\u3000" for sign in code)
    assert secret_of(full.replace("１", "Ｉ").replace("Ｖ", "ｕ")) == secret


@given(SECRETS, st.integers(0, LENGTH - 1), st.sampled_from(SIGNS))
def test_any_single_wrong_character_is_found_and_named(secret: int, at: int, sign: str) -> None:
    right = code_of(secret).replace(" ", "")
    if right[at] == sign:
        return
    with pytest.raises(RuleError) as refused:
        secret_of(right[:at] + sign + right[at + 1 :])
    assert refused.value.title == f"第 {at // 4 + 1} 组第 {at % 4 + 1} 个字好像看错了"
    assert f"「{right[at]}」" in refused.value.hint


@given(SECRETS, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_any_two_characters_exchanged_are_noticed(secret: int, one: int, other: int) -> None:
    signs = list(code_of(secret).replace(" ", ""))
    if signs[one] == signs[other]:
        return
    signs[one], signs[other] = signs[other], signs[one]
    with pytest.raises(RuleError):
        secret_of("".join(signs))


@pytest.mark.parametrize(
    ("typed", "told"),
    [("", "现在是 0 个"), ("ABCD", "漏了字"), ("0" * 25, "多写了字"), ("ABC?", "没有「?」")],
)
def test_what_is_no_code_is_told(typed: str, told: str) -> None:
    with pytest.raises(RuleError) as refused:
        secret_of(typed)
    assert told in str(refused.value)


@given(st.text(max_size=40))
def test_no_text_breaks_it(typed: str) -> None:
    try:
        assert 0 <= secret_of(typed) < 1 << BITS
    except RuleError as refused:
        assert refused.hint
