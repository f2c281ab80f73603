"""Text folded to one plain spelling, character by character, so that positions stay true."""

import unicodedata
from functools import cache

# Marks that nobody sees and that only tear words apart.
_UNSEEN = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u061c")
_DASHES = "‐‑‒–—―−﹣－ー"


@cache
def _fold_char(char: str) -> str:
    if char in _DASHES:
        return "-"
    plain = unicodedata.normalize("NFKC", char)
    if len(plain) != 1:
        return char
    return " " if plain.isspace() and plain != "\n" else plain.lower()


def fold(text: str) -> str:
    """The text with full-width, circled and upper-case characters made plain; same length."""
    return "".join(char if "\u4e00" <= char <= "\u9fff" else _fold_char(char) for char in text)


def is_unseen(char: str) -> bool:
    """Whether the character is invisible: zero-width, direction mark or control character."""
    if char in _UNSEEN:
        return True
    return unicodedata.category(char) in ("Cc", "Cf") and char not in "\n\t\r"
