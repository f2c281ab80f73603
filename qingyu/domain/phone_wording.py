"""How a stored telephone number is shown, in groups one can read out."""


def phone_text(digits: str) -> str:
    """138 6741 2358, 0571-8706 5521, 8706 5521; anything else as it is."""
    if not (digits.isascii() and digits.isdigit()):
        return digits
    if len(digits) == 11 and digits.startswith("1"):
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    if digits.startswith("0") and len(digits) in (11, 12):
        area = 3 if digits.startswith(("010", "02")) else 4
        return f"{digits[:area]}-{_halves(digits[area:])}"
    return _halves(digits) if len(digits) in (7, 8) else digits


def _halves(number: str) -> str:
    return f"{number[:-4]} {number[-4:]}"
