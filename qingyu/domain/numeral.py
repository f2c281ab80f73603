"""Numbers as people write and say them: 3, ３, 三, 叁, 十二, 廿一, 五零一, 幺三八, 肆零壹."""

# One character → its digit; 幺 is how 1 is said on the telephone.
_DIGITS = {
    **{str(n): n for n in range(10)},
    **{chr(0xFF10 + n): n for n in range(10)},
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("〇壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    **{"○": 0, "Ｏ": 0, "幺": 1, "么": 1, "两": 2, "俩": 2, "弍": 2, "貳": 2, "參": 3, "陸": 6},
}
_TENS = {"十": 10, "拾": 10, "廿": 20, "卅": 30}
_HUNDREDS = "百佰"

DIGIT_CHARS = "".join(char for char in _DIGITS if char not in "么俩")
NUMERAL_CHARS = DIGIT_CHARS + "".join(_TENS) + _HUNDREDS


def read_digits(text: str) -> str | None:
    """The digits said one by one (幺三八, 肆零壹, 5０1) as text, or None."""
    digits = [_DIGITS.get(char) for char in text]
    if not digits or None in digits:
        return None
    return "".join(str(digit) for digit in digits)


def read_number(text: str) -> int | None:
    """The whole number below 1,000 meant by text (3, 十二, 廿一, 一百零二, 一二), or None."""
    digits = read_digits(text)
    if digits is not None:
        return int(digits) if len(digits) <= 9 else None
    return _read_counted(text) if text else None


def _read_counted(text: str) -> int | None:
    total, digit = 0, None
    floor = 1000
    for char in text:
        if char in _HUNDREDS and floor > 100 and digit:
            total, digit, floor = total + digit * 100, None, 100
        elif char in _TENS and floor > 10:
            if digit is not None and (_TENS[char] != 10 or digit == 0):
                return None
            total += _TENS[char] * (1 if digit is None else digit)
            digit, floor = None, 10
        elif char in _DIGITS and digit in (None, 0):
            digit = _DIGITS[char]
        else:
            return None
    return total + (digit or 0)
