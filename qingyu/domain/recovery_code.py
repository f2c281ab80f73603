"""The 24 characters of the recovery sheet: 110 secret bits and two check characters.

Crockford's base 32 without I, L, O, U; the check characters are those of a Reed-Solomon code over
GF(32), so any two wrong characters are noticed and a single one is found.
"""

import unicodedata

from qingyu.domain.errors import RuleError

BITS = 110
LENGTH = 24
GROUP = 4
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# What a hand writes or an eye reads instead.
_READ_AS = {"O": "0", "I": "1", "L": "1", "U": "V"}
_POLYNOMIAL = 0b100101
_DATA = LENGTH - 2


def _powers() -> tuple[int, ...]:
    """The 31 powers of the field's primitive element."""
    found, value = [], 1
    for _ in range(31):
        found.append(value)
        value <<= 1
        if value & 0b100000:
            value ^= _POLYNOMIAL
    return tuple(found)


_POWER = _powers()
_LOG = {value: at for at, value in enumerate(_POWER)}


def _times(one: int, other: int) -> int:
    return _POWER[(_LOG[one] + _LOG[other]) % 31] if one and other else 0


def _over(one: int, other: int) -> int:
    return _POWER[(_LOG[one] - _LOG[other]) % 31] if one else 0


def _syndromes(digits: list[int]) -> tuple[int, int]:
    """Two sums that are both 0 for a right code."""
    first = second = 0
    for at, digit in enumerate(digits):
        first ^= _times(digit, _POWER[at % 31])
        second ^= _times(digit, _POWER[2 * at % 31])
    return first, second


def code_of(secret: int) -> str:
    """The secret (below 2**110) as 24 characters in six groups of four."""
    if not 0 <= secret < 1 << BITS:
        raise ValueError("secret out of range")
    digits = [secret >> (5 * (_DATA - 1 - at)) & 31 for at in range(_DATA)]
    first, second = _syndromes(digits)
    near, far = _POWER[_DATA], _POWER[_DATA + 1]
    # Two unknowns a, b: a·near + b·far = first, a·near² + b·far² = second.
    b = _over(second ^ _times(first, near), _times(far, far ^ near))
    a = _over(first ^ _times(b, far), near)
    text = "".join(_ALPHABET[digit] for digit in (*digits, a, b))
    return " ".join(text[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def secret_of(typed: str) -> int:
    """The secret of a typed code; RuleError says what is wrong with it, and where.

    Case, spaces, dashes and full-width letters do not matter; O is 0, I and L are 1, U is V.
    """
    digits = _digits(typed)
    if len(digits) != LENGTH:
        more = "漏了" if len(digits) < LENGTH else "多写了"
        raise RuleError(
            f"恢复码要有 {LENGTH} 个字，现在是 {len(digits)} 个", f"请看看哪一组{more}字。"
        )
    first, second = _syndromes(digits)
    if first or second:
        raise RuleError(*_words(digits, first, second))
    secret = 0
    for digit in digits[:_DATA]:
        secret = secret << 5 | digit
    return secret


def _digits(typed: str) -> list[int]:
    found = []
    for sign in unicodedata.normalize("NFKC", typed).upper():
        read = _READ_AS.get(sign, sign)
        if read in _ALPHABET:
            found.append(_ALPHABET.index(read))
        elif not (read.isspace() or unicodedata.category(read) in ("Pd", "Cf") or read in "._,·−"):
            raise RuleError(f"恢复码里没有「{sign}」这样的字", "恢复码只有数字和英文字母。")
    return found


def _words(digits: list[int], first: int, second: int) -> tuple[str, str]:
    """Where the one wrong character stands, when it can be only one."""
    if first and second:
        at = (_LOG[second] - _LOG[first]) % 31
        if at < LENGTH:
            right = _ALPHABET[digits[at] ^ _over(first, _POWER[at])]
            group, place = at // GROUP + 1, at % GROUP + 1
            return (
                f"第 {group} 组第 {place} 个字好像看错了",
                f"请对着恢复单再看看，是不是「{right}」。",
            )
    return "恢复码对不上，有几个字不对", "请对着恢复单，从第 1 组起再看一遍。"
