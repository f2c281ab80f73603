"""What a passphrase must be, and how it is read from the keyboard."""

import unicodedata

from qingyu.domain.errors import RuleError

SHORTEST = 8
LONGEST = 200
_FEWEST_SIGNS = 4
_RUNS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_OFTEN = ("password", "passw0rd", "qingyu", "iloveyou", "admin", "woaini")


def normalised(typed: str) -> str:
    """The same passphrase whatever keyboard it was typed on: NFKC, no spaces around it."""
    return unicodedata.normalize("NFKC", typed).strip()


def require_good(typed: str) -> str:
    """The passphrase as it is kept; RuleError says why it is too easy to guess."""
    text = normalised(typed)
    if len(text) < SHORTEST:
        raise RuleError(f"口令至少要 {SHORTEST} 个字", "可以用一句自己记得住的话，汉字也行。")
    if len(text) > LONGEST:
        raise RuleError(f"口令不能超过 {LONGEST} 个字", "请短一些。")
    if text.isdecimal():
        raise RuleError("只有数字的口令太容易猜到", "请加几个汉字或字母。")
    if len(set(text)) < _FEWEST_SIGNS or _is_usual(text.lower()):
        raise RuleError("这个口令太容易猜到", "请换一句别人想不到、自己记得住的话。")
    return text


def _is_usual(text: str) -> bool:
    """Whether little is left of it once keyboard runs and the usual words are taken out."""
    rest = text
    for word in _OFTEN:
        rest = rest.replace(word, "")
    for run in _RUNS:
        for way in (run, run[::-1]):
            for size in range(len(way), 3, -1):
                for at in range(len(way) - size + 1):
                    rest = rest.replace(way[at : at + size], "")
    return len(rest) < _FEWEST_SIGNS
