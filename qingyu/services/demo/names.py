"""Names as people born in each decade bear them, and how they are called at the desk."""


from qingyu.domain.frozen import frozen
from qingyu.services.demo.dice import Dice, Wheel
from qingyu.services.demo.lore import Lines, read

MEN, WOMEN = "男", "女"
# Prefixes that no operator has been given, so that nobody's telephone rings.
_PREFIXES = ("154", "160", "161", "163", "164", "168", "169")
_TITLES: dict[str, tuple[tuple[int, Lines], ...]] = {
    MEN: (
        (76, ("大爷", "大伯", "爷爷", "老师")),
        (57, ("大伯", "师傅", "伯伯", "老师")),
        (33, ("师傅", "先生", "先生", "老师")),
        (0, ("先生", "先生", "同学")),
    ),
    WOMEN: (
        (76, ("奶奶", "阿婆", "阿姨")),
        (52, ("阿姨", "阿姨", "阿姨", "师母", "大姐", "老师")),
        (33, ("女士", "女士", "阿姨", "老师")),
        (0, ("女士", "小姐")),
    ),
}


@frozen
class Style:
    """How children born up to that year were named."""

    until: int
    single: float
    full: Lines
    one: Lines
    first: Lines
    second: Lines


class NameMaker:
    """Makes names and telephone numbers."""

    def __init__(self, dice: Dice) -> None:
        table = read("names")
        self._dice = dice
        self._surnames: Wheel[str] = Wheel(table["surnames"].items())
        self._styles = {
            sex: tuple(_style(row) for row in table["given"] if row["sex"] == sex)
            for sex in (MEN, WOMEN)
        }

    def surname(self) -> str:
        """A surname as often as it is met in Hangzhou."""
        return self._dice.spin(self._surnames)

    def given(self, sex: str, born: int) -> str:
        """A given name of that year."""
        dice = self._dice
        styles = self._styles[sex]
        style = next((each for each in styles if born <= each.until), styles[-1])
        if dice.chance(style.single):
            return dice.pick(style.one)
        if dice.chance(0.18):
            return dice.pick(style.full)
        first, second = dice.pick(style.first), dice.pick(style.second)
        return first + (second if second != first else dice.pick(style.one))

    def mobile(self) -> str:
        """Eleven digits that look like a mobile number and belong to nobody."""
        return f"{self._dice.pick(_PREFIXES)}{self._dice.whole(0, 99_999_999):08d}"

    def landline(self) -> str:
        """A fixed line of Hangzhou."""
        return f"05718700{self._dice.whole(1000, 9999)}"


def called(dice: Dice, surname: str, name: str, sex: str, age: int) -> str:
    """How somebody names himself or is written down: 俞阿姨, 小陈, 沈国强."""
    roll = dice.share()
    if roll < 0.36:
        return name
    if roll < 0.42 and sex == MEN and age >= 52:
        return f"老{surname[0]}" if len(surname) == 1 else f"{surname}师傅"
    if roll < 0.5 and age < 40 and len(surname) == 1:
        return f"小{surname}"
    titles = next(words for least, words in _TITLES[sex] if age >= least)
    return surname + dice.pick(titles)


def _style(row: dict[str, object]) -> Style:
    def lines(key: str) -> Lines:
        value = row[key]
        return tuple(value) if isinstance(value, list) else ()

    until, single = row["until"], row["single"]
    assert isinstance(until, int) and isinstance(single, int)
    return Style(until, single / 100, lines("full"), lines("one"), lines("first"), lines("second"))
